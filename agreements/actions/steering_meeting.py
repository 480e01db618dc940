"""Plan a meeting of the steering group, and write its minutes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.actions.steering_member import group_of
from agreements.models import SteeringMeeting, SteeringPoint
from navskole.access import policies
from navskole.access.person_text import require_no_person_in
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
        texts: dict[str, str] = {}
        for point in self.points:
            texts[point.item] = f"{texts.get(point.item, '')}\n{point.title}\n{point.preparation}"
        return texts


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
    return _save(actor, meeting, content, new=True)


@transaction.atomic
def change_steering_meeting(
    *, actor: Actor, meeting: SteeringMeeting, version: int, content: SteeringMeetingContent
) -> SteeringMeeting:
    """Change a meeting that is not held. Raises StaleVersion, or what planning raises."""
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_steering_meeting", meeting)
    require_version(meeting, version)
    return _save(actor, meeting, content, new=False)


def _save(
    actor: Actor, meeting: SteeringMeeting, content: SteeringMeetingContent, *, new: bool
) -> SteeringMeeting:
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
    return meeting


@transaction.atomic
def cancel_steering_meeting(*, actor: Actor, meeting: SteeringMeeting) -> SteeringMeeting:
    """Cancel a meeting that is not held."""
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.change_steering_meeting", meeting)
    meeting.cancelled_at = actor.now
    meeting.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STEERING_MEETING_CANCELLED)
    return meeting


@transaction.atomic
def write_minutes(
    *,
    actor: Actor,
    meeting: SteeringMeeting,
    version: int,
    came: Collection[SteeringMember],
    noted: Mapping[int, str],
) -> SteeringMeeting:
    """Write who came and what was said, by the number of the point; the meeting is then held.

    May be written anew. Raises StaleVersion, NationalIdInText or PersonInText.
    """
    meeting = SteeringMeeting.objects.select_for_update().get(pk=meeting.pk)
    policies.require(actor, "agreements.minute_steering_meeting", meeting)
    require_version(meeting, version)
    require_no_person_in(actor, {f"noted_{number}": text for number, text in noted.items()})
    for point in meeting.points.all():
        text = noted.get(point.number, "")
        if text != point.noted:
            point.noted = text
            point.full_clean()
            sign_history(point, by=actor.user, at=actor.now)
            point.save()
    meeting.minuted_at = meeting.minuted_at or actor.now
    meeting.save_change(by=actor.user, at=actor.now)
    meeting.came.set(came)
    log.record(actor, Action.STEERING_MINUTES_SAVED)
    return meeting
