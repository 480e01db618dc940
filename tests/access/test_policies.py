"""Who of the world's staff may do what: each permission on subjects in several relations.

A row of `POLICIES` names everybody who may; all others of the staff may not. The same answer is
asked of the gate of the actions and, where there is a subject, of `user.has_perm`.
"""

from __future__ import annotations

from typing import Any

import pytest

from navskole.access import policies
from navskole.access.actor import Actor
from navskole.records.errors import NotAllowed
from tests.access.permissions import ASKED_OTHERWISE, EVERYBODY, POLICIES

pytestmark = pytest.mark.django_db

IDS = [f"{name}-{subject or 'place'}" for name, subject, _ in POLICIES]


def may(actor: Actor, name: str, subject: Any) -> bool:
    """Tell whether the gate of the actions lets the actor through."""
    try:
        policies.require(actor, name, subject)
    except NotAllowed:
        return False
    return True


def find(world: Any, subject: str) -> Any:
    """Return the subject by its name in the world; one of a person's is their membership."""
    if subject.startswith("membership_"):
        return world.records[subject.removeprefix("membership_")].memberships.get()
    return world.records[subject] if subject else None


@pytest.fixture(scope="module")
def staff(world, django_db_blocker) -> dict[str, Actor]:
    """Return everybody as who they are today, resolved once: no test here changes that."""
    with django_db_blocker.unblock():
        return {who: world.actor(who) for who in EVERYBODY}


@pytest.mark.parametrize(("name", "subject", "expected"), POLICIES, ids=IDS)
def test_exactly_these_of_all_staff_may(world, staff, name, subject, expected):
    found = find(world, subject)

    allowed = {who for who, actor in staff.items() if may(actor, name, found)}

    assert allowed == expected


ASKED = {
    "principal_a",
    "school_counsellor_a",
    "colleague_a",
    "counsellor_1",
    "unplaced_1",
    "manager_1",
    "manager_2",
    "system",
}
WITH_SUBJECT = [row for row in POLICIES if row[1]]


@pytest.mark.parametrize(
    ("name", "subject", "expected"), WITH_SUBJECT, ids=[f"{n}-{s}" for n, s, _ in WITH_SUBJECT]
)
def test_has_perm_gives_the_same_answer(world, staff, name, subject, expected):
    found = find(world, subject)

    allowed = {who for who in ASKED if has_perm(staff[who], name, found)}

    assert allowed == expected & ASKED


def has_perm(actor: Actor, name: str, subject: Any) -> bool:
    """Return Django's answer, asked as in a request that has resolved its actor."""
    assert actor.user is not None
    actor.user.actor = actor  # type: ignore[attr-defined]
    return actor.user.has_perm(name, subject)


def test_no_permission_is_forgotten():
    assert {name for name, *_ in POLICIES} | ASKED_OTHERWISE == set(policies.names())


def test_every_permission_is_given_to_somebody_and_denied_to_somebody():
    given = {name for name, _, expected in POLICIES if expected}
    denied = {name for name, _, expected in POLICIES if len(expected) < len(EVERYBODY)}

    assert given == denied == set(policies.names()) - ASKED_OTHERWISE


@pytest.mark.parametrize("name", sorted(policies.names()))
def test_a_command_of_the_system_may_do_everything(name):
    assert may(Actor.system("test"), name, None)


@pytest.mark.parametrize("name", ["pupils.add_pupil", "followup.add_review"])
def test_has_perm_without_an_object_is_always_no(staff, name):
    assert not any(actor.user.has_perm(name) for actor in staff.values())


@pytest.mark.parametrize(
    ("who", "expected"),
    [("privacy_officer_a", True), ("privacy_officer_1", True), ("principal_a", False)],
)
def test_the_log_is_read_by_privacy_officers(world, who, expected):
    assert policies.allows(world.actor(who), "pupils.read_log", world.pupil_consented) is expected
