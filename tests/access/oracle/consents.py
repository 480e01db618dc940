"""What may cross the wall: a consent line in force, and whether it covers an item."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from navskole.access.grounds import Ground
from pupils.models import Case, Consent, ConsentLine, Enrolment
from tests.access.oracle.facts import Facts, counts
from tests.access.oracle.people import (
    SCHOOL,
    Asker,
    does_not_exist,
    is_current,
    remembered,
    work_together,
)
from tests.access.oracle.ties import Grounds

ROLE_OF_SERVICE = {"school_leadership": "principal", "pupil_services": "school_counsellor"}


def line_counts(facts: Facts, line: ConsentLine, on: date) -> bool:
    """Tell whether the line opens anything on the day."""
    consent: Consent = facts.one(Consent, line.consent_id)
    case: Case | None = facts.one(Case, consent.case_id)
    return (
        case is not None
        and consent.status == "given"
        and counts(consent, on)
        and case.closed_on is None
        and still_goes_there(facts, consent, line.receiver_id, on)
        and work_together(facts, line.receiver_id, case.office_id, on)
    )


def still_goes_there(facts: Facts, consent: Consent, school_id: int, on: date) -> bool:
    """Tell whether the enrolment the line was recorded in goes on: a later one revives none."""
    recorded_on = timezone.localdate(consent.recorded_at)
    return any(
        row.pupil_id == consent.pupil_id
        and row.school_id == school_id
        and row.starts_on <= recorded_on
        and is_current(row, on)
        for row in facts.all(Enrolment)
    )


def is_addressed(asker: Asker, line: ConsentLine) -> bool:
    """Tell whether the person works in the service the line names, at that school."""
    consent: Consent = asker.facts.one(Consent, line.consent_id)
    return (
        asker.side == SCHOOL
        and not does_not_exist(asker, consent.pupil_id)
        and line.service in ROLE_OF_SERVICE
        and asker.works_at(line.receiver_id, ROLE_OF_SERVICE[line.service])
    )


def lines_to(asker: Asker, case_id: int | None, information: str) -> list[ConsentLine]:
    """Return the lines in force of a case that open this kind of information to the person."""
    if asker.side != SCHOOL or case_id is None:
        return []
    return [line for line in _lines_to(asker, case_id) if line.information == information]


@remembered
def _lines_to(asker: Asker, case_id: int) -> list[ConsentLine]:
    return [
        line
        for line in asker.facts.all(ConsentLine)
        if case_id is not None
        and asker.facts.one(Consent, line.consent_id).case_id == case_id
        and is_addressed(asker, line)
        and line_counts(asker.facts, line, asker.on)
    ]


def covers(facts: Facts, line: ConsentLine, *, areas: Collection[int], is_sensitive: bool) -> bool:
    """Tell whether every area is among the line's, and the sensitive is ticked where it must be."""
    if is_sensitive and not line.includes_sensitive:
        return False
    return set(areas) <= facts.many(line, "areas")


def by_consent(
    asker: Asker,
    case_id: int | None,
    information: str,
    *,
    areas: Collection[int] = (),
    is_sensitive: bool = False,
    only_to: tuple[str, int] | None = None,
) -> Grounds:
    """Return `consent_from_nav` where a line in force covers the item for the person.

    `only_to` is the one service at one school that the item was given to.
    """
    opened = any(
        covers(asker.facts, line, areas=areas, is_sensitive=is_sensitive)
        for line in lines_to(asker, case_id, information)
        if only_to in (None, (line.service, line.receiver_id))
    )
    return {Ground.CONSENT_FROM_NAV} if opened else set()
