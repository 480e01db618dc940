"""Which placements the next steering group meeting should talk about: two months off the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from agreements.models import TimeEntry
from agreements.time_use import Span, Use, counts_on, tie_of, ties_of, united, use_of
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agreements.models import Placement

MONTHS = 2
_JULY = 7


@dataclass(frozen=True)
class StandingDeviation:
    """A veileder whose days at the school were off the plan in both of the latest months.

    The placement is the one that counts now; what came before it at the same school and office
    is told with it.
    """

    placement: Placement
    months: tuple[Use, ...]
    limit: int


def latest_months(on: date, *, number: int = MONTHS) -> list[Span]:
    """Return the latest whole months before that of `on`, the earliest first.

    July is left out, for the schools are closed.

    >>> latest_months(date(2026, 9, 1))  # June and August
    [(date(2026, 6, 1), date(2026, 6, 30)), (date(2026, 8, 1), date(2026, 8, 31))]
    """
    found: list[Span] = []
    last = on.replace(day=1) - timedelta(days=1)
    while len(found) < number:
        first = last.replace(day=1)
        if first.month != _JULY:
            found.append((first, last))
        last = first - timedelta(days=1)
    return found[::-1]


def standing_deviations(placements: Iterable[Placement], *, on: date) -> list[StandingDeviation]:
    """Return those of the placements that count on `on` and were off the plan for two months.

    In the order given. Off the plan is further from it than the rule
    of the day allows, either way; a month in which nothing was registered is off it, too.
    The placements come with their contract; the half days are asked for once for each month.
    """
    counting = {tie_of(each): each for each in placements if counts_on(each, on)}
    if not counting:
        return []
    limit = Rule.objects.value(RuleCode.TIME_DEVIATION, on=on)
    ties, spans = ties_of(counting.values()), latest_months(on)
    rows = [placement for tied in ties.values() for placement in tied]
    counted = [TimeEntry.objects.counted(rows, first=first, last=last) for first, last in spans]
    found = []
    for tie, placement in counting.items():
        months = tuple(
            use_of(ties[tie], united(counts, ties[tie]), first=first, last=last)
            for counts, (first, last) in zip(counted, spans, strict=True)
        )
        if all(_is_off(use, limit=limit) for use in months):
            found.append(StandingDeviation(placement, months, limit))
    return found


def _is_off(use: Use, *, limit: int) -> bool:
    return use.deviation is not None and abs(use.deviation) > limit
