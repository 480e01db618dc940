"""The log is added to, never changed, on both databases."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from navskole.access import addresses
from navskole.access.actor import Actor
from navskole.audit import append_only, log
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Role
from tests.asking import actor_on
from tests.factories.organisations import SchoolFactory, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(db) -> AccessEvent:
    accesses = [log.Access(7, ground="own_school", classes="AB"), log.Access(8)]
    school = SchoolFactory()
    return log.record(actor_on(member(Role.PRINCIPAL, school)), Action.VIEW, accesses)


def test_an_event_holds_who_in_which_role_did_what_to_whom(event):
    stored = AccessEvent.objects.get()

    assert (stored.role, stored.action, stored.decision) == (
        Role.PRINCIPAL,
        "view",
        Decision.PERMIT,
    )
    assert stored.organisation_id == stored.user.memberships.get().organisation_id
    assert set(stored.pupils.values_list("pupil_id", "ground", "classes")) == {
        (7, "own_school", "AB"),
        (8, "", ""),
    }


@pytest.mark.parametrize("model", [AccessEvent, AccessedPupil])
def test_a_row_of_the_log_is_not_changed(event, model):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.update(**({"role": ""} if model is AccessEvent else {"ground": ""}))


def test_rows_of_the_log_are_not_deleted(event):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessedPupil.objects.all().delete()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM audit_accessevent WHERE id = %s", [event.pk])

    assert (AccessEvent.objects.count(), AccessedPupil.objects.count()) == (1, 2)


def test_the_log_is_not_emptied_as_a_whole():
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE
    for table in append_only.TABLES:
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"TRUNCATE {table} CASCADE")


def test_lifting_and_installing_again_leaves_the_log_closed(event):
    append_only.lift(connection)
    AccessEvent.objects.update(purpose="rettet")
    append_only.install(connection)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessEvent.objects.update(purpose="igjen")


def test_an_event_says_what_was_done_also_when_the_word_for_it_is_gone(event):
    assert event.get_action_display() == "Så på"
    assert AccessEvent(action="of_an_earlier_version").get_action_display() == (
        "of_an_earlier_version"
    )


def test_what_is_undone_leaves_no_row(event):
    with transaction.atomic():
        log.record(Actor.system("test"), Action.VIEW)
        transaction.set_rollback(True)

    assert AccessEvent.objects.count() == 1


def test_a_look_at_the_same_pupil_in_one_request_is_noted_once():
    collected = log.RequestLog()

    collected.note([log.Access(7, ground="own_school"), log.Access(8)])
    collected.note([log.Access(7, ground="case_team")], action=Action.LIST)

    assert collected.action == Action.LIST
    assert [(a.pupil_id, a.ground) for a in collected.accesses.values()] == [
        (7, "own_school"),
        (8, ""),
    ]


def test_a_refused_address_is_looked_up_past_every_rule(pair):
    found = addresses.find_accesses({"case_id": pair.case.public_id, "tab": "notes"})
    unknown = addresses.find_accesses({"case_id": pair.school.public_id})

    assert [(a.pupil_id, a.owner_id) for a in found] == [(pair.pupil.pk, pair.office.pk)]
    assert unknown == []


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_can_be_emptied_and_leaves_the_log_closed():
    log.record(Actor.system("test"), Action.VIEW)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessEvent.objects.update(purpose="x")
