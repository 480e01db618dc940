"""Who may see that two measures are one: while consents stand both ways, who reads both."""

from __future__ import annotations

from datetime import date

from followup.models import Measure, MeasureLink, MeasurePart, MeasureType
from navskole.access.grounds import Ground
from pupils.models import Consent, ConsentLine
from tests.access.oracle.consents import covers, line_counts
from tests.access.oracle.facts import Facts
from tests.access.oracle.measures import of_measure
from tests.access.oracle.of_school import case_opened_to
from tests.access.oracle.people import SCHOOL, Asker
from tests.access.oracle.ties import Grounds


def measure_link(asker: Asker, row: MeasureLink) -> Grounds:
    """By the other side's consent; who reads a part only to decide it sees no link."""
    nav = asker.facts.one(Measure, row.nav_measure_id)
    school = asker.facts.one(Measure, row.school_measure_id)
    one = (
        _asks_for(asker.facts, nav, school)
        and of_measure(asker, nav)
        and of_measure(asker, school)
        and _nav_tells_the_school(asker.facts, nav, school, asker.on)
        and _school_tells_nav(asker.facts, nav, school, asker.on)
    )
    if not one:
        return set()
    return {Ground.CONSENT_FROM_NAV if asker.side == SCHOOL else Ground.CONSENT_FROM_SCHOOL}


def _asks_for(facts: Facts, nav: Measure, school: Measure) -> bool:
    parts = [part for part in facts.all(MeasurePart) if part.measure_id == nav.pk]
    return any(part.other_type_id == school.type_id for part in parts)


def _nav_tells_the_school(facts: Facts, nav: Measure, school: Measure, on: date) -> bool:
    """Tell whether elevtjenesten may know of the case, and of the measure."""
    lines = [
        line
        for line in facts.all(ConsentLine)
        if facts.one(Consent, line.consent_id).case_id == nav.case_id
        and (line.service, line.receiver_id) == ("pupil_services", school.owner_id)
        and line_counts(facts, line, on)
    ]
    existence = any(line.information == "existence" for line in lines)
    return existence and any(_covers(facts, line, nav) for line in lines)


def _school_tells_nav(facts: Facts, nav: Measure, school: Measure, on: date) -> bool:
    """Tell whether the office may know of the school's measure, in a case that goes on."""
    for line in facts.all(ConsentLine):
        given: Consent = facts.one(Consent, line.consent_id)
        if (
            (given.pupil_id, given.owner_id) == (school.pupil_id, school.owner_id)
            and line.receiver_id == nav.owner_id
            and case_opened_to(facts, line, on) is not None
            and _covers(facts, line, school)
        ):
            return True
    return False


def _covers(facts: Facts, line: ConsentLine, measure: Measure) -> bool:
    areas = facts.many(facts.one(MeasureType, measure.type_id), "areas")
    is_about = line.information == "measures"
    return is_about and covers(facts, line, areas=areas, is_sensitive=measure.is_sensitive)
