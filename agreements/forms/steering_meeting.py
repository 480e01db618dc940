"""What may be entered about a meeting of the steering group, and in its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_meeting import Guest, SteeringMeetingContent
from agreements.forms.meeting import WHEN_AND_WHERE, MeetingFields
from agreements.models import StandingItem, SteeringMember
from agreements.steering_agenda import STANDING, as_entered, points_of
from navskole.access.forms import NamelessTextMixin
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, LongTextField, RecordsChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrPromise

    from agreements.models import SteeringMeeting, SteeringPoint

MOST_POINTS, LONGEST_TITLE = 20, 200
MOST_GUESTS, LONGEST_PART = 30, 150
_GUEST = ("name", "function", "organisation")
_HELP: Mapping[str, StrPromise] = {
    StandingItem.CASELOAD: _(
        "Bare avrundede tall, om det både skolen og NAV-kontoret kjenner til."
    ),
    StandingItem.DEVIATIONS: _("Avvik fra kontrakten. Skriv uten navn på elever."),
}


def _preparation(item: StandingItem) -> LongTextField:
    return LongTextField(
        label=item.label,
        max_length=4000,
        required=False,
        help_text=_HELP.get(item, _("Saksgrunnlag. Skriv uten navn på elever.")),
    )


class AgendaFields(NamelessTextMixin, MeetingFields):
    """When and where, what each standing item rests on, and the group's own points."""

    mark_optional = False

    caseload = _preparation(StandingItem.CASELOAD)
    time_use = _preparation(StandingItem.TIME_USE)
    measures = _preparation(StandingItem.MEASURES)
    deviations = _preparation(StandingItem.DEVIATIONS)
    consents = _preparation(StandingItem.CONSENTS)
    other = LongTextField(
        label=StandingItem.OTHER.label,
        max_length=4000,
        required=False,
        help_text=_("Én sak på hver linje. Skriv uten navn på elever."),
    )
    next_steps = _preparation(StandingItem.NEXT_STEPS)

    @property
    def sections(self) -> list[tuple[StrPromise, list[forms.BoundField]]]:
        """The form's headings, each with the fields under it."""
        return [
            (_("Når og hvor"), [self[name] for name in WHEN_AND_WHERE]),
            (_("Saksliste"), [self[name] for name in self.fields if name in self._item_names()]),
        ]

    def _item_names(self) -> Iterable[str]:
        names = {*StandingItem.values, "names_checked"}
        return [name for name in self.fields if name in names]

    def nameless_fields(self) -> Iterable[str]:
        """Return the names of the points' fields."""
        return [name for name in self.fields if name in StandingItem.values]

    def clean_other(self) -> str:
        """Refuse more points than a meeting gets through, and a point as long as a paper."""
        text: str = self.cleaned_data["other"]
        lines = _lines(text)
        if len(lines) > MOST_POINTS:
            raise forms.ValidationError(
                _("Skriv høyst %(most)d saker."), params={"most": MOST_POINTS}
            )
        if any(len(line) > LONGEST_TITLE for line in lines):
            raise forms.ValidationError(
                _("En sak kan ha høyst %(most)d tegn. Kort den ned."),
                params={"most": LONGEST_TITLE},
            )
        return text

    def content(self) -> SteeringMeetingContent:
        """Return what was entered."""
        given = self.cleaned_data
        return SteeringMeetingContent(
            points=points_of({item: given[item] for item in STANDING}, _lines(given["other"])),
            **{name: given[name] for name in WHEN_AND_WHERE},
        )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _parts(line: str) -> list[str]:
    """Return what a guest's line holds; an organisation may hold commas of its own."""
    return [part.strip() for part in line.split(",", len(_GUEST) - 1)]


