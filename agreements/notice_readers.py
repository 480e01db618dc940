"""Whom a contract or a meeting concerns, by the memberships in force that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from agreements.models import Party
from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from django.db.models import QuerySet

    from agreements.models import Contract, Placement, StartupMeeting, SteeringMeeting


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
    collaboration = meeting.group.collaboration
    offices = set(collaboration.members.not_left(on=on).values_list("office_id", flat=True))
    members = meeting.group.members.in_force(on=on).filter(user__isnull=False)
    leads = Q(role=Role.PRINCIPAL, organisation_id=collaboration.school_id)
    leads |= Q(role=Role.NAV_MANAGER, organisation_id__in=offices)
    sits_here = Q(
        user__in=members.values("user"), organisation_id__in={collaboration.school_id, *offices}
    )
    known = Membership.objects.in_force(on=on).filter(user__is_active=True)
    may_open = list(known.filter(leads))
    told = {row.user_id for row in may_open}
    return {True: may_open, False: list(known.filter(sits_here).exclude(user_id__in=told))}
