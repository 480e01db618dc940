"""Norway's public holidays, and the days on which one is expected to work."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import holidays
from django.utils.translation import gettext_lazy as _

from navskole.records.week import WORKING_DAYS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_NAMES: dict[str, StrPromise] = {
    "Første nyttårsdag": _("Første nyttårsdag"),
    "Skjærtorsdag": _("Skjærtorsdag"),
    "Langfredag": _("Langfredag"),
    "Første påskedag": _("Første påskedag"),
    "Andre påskedag": _("Andre påskedag"),
    "Arbeidernes dag": _("Arbeidernes dag"),
    "Grunnlovsdag": _("Grunnlovsdag"),
    "Kristi himmelfartsdag": _("Kristi himmelfartsdag"),
    "Første pinsedag": _("Første pinsedag"),
    "Andre pinsedag": _("Andre pinsedag"),
    "Første juledag": _("Første juledag"),
    "Andre juledag": _("Andre juledag"),
}
"""The library's names, so that each can be translated; another is shown as the library has it."""


@cache
def _of_year(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("NO", years=year, language="no"))


def holiday_name(day: date) -> str:
    """Return what public holiday `day` is, both where it is two; empty for every other day.

    >>> holiday_name(date(2027, 5, 17))
    'Andre pinsedag, Grunnlovsdag'
    """
    found = _of_year(day.year).get(day, "")
    return ", ".join(str(_NAMES.get(name, name)) for name in found.split("; ")) if found else ""


def is_working_day(day: date) -> bool:
    """Tell whether `day` is Monday to Friday and no public holiday."""
    return day.weekday() < WORKING_DAYS and day not in _of_year(day.year)


@lru_cache(maxsize=512)
def working_days(first: date, last: date) -> int:
    """Return how many working days there are from `first` to `last`, both included.

    >>> working_days(date(2026, 3, 30), date(2026, 4, 6))  # Easter
    3
    """
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return sum(is_working_day(day) for day in days)
