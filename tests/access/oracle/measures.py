"""Who may see a measure, its part, what was sent and what was answered."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from followup.models import (
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureSubmission,
    MeasureType,
)
from navskole.access.grounds import Ground
from tests.access.oracle.consents import by_consent
from tests.access.oracle.of_school import of_school
from tests.access.oracle.people import NAV, Asker, does_not_exist
from tests.access.oracle.ties import Grounds, of_case_record


def of_measure(asker: Asker, row: Measure) -> Grounds:
    """The own side; and, once it has been sent, whoever a line that covers it names."""
    if row.case_id is None:
        return of_school(asker, row)
    parts = {p.pk for p in asker.facts.all(MeasurePart) if p.measure_id == row.pk}
    if not any(sent.part_id in parts for sent in asker.facts.all(MeasureSubmission)):
        return of_case_record(asker, row)
    areas = asker.facts.many(asker.facts.one(MeasureType, row.type_id), "areas")
    return of_case_record(asker, row) | by_consent(
        asker, row.case_id, "measures", areas=areas, is_sensitive=row.is_sensitive
    )


def _a_year_after(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def decides(asker: Asker, part: MeasurePart) -> bool:
    """Tell whether the person decides the part: from submission to a year after its end.

    What was sent and taken back again is read for a year after that. Who proposed the part
    never decides it.
    """
    if asker.user_id in asker.facts.many(part, "proposers"):
        return False
    if part.ended_on and asker.on > _a_year_after(part.ended_on):
        return False
    measure = asker.facts.one(Measure, part.measure_id)
    return any(_sent_to(asker, row) for row in _sent(asker, part)) and not does_not_exist(
        asker, measure.pupil_id
    )


def _sent(asker: Asker, part: MeasurePart) -> list[MeasureSubmission]:
    return [row for row in asker.facts.all(MeasureSubmission) if row.part_id == part.pk]


def _sent_to(asker: Asker, row: MeasureSubmission) -> bool:
    """Tell whether it was sent to a place the person leads, and not taken back long ago."""
    if row.lifted_at and asker.on > _a_year_after(localdate(row.lifted_at)):
        return False
    return leads_place(asker, row.deciding_organisation_id)


def leads_place(asker: Asker, place: int | None) -> bool:
    """Tell whether the person leads the office, or is rektor of the school."""
    role = "nav_manager" if asker.facts.sides.get(place) == NAV else "principal"
    return asker.works_at(place, role)


def measure(asker: Asker, row: Measure) -> Grounds:
    """The own side, by consent, and whoever decides a part of it."""
    found = of_measure(asker, row)
    parts = [p for p in asker.facts.all(MeasurePart) if p.measure_id == row.pk]
    if any(decides(asker, part) for part in parts):
        found = found | {Ground.DECIDER}
    return found


def measure_part(asker: Asker, row: MeasurePart) -> Grounds:
    """As the measure."""
    return measure(asker, asker.facts.one(Measure, row.measure_id))


def measure_submission(asker: Asker, row: MeasureSubmission) -> Grounds:
    """As the measure."""
    return measure_part(asker, asker.facts.one(MeasurePart, row.part_id))


def measure_decision(asker: Asker, row: MeasureDecision) -> Grounds:
    """As what it answers."""
    return measure_submission(asker, asker.facts.one(MeasureSubmission, row.submission_id))
