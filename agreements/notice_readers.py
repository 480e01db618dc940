"""Whom a contract or a meeting concerns, by the memberships in force that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from agreements.models import Party, Placement
from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from agreements.models import Contract, StartupMeeting, SteeringDecision, SteeringMeeting


def leaders_of(
    contract: Contract, *, on: date, parties: Iterable[Party] = tuple(Party)
) -> QuerySet[Membership]:
    """Return the memberships of those who lead the parties on `on`, deputies included."""
    places = {Party.SCHOOL: contract.school_id, Party.NAV: contract.office_id}
    leads = Q()
    for party in parties:
        leads |= Q(role=party.value, organisation_id=places[party])
    return Membership.objects.in_force(on=on).filter(leads, user__is_active=True)


def counsellor_of(placement: Placement, *, on: date) -> QuerySet[Membership]:
    """Return the membership that the placed veileder holds at the office on `on`."""
    return Membership.objects.in_force(on=on).filter(
        user_id=placement.counsellor_id,
        user__is_active=True,
        organisation_id=placement.contract.office_id,
        role=Role.NAV_COUNSELLOR,
    )


def placed_under(contract: Contract, *, on: date) -> Iterator[Membership]:
    """Yield the memberships of those whose placement under the contract counts on `on`."""
    for placement in contract.placements.in_force(on=on):
        yield from counsellor_of(placement, on=on)


def whom_of_meeting(meeting: StartupMeeting, *, on: date) -> dict[bool, list[Membership]]:
    """Return who with an account a start-up meeting concerns, by whether they may open it.

    The leaders of its school and offices, deputies included, and those invited who work there
    or for the county; a rådgiver comes to the meeting and has no page of it.
    """
    offices = set(meeting.offices.values_list("pk", flat=True))
    county = meeting.school.municipality.county_id
    leads = Q(role=Role.PRINCIPAL, organisation_id=meeting.school_id)
    leads |= Q(role=Role.NAV_MANAGER, organisation_id__in=offices)
    invited = Q(user__in=meeting.invitees.filter(user__isnull=False).values("user"))
    follows = Q(role=Role.COUNTY_COORDINATOR, organisation_id=county) & invited
    works_here = Q(organisation_id__in={meeting.school_id, county, *offices})
    known = Membership.objects.in_force(on=on).filter(user__is_active=True)
    may_open = list(known.filter(leads | follows))
    told = {row.user_id for row in may_open}
    others = known.filter(works_here & invited).exclude(user_id__in=told)
    return {True: may_open, False: list(others)}


def whom_of_steering(meeting: SteeringMeeting, *, on: date) -> dict[bool, list[Membership]]:
    """Return who with an account a steering group meeting concerns, by whether they may open it.

    The leaders of its school and offices, deputies included, and those who sit in the group and
    work there.
    """
    members = meeting.group.members.in_force(on=on).filter(user__isnull=False)
    return _in_steering(meeting, Q(user__in=members.values("user")), on=on)


def answers_for(decision: SteeringDecision, *, on: date) -> dict[bool, list[Membership]]:
    """Return the membership of whoever answers for a decision, by whether they may open its page.

    Nobody where the owner has no account, or no longer works there.
    """
    owner = decision.owner
    if owner is None or owner.user_id is None:
        return {}
    found = _in_steering(decision.meeting, Q(user_id=owner.user_id), on=on)
    own = {
        opens: [row for row in rows if row.user_id == owner.user_id]
        for opens, rows in found.items()
    }
    return {opens: rows for opens, rows in own.items() if rows}


def _in_steering(meeting: SteeringMeeting, sits: Q, *, on: date) -> dict[bool, list[Membership]]:
    """Return the leaders, and of those who work there the ones who sit in the group."""
    collaboration = meeting.group.collaboration
    school_id = collaboration.school_id
    offices = set(collaboration.members.not_left(on=on).values_list("office_id", flat=True))
    leads = Q(role=Role.PRINCIPAL, organisation_id=school_id)
    leads |= Q(role=Role.NAV_MANAGER, organisation_id__in=offices)
    placed = Placement.objects.in_force(on=on).filter(
        contract__school_id=school_id,
        contract__office_id=OuterRef("organisation_id"),
        counsellor_id=OuterRef("user_id"),
    )
    placed_here = Q(role=Role.NAV_COUNSELLOR, organisation_id__in=offices) & Exists(placed)
    works_here = Q(organisation_id__in={school_id, *offices})
    known = Membership.objects.in_force(on=on).filter(user__is_active=True)
    may_open = list(known.filter(leads | (sits & placed_here)))
    told = {row.user_id for row in may_open}
    return {True: may_open, False: list(known.filter(sits & works_here).exclude(user_id__in=told))}
