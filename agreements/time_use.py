"""How a veileder's time is used, held against what the contract and the placement promise.

Planned: the contract's days in the week times the post fraction, for each working day on which
the placement counts; a public holiday is not planned. Registered: half days. Both are told in
days. What is out with a pupil counts as the school's days: it is work for its pupils.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from agreements.models import Placement, TimePlace
from navskole.records.public_holidays import working_days
from navskole.records.school_year import first_day, last_day
from navskole.records.week import WORKING_DAYS, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Span = tuple[date, date]
"""A first and a last day, both included."""
Tie = tuple[int, int, int]
"""A veileder at a school for an office, by their row numbers: versions of the contract and
changes of the post come and go under it."""
HALF = Decimal("0.5")
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Use:
    """Days planned and days registered by a veileder at a pair in a span."""

    first: date
    last: date
    planned_at_school: Decimal
    planned_at_office: Decimal
    counts: Mapping[str, int]

    def days_at(self, *places: str) -> Decimal:
        """Return the days registered at the places."""
        return sum((self.counts.get(place, 0) for place in places), 0) * HALF

    @property
    def at_school(self) -> Decimal:
        """Days at the school and out with its pupils."""
        return self.days_at(TimePlace.SCHOOL, TimePlace.PUPIL)

    @property
    def out_with_pupils(self) -> Decimal:
        """Days out with the school's pupils."""
        return self.days_at(TimePlace.PUPIL)

    @property
    def at_office(self) -> Decimal:
        """Days at the NAV office."""
        return self.days_at(TimePlace.OFFICE)

    @property
    def elsewhere(self) -> Decimal:
        """Days at other places."""
        return self.days_at(TimePlace.OTHER)

    @property
    def deviation(self) -> Decimal | None:
        """By how many percent the school's days differ from the plan; None without a plan."""
        if not self.planned_at_school:
            return None
        return (self.at_school - self.planned_at_school) / self.planned_at_school * _HUNDRED


def span_of(placement: Placement) -> Span | None:
    """Return the days on which the placement counts, or None where it never did.

    The day on which it or its contract was ended at once is the last of them.
    """
    contract = placement.contract
    if contract.in_force_from is None:
        return None
    at_once = [each.ended_at for each in (placement, contract) if each.ended_at is not None]
    lasts = [contract.in_force_until, placement.ends_on, *map(timezone.localdate, at_once)]
    first = max(placement.starts_on, contract.in_force_from)
    last = min(day for day in lasts if day is not None)
    return (first, last) if first <= last else None


def counts_on(placement: Placement, day: date) -> bool:
    """Tell whether the placement counted, or counts, on `day`."""
    span = span_of(placement)
    return span is not None and span[0] <= day <= span[1]


def tie_of(placement: Placement) -> Tie:
    """Return whose the placement is, and between which school and office."""
    contract = placement.contract
    return placement.counsellor_id, contract.school_id, contract.office_id


def ties_of(placements: Iterable[Placement]) -> dict[Tie, list[Placement]]:
    """Return, for each tie the placements are of, all its placements, the earliest first."""
    wanted = list(placements)
    found: dict[Tie, list[Placement]] = {tie_of(placement): [] for placement in wanted}
    for placement in Placement.objects.tied_to(wanted):
        if (tie := tie_of(placement)) in found:
            found[tie].append(placement)
    return found


def use_of(
    placements: Sequence[Placement], counts: Mapping[str, int], *, first: date, last: date
) -> Use:
    """Return what the placements planned from `first` to `last` beside the half days by place.

    A veileder in an 80 per cent post under a contract of four days at the school and one at the
    office is planned 3.2 and 0.8 days in a week without a holiday.
    """
    shares = [(each.contract, _share(each, first, last)) for each in placements]
    return Use(
        first=first,
        last=last,
        planned_at_school=sum((c.days_at_school * share for c, share in shares), Decimal(0)),
        planned_at_office=sum((c.days_at_office * share for c, share in shares), Decimal(0)),
        counts=counts,
    )


def _share(placement: Placement, first: date, last: date) -> Decimal:
    """Return how many weeks of full work the placement is in the span, holidays left out."""
    span = span_of(placement)
    if span is None or last < span[0] or span[1] < first:
        return Decimal(0)
    days = working_days(max(first, span[0]), min(last, span[1]))
    return days * placement.post_fraction / (WORKING_DAYS * _HUNDRED)


def united(counted: Mapping[int, Mapping[str, int]], placements: Iterable[Placement]) -> Counter:
    """Return the half days by place of all the placements, counted by placement id."""
    total: Counter[str] = Counter()
    for placement in placements:
        total.update(counted.get(placement.pk, {}))
    return total


def uses_of(
    placements: Sequence[Placement], worked: Iterable[tuple[date, str]], spans: Iterable[Span]
) -> list[Use]:
    """Return the use in each span, of half days given as (day, place)."""
    rows = list(worked)
    return [
        use_of(
            placements,
            Counter(place for day, place in rows if first <= day <= last),
            first=first,
            last=last,
        )
        for first, last in spans
    ]


def months_of(school_year: int, *, on: date) -> list[Span]:
    """Return the months of the school year that have begun, the present one until `on`."""
    return _begun(_months(first_day(school_year), last_day(school_year)), on=on)


def weeks_of(school_year: int, *, on: date) -> list[tuple[Week, Span]]:
    """Return the weeks of the school year that have begun, the latest first.

    The first and the last hold only the days that are the year's own, the present one those
    until `on`; a week without a working day among them is left out.
    """
    first, last = first_day(school_year), min(last_day(school_year), on)
    found = []
    week = Week.of(first)
    while week.monday <= last:
        span = max(week.monday, first), min(week.sunday, last)
        if working_days(*span):
            found.append((week, span))
        week = week.after
    return found[::-1]


def _months(first: date, last: date) -> Iterator[Span]:
    while first <= last:
        after = month_after(first)
        yield first, after - timedelta(days=1)
        first = after


def month_after(day: date) -> date:
    """Return the first day of the month after that of `day`."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _begun(spans: Iterable[Span], *, on: date) -> list[Span]:
    return [(first, min(last, on)) for first, last in spans if first <= on]
