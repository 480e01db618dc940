"""The steering group's meetings: planned, held, and their minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_meeting import (
    cancel_steering_meeting,
    change_steering_meeting,
    plan_steering_meeting,
    write_minutes,
)
from agreements.forms.steering_meeting import (
    MinutesForm,
    SteeringMeetingCreateForm,
    SteeringMeetingUpdateForm,
    initial_of,
    minutes_of,
)
from agreements.models import SteeringDecision, SteeringMeeting, SteeringMember
from agreements.steering_agenda import proposed, proposed_to
from agreements.steering_glance import mark
from agreements.views.calendar import CalendarFileView
from agreements.views.collaboration import CollaborationTargetMixin
from navskole.access import policies
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin, TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from agreements.models import SteeringPoint


def steering_meeting_address(meeting: SteeringMeeting) -> str:
    """Return the address of a meeting's page."""
    return reverse("agreements:steering_meeting_detail", args=[meeting.public_id])


class SteeringMeetingCreateView(CollaborationTargetMixin, TargetFormView):
    """Planlegg møte, with the standing items and what they are asked to talk about."""

    permission = "agreements.change_steering_group"
    template_name = "agreements/steering_meeting_create.html"
    form_class = SteeringMeetingCreateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what the points begin with."""
        return proposed(self.actor, self.target) if self.request.method == "GET" else {}

    def perform(self, form: SteeringMeetingCreateForm) -> SteeringMeeting:
        """Plan."""
        return plan_steering_meeting(
            actor=self.actor,
            collaboration=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_message(self, result: SteeringMeeting) -> str:
        """Ask for what comes next: the calendar file, or the minutes of a meeting already held."""
        if result.starts_at > self.actor.now:
            return _text("Møtet er planlagt. Last ned kalenderfilen og send den til gruppen.")
        return _text("Møtet er lagret. Skriv referatet.")

    def get_success_address(self, result: SteeringMeeting) -> str:
        """Go to the meeting."""
        return steering_meeting_address(result)


class SteeringMeetingMixin(TargetMixin):
    """Loads a visible meeting of a steering group."""

    target_model = SteeringMeeting
    target_kwarg = "steering_meeting_id"

    def get_target_queryset(self) -> QuerySet[SteeringMeeting]:
        """Return the visible meetings with their collaboration."""
        found: QuerySet[SteeringMeeting] = super().get_target_queryset().with_group()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the meeting and the collaboration."""
        collaboration = self.target.group.collaboration
        return super().get_context_data(meeting=self.target, collaboration=collaboration, **kwargs)

    def get_success_address(self, result: Any) -> str:
        """Go back to the meeting."""
        return steering_meeting_address(self.target)


class SteeringMeetingDetailView(SteeringMeetingMixin, TargetPage):
    """The meeting: what is open from earlier, the agenda with its minutes, and the decisions."""

    permission = "agreements.read_steering_meeting"
    template_name = "agreements/steering_meeting_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with points, decisions, and who came or is expected."""
        meeting = self.target
        visible = SteeringDecision.objects.visible_to(self.actor)
        carried = list(visible.carried_to(meeting).for_list())
        decisions = list(visible.filter(meeting=meeting).for_list())
        mark([*carried, *decisions], self.actor)
        return super().get_context_data(
            state=meeting.state(now=self.actor.now),
            points=self._points(),
            carried=carried,
            decisions=decisions,
            came=list(meeting.came.by_office()),
            guests=list(meeting.guests.in_order()),
            members=list(invited_to(meeting)),
            **kwargs,
        )

    def _points(self) -> list[SteeringPoint]:
        """Return the agenda; whoever may change it sees what is proposed to it."""
        points = list(self.target.points.in_order())
        if policies.allows(self.actor, "agreements.change_steering_meeting", self.target):
            found = proposed_to(self.actor, self.target, points)
            for point in points:
                point.proposed = found.get(point.item, "")
        return points


def invited_to(meeting: SteeringMeeting) -> QuerySet[SteeringMember]:
    """Return who sits in the group on the day of the meeting."""
    members = SteeringMember.objects.filter(group=meeting.group_id)
    return members.in_force(on=timezone.localdate(meeting.starts_at)).by_office()


class SteeringMeetingUpdateView(SteeringMeetingMixin, TargetFormView):
    """Change a meeting that is not held."""

    permission = "agreements.change_steering_meeting"
    template_name = "agreements/steering_meeting_update.html"
    form_class = SteeringMeetingUpdateForm
    success_message = _("Endringene er lagret. Last ned kalenderfilen på nytt og send den.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands, with what is proposed to points that rest on nothing yet."""
        standing = initial_of(self.target)
        if self.request.method != "GET":
            return standing
        points = list(self.target.points.in_order())
        return standing | proposed_to(self.actor, self.target, points)

    def perform(self, form: SteeringMeetingUpdateForm) -> SteeringMeeting:
        """Change."""
        return change_steering_meeting(
            actor=self.actor,
            meeting=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class SteeringMeetingCancelView(SteeringMeetingMixin, TargetActionView):
    """Avlys møtet."""

    permission = "agreements.change_steering_meeting"
    success_message = _("Møtet er avlyst. Last ned kalenderfilen og send den til gruppen.")

    def perform(self) -> SteeringMeeting:
        """Cancel."""
        return cancel_steering_meeting(actor=self.actor, meeting=self.target)


class SteeringMinutesUpdateView(SteeringMeetingMixin, TargetFormView):
    """Skriv referat: who came, and what was said about each point."""

    permission = "agreements.minute_steering_meeting"
    template_name = "agreements/steering_minutes_update.html"
    form_class = MinutesForm
    success_message = _("Referatet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and meeting."""
        return super().get_form_kwargs() | {"actor": self.actor, "meeting": self.target}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return minutes_of(self.target)

    def perform(self, form: MinutesForm) -> SteeringMeeting:
        """Write it down."""
        return write_minutes(
            actor=self.actor,
            meeting=self.target,
            version=form.cleaned_data["version"],
            came=form.cleaned_data["came"],
            noted=form.noted(),
            guests=form.guests_given(),
        )


class SteeringMeetingCalendarView(SteeringMeetingMixin, CalendarFileView):
    """The meeting as a calendar file."""

    permission = "agreements.read_steering_meeting"
    filename = "styringsgruppemote.ics"

    def get_summary(self) -> str:
        """Return what the calendar calls the meeting."""
        return _text("Styringsgruppemøte ved %(school)s") % {"school": self.target}

    def get_address(self) -> str:
        """Return the address of the meeting's page."""
        return steering_meeting_address(self.target)

    def get_points(self) -> list[str]:
        """Return the points of the agenda; what they rest on stays here."""
        return [point.title for point in self.target.points.in_order()]

    def get_invited(self) -> list[tuple[str, str]]:
        """Return name and e-mail of each member."""
        return [(member.name, member.email) for member in invited_to(self.target)]
