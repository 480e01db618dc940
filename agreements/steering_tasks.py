"""What the steering groups have given somebody to do, for the page they start at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agreements.models import SteeringDecision
from agreements.steering_glance import mark

if TYPE_CHECKING:
    from navskole.access.actor import Actor

WITH_MEMBERSHIP = "open_steering_decisions"
"""What comes with each membership: how many open decisions its person answers for anywhere."""


def own_decisions(actor: Actor) -> list[SteeringDecision]:
    """Return the open decisions the actor answers for and sees, by deadline.

    Whoever answers for none is asked nothing more about.
    """
    if not any(getattr(row, WITH_MEMBERSHIP, 0) for row in actor.memberships):
        return []
    visible = SteeringDecision.objects.visible_to(actor).open()
    standing = visible.filter(meeting__group__collaboration__ended_on=None)
    decisions = list(standing.answered_by(actor.person).for_list())
    mark(decisions, actor)
    return decisions
