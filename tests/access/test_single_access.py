"""A single access: one pupil's record at the own organisation, for a time, and only to read."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.grounds import ONLY_READING, Ground
from navskole.access.visibility import sees
from navskole.audit.models import AccessEvent
from navskole.records.errors import NotAllowed
from pupils.actions.protection import is_named_at
from pupils.models import AddressProtection, PersonRelation, Pupil, PupilGrant
from pupils.views.pupil import pupil_address
from tests.asking import at_noon
from tests.factories.pupils import ReferralFactory, RiskFlagFactory, let_read
from tests.signing_in import client_of

PURPOSE = "Jeg svarer på en klage: Fristen er fredag"

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_school(world):
    """Give a rådgiver the record of a pupil who left the school long ago."""
    return let_read(
        world.records["pupil_moved_61"],
        world.user("school_counsellor_a"),
        world.school_a,
        world.user("principal_a"),
    )


@pytest.fixture
def at_office(world):
    """Give a veileder who is on no case the record of one of the office's."""
    return let_read(
        world.records["pupil_unconsented"],
        world.user("unplaced_1"),
        world.office_1,
        world.user("manager_1"),
    )


def names_seen(world: Any, who: str) -> set[str]:
    """Return what the person sees of the world on the ground of a single access."""
    actor = world.actor(who)
    kinds = {type(record) for record in world.records.values()}
    found = set()
    for model in kinds:
        if hasattr(model.objects, "visible_to"):
            seen = model.objects.visible_to(actor).with_ground(actor)
            found |= world.names_of(seen.filter(ground=Ground.SINGLE_ACCESS))
    return found


def test_a_school_reads_what_it_keeps_of_a_pupil_who_left(world, at_school):
    seen = names_seen(world, "school_counsellor_a")

    assert "pupil_moved_61" in seen
    assert all(name.endswith("_moved_61") for name in seen)
    assert not [name for name in seen if name.startswith(("case_", "goal_", "assessment_"))]


def test_an_office_reads_its_case_without_what_is_sensitive(world, at_office):
    seen = names_seen(world, "unplaced_1")

    assert {"pupil_unconsented", "case_unconsented"} <= seen
    assert all(name.endswith(("_unconsented", "_closed_91")) for name in seen)
    hidden = [name for name in seen if getattr(world.records[name], "is_sensitive", False)]
    assert hidden == []


@pytest.mark.parametrize("given", ["at_school", "at_office"])
def test_the_holder_may_do_nothing_but_read(world, request, given):
    grant = request.getfixturevalue(given)
    who = next(name for name in world.usernames if world.user(name).pk == grant.user_id)
    actor = world.actor(who)
    kinds = {type(world.records[name]): name for name in sorted(names_seen(world, who))}

    # By their rule alone: what their role would let them, were it not for the ground.
    tempting = [
        (name, subject)
        for subject in kinds.values()
        for name in policies.names()
        if policies.get(name).changes and _by_rule(actor, name, world.records[subject])
    ]

    assert Pupil in kinds
    assert tempting or given == "at_office"  # a case asks for its team by every rule
    assert not [pair for pair in tempting if _may(actor, pair[0], world.records[pair[1]])]


def _by_rule(actor: Actor, name: str, subject: Any) -> bool:
    try:
        return policies.get(name).rule(actor, subject)
    except (AttributeError, TypeError, ValueError):
        return False  # the permission is about another kind of record


def _may(actor: Actor, name: str, subject: Any) -> bool:
    """Tell whether any of the three gates lets the actor through."""
    person = actor.person
    person.actor = actor  # type: ignore[attr-defined]  # as the middleware leaves it
    try:
        policies.require(actor, name, subject)
    except NotAllowed:
        required = False
    else:
        required = True
    return required or policies.allows(actor, name, subject) or person.has_perm(name, subject)


def test_who_has_another_ground_too_still_writes(world):
    pupil, who = world.records["pupil_unconsented"], "school_counsellor_a"
    let_read(pupil, world.user(who), world.school_a, world.user("principal_a"))

    actor = world.actor(who)

    row = Pupil.objects.visible_to(actor).with_ground(actor).get(pk=pupil.pk)
    assert row.ground not in ONLY_READING
    assert policies.allows(actor, "pupils.change_pupil", pupil)


@pytest.mark.parametrize(
    ("day", "seen"), [(-1, False), (0, True), (60, True), (61, False)], ids=str
)
def test_it_counts_from_its_first_day_to_its_last(world, at_office, day, seen):
    today = timezone.localdate()
    at_office.starts_on, at_office.ends_on = today, today + timedelta(days=60)
    at_office.save()
    user = world.user("unplaced_1")
    actor = Actor.for_user(user, now=at_noon(today + timedelta(days=day)))

    assert sees(actor, at_office.content_object) is seen


