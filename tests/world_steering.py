"""The steering groups of the test world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories.agreements import (
    SteeringDecisionFactory,
    SteeringGroupFactory,
    SteeringGuestFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
    SteeringPointFactory,
)

if TYPE_CHECKING:
    from tests.world import World


def add_steering_groups(world: World) -> None:
    """Give the collaborations members, a meeting to come, one that has begun, and a decision."""
    for letter in ("a", "b"):
        group = SteeringGroupFactory(collaboration=world.records[f"collaboration_{letter}"])
        who = world.sow(f"styrer_{letter}", side="shared", classes="G")
        member = SteeringMemberFactory(group=group, name=who)
        world.claim(world.add(f"steering_member_{letter}", member), who)
        for name, day, field in (("planned", 9, "preparation"), ("begun", -3, "noted")):
            text = world.sow(f"styring_{name}_{letter}", side="shared", classes="G")
            meeting = SteeringMeetingFactory(group=group, starts_at=world.noon(day))
            SteeringPointFactory(meeting=meeting, **{field: text})
            world.claim(world.add(f"steering_{name}_{letter}", meeting), text)
        guest = world.sow(f"gjest_{letter}", side="shared", classes="G")
        SteeringGuestFactory(meeting=meeting, name=guest)
        world.claim(meeting, guest)
        decided = world.sow(f"vedtak_{letter}", side="shared", classes="G")
        decision = SteeringDecisionFactory(
            meeting=world.records[f"steering_begun_{letter}"], text=decided
        )
        world.claim(world.add(f"steering_decision_{letter}", decision), decided)
