"""A veileder's week as it stands: which half days can be registered, and what was."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from agreements.models import HalfDay, Placement, TimeEntry
from agreements.time_use import HALF, Tie, counts_on, tie_of, use_of
from navskole.organisations.models import Role
from navskole.records.public_holidays import holiday_name

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from navskole.access.actor import Actor
    from navskole.records.week import Week

Slot = tuple["date", str]
"""A half day: the date, and which half."""


@dataclass(frozen=True)
class Work:
    """What a half day was used for: under which placement, where, and what kind."""

    placement: Placement
    place: str
    kind: str

    @classmethod
    def of(cls, entry: TimeEntry) -> Work:
        """Return what is registered."""
        return cls(entry.placement, entry.place, entry.kind)


@dataclass(frozen=True)
class WeekSheet:
    """One person's week at the offices where they work today.

    placements  those that count on some day of it
    elsewhere   the half days registered under a placement of an office they have left
    version     rises with everything that is written in the week
    """

    week: Week
    placements: tuple[Placement, ...]
    entries: dict[Slot, TimeEntry] = field(default_factory=dict)
    elsewhere: frozenset[Slot] = frozenset()
    version: int = 1

    @classmethod
    def of(cls, actor: Actor, week: Week) -> WeekSheet:
        """Return the actor's own week, in three queries."""
        placements = (
            Placement.objects.filter(
                counsellor=actor.person,
                contract__office_id__in=actor.at(Role.NAV_COUNSELLOR),
                starts_on__lte=week.sunday,
            )
            .select_related("contract__school", "contract__office")
            .order_by("contract__school__name", "pk")
        )
        known = {placement.pk: placement for placement in placements}
        counting = [
            each for each in known.values() if any(map(partial(counts_on, each), week.weekdays))
        ]
        entries, elsewhere = {}, set()
        for entry in TimeEntry.objects.of_week(week, counsellor_id=actor.person.pk):
            if entry.placement_id not in known:
                elsewhere.add((entry.day, entry.half))
                continue
            entry.placement = known[entry.placement_id]
            entries[entry.day, entry.half] = entry
        return cls(
            week=week,
            placements=tuple(counting),
            entries=entries,
            elsewhere=frozenset(elsewhere),
            version=version_of(actor, week),
        )

    def placements_on(self, day: date) -> list[Placement]:
        """Return under which placements work can be registered that day; none on a holiday."""
        if holiday_name(day):
            return []
        return [placement for placement in self.placements if counts_on(placement, day)]

    def placement_on(self, day: date, tie: Tie) -> Placement | None:
        """Return the placement of the tie that counts that day."""
        return next((each for each in self.placements_on(day) if tie_of(each) == tie), None)

    @property
    def days_registered(self) -> Decimal:
        """How many days are registered."""
        return len(self.entries) * HALF

    @property
    def days_planned(self) -> Decimal:
        """How many days the contracts and the post promise in the week."""
        use = use_of(self.placements, {}, first=self.week.monday, last=self.week.sunday)
        return use.planned_at_school + use.planned_at_office

    @property
    def slots(self) -> list[Slot]:
        """The half days that can be registered, in order."""
        return [
            (day, half)
            for day in self.week.weekdays
            if self.placements_on(day)
            for half in HalfDay.values
            if (day, half) not in self.elsewhere
        ]


def version_of(actor: Actor, week: Week) -> int:
    """Return how often something was written in the person's week, counted from one.

    Told from the history, so that clearing a half day is a change as well.
    """
    written = TimeEntry.history.filter(
        counsellor_id=actor.person.pk, day__range=(week.monday, week.sunday)
    )
    return 1 + written.count()
