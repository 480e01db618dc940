"""Limits, ages and thresholds that change with law and practice: dated, with their source."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleCode(models.TextChoices):
    """The rules the code asks for by name."""

    TARGET_AGE_FROM = "target_age_from", _("Målgruppe: fra alder")
    TARGET_AGE_TO = "target_age_to", _("Målgruppe: til alder")
    CONSENT_MONTHS = "consent_months", _("Samtykke: varighet i måneder")
    SUPPRESSION_THRESHOLD = "suppression_threshold", _("Prikking: minste antall som vises")


class RuleQuerySet(models.QuerySet["Rule"]):
    """Questions about the rules in force on a day."""

    def value(self, code: RuleCode, *, on: date) -> int:
        """Return the value of `code` on `on`: the latest that had taken effect.

        Raises Rule.DoesNotExist when no rule had taken effect.
        """
        return self.filter(code=code, effective_from__lte=on).latest("effective_from").number


class Rule(models.Model):
    """One value of a rule from a date, with its source."""

    code = models.CharField(_("regel"), max_length=40, choices=RuleCode)
    number = models.IntegerField(_("verdi"))
    effective_from = models.DateField(_("gjelder fra"))
    source = models.CharField(_("kilde"), max_length=300)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel")
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="rule_once_per_day")
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.number}"
