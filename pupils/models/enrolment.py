"""The pupil's tie to a school."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from navskole.access.models import PersonRecord
from navskole.organisations.models import School
from navskole.records.models import Dated, SubmittedOnce, Versioned, dates_in_order
from pupils.models.pupil import Pupil
from pupils.querysets.enrolment import EnrolmentQuerySet


class Level(models.TextChoices):
    """The level of upper-secondary education."""

    VG1 = "vg1", _("Vg1")
    VG2 = "vg2", _("Vg2")
    VG3 = "vg3", _("Vg3")


class EndReason(models.TextChoices):
    """Why an enrolment ended."""

    COMPLETED = "completed", _("Fullført")
    MOVED = "moved", _("Byttet skole")
    APPRENTICE = "apprentice", _("Gikk ut i lære")
    LEFT = "left", _("Sluttet i løpet av året")
    OTHER = "other", _("Annet")


class Enrolment(Dated, SubmittedOnce, Versioned, PersonRecord):
    """One pupil at one school, from-to; class and level change within it.

    The form that registers is found again by its enrolment: there is a new one whether the
    pupil was known or not.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    programme_area = models.CharField(_("utdanningsprogram"), max_length=80)
    level = models.CharField(_("trinn"), max_length=3, choices=Level)
    class_name = models.CharField(_("klasse"), max_length=20)
    end_reason = models.CharField(_("sluttårsak"), max_length=10, choices=EndReason, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id", "registered_by"])
    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("skoleplass")
        constraints = [
            dates_in_order("enrolment_dates_in_order"),
            models.UniqueConstraint(
                fields=["pupil", "school", "starts_on"], name="enrolment_once_per_start"
            ),
            models.UniqueConstraint(
                fields=["registered_by", "submission_id"], name="enrolment_submitted_once"
            ),
        ]
        # Who goes to a school today is asked in every rule: the answer stands in the index itself.
        indexes = [
            models.Index(
                fields=["school", "pupil"],
                include=["starts_on", "ends_on", "ended_at"],
                name="enrolment_school_pupil_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.class_name}"

    @property
    def classes(self) -> str:  # type: ignore[override]
        """A while it lasts; an earlier one, and why it ended, is the school's own."""
        return "B" if self.ends_on or self.ended_at else "A"

    @property
    def owning_organisation_id(self) -> int:
        """The school's."""
        return self.school_id
