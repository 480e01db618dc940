"""What people are told about the steering group's meetings and decisions, and who they are.

The sentences hold schools and days, never a person's name nor what somebody wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.notice_readers import answers_for, whom_of_steering
from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, add_kind
from navskole.ui.templatetags.ui_dates import long_date, long_moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from agreements.models import SteeringDecision, SteeringMeeting
    from navskole.access.actor import Actor
    from navskole.notices.kinds import Kind

STEERING_PAGE = "agreements:steering_meeting_detail"

STEERING_PLANNED = add_kind(
    "steering_meeting_planned", _("Styringsgruppen ved %(school)s møtes %(moment)s.")
)
STEERING_MOVED = add_kind(
    "steering_meeting_moved",
    _("Møtet i styringsgruppen ved %(school)s er flyttet til %(moment)s."),
)
STEERING_PLACE_CHANGED = add_kind(
    "steering_meeting_place",
    _("Møtet i styringsgruppen ved %(school)s %(moment)s har fått nytt sted."),
)
STEERING_CANCELLED = add_kind(
    "steering_meeting_cancelled",
    _("Møtet i styringsgruppen ved %(school)s %(moment)s er avlyst."),
)
STEERING_COMING = add_kind(
    "steering_meeting_coming",
    _("Møte nærmer seg: styringsgruppen ved %(school)s møtes %(moment)s."),
)
STEERING_MINUTED = add_kind(
    "steering_minutes_ready",
    _("Referatet fra møtet i styringsgruppen ved %(school)s %(moment)s er klart."),
)
STEERING_DECISION_GIVEN = add_kind(
    "steering_decision_given",
    _("Du er ansvarlig for et vedtak i styringsgruppen ved %(school)s. Fristen er %(day)s."),
)


def of_steering(kind: Kind, meeting: SteeringMeeting, *, occasion: str, on: date) -> list[Telling]:
    """Return what is told of a steering group meeting; a page only to those for whom it opens."""
    school = meeting.group.collaboration.school
    facts = {"school": str(school), "moment": long_moment(meeting.starts_at)}
    return [
        Telling(
            kind=kind,
            subject=meeting.public_id,
            occasion=occasion,
            to=to,
            page=STEERING_PAGE if opens else "",
            facts=facts,
        )
        for opens, to in whom_of_steering(meeting, on=on).items()
    ]


def _tell_of(actor: Actor, kind: Kind, meeting: SteeringMeeting) -> None:
    """Tell of the change that made this version of the meeting, once."""
    occasion = f"version {meeting.version}"
    tell(actor, *of_steering(kind, meeting, occasion=occasion, on=actor.on))


def tell_steering_planned(actor: Actor, meeting: SteeringMeeting) -> None:
    """Tell leaders and members when the group meets; one that is over is only written down."""
    if meeting.starts_at > actor.now:
        _tell_of(actor, STEERING_PLANNED, meeting)


def tell_steering_moved(
    actor: Actor, meeting: SteeringMeeting, *, before: tuple[datetime, str]
) -> None:
    """Tell leaders and members of a new time or place; `before` is what stood, in that order."""
    starts_at, place = before
    if meeting.starts_at <= actor.now:
        return
    if meeting.starts_at != starts_at:
        _tell_of(actor, STEERING_MOVED, meeting)
    elif meeting.place != place:
        _tell_of(actor, STEERING_PLACE_CHANGED, meeting)


def tell_steering_cancelled(actor: Actor, meeting: SteeringMeeting) -> None:
    """Tell leaders and members that there will be no meeting."""
    _tell_of(actor, STEERING_CANCELLED, meeting)


def tell_minuted(actor: Actor, meeting: SteeringMeeting) -> None:
    """Tell leaders and members that the minutes can be read."""
    _tell_of(actor, STEERING_MINUTED, meeting)


def tell_decision_given(actor: Actor, decision: SteeringDecision) -> None:
    """Tell whoever answers for a decision, where they have an account; its words stay here."""
    meeting = decision.meeting
    telling = [
        Telling(
            kind=STEERING_DECISION_GIVEN,
            subject=meeting.public_id,
            occasion=f"{decision.public_id}:{decision.version}",
            to=to,
            page=STEERING_PAGE if opens else "",
            facts={
                "school": str(meeting.group.collaboration.school),
                "day": long_date(decision.deadline),
            },
        )
        for opens, to in answers_for(decision, on=actor.on).items()
    ]
    tell(actor, *telling)
