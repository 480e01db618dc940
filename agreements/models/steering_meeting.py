"""The steering group's meetings: the agenda, the minutes, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.meeting import Meeting, takes_time
from agreements.models.steering_group import SteeringGroup, SteeringMember
from agreements.querysets.steering_meeting import (
    SteeringDecisionQuerySet,
    SteeringGuestQuerySet,
    SteeringMeetingQuerySet,
    SteeringPointQuerySet,
)
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned

if TYPE_CHECKING:
    from datetime import date, datetime


class StandingItem(models.TextChoices):
    """What the steering group goes through at every meeting, and what it adds."""

    CASELOAD = "caseload", _("Omfang av oppfølgingen i tall")
    TIME_USE = "time_use", _("Tidsbruk")
    MEASURES = "measures", _("Tiltak som er brukt")
    DEVIATIONS = "deviations", _("Avvik")
    CONSENTS = "consents", _("Samtykke og taushetsplikt")
    NEXT_STEPS = "next_steps", _("Veien videre")
    OTHER = "other", _("Andre saker")


class SteeringState(models.TextChoices):
    """Where a meeting stands; computed from facts and the clock, never stored."""

    PLANNED = "planned", _("Planlagt")
    TO_MINUTE = "to_minute", _("Referat mangler")
    HELD = "held", _("Holdt")
    CANCELLED = "cancelled", _("Avlyst")


class SteeringMeeting(Meeting):
    """A meeting of the steering group; it counts as held when its minutes are written."""

    group = models.ForeignKey(SteeringGroup, on_delete=models.PROTECT, related_name="meetings")
    minuted_at = models.DateTimeField(null=True, blank=True, editable=False)
    came = models.ManyToManyField(
        SteeringMember, related_name="+", blank=True, verbose_name=_("hvem kom")
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = SteeringMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("styringsgruppemøte")
        constraints = [
            takes_time("steering_meeting_takes_time"),
            models.CheckConstraint(
                name="steering_meeting_held_or_cancelled",
                condition=Q(cancelled_at__isnull=True) | Q(minuted_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="steering_meeting_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

    def state(self, *, now: datetime) -> SteeringState:
        """Return where it stands at `now`."""
        if self.cancelled_at is not None:
            return SteeringState.CANCELLED
        if self.minuted_at is not None:
            return SteeringState.HELD
        return SteeringState.PLANNED if self.starts_at > now else SteeringState.TO_MINUTE


class SteeringPoint(models.Model):
    """A point of a meeting's agenda: what it rests on, and what was said."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=12, choices=StandingItem)
    title = models.CharField(max_length=200)
    preparation = models.TextField(_("saksgrunnlag"), max_length=4000, blank=True)
    noted = models.TextField(_("referat"), max_length=4000, blank=True)

    history = HistoricalRecords()
    objects = SteeringPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="steering_point_number_once")
        ]

    def __str__(self) -> str:
        return self.title


class SteeringGuest(models.Model):
    """Somebody who came to a meeting without sitting in the group; an account is not needed."""

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.CASCADE, related_name="guests")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("navn"), max_length=150)
    function = models.CharField(_("funksjon"), max_length=150)
    organisation = models.CharField(_("organisasjon"), max_length=150)

    history = HistoricalRecords()
    objects = SteeringGuestQuerySet.as_manager()

    class Meta:
        verbose_name = _("gjest")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="steering_guest_number_once")
        ]

    def __str__(self) -> str:
        return self.name


class SteeringDecision(PublicIdModel, SubmittedOnce, Versioned):
    """What the steering group decided: who answers for it, and by when; open until it is done.

    A member answers for it, or somebody else by name.
    """

    meeting = models.ForeignKey(SteeringMeeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.TextField(_("vedtak"), max_length=2000)
    owner = models.ForeignKey(
        SteeringMember, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(_("navn på den ansvarlige"), max_length=150, blank=True)
    deadline = models.DateField(_("frist"))
    done_on = models.DateField(_("utført"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = SteeringDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedtak i styringsgruppen")
        constraints = [
            models.CheckConstraint(
                name="steering_decision_one_owner",
                condition=Q(owner__isnull=True) ^ Q(owner_name=""),
                violation_error_message=_("Velg hvem som er ansvarlig, eller skriv navnet."),
            ),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="steering_decision_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def answers(self) -> str:
        """The name of whoever answers for it."""
        return self.owner_name if self.owner is None else self.owner.name

    def is_late(self, *, on: date) -> bool:
        """Tell whether the deadline has passed without its being done."""
        return self.done_on is None and self.deadline < on
