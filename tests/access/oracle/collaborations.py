"""Who may see a collaboration, its people, meetings and minutes: both sides, and who oversees."""

from __future__ import annotations

from typing import Any

from agreements.models import (
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    Invitee,
    SignedDocument,
    StartupMeeting,
    SteeringDecision,
    SteeringGroup,
    SteeringGuest,
    SteeringMeeting,
    SteeringMember,
    SteeringPoint,
)
from navskole.access.grounds import Ground
from navskole.notices.models import Notice
from tests.access.oracle.agreements import contract, overseen
from tests.access.oracle.people import Asker, placed_under
from tests.access.oracle.ties import Grounds


def collaboration(asker: Asker, row: Collaboration) -> Grounds:
    """The rektor, those who lead or are placed from an office that is in it; who oversees."""
    members = [
        member
        for member in asker.facts.all(CollaborationOffice)
        if member.collaboration_id == row.pk and _stays(asker, member, row)
    ]
    return _of_pairs(asker, row.school_id, {member.office_id for member in members})


def _stays(asker: Asker, member: CollaborationOffice, row: Collaboration) -> bool:
    """Tell whether the office has not left; those there to the end read on."""
    if member.ended_at is not None:
        return False
    last = member.ends_on
    to_the_end = row.ended_on is not None and last is not None and last >= row.ended_on
    return last is None or last >= asker.on or to_the_end


def startup_meeting(asker: Asker, row: StartupMeeting) -> Grounds:
    """As a collaboration of the school and the offices it is between."""
    return _of_pairs(asker, row.school_id, set(asker.facts.many(row, "offices")))


def _of_pairs(asker: Asker, school_id: int, offices: set[int]) -> Grounds:
    found = set(overseen(asker, school_id))
    leads = any(asker.works_at(office, "nav_manager") for office in offices)
    if leads or asker.works_at(school_id, "principal"):
        found.add(Ground.PARTY)
    if any(
        row.school_id == school_id
        and row.office_id in offices
        and asker.works_at(row.office_id, "nav_counsellor")
        and placed_under(asker, row)
        for row in asker.facts.all(Contract)
    ):
        found.add(Ground.OWN_RECORD)
    return found


def _in(asker: Asker, collaboration_id: int) -> Grounds:
    return collaboration(asker, asker.facts.one(Collaboration, collaboration_id))


def of_collaboration(
    asker: Asker, row: CollaborationOffice | ContactPerson | SteeringGroup
) -> Grounds:
    """As the collaboration."""
    return _in(asker, row.collaboration_id)


def of_group(asker: Asker, row: SteeringMember | SteeringMeeting) -> Grounds:
    """As the steering group's collaboration."""
    return of_collaboration(asker, asker.facts.one(SteeringGroup, row.group_id))


def of_meeting(asker: Asker, row: SteeringPoint | SteeringGuest | SteeringDecision) -> Grounds:
    """As the steering group's meeting."""
    return of_group(asker, asker.facts.one(SteeringMeeting, row.meeting_id))


def invitee(asker: Asker, row: Invitee) -> Grounds:
    """As the start-up meeting."""
    return startup_meeting(asker, asker.facts.one(StartupMeeting, row.meeting_id))


def signed_document(asker: Asker, row: SignedDocument) -> Grounds:
    """As the contract."""
    return contract(asker, asker.facts.one(Contract, row.contract_id))


def notice(asker: Asker, row: Notice) -> Grounds:
    """Whom it was written to, while they work where they did."""
    places: set[Any] = {place for _role, place in asker.held}
    is_own = row.recipient_id == asker.user_id and row.organisation_id in places
    return {Ground.OWN_RECORD} if is_own else set()
