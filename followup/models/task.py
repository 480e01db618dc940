"""Something to be done for the pupil, with a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.models.plan import Goal
from followup.models.review import CaseloadReview
from followup.querysets.task import TaskQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from pupils.models import Case, ProblemArea, Pupil, Service

if TYPE_CHECKING:
    from datetime import date


class Task(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """Hangs on pupil and owning organisation, and on the case where NAV owns it.

    NAV's may be given to a service at the school, `given_to` at `receiver`: it is seen there
    while a line in force covers it as it would a shared note. `is_sensitive` is the writer's
    mark or follows from a sensitive problem area. A mistaken task is struck, never deleted.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    heading = models.CharField(_("oppgave"), max_length=120)
    text = models.TextField(_("utdyping"), max_length=2000, blank=True)
    areas = models.ManyToManyField(
        ProblemArea, blank=True, related_name="+", verbose_name=_("problemområder")
    )
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    due_on = models.DateField(_("frist"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hvem gjør det"),
    )
    given_to = models.CharField(_("gitt til tjenesten"), max_length=20, choices=Service, blank=True)
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    review = models.ForeignKey(
        CaseloadReview, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_reason = models.CharField(_("hvorfor oppgaven strykes"), max_length=500, blank=True)

    history = HistoricalRecords(m2m_fields=[areas], excluded_fields=["submission_id"])
    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppgave")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="task_submitted_once"
            ),
            models.CheckConstraint(
                name="task_given_by_a_case",
                condition=Q(given_to="", receiver__isnull=True)
                | (~Q(given_to="") & Q(receiver__isnull=False, case__isnull=False)),
                violation_error_message=_("Bare oppgaver i en sak kan gis til skolen."),
            ),
            models.CheckConstraint(
                name="task_goal_in_a_case",
                condition=Q(goal__isnull=True) | Q(case__isnull=False),
                violation_error_message=_("Bare oppgaver i en sak kan høre til et mål."),
            ),
            models.CheckConstraint(
                name="task_done_by_somebody",
                condition=Q(done_at__isnull=True, done_by__isnull=True) | Q(done_at__isnull=False),
                violation_error_message=_("En gjort oppgave må ha et tidspunkt."),
            ),
        ]
        indexes = [models.Index(fields=["case", "due_on"], name="task_case_due")]

    def __str__(self) -> str:
        return self.heading

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C on NAV's side, B on the school's; D where sensitive."""
        return ("C" if self.case_id else "B") + ("D" if self.is_sensitive else "")

    @property
    def owner_tag(self) -> str:
        """The labelled tag of the piece: `shared` where given away, else `nav` or `school`."""
        if self.given_to:
            return "shared"
        return "nav" if self.case_id else "school"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_at is None and self.struck_at is None

    def is_overdue(self, *, on: date) -> bool:
        """Tell whether it should have been done before `on`."""
        return self.is_open and self.due_on < on
