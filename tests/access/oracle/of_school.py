"""What a school owns: who of its own reads it, and what its lines open to a NAV office.

Written from the rules' words alone. Each kind of record says as an `Item` whose it is, which of
the school's staff read it and by which line, if any, it crosses to NAV; who then reads it is one
rule on each side, and so is when a line counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from followup.models import Measure, MeasurePart, MeasureSubmission, MeasureType, Note, Task
from navskole.access.grounds import Ground
from navskole.rules.models import AbsenceReason
from pupils.models import (
    Absence,
    Case,
    Consent,
    ConsentLine,
    ContactDetails,
    Enrolment,
    OwnName,
    ProblemArea,
    ProtectionChange,
    Referral,
    RiskFlag,
    SubjectStanding,
)
from tests.access.oracle.facts import Facts, counts
from tests.access.oracle.people import (
    NAV,
    SCHOOL,
    Asker,
    does_not_exist,
    remembered,
    schools_of,
    work_together,
)
from tests.access.oracle.ties import SCHOOL_STAFF, Grounds, is_on_team, leads, reads_alone

NEVER = ""


@dataclass(frozen=True)
class Item:
    """What decides who reads one record of a school's about a pupil.

    `chosen` are the only ones of its staff who do; None: all of them. `line` is the kind of
    line it crosses by.
    """

    pupil_id: int
    school_id: int
    chosen: frozenset[int] | None = None
    line: str = NEVER
    areas: frozenset[int] = frozenset()
    is_sensitive: bool = False


# --- Which record is read by whom, and crosses by which line --------------------------------


def _enrolment(asker: Asker, row: Enrolment) -> Item:
    """An earlier one, and why it ended, by the line for schooling; today's goes with the name."""
    is_earlier = row.starts_on <= asker.on and not counts(row, asker.on)
    return Item(row.pupil_id, row.school_id, line="schooling" if is_earlier else NEVER)


def _own(asker: Asker, row: ContactDetails | OwnName | Consent | ProtectionChange) -> Item:
    """How to reach the pupil, what the school calls them, what they answered: never crosses."""
    return Item(row.pupil_id, row.owner_id)


def _referral(asker: Asker, row: Referral) -> Item:
    """The school's to read again; the office it was sent to reads it on grounds of its own."""
    return Item(row.pupil_id, row.school_id)


def _standing(asker: Asker, row: SubjectStanding) -> Item:
    """All of the subject by the line for absence; it has no area."""
    return Item(row.pupil_id, row.owner_id, line="absence")


def _absence(asker: Asker, row: Absence) -> Item:
    """As the subject; hours for a reason that is not known as plain need the line's tick."""
    subject = _standing(asker, asker.facts.one(SubjectStanding, row.standing_id))
    return replace(subject, is_sensitive=not _is_plain(asker, row.reason_code))


def _is_plain(asker: Asker, code: str) -> bool:
    told = [r for r in asker.facts.all(AbsenceReason) if r.code == code]
    known = [r for r in told if r.effective_from <= asker.on]
    return bool(known) and not max(known, key=lambda r: r.effective_from).is_sensitive


def _flag(asker: Asker, row: RiskFlag) -> Item:
    """Never crosses: what NAV should know is written in a note."""
    areas = frozenset({row.area_id} - {None})
    return _written(asker, row, {row.raised_by_id}, areas)


def _note(asker: Asker, row: Note) -> Item:
    """What is shared crosses until it is struck."""
    readers = {row.author_id} | asker.facts.many(row, "named_readers")
    item = _written(asker, row, readers, asker.facts.many(row, "areas"))
    crosses = row.audience == "shared" and row.struck_at is None
    return replace(item, line="notes" if crosses else NEVER)


def _task(asker: Asker, row: Task) -> Item:
    """Crosses until it is struck; who is to do it was named by whoever wrote it."""
    readers = {row.created_by_id, row.responsible_id}
    item = _written(asker, row, readers, asker.facts.many(row, "areas"))
    return replace(item, line="tasks" if row.struck_at is None else NEVER)


def _measure(asker: Asker, row: Measure) -> Item:
    """Crosses once it has been sent; it is about what its type is about."""
    areas = asker.facts.many(asker.facts.one(MeasureType, row.type_id), "areas")
    item = _written(asker, row, {row.created_by_id}, areas)
    parts = {part.pk for part in asker.facts.all(MeasurePart) if part.measure_id == row.pk}
    sent = any(each.part_id in parts for each in asker.facts.all(MeasureSubmission))
    return replace(item, line="measures" if sent else NEVER)


def _written(asker: Asker, row: Any, readers: set[int], areas: frozenset[int]) -> Item:
    """Sensitive by its mark or an area: then only its author and whom the author named."""
    is_sensitive = row.is_sensitive or any(
        asker.facts.one(ProblemArea, number).is_sensitive for number in areas
    )
    return Item(
        row.pupil_id,
        row.owner_id,
        chosen=frozenset(readers) if is_sensitive else None,
        areas=areas,
        is_sensitive=is_sensitive,
    )


