"""What a school has of a pupil, and on which days an office sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from followup.models import Audience, MeasureState
from tests.asking import days_seen, sees
from tests.factories.followup import NoteFactory, TaskFactory, make_measure, measure_type
from tests.factories.pair import Pair

AROUND = range(-2, 3)
JOB, ABSENCE, HEALTH = "jobb-og-praksis", "fravaer-og-motivasjon", "psykisk-helse"
KINDS = ("line", "note", "measure", "task", "standing", "absence", "place")
HOURS = {"undocumented": 9, "health": 4, "known-to-no-rule": 2}
ALL, NOTHING = [True] * len(KINDS), [False] * len(KINDS)


def change(record: Any, **facts: Any) -> None:
    """Set and save facts of the record."""
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()


@dataclass
class Opened:
    """The school's consent to the pair's office, and what it could open."""

    pair: Pair
    consent: Any
    note: Any
    measure: Any
    task: Any
    standing: Any
    place: Any

    @property
    def line(self) -> Any:
        """One of the lines."""
        return self.consent.lines.first()

    @property
    def absence(self) -> Any:
        """The hours absent for a plain reason."""
        return self.standing.absences.get(reason_code="undocumented")

    def days(self, who: str = "counsellor") -> dict[str, list[int]]:
        """Return the days on which somebody at the office sees each."""
        user = getattr(self.pair, who)
        return {name: days_seen(user, getattr(self, name), AROUND) for name in KINDS}

    def seen_by(self, user: Any) -> list[bool]:
        """Return whether somebody sees each of the kinds today."""
        return [sees(user, getattr(self, name)) for name in KINDS]


def on_days(*days: int) -> dict[str, list[int]]:
    """Return that each kind is seen on these of the days around today."""
    return {name: [*days] for name in KINDS}


def school_records(pair: Pair, *, areas: list[str], is_sensitive: bool = False) -> list[Any]:
    """Return a shared note, a sent measure and a task of the school's."""
    own = {"pupil": pair.pupil, "owner": pair.school, "is_sensitive": is_sensitive}
    return [
        NoteFactory(audience=Audience.SHARED, areas=areas, **own),
        make_measure(
            type=measure_type("tilrettelagt-opplaering"), state=MeasureState.SUBMITTED, **own
        ),
        TaskFactory(areas=areas, **own),
    ]