def revoke(world: Any, grant: PupilGrant) -> None:
    """End the access itself."""
    PupilGrant.objects.filter(pk=grant.pk).update(ended_at=timezone.now())


def leave(world: Any, grant: PupilGrant) -> None:
    """End the holder's employment, and begin another: it revives nothing."""
    for post in grant.user.memberships.all():
        post.ended_at = timezone.now() - timedelta(days=2)
        post.save()
        post.pk, post.public_id, post.ended_at = None, uuid.uuid4(), None
        post.starts_on = timezone.localdate()
        post.save(force_insert=True)


def declare(world: Any, grant: PupilGrant) -> None:
    """Let the holder declare a close relation to the pupil."""
    PersonRelation.objects.create(
        pupil=grant.content_object,
        user=grant.user,
        owner=world.school_a,
        kind="family",
        declared_at=timezone.now(),
    )


@pytest.mark.parametrize("end", [revoke, leave, declare])
def test_it_ends_at_once(world, at_school, end):
    who, pupil = "school_counsellor_a", at_school.content_object
    assert sees(world.actor(who), pupil)

    end(world, at_school)

    assert not sees(world.actor(who), pupil)


LISTS = {
    "single_school": [
        "followup:followup_list",
        "pupils:pupil_list",
        "followup:awaiting_list",
        "pupils:sent_referral_list",
    ],
    "single_nav": [
        "followup:own_case_list",
        "followup:contact_request_list",
        "followup:disclosure_list",
    ],
}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_holds_the_pupil_and_the_page_asks_what_for(world, name):
    asked = world.records[name]
    pupil = asked.pupil
    ReferralFactory(pupil=pupil, school=world.school_a, office=world.office_1)
    RiskFlagFactory(pupil=pupil, owner=world.school_a)
    reader, page = client_of(asked.asked_by), pupil_address(pupil)

    texts = [reader.get(reverse(each)).content.decode() for each in LISTS[name]]
    asked = reader.get(page).content.decode()
    said = reader.post(page, {"purpose": "other", "explanation": ""})
    stated = reader.post(page, {"purpose": "complaint", "explanation": "Fristen er fredag"})
    shown = reader.get(page).content.decode()

    assert not [
        each for each, text in zip(LISTS[name], texts, strict=True) if pupil.last_name in text
    ]
    assert pupil.last_name not in asked
    assert "Oppgi formål" in asked
    assert said.status_code == 422
    assert "Skriv hva du skal bruke opplysningen til" in said.content.decode()
    assert (stated.status_code, stated["Location"]) == (302, page)
    assert pupil.last_name in shown
    assert "Du leser med enkelttilgang" in shown
    assert "Tilgangen gjelder fra" in shown
    events = list(AccessEvent.objects.order_by("-pk")[:4])
    assert [event.purpose for event in events] == [PURPOSE, "", PURPOSE, ""]
    assert [event.action for event in events[1:]] == ["submit", "purpose_stated", "submit"]
    grounds = {(row.ground, bool(row.classes)) for event in events for row in event.pupils.all()}
    assert grounds == {("single_access", True), ("single_access", False)}


def test_at_an_office_it_passes_no_address_rule(world, at_office):
    pupil, case = at_office.content_object, world.case_unconsented
    assert sees(world.actor("unplaced_1"), case)

    Pupil.objects.filter(pk=pupil.pk).update(address_protection=AddressProtection.STRICT)

    assert not sees(world.actor("unplaced_1"), pupil)
    assert not sees(world.actor("unplaced_1"), case)


def test_it_names_nobody_and_passes_no_address_rule(world, at_school):
    pupil, who = at_school.content_object, "school_counsellor_a"
    Pupil.objects.filter(pk=pupil.pk).update(address_protection=AddressProtection.STRICT)

    today = timezone.localdate()

    assert not sees(world.actor(who), pupil)
    assert PupilGrant.objects.people_named(pupil, side="school", on=today) == set()
    assert not is_named_at(pupil, world.school_a, on=today)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": None},
        {"ends_on": timezone.localdate() + timedelta(days=61)},
        {"owner": None},
        {"granted_by": None},
        {"reason": "for kort"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_keeps_its_limits(world, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        let_read(
            world.records["pupil_moved_61"],
            world.user("school_counsellor_a"),
            **{"owner": world.school_a, "by": world.user("principal_a")} | _arguments(wrong),
        )


def _arguments(wrong: dict[str, Any]) -> dict[str, Any]:
    return {"by" if name == "granted_by" else name: value for name, value in wrong.items()}


def test_nobody_grants_one_to_themselves(world):
    rektor = world.user("principal_a")

    with pytest.raises(IntegrityError), transaction.atomic():
        let_read(world.records["pupil_moved_61"], rektor, world.school_a, rektor)
