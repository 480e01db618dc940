"""Plan a meeting of the steering group, and write its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.actions.steering_member import group_of
from agreements.models import SteeringGuest, SteeringMeeting, SteeringPoint
from agreements.steering_notices import (
    tell_minuted,
    tell_steering_cancelled,
    tell_steering_moved,
    tell_steering_planned,
)
from navskole.access import policies
from navskole.access.person_text import (
    require_no_national_id,
    require_no_person,
    require_no_person_in,
)
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version
from navskole.records.models import sign_history

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from agreements.models import Collaboration, SteeringMember
    from agreements.steering_agenda import Point
    from navskole.access.actor import Actor


@dataclass(frozen=True)
class SteeringMeetingContent:
    """When and where, for how long, and the points in the order of the agenda."""

    starts_at: datetime
    minutes: int
    place: str
    points: Sequence[Point]

    @property
    def texts(self) -> Mapping[str, str]:
        """What must be without names, by the field of the form it is written in."""
        texts = {"place": self.place}
        for point in self.points:
            texts[point.item] = f"{texts.get(point.item, '')}\n{point.title}\n{point.preparation}"
        return texts


@dataclass(frozen=True)
class Guest:
    """Somebody who came without sitting in the group."""

    name: str
    function: str
    organisation: str


@transaction.atomic
def plan_steering_meeting(
    *,
    actor: Actor,
    collaboration: Collaboration,
    content: SteeringMeetingContent,
    submission_id: UUID | None = None,
) -> SteeringMeeting:
    """Plan a meeting; a second post returns the first. Raises NationalIdInText or PersonInText."""
    policies.require(actor, "agreements.change_steering_group", collaboration)
    known = SteeringMeeting.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    meeting = SteeringMeeting(
        group=group_of(collaboration), created_by=actor.user, created_at=actor.now
    )
    if submission_id:
        meeting.submission_id = submission_id
    _save(actor, meeting, content, new=True)
    tell_steering_planned(actor, meeting)
    return meeting


@transaction.atomic
def change_steering_meeting(
    *, actor: Actor, meeting: SteeringMeeting, version: int, content: SteeringMeetingContent
) -> SteeringMeeting:
    """Change a meeting that is not held. Raises StaleVersion, or what planning raises."""
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_steering_meeting", meeting)
    require_version(meeting, version)
    before = (meeting.starts_at, meeting.place)
    _save(actor, meeting, content, new=False)
    tell_steering_moved(actor, meeting, before=before)
    return meeting


def _save(
    actor: Actor, meeting: SteeringMeeting, content: SteeringMeetingContent, *, new: bool
) -> None:
    require_no_person_in(actor, content.texts)
    meeting.starts_at = content.starts_at
    meeting.minutes, meeting.place = content.minutes, content.place
    meeting.full_clean(exclude=["created_by"])
    meeting.save_change(by=actor.user, at=actor.now, new=new)
    before = {point.number: point for point in meeting.points.all()}
    for number, wanted in enumerate(content.points, 1):
        point = before.pop(number, None) or SteeringPoint(meeting=meeting, number=number)
        if (point.item, point.title, point.preparation) == tuple(vars(wanted).values()):
            continue
        point.item, point.title, point.preparation = vars(wanted).values()
        point.full_clean()
        sign_history(point, by=actor.user, at=actor.now)
        point.save()
    for point in before.values():
        sign_history(point, by=actor.user, at=actor.now)
        point.delete()
    log.record(actor, Action.STEERING_MEETING_SAVED)


@transaction.atomic
def cancel_steering_meeting(*, actor: Actor, meeting: SteeringMeeting) -> SteeringMeeting:
    """Cancel a meeting that is not held."""
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_steering_meeting", meeting)
    meeting.cancelled_at = actor.now
    meeting.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STEERING_MEETING_CANCELLED)
    tell_steering_cancelled(actor, meeting)
    return meeting


@transaction.atomic
def write_minutes(
    *,
    actor: Actor,
    meeting: SteeringMeeting,
    version: int,
    came: Collection[SteeringMember],
    noted: Mapping[int, str],
    guests: Sequence[Guest] = (),
) -> SteeringMeeting:
    """Write who came, guests too, and what was said by the number of the point.

    The meeting is then held. May be written anew; people are told the first time. Raises
    StaleVersion, NationalIdInText or PersonInText.
    """
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.minute_steering_meeting", meeting)
    require_version(meeting, version)
    require_no_national_id({"guests": "\n".join(guest.name for guest in guests)})
    about = "\n".join(f"{guest.function}, {guest.organisation}" for guest in guests)
    require_no_person(actor, about, field="guests")
    require_no_person_in(actor, {f"noted_{number}": text for number, text in noted.items()})
    for point in meeting.points.all():
        text = noted.get(point.number, "")
        if text != point.noted:
            point.noted = text
            point.full_clean()
            sign_history(point, by=actor.user, at=actor.now)
            point.save()
    first = meeting.minuted_at is None
    meeting.minuted_at = meeting.minuted_at or actor.now
    meeting.save_change(by=actor.user, at=actor.now)
    meeting.came.set(came)
    _save_guests(actor, meeting, guests)
    log.record(actor, Action.STEERING_MINUTES_SAVED)
    if first:
        tell_minuted(actor, meeting)
    return meeting


def _save_guests(actor: Actor, meeting: SteeringMeeting, guests: Sequence[Guest]) -> None:
    before = {row.number: row for row in meeting.guests.all()}
    for number, wanted in enumerate(guests, 1):
        guest = before.pop(number, None) or SteeringGuest(meeting=meeting, number=number)
        if (guest.name, guest.function, guest.organisation) == tuple(vars(wanted).values()):
            continue
        guest.name, guest.function, guest.organisation = vars(wanted).values()
        guest.full_clean()
        sign_history(guest, by=actor.user, at=actor.now)
        guest.save()
    for guest in before.values():
        sign_history(guest, by=actor.user, at=actor.now)
        guest.delete()
