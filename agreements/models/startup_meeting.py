"""The start-up meeting: whether a school and NAV offices want to work together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.collaboration import Collaboration
from agreements.models.meeting import Meeting, takes_time
from agreements.querysets.startup_meeting import InviteeQuerySet, StartupMeetingQuerySet
from navskole.organisations.models import NavOffice, School
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned

if TYPE_CHECKING:
    from datetime import datetime


class StartupOutcome(models.TextChoices):
    """Whether the parties found a common interest."""

    YES = "yes", _("Ja, felles interesse")
    NO = "no", _("Nei")
    UNDECIDED = "undecided", _("Ikke avgjort")


class StartupState(models.TextChoices):
    """Where a start-up meeting stands; computed from facts and the clock, never stored."""

    PLANNED = "planned", _("Planlagt")
    TO_CONCLUDE = "to_conclude", _("Resultat mangler")
    CONCLUDED = "concluded", _("Holdt")
    COLLABORATION = "collaboration", _("Ble samarbeid")
    CANCELLED = "cancelled", _("Avlyst")


class Capacity(models.TextChoices):
    """In which capacity somebody is invited: those the guide names, and others."""

    PRINCIPAL = "principal", _("Rektor")
    SCHOOL_COUNSELLOR = "school_counsellor", _("Rådgiver ved skolen")
    NAV_MANAGER = "nav_manager", _("NAV-leder")
    COUNTY_COORDINATOR = "county_coordinator", _("Fylkets koordinator for bedre gjennomføring")
    STATE_ADVISER = "state_adviser", _("Statsforvalterens rådgiver for sosiale tjenester")
    NAV_COUNTY = "nav_county", _("Kontaktperson i NAV fylke")
    EXPERIENCED = "experienced", _("Noen med erfaring fra et annet samarbeid")
    OTHER = "other", _("Andre")


class StartupMeeting(Meeting):
    """A meeting where school and NAV find out whether they want a collaboration.

    `agenda` is a point a line, in the order of the meeting.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    offices = models.ManyToManyField(NavOffice, related_name="+", verbose_name=_("NAV-kontorer"))
    agenda = models.TextField(_("saksliste"), max_length=4000)
    outcome = models.CharField(_("resultat"), max_length=10, choices=StartupOutcome, blank=True)
    agreed = models.TextField(_("hva ble avtalt"), max_length=4000, blank=True)
    collaboration = models.ForeignKey(
        Collaboration,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="startup_meetings",
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = StartupMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppstartsmøte")
        constraints = [
            takes_time("startup_meeting_takes_time"),
            models.CheckConstraint(
                name="startup_meeting_yes_before_collaboration",
                condition=Q(collaboration__isnull=True) | Q(outcome=StartupOutcome.YES),
            ),
            models.CheckConstraint(
                name="startup_meeting_held_or_cancelled",
                condition=Q(cancelled_at__isnull=True) | Q(outcome=""),
            ),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="startup_meeting_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.school)

    @property
    def points(self) -> list[str]:
        """The points of the agenda, in order."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]

    def state(self, *, now: datetime) -> StartupState:
        """Return where it stands at `now`."""
        if self.cancelled_at is not None:
            return StartupState.CANCELLED
        if self.collaboration_id is not None:
            return StartupState.COLLABORATION
        if self.outcome:
            return StartupState.CONCLUDED
        return StartupState.PLANNED if self.starts_at > now else StartupState.TO_CONCLUDE


class Invitee(PublicIdModel, SubmittedOnce, Versioned):
    """Somebody invited to a start-up meeting, in a capacity; an account is not needed."""

    meeting = models.ForeignKey(StartupMeeting, on_delete=models.CASCADE, related_name="invitees")
    capacity = models.CharField(_("i egenskap av"), max_length=20, choices=Capacity)
    name = models.CharField(_("navn"), max_length=150)
    organisation = models.CharField(_("organisasjon"), max_length=150)
    email = models.EmailField(_("e-post"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    came = models.BooleanField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = InviteeQuerySet.as_manager()

    class Meta:
        verbose_name = _("innkalt")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="invitee_submitted_once"
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(user__isnull=False),
                name="invitee_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name