ITEMS: dict[type, Callable[[Asker, Any], Item]] = {
    Enrolment: _enrolment,
    ContactDetails: _own,
    OwnName: _own,
    ProtectionChange: _own,
    Consent: _own,
    Referral: _referral,
    SubjectStanding: _standing,
    Absence: _absence,
    RiskFlag: _flag,
    Note: _note,
    Task: _task,
    Measure: _measure,
}


# --- Who reads it -----------------------------------------------------------------------------


def of_school(asker: Asker, row: Any) -> Grounds:
    """Return the grounds that give a school's record: at the school, or by its line at NAV."""
    item = ITEMS[type(row)](asker, row)
    if does_not_exist(asker, item.pupil_id):
        return set()
    found: Grounds = set()
    if _reads_at_school(asker, item):
        found.add(Ground.OWN_SCHOOL)
    if _reads_alone(asker, item):
        found.add(Ground.SINGLE_ACCESS)
    if any(_covers(asker.facts, line, item) for line in _lines_for(asker, item.pupil_id)):
        found.add(Ground.CONSENT_FROM_SCHOOL)
    return found


def _reads_at_school(asker: Asker, item: Item) -> bool:
    """Rektor and rådgiver of that school, while the pupil goes there and sixty days after."""
    return (
        asker.side == SCHOOL
        and asker.works_at(item.school_id, *SCHOOL_STAFF)
        and item.school_id in schools_of(asker, item.pupil_id)
        and (item.chosen is None or asker.user_id in item.chosen)
    )


def _reads_alone(asker: Asker, item: Item) -> bool:
    """Whom the school's leader lets read; of the sensitive what they wrote or were named for."""
    chosen = item.chosen is None or asker.user_id in item.chosen
    return chosen and asker.side == SCHOOL and reads_alone(asker, item.pupil_id, item.school_id)


def opens_for(asker: Asker, line: ConsentLine) -> bool:
    """Tell whether the school's line counts today, for somebody at the office it names.

    They are on the office's open case, or lead the office.
    """
    consent: Consent = asker.facts.one(Consent, line.consent_id)
    if asker.side != NAV or does_not_exist(asker, consent.pupil_id):
        return False
    case = case_opened_to(asker.facts, line, asker.on)
    return case is not None and (is_on_team(asker, case) or leads(asker, line.receiver_id))


@remembered
def _lines_for(asker: Asker, pupil_id: int) -> list[ConsentLine]:
    return [
        line
        for line in asker.facts.all(ConsentLine)
        if asker.facts.one(Consent, line.consent_id).pupil_id == pupil_id and opens_for(asker, line)
    ]


# --- When a line counts -----------------------------------------------------------------------


def case_opened_to(facts: Facts, line: ConsentLine, on: date) -> Case | None:
    """Return the case whose office the school's line opens something to on the day, or None."""
    consent: Consent = facts.one(Consent, line.consent_id)
    counts_today = (
        line.service == "nav_office"
        and consent.case_id is None
        and _is_yes_today(consent, on)
        and _still_goes_there(facts, consent, on)
        and work_together(facts, consent.owner_id, line.receiver_id, on)
    )
    return _case_it_reaches(facts, consent, line.receiver_id) if counts_today else None


def _is_yes_today(consent: Consent, on: date) -> bool:
    """It ends when it is taken back, and after its last day; a no has never begun."""
    return consent.status == "given" and counts(consent, on)


def _still_goes_there(facts: Facts, consent: Consent, on: date) -> bool:
    """It ends with the enrolment it was recorded in; no later one revives it."""
    recorded_on = timezone.localdate(consent.recorded_at)
    return any(
        (row.pupil_id, row.school_id) == (consent.pupil_id, consent.owner_id)
        and row.starts_on <= recorded_on
        and counts(row, on)
        for row in facts.all(Enrolment)
    )


def _case_it_reaches(facts: Facts, consent: Consent, office_id: int) -> Case | None:
    """It ends with the case: once one has been closed, neither it nor another revives it."""
    cases = [
        case
        for case in facts.all(Case)
        if (case.pupil_id, case.office_id) == (consent.pupil_id, office_id)
    ]
    recorded_on = timezone.localdate(consent.recorded_at)
    if any(case.closed_on is not None and case.closed_on >= recorded_on for case in cases):
        return None
    now_open = next((case for case in cases if case.closed_on is None), None)
    if now_open and now_open.reopened_at and now_open.reopened_at >= consent.recorded_at:
        return None
    return now_open


def _covers(facts: Facts, line: ConsentLine, item: Item) -> bool:
    """Of that school's, of the line's kind, with every area; the sensitive by its own tick."""
    return (
        facts.one(Consent, line.consent_id).owner_id == item.school_id
        and item.line != NEVER
        and line.information == item.line
        and item.areas <= facts.many(line, "areas")
        and (line.includes_sensitive or not item.is_sensitive)
    )
