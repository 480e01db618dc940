"""Where too few are named for a pupil at a strictly confidential address, for who leads there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navskole.access import barrier
from navskole.organisations.models import Role
from navskole.organisations.tenure import employed_anew_on
from pupils.models import Pupil, PupilGrant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.querysets.grant import NamedAtPlace

FEWEST_NAMED = 2
"""How many must be named for a strictly protected pupil on each side that holds data."""

_LEADERS = (Role.PRINCIPAL, Role.NAV_MANAGER)


@dataclass(frozen=True)
class NamingNeed:
    """A place that holds data about a pupil for whom fewer than two who work there are named.

    `pupil` only for a leader who is named, and so knows the pupil.
    """

    place: Organisation
    pupil: Pupil | None = None


def naming_needs(actor: Actor) -> list[NamingNeed]:
    """Return what lacks at the places the actor leads, by place and name.

    A leader who is named is told of whom. Where no leader of the place is named any longer,
    each is told that there is such a pupil, for nobody else could do anything about it; not
    who, nor how many. While another leader is named, the pupil does not exist for this one.
    """
    posts = [row for row in actor.memberships if row.role in _LEADERS]
    led = {row.organisation_id: row.organisation for row in posts}
    needs = []
    for place in sorted(led.values(), key=str):
        known, unknown = _lacking_at(actor, place)
        needs += [NamingNeed(place, pupil) for pupil in _pupils(actor, known)]
        needs += [NamingNeed(place)] if unknown else []
    return needs


def _pupils(actor: Actor, ids: set[int]) -> Iterable[Pupil]:
    if not ids:
        return []
    return Pupil.objects.visible_to(actor).with_ground(actor).filter(pk__in=ids).by_name()


def _lacking_at(actor: Actor, place: Organisation) -> tuple[set[int], set[int]]:
    """Return the pupils with too few named at the place: known to the actor, and to no leader.

    One statement, whether there is such a pupil or not.
    """
    with barrier.lifted("naming"):
        rows = PupilGrant.objects.named_at_strict_addresses(actor, place.pk)
    by_pupil: dict[int, list[NamedAtPlace]] = defaultdict(list)
    for row in rows:
        by_pupil[row.pupil_id].append(row)
    known, unknown = set(), set()
    for pupil_id, named in by_pupil.items():
        here = _passing(actor, place, named)
        if len(here) >= FEWEST_NAMED:
            continue
        if actor.person.pk in here:
            known.add(pupil_id)
        elif not any(here.values()):
            unknown.add(pupil_id)
    return known, unknown


def _passing(actor: Actor, place: Organisation, named: Iterable[NamedAtPlace]) -> dict[int, bool]:
    """Return who works at the place and passes the address rule today, and whether they lead it."""
    since: dict[int, list[NamedAtPlace]] = defaultdict(list)
    for row in named:
        since[row.user_id].append(row)
    found = {}
    for user_id, rows in since.items():
        held = [row.membership for row in rows if row.side == place.side]
        at_work = [row for row in held if row.is_in_force(on=actor.on)]
        here = [row for row in at_work if row.organisation_id == place.pk]
        anew = employed_anew_on(held, on=actor.on)
        if here and anew is not None and anew <= max(row.named_on for row in rows):
            found[user_id] = any(row.role in _LEADERS for row in here)
    return found
