"""Who may answer the other side's question, and leave a combination."""

from __future__ import annotations

from followup.models import Measure, MeasureLink, MeasurePart, MeasureSubmission
from pupils.models import Case
from tests.access.oracle.combined import measure_link
from tests.access.oracle.measures import measure as read_measure
from tests.access.oracle.people import Asker
from tests.access.oracle.ties import is_on_team


def _writes_in(asker: Asker, case: Case) -> bool:
    return case.closed_on is None and is_on_team(asker, case)


def answers_the_school(asker: Asker, measure: Measure) -> bool:
    """The team of the case that the school asks, while it is asked and knows of it."""
    return any(
        row.is_asked_by_school
        and row.ended_at is None
        and row.school_measure_id == measure.pk
        and bool(measure_link(asker, row))
        and _writes_in(asker, asker.facts.one(Case, row.case_id))
        for row in asker.facts.all(MeasureLink)
    )


def carries_on(asker: Asker, measure: Measure) -> bool:
    """The case's team while it is open, or the school's rådgiver."""
    if measure.case_id is not None:
        return _writes_in(asker, asker.facts.one(Case, measure.case_id))
    return asker.works_at(measure.owner_id, "school_counsellor")


def goes_on_alone(asker: Asker, measure: Measure) -> bool:
    """Whoever carries on a part that was sent and has not ended, while the other one waits."""
    part = _part(asker, measure.pk)
    was_sent = any(row.part_id == part.pk for row in asker.facts.all(MeasureSubmission))
    if part.state in ("rejected", "declined", "completed", "discontinued") or not was_sent:
        return False
    other = _combined_with(asker, measure)
    waits = ("draft", "returned", "submitted", "on_hold")
    return other is not None and other.state in waits and carries_on(asker, measure)


def _part(asker: Asker, measure_id: int) -> MeasurePart:
    parts = asker.facts.all(MeasurePart)
    found: MeasurePart = next(part for part in parts if part.measure_id == measure_id)
    return found


def _combined_with(asker: Asker, measure: Measure) -> MeasurePart | None:
    """Return the other part of a combination the person sees, where they read it."""
    own, other = ("nav_measure_id", "school_measure_id")
    if measure.case_id is None:
        own, other = other, own
    seen = [
        getattr(row, other)
        for row in sorted(asker.facts.all(MeasureLink), key=lambda row: row.pk)
        if row.ended_at is None
        and getattr(row, own) == measure.pk
        and getattr(row, other) is not None
        and measure_link(asker, row)
    ]
    if not seen or not read_measure(asker, asker.facts.one(Measure, seen[-1])):
        return None
    return _part(asker, seen[-1])
