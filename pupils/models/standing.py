"""Where a pupil stands in a subject: absence by reason, risk of no grade basis (IV), warning."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from navskole.records.school_year import school_year_name
from navskole.records.sorting import fold
from pupils.models.pupil import Pupil
from pupils.querysets.standing import AbsenceQuerySet, SubjectStandingQuerySet


class Term(models.TextChoices):
    """The half of the school year."""

    FIRST = "first", _("1. termin")
    SECOND = "second", _("2. termin")


class SubjectStanding(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """One subject in one term, entered by the school by hand."""

    classes: ClassVar[str] = "B"

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("fag"), max_length=80)
    subject_key = models.CharField(max_length=250, editable=False)
    school_year = models.PositiveSmallIntegerField(_("skoleår"))
    term = models.CharField(_("termin"), max_length=6, choices=Term)
    lesson_hours = models.DecimalField(_("timer i faget"), max_digits=5, decimal_places=1)
    is_at_risk = models.BooleanField(_("fare for IV"), default=False)
    warning_sent_on = models.DateField(_("varsel sendt"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = SubjectStandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("fravær og vurdering i et fag")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "submission_id"], name="standing_submitted_once"
            ),
            models.UniqueConstraint(
                fields=["pupil", "owner", "school_year", "term", "subject_key"],
                name="standing_once_per_subject_and_term",
            ),
            models.CheckConstraint(name="standing_has_lessons", condition=Q(lesson_hours__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.get_term_display()} {school_year_name(self.school_year)}"

    def set_subject(self, subject: str) -> None:
        """Set the subject and the key by which it is entered once a term."""
        self.subject, self.subject_key = subject, fold(subject) or subject.casefold()


class Absence(PersonRecord):
    """Hours absent for one reason; which reasons are exempt or sensitive is a dated rule."""

    is_sensitive: bool  # where the queryset has asked the rule
    standing = models.ForeignKey(SubjectStanding, on_delete=models.CASCADE, related_name="absences")
    reason_code = models.SlugField(_("årsak"), max_length=30)
    hours = models.DecimalField(_("timer"), max_digits=5, decimal_places=1)

    history = HistoricalRecords()
    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("fravær")
        constraints = [
            models.UniqueConstraint(
                fields=["standing", "reason_code"], name="absence_once_per_reason"
            ),
            models.CheckConstraint(name="absence_has_hours", condition=Q(hours__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.reason_code}: {self.hours}"

    @property
    def classes(self) -> str:  # type: ignore[override]
        """B, and D where the reason is known to be sensitive."""
        return "BD" if getattr(self, "is_sensitive", False) else "B"

    @property
    def subject_id(self) -> int:
        """As the standing."""
        return self.standing.pupil_id

    @property
    def owning_organisation_id(self) -> int:
        """As the standing."""
        return self.standing.owner_id
