"""Plan a start-up meeting, write down what came of it, and make it a collaboration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.actions.collaboration import gather, require_own_place
from agreements.models import Collaboration, Invitee, StartupMeeting
from agreements.notices import tell_cancelled, tell_planned
from agreements.standard_agenda import whom_to_invite
from navskole.access import policies
from navskole.access.person_text import (
    require_no_national_id,
    require_no_person,
    require_no_person_in,
)
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, School


@dataclass(frozen=True)
class MeetingContent:
    """When and where, for how long, and a point of the agenda on each line."""

    starts_at: datetime
    minutes: int
    place: str
    agenda: str


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    school: School,
    offices: Iterable[NavOffice],
    content: MeetingContent,
    submission_id: UUID | None = None,
) -> StartupMeeting:
    """Plan a meeting, with those invited whom the guide names and who have an account.

    A second post returns the first meeting. Raises NotOwnPlace, NationalIdInText or
    PersonInText.
    """
    policies.require(actor, "agreements.add_startup_meeting")
    known = StartupMeeting.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    offices = list(offices)
    require_own_place(actor, school=school, offices=offices)
    require_no_person_in(actor, {"agenda": content.agenda, "place": content.place})
    meeting = StartupMeeting(
        school=school, created_by=actor.user, created_at=actor.now, **vars(content)
    )
    if submission_id:
        meeting.submission_id = submission_id
    meeting.full_clean(exclude=["created_by"])
    meeting.save_change(by=actor.user, at=actor.now, new=True)
    meeting.offices.set(offices)
    _invite(actor, meeting, offices)
    log.record(actor, Action.STARTUP_MEETING_SAVED)
    tell_planned(actor, meeting)
    return meeting


def _invite(actor: Actor, meeting: StartupMeeting, offices: Iterable[NavOffice]) -> None:
    """Invite those of the school, the offices and the county who are not invited."""
    invited = set(meeting.invitees.values_list("user_id", flat=True))
    for capacity, membership in whom_to_invite(meeting.school, offices, on=actor.on):
        if membership.user_id not in invited:
            Invitee.objects.create(
                meeting=meeting,
                capacity=capacity,
                name=str(membership.user),
                organisation=membership.organisation.name,
                email=membership.user.email,
                user=membership.user,
                created_by=actor.user,
            )


@transaction.atomic
def change_meeting(
    *,
    actor: Actor,
    meeting: StartupMeeting,
    version: int,
    offices: Iterable[NavOffice],
    content: MeetingContent,
) -> StartupMeeting:
    """Change a meeting; the leaders of an office that is new to it are invited.

    Raises StaleVersion, or what planning raises.
    """
    meeting = StartupMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_startup_meeting", meeting)
    require_version(meeting, version)
    offices = list(offices)
    require_own_place(actor, school=meeting.school, offices=offices)
    require_no_person_in(actor, {"agenda": content.agenda, "place": content.place})
    for name, value in vars(content).items():
        setattr(meeting, name, value)
    meeting.full_clean(exclude=["created_by"])
    meeting.save_change(by=actor.user, at=actor.now)
    before = set(meeting.offices.values_list("pk", flat=True))
    meeting.offices.set(offices)
    if new := [office for office in offices if office.pk not in before]:
        _invite(actor, meeting, new)
    log.record(actor, Action.STARTUP_MEETING_SAVED)
    tell_planned(actor, meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting: StartupMeeting) -> StartupMeeting:
    """Cancel a meeting that is not concluded."""
    meeting = StartupMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_startup_meeting", meeting)
    meeting.cancelled_at = actor.now
    meeting.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STARTUP_MEETING_CANCELLED)
    tell_cancelled(actor, meeting)
    return meeting


@dataclass(frozen=True)
class InviteeContent:
    """Who is invited, and in which capacity."""

    capacity: str
    name: str
    organisation: str
    email: str


@transaction.atomic
def add_invitee(
    *,
    actor: Actor,
    meeting: StartupMeeting,
    content: InviteeContent,
    submission_id: UUID | None = None,
) -> Invitee:
    """Invite somebody by name; a second post returns the first.

    Raises NationalIdInText or PersonInText.
    """
    policies.require(actor, "agreements.change_startup_meeting", meeting)
    known = Invitee.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    _require_no_pupil(actor, content)
    invitee = Invitee(meeting=meeting, created_by=actor.user, **vars(content))
    if submission_id:
        invitee.submission_id = submission_id
    invitee.full_clean(exclude=["created_by"])
    invitee.save()
    log.record(actor, Action.STARTUP_MEETING_SAVED)
    return invitee


def _require_no_pupil(actor: Actor, content: InviteeContent) -> None:
    require_no_national_id({"name": content.name, "email": content.email})
    require_no_person(actor, content.organisation, field="organisation")


@transaction.atomic
def change_invitee(
    *, actor: Actor, invitee: Invitee, version: int, content: InviteeContent
) -> Invitee:
    """Change who is invited; one with an account keeps the name and e-mail of the account.

    Raises StaleVersion, or what inviting raises.
    """
    invitee = Invitee.objects.select_for_update(of=["self"]).get(pk=invitee.pk)
    policies.require(actor, "agreements.change_invitee", invitee)
    require_version(invitee, version)
    _require_no_pupil(actor, content)
    kept = {"name", "email"} if invitee.user_id is not None else set()
    for name, value in vars(content).items():
        if name not in kept:
            setattr(invitee, name, value)
    invitee.full_clean(exclude=["created_by"])
    invitee.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STARTUP_MEETING_SAVED)
    return invitee


@transaction.atomic
def remove_invitee(*, actor: Actor, invitee: Invitee) -> StartupMeeting:
    """Take somebody off the list of those invited."""
    policies.require(actor, "agreements.change_invitee", invitee)
    meeting = invitee.meeting
    invitee.delete()
    log.record(actor, Action.STARTUP_MEETING_SAVED)
    return meeting


@transaction.atomic
def conclude_meeting(
    *,
    actor: Actor,
    meeting: StartupMeeting,
    version: int,
    came: Collection[Invitee],
    outcome: str,
    agreed: str,
) -> StartupMeeting:
    """Write down who came, whether there is a common interest, and what was agreed.

    May be written anew until the meeting has become a collaboration. Raises StaleVersion,
    NationalIdInText or PersonInText.
    """
    meeting = StartupMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.conclude_startup_meeting", meeting)
    require_version(meeting, version)
    require_no_person(actor, agreed, field="agreed")
    present = {invitee.pk for invitee in came}
    for invitee in meeting.invitees.all():
        invitee.came = invitee.pk in present
        invitee.save()
    meeting.outcome, meeting.agreed = outcome, agreed
    meeting.full_clean(exclude=["created_by"])
    meeting.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STARTUP_MEETING_CONCLUDED)
    return meeting


@transaction.atomic
def turn_into_collaboration(*, actor: Actor, meeting: StartupMeeting) -> Collaboration:
    """Make a collaboration of the school and offices, or join the one that the school has."""
    meeting = StartupMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.turn_startup_meeting", meeting)
    collaboration = gather(
        actor=actor, school=meeting.school, offices=meeting.offices.all(), starts_on=actor.on
    )
    meeting.collaboration = collaboration
    meeting.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.COLLABORATION_SAVED)
    return collaboration
