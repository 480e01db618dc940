"""What was asked of the leaders of the world, and what they answered: single accesses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.factories.pupils import SingleAccessRequestFactory, let_read

if TYPE_CHECKING:
    from tests.world import World


@dataclass(frozen=True)
class Asked:
    """Who asked whom about which pupil, and what became of it."""

    who: str
    place: str
    pupil: str | None = None
    leader: str = ""
    is_given: bool = False
    ended: int | None = None


ASKED = {
    "single_school": Asked(
        "deputy_principal_a", "school_a", "moved_61", "principal_a", is_given=True
    ),
    "single_nav": Asked("unplaced_1", "office_1", "closed_91", "manager_1", is_given=True),
    "single_ended_nav": Asked(
        "colleague_1", "office_1", "unconsented", "manager_1", is_given=True, ended=-1
    ),
    "single_declined_school": Asked("colleague_a", "school_a", "left", "principal_a"),
    "single_waiting_school": Asked("school_counsellor_a", "school_a", "moved_61"),
    "single_waiting_nav": Asked("substitute_1", "office_1", "unconsented"),
    "single_nobody_school": Asked("principal_a", "school_a"),
}


def add_single_accesses(world: World) -> None:
    """Add the requests, and the accesses that were given."""
    for name, asked in ASKED.items():
        _add_request(world, name, asked)


def _add_request(world: World, name: str, asked: Asked) -> None:
    place, who = world.records[asked.place], world.records[asked.who]
    side, classes = ("nav", "C") if asked.place.startswith("office") else ("school", "B")
    called, reason = (
        world.sow(f"{name}-{what}", side=side, classes=classes) for what in ("navn", "grunn")
    )
    texts = [called, reason]
    pupil = world.records[f"pupil_{asked.pupil}"] if asked.pupil else None
    answer = {}
    if asked.leader:
        leader = world.records[asked.leader]
        answer = {"answered_by": leader, "answered_at": world.noon(-30)}
        if pupil is not None and asked.is_given:
            ended = None if asked.ended is None else world.noon(asked.ended)
            answer["grant"] = let_read(pupil, who, place, leader, reason=reason, ended_at=ended)
        else:
            answer["decline_reason"] = world.sow(f"{name}-nei", side=side, classes=classes)
            texts.append(answer["decline_reason"])
    request = SingleAccessRequestFactory(
        owner=place, pupil=pupil, asked_by=who, last_name=called, reason=reason, **answer
    )
    world.claim(world.add(name, request), *texts)
