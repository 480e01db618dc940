"""PostgreSQL's second barrier: what a view leaks that forgets to ask who may see what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from followup.models import Audience, Note
from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.access.grounds import Ground
from pupils.models import (
    AddressProtection,
    Case,
    Information,
    Pupil,
    PupilGrant,
    Service,
)
from tests.access.barrier_oracle import allowed
from tests.access.forgetful import found
from tests.asking import day
from tests.factories.followup import NoteFactory
from tests.factories.pair import Pair
from tests.factories.pupils import give_consent
from tests.navskole.test_audit_rights import application_role
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db

PROTECTED = (Pupil, Case, Note)
FORGETFUL = pytest.mark.urls("tests.access.forgetful")


def on_postgres(test: Callable[..., None]) -> Callable[..., None]:
    """Ask PostgreSQL alone: SQLite has one barrier."""

    @wraps(test)
    def asked(*args: Any, **fixtures: Any) -> None:
        if connection.vendor == "postgresql":
            test(*args, **fixtures)

    return asked


@contextmanager
def told(reader: str, **more: str) -> Iterator[None]:
    """Read as somebody told by hand, and as the tests again after it."""
    names = {
        "reader": reader,
        "person": "",
        "organisations": "{}",
        "today": "",
        "hidden": "",
        **more,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in names.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"navskole.{name}", value])
        yield
        transaction.set_rollback(True)


# --- What each reader may meet at most --------------------------------------------------


@FORGETFUL
@on_postgres
def test_a_view_that_forgets_its_filter_leaks_nothing_to_anybody(world: World) -> None:
    everything, shown = found(), dict[str, set[int]]()
    for name in world.usernames:
        user = world.user(name)
        if not user.is_active:
            continue
        answer = client_of(user).get("/glemsom/").json()
        actor = Actor.for_user(user)
        may = allowed(actor)
        for kind, ids in may.items():
            assert set(answer[kind]) == ids, (name, kind)
        assert set(answer["pupil_versions"]) <= may["pupils"], name
        assert set(answer["case_versions"]) <= may["cases"], name
        assert set(answer["note_versions"]) <= may["notes"], name
        for model, kind in zip(PROTECTED, may, strict=True):
            records: Any = model.objects  # type: ignore[attr-defined]  # of the concrete model
            visible = records.visible_to(actor).values_list("pk", flat=True)
            assert set(visible) <= may[kind], f"the barrier hides what {name} may see of {kind}"
        shown[name] = may["notes"] | may["cases"]

    assert all(len(everything[kind]) > 1 for kind in everything)
    assert shown["counsellor_1"]
    assert shown["school_counsellor_a"]
    assert not all(shown.values())


@on_postgres
def test_the_rules_answer_behind_the_barrier_as_without_it(world: World) -> None:
    guarded: list[Any] = [
        model
        for model in apps.get_models()
        if hasattr(getattr(model, "objects", None), "visible_to")
    ]

    def seen(actor: Actor) -> dict[str, list[Any]]:
        return {
            model.__name__: sorted(model.objects.visible_to(actor).values_list("pk"))
            for model in guarded
        }

    assert len(guarded) > len(PROTECTED)
    for name in world.usernames:
        actor = Actor.for_user(world.user(name))
        before = seen(actor)
        with barrier.reading_as(actor):
            behind = seen(actor)
        assert before == behind, (name, [kind for kind in before if before[kind] != behind[kind]])


# --- Who is told nothing ------------------------------------------------------------------


@pytest.mark.parametrize("reader", ["", "system:", "somebody"])
@on_postgres
def test_without_a_reader_there_are_no_rows_and_nothing_is_written(pair: Pair, reader: str) -> None:
    case_id = pair.case.pk
    with told(reader, organisations=f"{{{pair.office.pk},{pair.school.pk}}}"):
        assert not any(found().values())
        assert Case.objects.filter(pk=pair.case.pk).update(status_reason="x") == 0
        assert Pupil.objects.filter(pk=pair.pupil.pk).delete()[0] == 0
        for row in (pair.case, pair.pupil):
            row.pk = None
            refused(row)
    with told("system:test"):
        assert found()["cases"] == [case_id]


def refused(row: Any) -> None:
    """Try to add the row, which the barrier must refuse."""
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


@on_postgres
def test_nobody_writes_in_another_organisations_records(pair: Pair) -> None:
    with barrier.reading_as(Actor.for_user(pair.principal)):
        assert Case.objects.filter(pk=pair.case.pk).update(status_reason="x") == 0
        case = Case(pupil=pair.pupil, office=pair.office, source="self", opened_on=day())
        refused(case)


@on_postgres
def test_what_is_told_ends_with_the_transaction_and_comes_back_after_a_block(pair: Pair) -> None:
    def reader() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('navskole.reader', true)")
            return str(cursor.fetchone()[0])

    assert reader() == "system:tests"
    with barrier.reading_as(Actor.for_user(pair.counsellor)):
        assert reader() == "person"
        with barrier.lifted("a question"):
            assert reader() == "system:a question"
        assert reader() == "person"
        with pytest.raises(DatabaseError), barrier.lifted("a mistake"):
            Case.objects.create(pupil=pair.pupil, office=pair.office)
        assert reader() == "person"
    assert reader() == "system:tests"
    with (
        pytest.raises(ValueError, match="command"),
        barrier.working_as(Actor.for_user(pair.counsellor)),
    ):
        pass


@pytest.mark.django_db(transaction=True)
@on_postgres
def test_the_next_client_of_a_pooled_connection_is_told_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('navskole.reader', '', false)")
        try:
            with barrier.working_as(Actor.system("test")):
                pass
            names = ("reader", "person", "organisations", "today", "hidden")
            for name in names:
                cursor.execute("SELECT current_setting(%s, true)", [f"navskole.{name}"])
                assert cursor.fetchone()[0] in {"", None}
        finally:
            cursor.execute("SELECT set_config('navskole.reader', 'system:tests', false)")


# --- Kode 6, and what may look wider --------------------------------------------------------


@on_postgres
def test_a_strictly_protected_pupil_is_there_for_the_named_alone_and_until_it_ends(
    world: World,
) -> None:
    pupil = world.pupil_strict
    named = Actor.for_user(world.user("counsellor_1"))
    grants = PupilGrant.objects.filter(content_object=pupil, user=named.person)
    assert grants.get().ground == Ground.NAMED_FOR_PROTECTED

    def is_there(actor: Actor) -> bool:
        with barrier.reading_as(actor):
            rows = Pupil.objects.filter(pk=pupil.pk).count(), Pupil.history.filter(id=pupil.pk)
            return (rows[0], rows[1].exists()) == (1, True)

    assert is_there(named)
    assert not is_there(Actor.for_user(world.user("manager_1")))
    grants.update(ends_on=world.day(-1), starts_on=world.day(-5))
    assert not is_there(named)


@on_postgres
def test_an_old_version_is_there_only_while_its_record_is(pair: Pair) -> None:
    line = give_consent(pair.case, pair.school, areas=[]).lines.get(
        service=Service.SCHOOL_LEADERSHIP, information=Information.NOTES
    )
    note = NoteFactory(case=pair.case, audience=Audience.SHARED)
    reader = Actor.for_user(pair.principal)

    def versions() -> dict[str, int]:
        with barrier.reading_as(reader):
            return {kind: len(rows) for kind, rows in found().items() if "versions" in kind}

    before = versions()
    note.audience = Audience.OWN
    note.save()
    pair.pupil.address_protection = AddressProtection.STRICT
    pair.pupil.save()

    assert line.receiver_id == pair.school.pk
    assert before == {"pupil_versions": 1, "case_versions": 1, "note_versions": 1}
    assert not any(versions().values())


# --- How it is asked ------------------------------------------------------------------------


@on_postgres
def test_the_functions_are_asked_once_for_a_statement(world: World) -> None:
    with barrier.reading_as(world.actor("counsellor_1")):
        plans = [model.objects.all().explain(verbose=True) for model in PROTECTED]
    for plan in plans:
        for line in plan.splitlines():
            if "barrier_" in line or "current_setting" in line:
                assert "Filter" not in line, plan
        assert "InitPlan" in plan
    assert "hashed SubPlan" in plans[1]
    assert "hashed SubPlan" in plans[2]


@on_postgres
def test_the_barrier_holds_for_the_owner_and_a_dump_needs_the_backup_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
            "WHERE oid IN (SELECT polrelid FROM pg_policy)"
        )
        rows = cursor.fetchall()
        assert {name for name, *_on in rows} == {
            "pupils_pupil",
            "pupils_historicalpupil",
            "pupils_case",
            "pupils_historicalcase",
            "followup_note",
            "followup_historicalnote",
        }
        assert all(on == [True, True] for _name, *on in rows)
        cursor.execute("SET LOCAL row_security = off")  # as pg_dump does
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute("SELECT * FROM followup_note")


@on_postgres
def test_the_barrier_holds_for_the_role_that_owns_nothing_and_lets_it_work(pair: Pair) -> None:
    with application_role():
        with told(""):
            assert not any(found().values())
        with barrier.reading_as(Actor.for_user(pair.counsellor)):
            assert found()["cases"] == [pair.case.pk]
            assert found()["pupils"] == [pair.pupil.pk]
