"""What a drawn world has shared on a statute, and what its places have proposed of protection."""

from __future__ import annotations

import uuid
from itertools import pairwise
from typing import Any

from followup.models import Disclosure, Measure, Note, Task
from followup.models.disclosure import Statute
from navskole.organisations.models import Membership
from pupils.models import AddressProtection, ProtectionChange, Pupil
from tests.access.oracle.drawing import MOSTLY, RARELY, SELDOM, period, some
from tests.access.oracle.generated import World

# The last day is never left open.
LAST_DAYS = [30] * 16 + [-1, -1, 0, 1]


def add_shared(world: World) -> None:
    """Share some of the notes, tasks and measures with people of either side."""
    posts = list(Membership.objects.filter(user__in=world.people).order_by("pk"))
    for kind, model in (("note", Note), ("task", Task), ("measure", Measure)):
        rows = model.objects.filter(pupil__in=world.pupils).order_by("pk")
        for row in rows:
            if world.draw(SELDOM):
                _disclose(world, posts, kind, row)


def _disclose(world: World, posts: list[Membership], kind: str, item: Any) -> None:
    shared = world.add(
        Disclosure,
        pupil_id=item.pupil_id,
        owner_id=item.owner_id,
        case_id=item.case_id,
        heading="Delt",
        is_sensitive=item.is_sensitive,
        statute=world.draw(list(Statute)),
        assessment="Det er nødvendig for å hjelpe eleven videre nå, og mindre strekker ikke til.",
        pupil_informed=True,
        disclosed_by=world.person(),
        disclosed_at=world.cast.at(-20),
        submission_id=uuid.uuid4(),
        **{kind: item},
        **world.dates(period(world.draw, LAST_DAYS)),
    )
    world.tie(shared, "recipients", some(world.draw, posts, 4))


def add_protection_changes(world: World) -> None:
    """Let some places have proposed to change a pupil's protection; some of it is settled."""
    places = [*world.cast.schools, *world.cast.offices]
    for pupil in world.pupils:
        for place in places:
            known = pupil.address_protection != AddressProtection.NONE
            if world.draw(MOSTLY if known else RARELY):
                _propose(world, pupil, place)


def _propose(world: World, pupil: Pupil, place: Any) -> None:
    draw = world.draw
    outcome = draw([*ProtectionChange.Outcome, ProtectionChange.Outcome.WAITING])
    proposer, other = _two(world)
    before, after = draw([*pairwise(AddressProtection), *pairwise(reversed(AddressProtection))])
    settled: dict[str, Any] = {}
    if outcome != ProtectionChange.Outcome.WAITING:
        settled = {"settled_by": other, "settled_at": world.cast.at(-1)}
    world.add(
        ProtectionChange,
        pupil=pupil,
        owner_id=place.pk,
        before=before,
        after=after,
        reason="Melding fra familien.",
        proposed_by=proposer,
        proposed_at=world.cast.at(-2),
        outcome=outcome,
        **settled,
    )


def _two(world: World) -> tuple[Any, Any]:
    """Draw two different people."""
    first = world.draw(world.people)
    return first, world.draw([person for person in world.people if person.pk != first.pk])
