"""The school year: 1 August to 31 July, named by the year it begins in."""

from __future__ import annotations

from datetime import date

_FIRST_MONTH = 8


def school_year_of(on: date) -> int:
    """Return the year in which the school year of `on` began.

    >>> school_year_of(date(2026, 7, 31)), school_year_of(date(2026, 8, 1))
    (2025, 2026)
    """
    return on.year if on.month >= _FIRST_MONTH else on.year - 1


def first_day(school_year: int) -> date:
    """Return the first day of the school year, 1 August."""
    return date(school_year, _FIRST_MONTH, 1)


def last_day(school_year: int) -> date:
    """Return the last day of the school year, 31 July."""
    return date(school_year + 1, _FIRST_MONTH - 1, 31)


def school_year_name(school_year: int) -> str:
    """Return the school year as it is written.

    >>> school_year_name(2026)
    '2026/27'
    """
    return f"{school_year}/{(school_year + 1) % 100:02}"
