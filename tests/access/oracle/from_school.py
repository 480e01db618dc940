"""What a school's line opens to a NAV office: the school's own, never that there is a case."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.rules.models import AbsenceReason
from pupils.models import Consent, ConsentLine
from tests.access.oracle.consents import covers, still_goes_there
from tests.access.oracle.facts import counts
from tests.access.oracle.people import Asker, work_together
from tests.access.oracle.ties import Grounds, cases_of, of_case


def opens_to(asker: Asker, line: ConsentLine) -> bool:
    """Tell whether a school's line opens to the person: team or leader of a case it reaches."""
    consent: Consent = asker.facts.one(Consent, line.consent_id)
    school_id, office_id = consent.owner_id, line.receiver_id
    return (
        consent.case_id is None
        and consent.status == "given"
        and counts(consent, asker.on)
        and still_goes_there(asker.facts, consent, school_id, asker.on)
        and work_together(asker.facts, school_id, office_id, asker.on)
        and _reaches_a_case(asker, consent, office_id)
    )


def _reaches_a_case(asker: Asker, consent: Consent, office_id: int) -> bool:
    """Tell whether an open case of the person's has been open since; a closing ended the line."""
    recorded_on = timezone.localdate(consent.recorded_at)
    cases = cases_of(asker, consent.pupil_id, office_id)
    if any(case.closed_on is not None and case.closed_on >= recorded_on for case in cases):
        return False
    return any(
        case.closed_on is None
        and (case.reopened_at is None or case.reopened_at < consent.recorded_at)
        and of_case(asker, case)
        for case in cases
    )


def by_school(
    asker: Asker,
    row: Any,
    information: str,
    *,
    areas: Collection[int],
) -> Grounds:
    """Return `consent_from_school` where a line of the owning school covers the item."""
    opened = any(
        line.information == information
        and _is_about(asker, line, row)
        and covers(asker.facts, line, areas=areas, is_sensitive=row.is_sensitive)
        and opens_to(asker, line)
        for line in asker.facts.all(ConsentLine)
    )
    return {Ground.CONSENT_FROM_SCHOOL} if opened and row.case_id is None else set()


def absence_by_school(asker: Asker, row: Any, *, is_sensitive: bool = False) -> Grounds:
    """Return `consent_from_school` where a line for absence is about the pupil's standing.

    It has no areas; hours absent for a sensitive reason need the line's own tick.
    """
    opened = any(
        line.information == "absence"
        and _is_about(asker, line, row)
        and (line.includes_sensitive or not is_sensitive)
        and opens_to(asker, line)
        for line in asker.facts.all(ConsentLine)
    )
    return {Ground.CONSENT_FROM_SCHOOL} if opened else set()


def is_sensitive_reason(asker: Asker, code: str) -> bool:
    """Tell whether the reason is marked as sensitive on the day, or is none that is known."""
    known = [
        reason
        for reason in asker.facts.all(AbsenceReason)
        if reason.code == code and reason.effective_from <= asker.on
    ]
    latest = max(known, key=lambda reason: reason.effective_from, default=None)
    return latest is None or latest.is_sensitive


def _is_about(asker: Asker, line: ConsentLine, row: Any) -> bool:
    consent: Consent = asker.facts.one(Consent, line.consent_id)
    return (consent.pupil_id, consent.owner_id) == (row.pupil_id, row.owner_id)
