"""Who may see what is combined with what: while consents stand both ways, who reads it."""

from __future__ import annotations

from datetime import date

from followup.models import Measure, MeasureLink, MeasurePart, MeasureType
from navskole.access.grounds import Ground
from pupils.models import Case, Consent, ConsentLine
from tests.access.oracle.consents import covers, line_counts, lines_to
from tests.access.oracle.facts import Facts
from tests.access.oracle.measures import of_measure
from tests.access.oracle.of_school import case_opened_to
from tests.access.oracle.people import SCHOOL, Asker
from tests.access.oracle.ties import WITHOUT_SENSITIVE, Grounds, of_case

Kind = tuple[int, bool]
"""A type of measure, and whether what is told of is sensitive."""


def measure_link(asker: Asker, row: MeasureLink) -> Grounds:
    """By the other side's consent; who reads a part only to decide it sees no link.

    Whether it was ended by hand is no question of who sees it.
    """
    if not _case_is_known(asker.facts, row, asker.on):
        return set()
    if not (_reads_navs(asker, row) or _reads_what_the_school_asks(asker, row)):
        return set()
    return {Ground.CONSENT_FROM_NAV if asker.side == SCHOOL else Ground.CONSENT_FROM_SCHOOL}


def _reads_navs(asker: Asker, row: MeasureLink) -> bool:
    """They read NAV's measure, and the school's that it asks for, or know which it asked for."""
    facts = asker.facts
    nav = facts.one(Measure, row.nav_measure_id)
    if nav is None or not of_measure(asker, nav):
        return False
    if not _nav_tells(facts, row, _kind(nav), asker.on):
        return False
    school = facts.one(Measure, row.school_measure_id)
    if school is None:
        return _school_tells(facts, row, _asked(facts, row), asker.on)
    return (
        _asks_for(facts, nav, school)
        and bool(of_measure(asker, school))
        and _school_tells(facts, row, _kind(school), asker.on)
    )


def _reads_what_the_school_asks(asker: Asker, row: MeasureLink) -> bool:
    """The school's measure asks NAV: seen before NAV has made, or sent, anything to read."""
    school = asker.facts.one(Measure, row.school_measure_id)
    if not row.is_asked_by_school or school is None or not of_measure(asker, school):
        return False
    asked = _asked(asker.facts, row)
    between = _nav_tells(asker.facts, row, asked, asker.on) and _school_tells(
        asker.facts, row, _kind(school), asker.on
    )
    if asker.side != SCHOOL:
        reads = of_case(asker, asker.facts.one(Case, row.case_id))
        if asked[1]:  # what is sensitive is the team's; the leader reads none of it
            reads = reads - WITHOUT_SENSITIVE
        return between and bool(reads)
    return between and all(
        any(_reaches(asker.facts, line, row, wanted) for line in lines_to(asker, row.case_id, kind))
        for kind, wanted in (("existence", None), ("measures", asked))
    )


def _reaches(facts: Facts, line: ConsentLine, row: MeasureLink, wanted: Kind | None) -> bool:
    here = line.receiver_id == row.school_id
    return here and (wanted is None or _covers(facts, line, wanted))


def _kind(measure: Measure) -> Kind:
    return measure.type_id, measure.is_sensitive


def _asked(facts: Facts, row: MeasureLink) -> Kind:
    asked: MeasureType = facts.one(MeasureType, row.asked_type_id)
    return asked.pk, asked.is_sensitive


def _asks_for(facts: Facts, nav: Measure, school: Measure) -> bool:
    parts = [part for part in facts.all(MeasurePart) if part.measure_id == nav.pk]
    return any(part.other_type_id == school.type_id for part in parts)


def _lines_of_nav(facts: Facts, row: MeasureLink, on: date) -> list[ConsentLine]:
    """Return the lines that tell elevtjenesten at the school of the case."""
    return [
        line
        for line in facts.all(ConsentLine)
        if facts.one(Consent, line.consent_id).case_id == row.case_id
        and (line.service, line.receiver_id) == ("pupil_services", row.school_id)
        and line_counts(facts, line, on)
    ]


def _case_is_known(facts: Facts, row: MeasureLink, on: date) -> bool:
    return any(line.information == "existence" for line in _lines_of_nav(facts, row, on))


def _nav_tells(facts: Facts, row: MeasureLink, wanted: Kind, on: date) -> bool:
    """Tell whether elevtjenesten may know of NAV's measure."""
    return any(_covers(facts, line, wanted) for line in _lines_of_nav(facts, row, on))


def _school_tells(facts: Facts, row: MeasureLink, wanted: Kind, on: date) -> bool:
    """Tell whether the office may know of the school's measure, in a case that goes on."""
    case: Case = facts.one(Case, row.case_id)
    for line in facts.all(ConsentLine):
        given: Consent = facts.one(Consent, line.consent_id)
        if (
            (given.pupil_id, given.owner_id) == (case.pupil_id, row.school_id)
            and line.receiver_id == case.office_id
            and case_opened_to(facts, line, on) is not None
            and _covers(facts, line, wanted)
        ):
            return True
    return False


def _covers(facts: Facts, line: ConsentLine, wanted: Kind) -> bool:
    type_id, is_sensitive = wanted
    areas = facts.many(facts.one(MeasureType, type_id), "areas")
    is_about = line.information == "measures"
    return is_about and covers(facts, line, areas=areas, is_sensitive=is_sensitive)
