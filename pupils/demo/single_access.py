"""NAV Fjordvik: one single access that was given, and one that waits for the leader's answer."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from pupils.actions.single_access import ask_single_access, grant_single_access
from pupils.models import Case, Pupil

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.administration.demo import World
    from pupils.models import SingleAccessRequest

_ASKER, _LEADER = "veileder2.fjordvik", "leder.fjordvik"
_GIVEN = (5, "Maja har permisjon, og eleven har klaget på avslaget. Jeg skal forberede svaret.")
_WAITING = (1, "Eleven har ringt vakttelefonen og vil vite hva som ble avtalt i høst.")
_FOR = timedelta(days=21)


def seed_single_accesses(world: World) -> None:
    """Let a veileder ask about two pupils whose cases a colleague has had; one is answered."""
    given, waiting = _pupils_of_colleague(world.actor(_ASKER, world.moment(_GIVEN[0])))
    asked = _ask(world, given, *_GIVEN)
    leader = world.actor(_LEADER, world.moment(_GIVEN[0] - 1))
    grant_single_access(actor=leader, asked=asked, ends_on=asked.ends_on)
    _ask(world, waiting, *_WAITING)


def _pupils_of_colleague(asker: Actor) -> list[Pupil]:
    """Return one pupil whose case is closed and one whose is open, both hidden from the asker."""
    others = Case.objects.filter(
        office__name="NAV Fjordvik",
        responsible__username="veileder.fjordvik",
        pupil__address_protection="none",
    ).exclude(pupil__in=Pupil.objects.visible_to(asker).values("pk"))
    rows = others.select_related("pupil").order_by("pk")
    return [rows.filter(closed_on__isnull=is_open)[0].pupil for is_open in (False, True)]


def _ask(world: World, pupil: Pupil, days_ago: int, reason: str) -> SingleAccessRequest:
    actor = world.actor(_ASKER, world.moment(days_ago))
    return ask_single_access(
        actor=actor,
        owner=actor.memberships[0].organisation,
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        birth_date=pupil.birth_date,
        reason=reason,
        ends_on=actor.on + _FOR,
        submission_id=uuid.uuid4(),
    )
