"""Who works at several schools reads of each what they would read there alone, and no more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from navskole.access.actor import Actor
from navskole.organisations.models import Role
from tests.access.test_questions import _questions
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "role"),
    [("principal_a", Role.PRINCIPAL), ("school_counsellor_a", Role.SCHOOL_COUNSELLOR)],
)
def test_two_schools_open_what_each_of_them_opens(world: Any, who: str, role: str):
    """Pupils have moved between these two: each opens its own record alone."""
    person = world.user(who)
    MembershipFactory(user=person, role=role, organisation=world.school_b)
    at_both = Actor.for_user(person, now=world.now)
    at_each = [replace(at_both, memberships=(row,), answers={}) for row in at_both.memberships]

    alone = [_seen(actor) for actor in at_each]

    assert len(alone) == 2
    assert all(seen["Note"] and seen["Pupil"] for seen in alone)
    assert _seen(at_both) == {name: alone[0][name] | alone[1][name] for name in alone[0]}


def _seen(actor: Actor) -> dict[str, set[int]]:
    return {
        rows.model.__name__: set(rows.visible_to(actor).values_list("pk", flat=True))
        for rows in _questions()
    }
