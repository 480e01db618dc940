"""Why a person may see a pupil at all, and a case: the grounds on each side."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.organisations.models import Membership
from pupils.models import Case, CaseGrant, PupilGrant, Referral
from tests.access.oracle.facts import counts
from tests.access.oracle.people import (
    NAV,
    SCHOOL,
    Asker,
    does_not_exist,
    is_placed,
    remembered,
    schools_of,
    schools_of_both_sides,
    work_together,
)

Grounds = set[str]

WITHOUT_SENSITIVE = {Ground.OFFICE_LEAD, Ground.SINGLE_ACCESS}

TEAM_READS_AFTER_CLOSING = timedelta(days=90)
SCHOOL_STAFF = ("principal", "school_counsellor")


# --- The school's side ----------------------------------------------------------------------


@remembered
def own_schools(asker: Asker, pupil_id: int) -> set[int]:
    """Return the schools where the person is rektor or rådgiver for this pupil."""
    if asker.side != SCHOOL or does_not_exist(asker, pupil_id):
        return set()
    return asker.at(*SCHOOL_STAFF) & schools_of(asker, pupil_id)


# --- NAV's side -------------------------------------------------------------------------------


def is_on_team(asker: Asker, case: Case) -> bool:
    """Tell whether the person is put on the case, works at its office and it is not long closed."""
    if asker.side != NAV or not asker.works_at(case.office_id, "nav_counsellor"):
        return False
    if case.closed_on and asker.on > case.closed_on + TEAM_READS_AFTER_CLOSING:
        return False
    return any(
        grant.user_id == asker.user_id
        and grant.content_object_id == case.pk
        and counts(grant, asker.on)
        and has_worked_since(asker, case.office_id, grant.starts_on, "nav_counsellor")
        for grant in asker.facts.all(CaseGrant)
    )


def reads_alone(asker: Asker, pupil_id: int, place: int) -> bool:
    """Tell whether the leader of the place lets this person read about this pupil, today.

    Rektor and rådgiver of a school, veiledere of an office; for the employment it was given in.
    """
    if does_not_exist(asker, pupil_id):
        return False
    roles = SCHOOL_STAFF if asker.side == SCHOOL else ("nav_counsellor",)
    return any(
        grant.ground == "single_access"
        and (grant.user_id, grant.content_object_id) == (asker.user_id, pupil_id)
        and grant.owner_id == place
        and counts(grant, asker.on)
        and has_worked_since(asker, place, grant.starts_on, role)
        for grant in asker.facts.all(PupilGrant)
        for role in roles
        if asker.works_at(place, role)
    )


def has_worked_since(asker: Asker, place: int, first: date, role: str) -> bool:
    """Tell whether the person held the role at the place on `first` and every day since.

    Looks at the days on which a gap could begin: the first, and each after a last day.
    """
    held = [
        row
        for row in asker.facts.all(Membership)
        if (row.user_id, row.role, row.organisation_id) == (asker.user_id, role, place)
    ]
    after = {row.ends_on + timedelta(days=1) for row in held if row.ends_on}
    doubtful = {day for day in {first, *after} if first <= day <= asker.on}
    return all(any(counts(row, day) for row in held) for day in doubtful)


def leads(asker: Asker, office_id: int | None) -> bool:
    """Tell whether the person leads the office, as leader or deputy."""
    return asker.side == NAV and asker.works_at(office_id, "nav_manager")


def of_case(asker: Asker, case: Case) -> Grounds:
    """Return the grounds on NAV's side that give the case itself."""
    return set(_of_case(asker, case.pk))


@remembered
def _of_case(asker: Asker, case_id: int) -> Grounds:
    case: Case = asker.facts.one(Case, case_id)
    if does_not_exist(asker, case.pupil_id):
        return set()
    found: Grounds = set()
    if is_on_team(asker, case):
        found.add(Ground.CASE_TEAM)
    if leads(asker, case.office_id):
        found.add(Ground.OFFICE_LEAD)
    if asker.side == NAV and reads_alone(asker, case.pupil_id, case.office_id):
        found.add(Ground.SINGLE_ACCESS)
    return found


def cases_of(asker: Asker, pupil_id: int, office_id: int | None = None) -> list[Case]:
    """Return the pupil's cases, at one office or at all."""
    return [
        case
        for case in asker.facts.all(Case)
        if case.pupil_id == pupil_id and office_id in (None, case.office_id)
    ]


def of_any_case(asker: Asker, pupil_id: int, office_id: int | None = None) -> Grounds:
    """Return the grounds that any of the pupil's cases gives."""
    found: Grounds = set()
    for case in cases_of(asker, pupil_id, office_id):
        found |= of_case(asker, case)
    return found


def is_received(asker: Asker, referral: Referral) -> bool:
    """Tell whether the referral waits for those who receive at the office."""
    if asker.side != NAV or does_not_exist(asker, referral.pupil_id):
        return False
    if referral.case_id is not None or referral.declined_at is not None:
        return False
    if _a_case_opened(asker, referral):
        return False
    school, office = referral.school_id, referral.office_id
    if school in schools_of_both_sides(asker):
        return False
    if not work_together(asker.facts, school, office, asker.on):
        return False
    placed = asker.works_at(office, "nav_counsellor") and is_placed(asker, school, office)
    return placed or leads(asker, office)


def _a_case_opened(asker: Asker, referral: Referral) -> bool:
    """Tell whether the office follows the pupil up, or has since the referral was sent."""
    sent_on = timezone.localdate(referral.sent_at)
    return any(
        case.closed_on is None or case.opened_on > sent_on
        for case in cases_of(asker, referral.pupil_id, referral.office_id)
    )


def of_referral(asker: Asker, referral: Referral) -> Grounds:
    """Return the grounds at the office that give a referral: the receiver's, the case's."""
    found = of_any_case(asker, referral.pupil_id, referral.office_id)
    if is_received(asker, referral):
        found.add(Ground.REFERRAL_RECEIVED)
    return found


def of_case_record(asker: Asker, record: Any) -> Grounds:
    """Return the grounds at the office that give what a case holds.

    Its team sees all; its leader, and whom the leader lets read, what is not sensitive.
    """
    found = of_case(asker, asker.facts.one(Case, record.case_id))
    return found - WITHOUT_SENSITIVE if record.is_sensitive else found


# --- Both --------------------------------------------------------------------------------------


def of_pupil(asker: Asker, pupil_id: int) -> Grounds:
    """Return the grounds that give a pupil's identity (class A)."""
    found: Grounds = {Ground.OWN_SCHOOL} if own_schools(asker, pupil_id) else set()
    if asker.side == SCHOOL and any(
        reads_alone(asker, pupil_id, school) for school in asker.at(*SCHOOL_STAFF)
    ):
        found.add(Ground.SINGLE_ACCESS)
    found |= of_any_case(asker, pupil_id)
    found |= {
        Ground.REFERRAL_RECEIVED
        for referral in asker.facts.all(Referral)
        if referral.pupil_id == pupil_id and is_received(asker, referral)
    }
    return found