class SteeringMeetingCreateForm(AgendaFields, SubmittedOnceForm):
    """A new meeting, with the standing items to begin with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].initial = 90


class SteeringMeetingUpdateForm(AgendaFields, VersionedForm):
    """A meeting as it is changed."""


def initial_of(meeting: SteeringMeeting) -> dict[str, Any]:
    """Return what the form starts with to change the meeting."""
    known = {name: getattr(meeting, name) for name in ("version", *WHEN_AND_WHERE)}
    return known | as_entered(meeting.points.in_order())


class SteeringMembersField(RecordsChoiceField):
    """Any of the members, by name, function and organisation."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of one choice."""
        return f"{obj.name}, {obj.function}, {obj.organisation}"


class MinutesForm(NamelessTextMixin, AkselForm, VersionedForm):
    """Who came, guests too, and what was said about each point."""

    mark_optional = False
    adult = "guests"

    came = SteeringMembersField(
        label=_("Hvem kom?"), queryset=SteeringMember.objects.none(), required=False
    )

    guests = LongTextField(
        label=_("Gjester"),
        max_length=4000,
        required=False,
        help_text=_(
            "Andre som kom. Én på hver linje: navn, funksjon, organisasjon, med komma mellom."
        ),
    )

    def __init__(self, *args: Any, meeting: SteeringMeeting, **kwargs: Any) -> None:
        points = list(meeting.points.in_order())
        super().__init__(*args, **kwargs)
        day = timezone.localdate(meeting.starts_at)
        members = SteeringMember.objects.filter(group=meeting.group_id)
        sat = members.in_force(on=day) | members.filter(pk__in=meeting.came.values("pk"))
        self.offer("came", sat.by_office())
        for point in points:
            self.fields[noted_name(point)] = LongTextField(
                label=f"{point.number}. {point.title}",
                max_length=4000,
                required=False,
                help_text=_("Hva ble sagt. Skriv uten navn på elever."),
            )
        self._points = points

    def clean_guests(self) -> str:
        """Refuse a line that does not say who came, as what and from where."""
        text: str = self.cleaned_data["guests"]
        lines = _lines(text)
        if len(lines) > MOST_GUESTS:
            raise forms.ValidationError(
                _("Skriv høyst %(most)d gjester."), params={"most": MOST_GUESTS}
            )
        for line in lines:
            parts = _parts(line)
            if len(parts) != len(_GUEST) or not all(parts):
                raise forms.ValidationError(
                    _("Skriv navn, funksjon og organisasjon med komma mellom: %(line)s"),
                    params={"line": line},
                )
            if max(len(part) for part in parts) > LONGEST_PART:
                raise forms.ValidationError(
                    _("Navn, funksjon og organisasjon kan ha høyst %(most)d tegn hver."),
                    params={"most": LONGEST_PART},
                )
        return text

    def guests_given(self) -> list[Guest]:
        """Return the guests, in the order they were written."""
        return [Guest(*_parts(line)) for line in _lines(self.cleaned_data["guests"])]

    def nameless_fields(self) -> Iterable[str]:
        """Return the names of the points' fields."""
        return [noted_name(point) for point in self._points]

    def clean(self) -> dict[str, Any]:
        """Ask for minutes of at least one point."""
        cleaned = super().clean()
        names = list(self.nameless_fields())
        if all(self.lacks(name) for name in names):
            self.add_error(names[0], _("Skriv referat til minst én sak"))
        return cleaned

    def noted(self) -> dict[int, str]:
        """Return what was said, by the number of the point."""
        return {point.number: self.cleaned_data[noted_name(point)] for point in self._points}


def noted_name(point: SteeringPoint) -> str:
    """Return what the field of a point's minutes is called."""
    return f"noted_{point.number}"


def minutes_of(meeting: SteeringMeeting) -> dict[str, Any]:
    """Return what the form of the minutes starts with."""
    known: dict[str, Any] = {noted_name(point): point.noted for point in meeting.points.all()}
    guests = [", ".join(getattr(row, part) for part in _GUEST) for row in meeting.guests.in_order()]
    known |= {"version": meeting.version, "guests": "\n".join(guests)}
    return known | {"came": meeting.came.all()}
