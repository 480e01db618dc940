"""Asking for a single access, the leader's answer, and its end."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest

from navskole.access.visibility import sees
from navskole.audit.models import AccessEvent
from navskole.notices.models import Notice
from navskole.records.errors import NotAllowed, RuleBroken
from pupils.actions.single_access import (
    NobodyFound,
    NoLongerAtWork,
    ReasonTooShort,
    WrongLastDay,
    ask_single_access,
    decline_single_access,
    end_single_access,
    grant_single_access,
    leave_with_single_accesses,
)
from pupils.models import AddressProtection, Pupil, SingleAccessRequest

pytestmark = pytest.mark.django_db


def ask(world: Any, who: str, pupil: str, **facts: Any) -> SingleAccessRequest:
    """Let somebody of the world ask about a pupil of the world."""
    found = world.records[pupil]
    actor = world.actor(who)
    written = {
        "owner": next(iter(actor.memberships)).organisation,
        "first_name": found.first_name,
        "last_name": found.last_name,
        "birth_date": found.birth_date,
        "reason": "Klagen på vedtaket skal besvares.",
        "ends_on": world.today + timedelta(days=90),
        "submission_id": uuid.uuid4(),
    }
    return ask_single_access(actor=actor, **written | facts)


def grant(world: Any, leader: str, asked: SingleAccessRequest) -> SingleAccessRequest:
    """Let a leader of the world say yes, until the day that was asked for."""
    actor = world.actor(leader)
    return grant_single_access(actor=actor, asked=asked, ends_on=asked.ends_on)


def told(kind: str) -> set[str]:
    """Return the usernames of those who were told of something."""
    return set(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


@pytest.mark.parametrize(
    ("who", "pupil", "leader", "others"),
    [
        ("school_counsellor_a", "pupil_moved_61", "principal_a", {"deputy_principal_a"}),
        ("unplaced_1", "pupil_unconsented", "manager_1", {"deputy_manager_1"}),
    ],
)
def test_it_is_asked_for_granted_and_ended(world, who, pupil, leader, others):
    asked = ask(world, who, pupil)
    assert not sees(world.actor(who), world.records[pupil])
    names = {name: world.user(name).username for name in (who, leader, *others)}
    assert told("single_access_asked") == {names[leader], *(names[one] for one in others)}

    asked = grant(world, leader, asked)

    assert sees(world.actor(who), world.records[pupil])
    assert told("single_access_given") == {names[who], *(names[one] for one in others)}
    logged = AccessEvent.objects.filter(action="grant_started").latest("pk")
    assert logged.user == world.user(leader)

    end_single_access(actor=world.actor(leader), asked=asked)

    assert not sees(world.actor(who), world.records[pupil])
    assert told("single_access_ended") == told("single_access_given")
    with pytest.raises(NotAllowed):
        end_single_access(actor=world.actor(leader), asked=asked)


def test_a_leaders_own_request_is_granted_by_another_leader(world):
    asked = ask(world, "principal_a", "pupil_moved_61")

    with pytest.raises(NotAllowed, match="egen forespørsel"):
        grant(world, "principal_a", asked)
    grant(world, "deputy_principal_a", asked)

    assert sees(world.actor("principal_a"), world.records["pupil_moved_61"])


@pytest.mark.parametrize("who", ["school_counsellor_a", "principal_b", "manager_1", "system"])
def test_nobody_but_the_own_leader_answers(world, who):
    asked = ask(world, "colleague_a", "pupil_moved_61")

    with pytest.raises(NotAllowed):
        grant(world, who, asked)
    with pytest.raises(NotAllowed):
        decline_single_access(actor=world.actor(who), asked=asked, reason="Nei, det er ikke så.")


def test_declined_opens_nothing_and_whoever_asked_is_told(world):
    asked = ask(world, "school_counsellor_a", "pupil_moved_61")

    decline_single_access(
        actor=world.actor("principal_a"), asked=asked, reason="Arkivet svarer på klagen."
    )

    assert not sees(world.actor("school_counsellor_a"), world.records["pupil_moved_61"])
    assert told("single_access_declined") == {world.user("school_counsellor_a").username}
    with pytest.raises(NotAllowed, match="alt besvart"):
        grant(world, "principal_a", asked)


@pytest.mark.parametrize(
    ("who", "pupil"),
    [
        ("colleague_a", "pupil_strict"),
        ("school_counsellor_a", "pupil_other_school"),
        ("unplaced_1", "pupil_no_case"),
    ],
)
def test_the_answer_is_silent_about_whom_there_is_nothing_to_open(world, who, pupil):
    asked = ask(world, who, pupil)
    unknown = ask(world, who, pupil, first_name="Ingen", last_name="Kjent")

    assert asked.pupil is None
    assert unknown.pupil is None
    leader = "manager_1" if who == "unplaced_1" else "principal_a"
    for each in (asked, unknown):
        with pytest.raises(NobodyFound):
            grant(world, leader, each)


def test_a_leader_from_whom_the_pupil_is_hidden_sees_no_request(world):
    asked = ask(world, "school_counsellor_a", "pupil_moved_61")
    Pupil.objects.filter(pk=world.records["pupil_moved_61"].pk).update(
        address_protection=AddressProtection.STRICT
    )

    assert not sees(world.actor("principal_a"), asked)
    with pytest.raises(NotAllowed):
        grant(world, "principal_a", asked)
    assert sees(world.actor("school_counsellor_a"), asked)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"ends_on": -1}, WrongLastDay),
        ({"ends_on": 91}, WrongLastDay),
        ({"reason": "  for kort "}, ReasonTooShort),
    ],
)
def test_what_is_asked_for_has_its_limits(world, wrong, error):
    facts = {
        name: world.today + timedelta(days=value) if name == "ends_on" else value
        for name, value in wrong.items()
    }

    with pytest.raises(error) as broken:
        ask(world, "school_counsellor_a", "pupil_moved_61", **facts)

    assert isinstance(broken.value, RuleBroken)
    assert broken.value.field in wrong


def test_nobody_asks_where_they_do_not_work_and_a_post_twice_is_one(world):
    with pytest.raises(NotAllowed):
        ask(world, "school_counsellor_a", "pupil_moved_61", owner=world.school_b)
    with pytest.raises(NotAllowed):
        ask(world, "county", "pupil_moved_61")
    once = uuid.uuid4()

    first = ask(world, "school_counsellor_a", "pupil_moved_61", submission_id=once)
    again = ask(world, "school_counsellor_a", "pupil_moved_61", submission_id=once)

    assert first == again
    assert SingleAccessRequest.objects.filter(submission_id=once).count() == 1


def test_it_ends_with_the_membership_and_is_not_granted_after_it(world):
    who = "school_counsellor_a"
    asked = ask(world, who, "pupil_moved_61")
    grant(world, "principal_a", asked)
    post = world.user(who).memberships.get()

    post.ended_at = world.now
    post.save()
    leave_with_single_accesses(actor=world.actor("system"), membership=post)

    asked = SingleAccessRequest.objects.get(pk=asked.pk)
    assert asked.grant.ended_at is not None
    other = SingleAccessRequest.objects.get(pk=asked.pk)
    other.pk, other.public_id, other.submission_id = None, uuid.uuid4(), uuid.uuid4()
    other.grant = other.answered_at = other.answered_by = None
    other.save()
    with pytest.raises(NoLongerAtWork):
        grant(world, "principal_a", other)
