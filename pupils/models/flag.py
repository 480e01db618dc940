"""A raised concern, on one side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from pupils.models.case import Case
from pupils.models.problem_area import ProblemArea
from pupils.models.pupil import Pupil
from pupils.querysets.flag import RiskFlagQuerySet

if TYPE_CHECKING:
    from datetime import date


class FlagKind(models.TextChoices):
    """What the flag points at: a problem area, or a signal the school sees."""

    AREA = "area", _("Problemområde")
    SIGNAL = "signal", _("Signal fra skolen")


class FlagLevel(models.TextChoices):
    """How much it presses."""

    WATCH = "watch", _("Følg med")
    CONCERN = "concern", _("Bekymring")
    URGENT = "urgent", _("Haster")


class RiskFlag(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """Never crosses the wall; what the other side should know is written in a shared note."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("gjelder"), max_length=10, choices=FlagKind)
    area = models.ForeignKey(
        ProblemArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("problemområde"),
    )
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    level = models.CharField(_("nivå"), max_length=10, choices=FlagLevel)
    reason = models.CharField(_("begrunnelse"), max_length=1000)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField()
    expires_on = models.DateField(_("utløper"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_reason = models.CharField(_("hvorfor flagget avsluttes"), max_length=1000, blank=True)

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = RiskFlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("risikoflagg")
        constraints = [
            models.UniqueConstraint(
                fields=["raised_by", "submission_id"], name="flag_submitted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.what}"

    def urgency(self) -> int:
        """Return how much the flag presses, as a number to sort by."""
        return list(FlagLevel).index(FlagLevel(self.level))

    def is_standing(self, *, on: date) -> bool:
        """Tell whether it is neither settled nor expired on `on` (the queryset's rule)."""
        return self.resolved_at is None and self.expires_on >= on

    @property
    def what(self) -> str:
        """What the flag points at, in words."""
        return self.area.name if self.area else self.get_kind_display()

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C on NAV's side, B on the school's; D where sensitive."""
        return ("C" if self.case_id else "B") + ("D" if self.is_sensitive else "")
