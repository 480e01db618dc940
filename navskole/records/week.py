"""The week as the calendar numbers it (ISO 8601): Monday first, week 1 holds 4 January."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

WORKING_DAYS = 5
_CODE_LENGTH = len("2026-48")


@dataclass(frozen=True, order=True)
class Week:
    """One week; its year is the one that has its Thursday.

    >>> Week.of(date(2027, 1, 1))
    Week(year=2026, number=53)
    """

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Week:
        """Return the week that `day` stands in."""
        year, number, _weekday = day.isocalendar()
        return cls(year, number)

    @classmethod
    def from_code(cls, code: str) -> Week:
        """Return the week written `2026-48`. Raises ValueError for a week no year has."""
        year, number = int(code[:4]), int(code[5:_CODE_LENGTH])
        date.fromisocalendar(year, number, 1)
        return cls(year, number)

    @property
    def code(self) -> str:
        """The week as it stands in an address: `2026-48`."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def weekdays(self) -> list[date]:
        """Monday to Friday."""
        return [self.monday + timedelta(days=number) for number in range(WORKING_DAYS)]

    @property
    def before(self) -> Week:
        """The week before."""
        return Week.of(self.monday - timedelta(days=1))

    @property
    def after(self) -> Week:
        """The week after."""
        return Week.of(self.sunday + timedelta(days=1))


class WeekConverter:
    """A week in an address; one that no year has is no address."""

    regex = "[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> Week:
        """Return the week. Raises ValueError, which answers 404."""
        return Week.from_code(value)

    def to_url(self, value: Week) -> str:
        """Return the week as it is written."""
        return value.code
