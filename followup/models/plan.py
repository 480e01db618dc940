"""The plan of a case: the assessment with its words per area, and the goals. NAV's alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.querysets.plan import AssessmentAreaQuerySet, AssessmentQuerySet, GoalQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from pupils.models import Case, ProblemArea, Pupil


class Assessment(PublicIdModel, Versioned, PersonRecord):
    """What the pupil and the veileder found out: one of each case, written on as it changes.

    `is_sensitive` is the author's mark for the whole; an area is sensitive by itself too.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    resources = models.TextField(_("ressurser"), max_length=2000, blank=True)
    own_goal = models.TextField(_("elevens eget mål"), max_length=1000, blank=True)
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()

    history = HistoricalRecords()
    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kartlegging")

    def __str__(self) -> str:
        return str(_("Kartlegging"))

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C; D where the author marked it."""
        return "CD" if self.is_sensitive else "C"


class AssessmentArea(Versioned, PersonRecord):
    """The own words on one problem area; taken out again it is kept, with the day it went."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="areas")
    area = models.ForeignKey(
        ProblemArea, on_delete=models.PROTECT, related_name="+", verbose_name=_("problemområde")
    )
    words = models.TextField(_("egne ord"), max_length=1000)
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = HistoricalRecords()
    objects = AssessmentAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("område i kartleggingen")
        ordering = ["area__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "area"], name="assessment_area_once")
        ]

    def __str__(self) -> str:
        return str(self.area)

    @property
    def subject_id(self) -> int:
        """As the assessment."""
        return self.assessment.pupil_id

    @property
    def owning_organisation_id(self) -> int:
        """As the assessment."""
        return self.assessment.owner_id

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C; D where the area is sensitive, or the whole assessment."""
        return "CD" if self.is_sensitive else "C"


class GoalState(models.TextChoices):
    """What came of a goal."""

    OPEN = "open", _("Arbeides med")
    REACHED = "reached", _("Nådd")
    DROPPED = "dropped", _("Ikke aktuelt lenger")


class Goal(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """Something the pupil wants to reach; tasks lead there."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(_("mål"), max_length=200)
    text = models.TextField(_("utdyping"), max_length=2000, blank=True)
    areas = models.ManyToManyField(
        ProblemArea, blank=True, related_name="+", verbose_name=_("problemområder")
    )
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    due_on = models.DateField(_("når målet skal være nådd"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=GoalState, default=GoalState.OPEN)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    history = HistoricalRecords(m2m_fields=[areas], excluded_fields=["submission_id"])
    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("mål")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="goal_submitted_once"
            ),
            models.CheckConstraint(
                name="goal_state_known", condition=Q(state__in=["open", "reached", "dropped"])
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C; D where sensitive."""
        return "CD" if self.is_sensitive else "C"

    @property
    def is_open(self) -> bool:
        """Whether it is worked on."""
        return self.state == GoalState.OPEN
