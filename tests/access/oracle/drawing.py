"""What a generated world is drawn from: small choices around the days where a rule turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

Draw = Any

# Days from today. A last day yesterday, today or tomorrow asks the day before, of and after.
STARTS = st.sampled_from([-400, -400, -400, -30, -1, 0, 1])
ENDS = st.sampled_from([None, None, None, None, -1, 0, 1, 30])
SCHOOL_ENDS = st.sampled_from([None, None, None, -61, -60, -59, -1, 0, 1])
CLOSED = st.sampled_from([None, None, None, -91, -90, -89, -1, 0])
SELDOM = st.sampled_from([False] * 7 + [True])
HALF = st.booleans()


@dataclass(frozen=True)
class Period:
    """First and last day, and when it was ended at once, in days from today."""

    starts: int
    ends: int | None
    ended: int | None = None


def period(
    draw: Draw, ends: st.SearchStrategy = ENDS, starts: st.SearchStrategy = STARTS
) -> Period:
    """Draw a period whose last day is not before its first."""
    first, last = draw(starts), draw(ends)
    if last is not None and last < first:
        first = last
    ended = -1 if first <= -1 and draw(SELDOM) else None
    return Period(first, last, ended)


def some(draw: Draw, options: list[Any], most: int) -> list[Any]:
    """Draw at most so many of the options, each once."""
    if not options:
        return []
    return draw(st.lists(st.sampled_from(options), max_size=most, unique=True))
