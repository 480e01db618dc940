"""Who may see and change the steering group, its meetings and its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import (
    Collaboration,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
    SteeringState,
)
from agreements.policies.collaboration import can_change_collaboration, can_list_collaborations
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor

_LEADERS = _("Rektor ved skolen og NAV-lederne ved kontorene i samarbeidet kan gjøre dette.")
_AT_WORK = (Role.PRINCIPAL, Role.NAV_MANAGER, Role.NAV_COUNSELLOR)
"""The roles in which the collaboration is worked in; others only read."""


@policy("agreements.read_steering_group", refusal=_("Du kan ikke se denne styringsgruppen."))
def can_read_steering_group(actor: Actor, collaboration: Collaboration) -> bool:
    return can_list_collaborations(actor, None)


@policy("agreements.change_steering_group", refusal=_LEADERS)
def can_change_steering_group(actor: Actor, collaboration: Collaboration) -> bool:
    return can_change_collaboration(actor, collaboration)


@policy("agreements.change_steering_member", refusal=_LEADERS)
def can_change_steering_member(actor: Actor, member: SteeringMember) -> bool:
    return can_change_collaboration(actor, member.group.collaboration)


@policy("agreements.read_steering_meeting", refusal=_("Du kan ikke se dette møtet."))
def can_read_steering_meeting(actor: Actor, meeting: SteeringMeeting) -> bool:
    return can_list_collaborations(actor, None)


@policy(
    "agreements.change_steering_meeting",
    refusal=_("Rektor og NAV-lederne endrer et møte som ikke er holdt eller avlyst."),
)
def can_change_steering_meeting(actor: Actor, meeting: SteeringMeeting) -> bool:
    open_ended = {SteeringState.PLANNED, SteeringState.TO_MINUTE}
    leads = can_change_collaboration(actor, meeting.group.collaboration)
    return leads and meeting.state(now=actor.now) in open_ended


@policy(
    "agreements.minute_steering_meeting",
    refusal=_("Rektor og NAV-lederne skriver referat og vedtak når møtet har begynt."),
)
def can_minute_steering_meeting(actor: Actor, meeting: SteeringMeeting) -> bool:
    begun = {SteeringState.TO_MINUTE, SteeringState.HELD}
    leads = can_change_collaboration(actor, meeting.group.collaboration)
    return leads and meeting.state(now=actor.now) in begun


@policy("agreements.change_steering_decision", refusal=_LEADERS)
def can_change_steering_decision(actor: Actor, decision: SteeringDecision) -> bool:
    return can_change_collaboration(actor, decision.meeting.group.collaboration)


@policy(
    "agreements.finish_steering_decision",
    refusal=_("Den ansvarlige, rektor og NAV-lederne kan si at et åpent vedtak er utført."),
)
def can_finish_steering_decision(actor: Actor, decision: SteeringDecision) -> bool:
    if decision.done_on is not None or decision.meeting.group.collaboration.ended_on is not None:
        return False
    owner = decision.owner
    answers = owner is not None and actor.user is not None and owner.user_id == actor.user.pk
    # Whoever has gone over to the county or the directorate reads what they once answered for.
    return (answers and actor.has_role(*_AT_WORK)) or can_change_steering_decision(actor, decision)
