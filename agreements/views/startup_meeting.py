"""Oppstartsmøter: planned, held, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from agreements.actions.startup_meeting import (
    cancel_meeting,
    change_meeting,
    conclude_meeting,
    plan_meeting,
    turn_into_collaboration,
)
from agreements.forms.startup_meeting import (
    StartupMeetingConcludeForm,
    StartupMeetingCreateForm,
    StartupMeetingFilterForm,
    StartupMeetingUpdateForm,
    initial_of,
    outcome_of,
)
from agreements.models import Collaboration, Invitee, StartupMeeting, StartupState
from agreements.standard_agenda import not_invited
from agreements.views.calendar import CalendarFileView
from agreements.views.collaboration import collaboration_address
from agreements.views.tabs import agreement_tabs
from navskole.access.filtered import CodedFilterForm, FilteredList, Tally
from navskole.access.views import (
    ActionFormView,
    TargetActionView,
    TargetFormView,
    TargetMixin,
    TargetPage,
)
from navskole.access.visibility import sees
from navskole.organisations.models import County

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable


def meeting_address(meeting: StartupMeeting) -> str:
    """Return the address of a start-up meeting's page."""
    return reverse("agreements:startup_meeting_detail", args=[meeting.public_id])


class StartupMeetingListView(FilteredList):
    """The start-up meetings the actor may see, the latest first."""

    permission = "agreements.list_startup_meetings"
    template_name = "agreements/startup_meeting_list.html"
    filter_form_class = StartupMeetingFilterForm
    tallies = (
        Tally(_("i alt"), "neutral"),
        Tally(_("planlagt"), "info", {"state": StartupState.PLANNED}),
        Tally(_("resultat mangler"), "warning", {"state": StartupState.TO_CONCLUDE}),
        Tally(_("ble samarbeid"), "success", {"state": StartupState.COLLABORATION}),
    )
    orders: ClassVar[Mapping[str, Sequence[str | Combinable]]] = {
        "tid": ("starts_at",),
        "navn": ("school__name",),
    }
    default_order = "tid"

    @property
    def order(self) -> str:
        """The order the address asks for, or the latest first."""
        return super().order if self.request.GET.get("sorter") else "-tid"

    def get_records(self) -> QuerySet[StartupMeeting]:
        """Return the meetings the actor may see."""
        return StartupMeeting.objects.visible_to(self.actor).for_list()

    def add_choices(self, form: CodedFilterForm) -> None:
        """Offer the counties that the list has; one alone needs no choice."""
        visible = StartupMeeting.objects.visible_to(self.actor)
        counties = County.objects.filter(
            pk__in=visible.values("school__municipality__county")
        ).by_name()
        if len(counties) > 1:
            form.add_choices("county", [(county.number, county.name) for county in counties])
        else:
            del form.fields["county"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each row's state."""
        context = super().get_context_data(tabs=agreement_tabs(self.request), **kwargs)
        for meeting in context["page"].object_list:
            meeting.state_now = meeting.state(now=self.actor.now)
        return context


class MeetingTargetMixin(TargetMixin):
    """Loads a visible start-up meeting."""

    target_model = StartupMeeting
    target_kwarg = "startup_meeting_id"

    def get_target_queryset(self) -> QuerySet[StartupMeeting]:
        """Return the visible meetings with school and offices."""
        return super().get_target_queryset().for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the meeting."""
        return super().get_context_data(meeting=self.target, **kwargs)

    def get_success_address(self, result: Any) -> str:
        """Go back to the meeting."""
        return meeting_address(self.target)


class StartupMeetingDetailView(MeetingTargetMixin, TargetPage):
    """The meeting: agenda, who is invited and who came, and what came of it."""

    permission = "agreements.read_startup_meeting"
    template_name = "agreements/startup_meeting_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with those invited and those the guide names besides."""
        invitees = list(self.target.invitees.in_order())
        collaboration = self.target.collaboration
        return super().get_context_data(
            state=self.target.state(now=self.actor.now),
            invitees=invitees,
            not_invited=self._not_invited(invitees),
            leads_on=collaboration is not None and sees(self.actor, collaboration),
            **kwargs,
        )

    def _not_invited(self, invitees: Sequence[Invitee]) -> list[tuple[Any, str]]:
        """Return each capacity in which nobody is invited, and where to invite somebody."""
        address = reverse("agreements:invitee_create", args=[self.target.public_id])
        missing = not_invited(invitee.capacity for invitee in invitees)
        return [(each.label, f"{address}?egenskap={each}") for each in missing]


class StartupMeetingCreateView(ActionFormView):
    """Planlegg oppstartsmøte."""

    permission = "agreements.add_startup_meeting"
    template_name = "agreements/startup_meeting_create.html"
    form_class = StartupMeetingCreateForm
    success_message = _("Møtet er planlagt. Se over hvem som er innkalt.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: StartupMeetingCreateForm) -> StartupMeeting:
        """Plan."""
        return plan_meeting(
            actor=self.actor,
            school=form.cleaned_data["school"],
            offices=form.cleaned_data["offices"],
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: StartupMeeting) -> str:
        """Go to the meeting."""
        return meeting_address(result)


class StartupMeetingUpdateView(MeetingTargetMixin, TargetFormView):
    """Change a meeting that is not concluded."""

    permission = "agreements.change_startup_meeting"
    template_name = "agreements/startup_meeting_update.html"
    form_class = StartupMeetingUpdateForm
    success_message = _("Endringene er lagret. Last ned kalenderfilen på nytt og send den.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of(self.target)

    def perform(self, form: StartupMeetingUpdateForm) -> StartupMeeting:
        """Change."""
        return change_meeting(
            actor=self.actor,
            meeting=self.target,
            version=form.cleaned_data["version"],
            offices=form.cleaned_data["offices"],
            content=form.content(),
        )


class StartupMeetingCancelView(MeetingTargetMixin, TargetActionView):
    """Avlys møtet."""

    permission = "agreements.change_startup_meeting"
    success_message = _("Møtet er avlyst. Last ned kalenderfilen og send den til de innkalte.")

    def perform(self) -> StartupMeeting:
        """Cancel."""
        return cancel_meeting(actor=self.actor, meeting=self.target)


class StartupMeetingConcludeView(MeetingTargetMixin, TargetFormView):
    """Skriv resultatet: who came, whether there is a common interest, what was agreed."""

    permission = "agreements.conclude_startup_meeting"
    template_name = "agreements/startup_meeting_conclude.html"
    form_class = StartupMeetingConcludeForm
    success_message = _("Resultatet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and meeting."""
        return super().get_form_kwargs() | {"actor": self.actor, "meeting": self.target}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return outcome_of(self.target)

    def perform(self, form: StartupMeetingConcludeForm) -> StartupMeeting:
        """Write it down."""
        return conclude_meeting(actor=self.actor, meeting=self.target, **form.cleaned_data)


class StartupMeetingTurnView(MeetingTargetMixin, TargetActionView):
    """Gjør om til samarbeid, in one click."""

    permission = "agreements.turn_startup_meeting"
    success_message = _("Skolen og NAV-kontorene er i et samarbeid. Nå kan dere lage kontrakten.")

    def perform(self) -> Collaboration:
        """Make the collaboration."""
        return turn_into_collaboration(actor=self.actor, meeting=self.target)

    def get_success_address(self, result: Any) -> str:
        """Go to the collaboration."""
        if isinstance(result, Collaboration):
            return collaboration_address(result)
        return meeting_address(self.target)


class StartupMeetingCalendarView(MeetingTargetMixin, CalendarFileView):
    """The meeting as a calendar file."""

    permission = "agreements.read_startup_meeting"
    filename = "oppstartsmote.ics"

    def get_summary(self) -> str:
        """Return what the calendar calls the meeting."""
        return _text("Oppstartsmøte ved %(school)s") % {"school": self.target.school}

    def get_address(self) -> str:
        """Return the address of the meeting's page."""
        return meeting_address(self.target)

    def get_points(self) -> list[str]:
        """Return the points of the agenda."""
        points: list[str] = self.target.points
        return points

    def get_invited(self) -> list[tuple[str, str]]:
        """Return name and e-mail of each who is invited."""
        return [(row.name, row.email) for row in self.target.invitees.in_order()]
