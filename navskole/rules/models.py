"""Limits, ages and thresholds that change with law and practice: dated, with their source."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class RuleCode(models.TextChoices):
    """The rules the code asks for by name."""

    TARGET_AGE_FROM = "target_age_from", _("Målgruppe: fra alder")
    TARGET_AGE_TO = "target_age_to", _("Målgruppe: til alder")
    CONSENT_MONTHS = "consent_months", _("Samtykke: varighet i måneder")
    CONSENT_REMINDER = "consent_reminder", _("Samtykke: dager før utløp det minnes om det")
    SUPPRESSION_THRESHOLD = "suppression_threshold", _("Prikking: minste antall som vises")
    ABSENCE_LIMIT = "absence_limit", _("Fraværsgrense i et fag, i prosent")
    ABSENCE_DISCRETION = "absence_discretion", _("Fravær: rektors skjønn rekker til, i prosent")
    ABSENCE_NEAR = "absence_near", _("Fravær nær grensen fra, i prosent")
    CONTACT_REQUEST_DAYS = "contact_request_days", _("Henvendelse: dager før den slettes")
    TIME_DEVIATION = "time_deviation", _("Tidsbruk: største avvik fra kontrakten, i prosent")
    WORKDAY_FROM = "workday_from", _("Innsynslogg: arbeidsdagen begynner, klokketime")
    WORKDAY_TO = "workday_to", _("Innsynslogg: arbeidsdagen er over, klokketime")
    PUPILS_A_DAY = "pupils_a_day", _("Innsynslogg: mange elever åpnet på en dag")
    LOG_YEARS = "log_years", _("Innsynslogg: år den oppbevares")


LIMITS: dict[str, tuple[int, int]] = {
    RuleCode.TARGET_AGE_FROM: (10, 30),
    RuleCode.TARGET_AGE_TO: (10, 30),
    RuleCode.CONSENT_MONTHS: (1, 36),
    RuleCode.CONSENT_REMINDER: (1, 60),
    RuleCode.SUPPRESSION_THRESHOLD: (3, 50),
    RuleCode.ABSENCE_LIMIT: (1, 100),
    RuleCode.ABSENCE_DISCRETION: (1, 100),
    RuleCode.ABSENCE_NEAR: (1, 100),
    RuleCode.CONTACT_REQUEST_DAYS: (1, 365),
    RuleCode.TIME_DEVIATION: (1, 100),
    RuleCode.WORKDAY_FROM: (0, 11),
    RuleCode.WORKDAY_TO: (12, 24),
    RuleCode.PUPILS_A_DAY: (5, 500),
    RuleCode.LOG_YEARS: (2, 50),
}
"""The least and the greatest value of each rule that anybody may set."""

_YEARS = ngettext_lazy("%(number)d år", "%(number)d år", "number")
_MONTHS = ngettext_lazy("%(number)d måned", "%(number)d måneder", "number")
_DAYS = ngettext_lazy("%(number)d dag", "%(number)d dager", "number")
_PERCENT = _("%(number)d %%")
_HOUR = _("kl. %(number)02d.00")
_IN_WORDS = {
    RuleCode.TARGET_AGE_FROM: _YEARS,
    RuleCode.TARGET_AGE_TO: _YEARS,
    RuleCode.CONSENT_MONTHS: _MONTHS,
    RuleCode.CONSENT_REMINDER: _DAYS,
    RuleCode.SUPPRESSION_THRESHOLD: ngettext_lazy(
        "%(number)d person", "%(number)d personer", "number"
    ),
    RuleCode.ABSENCE_LIMIT: _PERCENT,
    RuleCode.ABSENCE_DISCRETION: _PERCENT,
    RuleCode.ABSENCE_NEAR: _PERCENT,
    RuleCode.CONTACT_REQUEST_DAYS: _DAYS,
    RuleCode.TIME_DEVIATION: _PERCENT,
    RuleCode.WORKDAY_FROM: _HOUR,
    RuleCode.WORKDAY_TO: _HOUR,
    RuleCode.PUPILS_A_DAY: ngettext_lazy("%(number)d elev", "%(number)d elever", "number"),
    RuleCode.LOG_YEARS: _YEARS,
}


class RuleQuerySet(models.QuerySet["Rule"]):
    """Questions about the rules in force on a day."""

    def value(self, code: RuleCode, *, on: date) -> int:
        """Return the value of `code` on `on`: the latest that had taken effect.

        Raises Rule.DoesNotExist when no rule had taken effect.
        """
        return self.filter(code=code, effective_from__lte=on).latest("effective_from").number

    def number_of(self, code: RuleCode, *, on: date) -> models.Subquery:
        """Return the same as a part of another question, which then asks the rules itself."""
        rows = self.filter(code=code, effective_from__lte=on).order_by("-effective_from")
        return models.Subquery(rows.values("number")[:1])

    def newest_first(self) -> Self:
        """Return the values, the one that takes effect last first."""
        return self.order_by("-effective_from", "pk")

    def all_in_effect(self, codes: Iterable[RuleCode], *, on: date) -> dict[str, Rule]:
        """Return the rules of `codes` on `on`, by code, asked for at once."""
        rows = self.filter(code__in=codes, effective_from__lte=on).order_by("effective_from")
        return {row.code: row for row in rows}


class Rule(models.Model):
    """One value of a rule from a date, with its source."""

    code = models.CharField(_("regel"), max_length=40, choices=RuleCode)
    number = models.IntegerField(_("verdi"))
    effective_from = models.DateField(_("gjelder fra"))
    source = models.CharField(_("kilde"), max_length=300)
    checked_on = models.DateField(_("kontrollert mot kilden"), null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel")
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="rule_once_per_day"),
            models.CheckConstraint(
                name="rule_threshold_at_least_three",
                condition=~Q(code="suppression_threshold") | Q(number__gte=3),
                violation_error_message=_("Færre enn 3 kan ikke vises: da kan noen kjennes igjen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}: {self.number}"

    @property
    def in_words(self) -> str:
        """The value with its unit: 15 år, 10 %."""
        return str(_IN_WORDS[RuleCode(self.code)] % {"number": self.number})


class AbsenceReasonQuerySet(models.QuerySet["AbsenceReason"]):
    """Questions about the reasons for absence on a day."""

    def in_effect(self, *, on: date) -> list[AbsenceReason]:
        """Return each reason as it was on `on`, in the order they are shown."""
        rows = self.filter(effective_from__lte=on).order_by("effective_from")
        latest = {row.code: row for row in rows}
        return sorted(latest.values(), key=lambda row: (row.position, row.code))

    def newest_first(self) -> Self:
        """Return every version, reason by reason, the one that takes effect last first."""
        return self.order_by("code", "-effective_from", "pk")

    def plain_codes(self, *, on: date) -> models.QuerySet:
        """Return the codes of the reasons that are known on `on` and tell nothing sensitive."""
        newer = self.filter(
            code=OuterRef("code"),
            effective_from__gt=OuterRef("effective_from"),
            effective_from__lte=on,
        )
        return self.filter(~Exists(newer), effective_from__lte=on, is_sensitive=False).values(
            "code"
        )


class AbsenceReason(models.Model):
    """A reason for absence from a date: whether it counts towards the limit, whether it is told.

    One that tells of health, belief or politics is sensitive, and so is one until said otherwise.
    """

    code = models.SlugField(_("kode"), max_length=30)
    name = models.CharField(_("navn"), max_length=120)
    is_exempt = models.BooleanField(_("unntatt fra fraværsgrensen"))
    is_sensitive = models.BooleanField(_("sensitiv"), default=True)
    effective_from = models.DateField(_("gjelder fra"))
    source = models.CharField(_("kilde"), max_length=300)
    checked_on = models.DateField(_("kontrollert mot kilden"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = AbsenceReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("fraværsårsak")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "effective_from"], name="absence_reason_once_per_day"
            )
        ]

    def __str__(self) -> str:
        return self.name
