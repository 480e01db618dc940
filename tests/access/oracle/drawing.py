"""What a generated world is drawn from: small choices around the days where a rule turns.

A world mostly works, so that much is seen; each thing that a rule turns on is wrong now and
then, mostly alone, so that a rule the product has forgotten shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

Draw = Callable[[Sequence[Any]], Any]


def drawing_from(number: int) -> Draw:
    """Return what draws one of the options it is given, the same for the same number."""
    return Random(number).choice  # noqa: S311 - a made-up world, no secret


# Days from today. A last day yesterday, today or tomorrow asks the day before, of and after.
STARTS = [-400] * 16 + [-30, -1, 0, 1]
ENDS = [None] * 16 + [-1, -1, 0, 1, 30]
SCHOOL_ENDS = [None] * 16 + [-61, -61, -60, -59, -1, -1, 0, 1]
CLOSED = [None] * 16 + [-91, -90, -89, -1, 0]
RECORDED = [-30, -30, -30, -1, 0]
REOPENED = [-60, -20, 0]
ALONE_FROM = [-90] * 2 + [-30] * 4 + [-29, -1, 0, 1]
ALONE_FOR = [90] * 4 + [30] * 2 + [29]
ALONE_ENDED = [None] * 7 + [-1]
MOSTLY = [True] * 7 + [False]
SELDOM = [False] * 9 + [True]
RARELY = [False] * 19 + [True]
HALF = [True, False]


@dataclass(frozen=True)
class Period:
    """First and last day, and when it was ended at once, in days from today."""

    starts: int
    ends: int | None
    ended: int | None = None


def period(draw: Draw, ends: Sequence[int | None] = ENDS, starts: Sequence[int] = STARTS) -> Period:
    """Draw a period whose last day is not before its first."""
    first, last = draw(starts), draw(ends)
    if last is not None and last < first:
        first = last
    ended = -1 if first <= -1 and last is None and draw(RARELY) else None
    return Period(first, last, ended)


def some(draw: Draw, options: list[Any], most: int) -> list[Any]:
    """Draw at most so many of the options, each once."""
    left, found = [*options], []
    for _ in range(min(draw(range(most + 1)), len(options))):
        found.append(draw(left))
        left.remove(found[-1])
    return found


def most_of(draw: Draw, options: list[Any]) -> list[Any]:
    """Draw each of the options, but for some."""
    return [option for option in options if draw(MOSTLY)]
