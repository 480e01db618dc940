"""How much of everything a country of so many pupils has."""

from __future__ import annotations

from dataclasses import dataclass

LEAST = 500
"""The fewest pupils that give every kind of person something to see."""


@dataclass(frozen=True)
class Size:
    """A country of so many pupils; the proportions are those of Norway, roughly.

    At 200,000 pupils: 400 schools, 300 offices, 5,000 staff, 1 million notes, 100,000 measures.
    """

    pupils: int

    @property
    def schools(self) -> int:
        """One for 500 pupils; at least the two that a comparison needs."""
        return max(2, self.pupils // 500)

    @property
    def offices(self) -> int:
        """Three for four schools."""
        return max(2, self.schools * 3 // 4)

    @property
    def counties(self) -> int:
        """Norway's fifteen at most."""
        return min(15, max(1, self.schools // 2))

    @property
    def wide_schools(self) -> int:
        """At how many schools one rådgiver works: 40 where there are so many."""
        return min(40, self.schools)

    counsellors_per_office = 12
    school_counsellors_per_school = 2

    @property
    def cases(self) -> int:
        """15 % of the pupils have a case."""
        return self.pupils * 15 // 100

    @property
    def notes_per_case(self) -> int:
        """Three quarters of the notes are NAV's."""
        return 25

    def notes_of_case(self, number: int) -> int:
        """Every fifth case has many notes, the others few: `notes_per_case` on average."""
        return self.notes_per_case + (40 if number % 5 == 0 else -10)

    @property
    def school_notes(self) -> int:
        """The school's notes: with NAV's, five for every pupil."""
        return self.pupils * 5 - self.cases * self.notes_per_case

    @property
    def measures(self) -> int:
        """One for every second pupil; more than half of them NAV's."""
        return self.pupils // 2

    @property
    def rows(self) -> int:
        """About how many rows there are in all, for whoever tells how far it has come."""
        return self.pupils * 31
