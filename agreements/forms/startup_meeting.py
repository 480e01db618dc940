"""What may be entered about a start-up meeting, who is invited, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.actions.startup_meeting import InviteeContent, MeetingContent
from agreements.forms.collaboration import own_offices, own_schools
from agreements.forms.meeting import WHEN_AND_WHERE, MeetingFields
from agreements.forms.offices import OfficesField
from agreements.models import Capacity, Invitee, StartupOutcome, StartupState
from agreements.querysets.startup_meeting import in_state
from agreements.standard_agenda import standard_agenda
from navskole.access.filtered import CodedFilterForm
from navskole.access.forms import NamelessTextMixin
from navskole.organisations.models import School
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    LongTextField,
    RecordChoiceField,
    RecordsChoiceField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agreements.models import StartupMeeting
    from navskole.access.actor import Actor


class StartupMeetingFields(NamelessTextMixin, MeetingFields):
    """With which offices, when and where, and about what."""

    nameless = "agenda"

    offices = OfficesField(
        label=_("NAV-kontorer"), error_messages={"required": _("Velg minst ett NAV-kontor")}
    )
    agenda = LongTextField(
        label=_("Saksliste"),
        max_length=4000,
        help_text=_("Ett punkt på hver linje. Skriv uten navn på elever."),
    )
    field_order = ("school", "offices")

    def content(self) -> MeetingContent:
        """Return what was entered."""
        names = (*WHEN_AND_WHERE, "agenda")
        return MeetingContent(**{name: self.cleaned_data[name] for name in names})


class StartupMeetingCreateForm(StartupMeetingFields, SubmittedOnceForm):
    """A new meeting, with the standard agenda to begin with."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        schools = own_schools(actor)
        self.offer("school", schools.select_related("municipality"))
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
        self.fields["offices"].initial = own_offices(actor)
        self.fields["minutes"].initial = 90
        self.fields["agenda"].initial = standard_agenda()


class StartupMeetingUpdateForm(StartupMeetingFields, VersionedForm):
    """A meeting as it is changed."""


def initial_of(meeting: StartupMeeting) -> dict[str, Any]:
    """Return what the form starts with to change the meeting."""
    names = ("version", *WHEN_AND_WHERE, "agenda")
    known = {name: getattr(meeting, name) for name in names}
    return known | {"offices": meeting.offices.all()}


_INVITEE = ("capacity", "name", "organisation", "email")


class InviteeFields(NamelessTextMixin, AkselForm):
    """Who is invited, from where, and in which capacity."""

    adult = "name"

    capacity = forms.ChoiceField(
        label=_("I egenskap av"),
        choices=[("", _("Velg")), *Capacity.choices],
        error_messages={"required": _("Velg hva personen kalles inn som")},
    )
    name = forms.CharField(label=_("Navn"), max_length=150)
    organisation = forms.CharField(label=_("Organisasjon"), max_length=150)
    email = forms.EmailField(
        label=_("E-post"), required=False, help_text=_("Står i kalenderfilen.")
    )

    def content(self) -> InviteeContent:
        """Return what was entered; what was not asked for stands."""
        known = {**self.initial, **self.cleaned_data}
        return InviteeContent(**{name: known[name] for name in _INVITEE})


class InviteeCreateForm(InviteeFields, SubmittedOnceForm):
    """Somebody more who is invited."""


class InviteeUpdateForm(InviteeFields, VersionedForm):
    """Somebody invited, as it is changed; name and e-mail of an account are not asked for."""

    def __init__(self, *args: Any, invitee: Invitee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if invitee.user_id is not None:
            del self.fields["name"], self.fields["email"]


def initial_of_invitee(invitee: Invitee) -> dict[str, Any]:
    """Return what the form starts with to change who is invited."""
    return {name: getattr(invitee, name) for name in ("version", *_INVITEE)}


class InviteesField(RecordsChoiceField):
    """Any of those invited, by name, capacity and organisation."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of one choice."""
        return f"{obj.name}, {obj.get_capacity_display()}, {obj.organisation}"


class StartupMeetingConcludeForm(NamelessTextMixin, AkselForm, VersionedForm):
    """Who came, and what came of it."""

    nameless = "agreed"

    came = InviteesField(label=_("Hvem kom?"), queryset=Invitee.objects.none(), required=False)
    outcome = forms.ChoiceField(
        label=_("Er det felles interesse for et samarbeid?"),
        choices=StartupOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg om det er felles interesse")},
    )
    agreed = LongTextField(
        label=_("Hva ble avtalt?"),
        max_length=4000,
        help_text=_("Veien videre, og hvem som gjør hva. Skriv uten navn på elever."),
        error_messages={"required": _("Skriv hva som ble avtalt")},
    )

    def __init__(self, *args: Any, meeting: StartupMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("came", meeting.invitees.in_order())


def outcome_of(meeting: StartupMeeting) -> dict[str, Any]:
    """Return what the form of the outcome starts with."""
    names = ("version", "outcome", "agreed")
    known = {name: getattr(meeting, name) for name in names}
    return known | {"came": meeting.invitees.filter(came=True)}


class StartupMeetingFilterForm(CodedFilterForm):
    """Where the meeting stands, and in which county."""

    words: ClassVar[Mapping[str, str]] = {"state": "status", "county": "fylke"}

    state = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Alle statuser")), *StartupState.choices]
    )
    county = forms.ChoiceField(label=_("Fylke"), choices=[("", _("Alle fylker"))])

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a meeting that fits the choices."""
        found = Q()
        if state := choices.get("state"):
            found &= in_state(state, now=self.actor.now)
        if county := choices.get("county"):
            found &= Q(school__municipality__county__number=county)
        return found
