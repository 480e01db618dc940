"""Figures that a steering group's standing items begin with, from the records as they are now.

More people read an agenda than the records: a figure is rounded, hidden where it is small, and
counts only what the school's leadership and the NAV office both know. Whoever writes the agenda
may change or remove it. Apps above register finders of what lies there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Contract, Placement, StandingItem, TimeEntry
from agreements.time_use import ties_of, united, use_of
from navskole.figures.filters import days
from navskole.figures.suppression import SUPPRESSED, coarse
from navskole.organisations.models import Role
from navskole.records.school_year import first_day, school_year_name, school_year_of
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from agreements.models import Collaboration
    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice

    Finder = Callable[["Asked"], Iterable["Figure"]]


@dataclass(frozen=True)
class Figure:
    """A sentence for a standing item."""

    item: str
    sentence: str


@dataclass(frozen=True)
class Asked:
    """Who asks, about which collaboration, and for which of its offices they know the records.

    threshold  the smallest number that is told
    """

    actor: Actor
    collaboration: Collaboration
    offices: Sequence[NavOffice]
    threshold: int

    def about(self, count: int) -> str:
        """Return how many in words: rounded, or that there are fewer than what is told."""
        rounded = coarse(count, threshold=self.threshold)
        if rounded == SUPPRESSED:
            return _("færre enn %(number)s") % {"number": self.threshold}
        return _("om lag %(number)s") % {"number": rounded}


_finders: list[Finder] = []


def register_finder(find: Finder) -> None:
    """Add a function that finds figures for the agenda of the asked."""
    _finders.append(find)


def figures(actor: Actor, collaboration: Collaboration) -> dict[str, list[str]]:
    """Return the sentences of each standing item that has any."""
    asked = Asked(
        actor=actor,
        collaboration=collaboration,
        offices=_offices(actor, collaboration),
        threshold=Rule.objects.value(RuleCode.SUPPRESSION_THRESHOLD, on=actor.on),
    )
    found: dict[str, list[str]] = defaultdict(list)
    for find in [_time_use, *_finders]:
        for figure in find(asked):
            found[figure.item].append(figure.sentence)
    return dict(found)


def _offices(actor: Actor, collaboration: Collaboration) -> list[NavOffice]:
    """Return the offices that are in it today and the actor leads, or works with as rektor."""
    inside = collaboration.members.not_left(on=actor.on).for_list()
    offices = [row.office for row in inside if row.starts_on <= actor.on]
    if actor.holds(Role.PRINCIPAL, collaboration.school_id):
        return offices
    return [office for office in offices if office.pk in actor.at(Role.NAV_MANAGER)]


def _time_use(asked: Asked) -> Iterator[Figure]:
    """Yield the days at the school beside the plan, for each office in the school year so far."""
    on = asked.actor.on
    year = school_year_of(on)
    placements = (
        Placement.objects.with_time_for(asked.actor)
        .latest_of_school_year(year)
        .filter(
            contract__in=Contract.objects.of(asked.collaboration).values("pk"),
            contract__office__in=[office.pk for office in asked.offices],
        )
    )
    ties = ties_of(placements)
    rows = [placement for tied in ties.values() for placement in tied]
    counts: Mapping = (
        TimeEntry.objects.counted(rows, first=first_day(year), last=on) if rows else {}
    )
    planned: dict[int, Decimal] = defaultdict(Decimal)
    actual: dict[int, Decimal] = defaultdict(Decimal)
    for (_counsellor, _school, office_id), tied in ties.items():
        use = use_of(tied, united(counts, tied), first=first_day(year), last=on)
        planned[office_id] += use.planned_at_school
        actual[office_id] += use.at_school
    for office in asked.offices:
        if planned[office.pk]:
            yield Figure(
                StandingItem.TIME_USE,
                _(
                    "%(office)s: %(actual)s av %(planned)s avtalte dager på skolen "
                    "så langt i skoleåret %(year)s."
                )
                % {
                    "office": office,
                    "actual": days(actual[office.pk]),
                    "planned": days(planned[office.pk]),
                    "year": school_year_name(year),
                },
            )
