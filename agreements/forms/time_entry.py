"""What may be entered about a week's half days, and which school year is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.models import HalfDay, TimePlace, WorkKind
from agreements.time_use import Tie, tie_of
from agreements.time_week import Slot, WeekSheet, Work
from navskole.records.forms import VersionedForm
from navskole.records.public_holidays import holiday_name
from navskole.records.school_year import school_year_name, school_year_of
from navskole.ui.forms import AkselForm, FilterForm

if TYPE_CHECKING:
    from datetime import date

    from django.forms.boundfield import BoundField

    from agreements.models import Placement

_YEARS_BACK = 3
_DAY_NAMES = ("man", "tir", "ons", "tor", "fre")
_REST = "resten"


@dataclass(frozen=True)
class HalfDayCell:
    """The two fields of a half day on the grid; none where it cannot be registered."""

    half: str
    place: BoundField | None = None
    kind: BoundField | None = None


@dataclass(frozen=True)
class DayRow:
    """A day of the grid: its cells, or why it has none."""

    day: date
    holiday: str
    cells: list[HalfDayCell]


def slot_name(slot: Slot) -> str:
    """Return what the half day is called in the form: `man_morning`."""
    day, half = slot
    return f"{_DAY_NAMES[day.weekday()]}_{half}"


class WeekForm(AkselForm, VersionedForm):
    """Where each half day was worked, and on what; both, or neither."""

    size = "small"
    mark_optional = False

    def __init__(
        self, *args: Any, sheet: WeekSheet, copied: WeekSheet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.options: dict[str, tuple[Tie, str]] = {}
        self.half_days: dict[str, str] = {}
        self.of_several = len(set(map(tie_of, sheet.placements))) > 1
        for slot in sheet.slots:
            self._add_slot(slot)
        if sheet.slots:
            self._add_pair(_REST, _("Resten av uken"), list(sheet.placements))
        self.initial.update(initial_of(sheet), version=sheet.version)
        self.was_copied = False
        if copied is not None:
            found = _initial_copied(copied, sheet)
            self.initial.update(found)
            self.was_copied = bool(found)

    def _add_slot(self, slot: Slot) -> None:
        day, half = slot
        words = {"day": capfirst(date_format(day, "l")), "half": HalfDay(half).label.lower()}
        label = _("%(day)s %(half)s") % words
        self._add_pair(slot_name(slot), label, self.sheet.placements_on(day))

    def _add_pair(self, name: str, label: str, placements: list[Placement]) -> None:
        self.half_days[name] = label[:1].lower() + label[1:]
        choices = [("", _("Velg sted")), *self._places(placements)]
        kinds = [("", _("Velg arbeid")), *WorkKind.choices]
        self.fields[f"{name}_place"] = forms.ChoiceField(
            label=_("%(half_day)s: sted") % {"half_day": label}, choices=choices, required=False
        )
        self.fields[f"{name}_kind"] = forms.ChoiceField(
            label=_("%(half_day)s: arbeid") % {"half_day": label}, choices=kinds, required=False
        )

    def _places(self, placements: list[Placement]) -> list[tuple[str, str]]:
        """Return the places at each school; of several, each says for which."""
        found = []
        for tie, placement in {tie_of(each): each for each in placements}.items():
            contract = placement.contract
            names = {TimePlace.SCHOOL: contract.school.name, TimePlace.OFFICE: contract.office.name}
            for place in TimePlace:
                label = str(names.get(place, place.label))
                if self.of_several and place != TimePlace.SCHOOL:
                    label = f"{label} ({contract.school.name})"
                code = option_code(placement, place)
                self.options[code] = (tie, place)
                found.append((code, label))
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the kind of work where a place was chosen, and for the place of a kind."""
        cleaned = super().clean()
        for name, words in self.half_days.items():
            if cleaned.get(f"{name}_place") and self.lacks(f"{name}_kind"):
                text = _("Velg hva slags arbeid %(half_day)s") % {"half_day": words}
                self.add_error(f"{name}_kind", text)
            if cleaned.get(f"{name}_kind") and self.lacks(f"{name}_place"):
                text = _("Velg sted %(half_day)s") % {"half_day": words}
                self.add_error(f"{name}_place", text)
        return cleaned

    def content(self) -> dict[Slot, Work | None]:
        """Return every half day of the form; the rest of the week where none was chosen."""
        return {slot: self._work(slot) for slot in self.sheet.slots}

    def _work(self, slot: Slot) -> Work | None:
        for name in (slot_name(slot), _REST):
            if code := self.cleaned_data[f"{name}_place"]:
                tie, place = self.options[code]
                if placement := self.sheet.placement_on(slot[0], tie):
                    return Work(placement, place, self.cleaned_data[f"{name}_kind"])
        return None

    @property
    def rows(self) -> list[DayRow]:
        """The days of the grid."""
        return [
            DayRow(day, holiday_name(day), [self._cell((day, half)) for half in HalfDay.values])
            for day in self.sheet.week.weekdays
        ]

    def _cell(self, slot: Slot) -> HalfDayCell:
        label = str(HalfDay(slot[1]).label)
        if slot not in self.sheet.slots:
            return HalfDayCell(label)
        name = slot_name(slot)
        return HalfDayCell(label, self[f"{name}_place"], self[f"{name}_kind"])

    @property
    def rest(self) -> HalfDayCell:
        """The two fields that fill whatever is empty."""
        return HalfDayCell("", self[f"{_REST}_place"], self[f"{_REST}_kind"])


def option_code(placement: Placement, place: str) -> str:
    """Return what a place at the placement's school and office is posted as."""
    contract = placement.contract
    return f"{place}-{contract.school.org_number}-{contract.office.number}"


def initial_of(sheet: WeekSheet) -> dict[str, str]:
    """Return what the fields hold of a week as it stands."""
    found = {}
    for slot in sheet.slots:
        entry = sheet.entries.get(slot)
        found[f"{slot_name(slot)}_place"] = (
            option_code(entry.placement, entry.place) if entry else ""
        )
        found[f"{slot_name(slot)}_kind"] = entry.kind if entry else ""
    return found


def _initial_copied(source: WeekSheet, sheet: WeekSheet) -> dict[str, str]:
    """Return the half days of another week for those of this one that are empty.

    Only where they are placed at the same school on the day, so a holiday stays empty.
    """
    found = {}
    for (day, half), entry in source.entries.items():
        slot = (sheet.week.weekdays[day.weekday()], half)
        free = slot in sheet.slots and slot not in sheet.entries
        if free and sheet.placement_on(slot[0], tie_of(entry.placement)):
            found[f"{slot_name(slot)}_place"] = option_code(entry.placement, entry.place)
            found[f"{slot_name(slot)}_kind"] = entry.kind
    return found


class SchoolYearForm(FilterForm):
    """The school year whose time is shown."""

    skolear = forms.TypedChoiceField(label=gettext_lazy("Skoleår"), coerce=int)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = school_year_of(on)
        years = range(this_year, this_year - _YEARS_BACK - 1, -1)
        field: Any = self.fields["skolear"]
        field.choices = [(year, school_year_name(year)) for year in years]
        field.initial = this_year
