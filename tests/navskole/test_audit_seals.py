"""A change of the log below its seals is found, whoever made it and by whatever right."""

from __future__ import annotations

import threading
from contextlib import closing
from datetime import timedelta
from io import StringIO

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.audit import log, seals
from navskole.audit.events import Action
from navskole.audit.models import AccessedPupil, AccessEvent, AuditSegment
from navskole.audit.sealing import seal_new_rows
from tests.flushing import log_open

pytestmark = pytest.mark.django_db

A_DAY = timedelta(hours=26)


def look(*pupils: int, at=None) -> AccessEvent:
    """Write a look at these pupils."""
    actor = Actor.system("test") if at is None else Actor(user=None, now=at, system_reason="test")
    return log.record(actor, Action.VIEW, [log.Access(pupil, classes="A") for pupil in pupils])


def seal(most: int = 5000) -> list[AuditSegment]:
    """Seal what is new, in segments of so many events."""
    return list(seal_new_rows(now=timezone.now(), wait=1, most=most))


def verify(*words: str) -> str:
    """Run the command where all is well, and return what it says."""
    out = StringIO()
    call_command("audit_verify", *words, stdout=out)
    return out.getvalue()


def problems(*words: str) -> list[str]:
    """Run the command where something is wrong, and return the problems it tells."""
    out = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("audit_verify", *words, stdout=out)
    told = [line for line in out.getvalue().splitlines() if not line.startswith("Compared ")]
    assert failed.value.returncode == 1
    assert str(failed.value) == f"The access log is not as it was sealed: {len(told)} problems."
    return told


@pytest.fixture
def sealed(db) -> list[AuditSegment]:
    """Seal five looks at seven pupils in three segments."""
    for pupils in [(1, 2), (3,), (4, 5), (6,), (7,)]:
        look(*pupils)
    return seal(most=2)


def test_new_rows_are_sealed_once_in_segments_that_follow_each_other(sealed):
    first, second, third = AuditSegment.objects.order_by("number")
    ids = list(AccessEvent.objects.order_by("pk").values_list("pk", flat=True))

    assert [(s.number, s.events, s.pupils) for s in sealed] == [(1, 2, 3), (2, 2, 3), (3, 1, 1)]
    assert [s.last_id for s in (first, second, third)] == [ids[1], ids[3], ids[4]]
    assert [s.first_id for s in (first, second, third)] == [1, ids[1] + 1, ids[3] + 1]
    assert [s.previous_seal for s in (first, second, third)] == ["", first.seal, second.seal]
    assert seal() == []
    assert verify() == "Compared 3 segments with 5 events.\n"


def test_the_command_prints_seals_without_anybody_in_them(sealed):
    look(8)
    out = StringIO()

    call_command("audit_seal", stdout=out)
    call_command("audit_seal", stdout=out)

    last = AuditSegment.objects.get(number=4)
    assert out.getvalue() == (
        f"Segment 4: 1 events ({last.first_id}-{last.last_id}), seal {last.seal}\n"
        "Sealed 1 events.\nSealed 0 events.\n"
    )


def test_every_column_of_both_tables_is_sealed():
    assert set(seals.EVENT_FIELDS[seals.SCHEMA]) == {
        field.attname for field in AccessEvent._meta.concrete_fields
    }
    assert set(seals.PUPIL_FIELDS[seals.SCHEMA]) == {
        field.attname for field in AccessedPupil._meta.concrete_fields
    }


def change_event(event: AccessEvent) -> None:
    AccessEvent.objects.filter(pk=event.pk).update(decision="deny")


def change_time(event: AccessEvent) -> None:
    AccessEvent.objects.filter(pk=event.pk).update(at=F("at") + timedelta(microseconds=1))


def change_pupil(event: AccessEvent) -> None:
    AccessedPupil.objects.filter(event=event).update(pupil_id=99)


def move_pupil(event: AccessEvent) -> None:
    AccessedPupil.objects.filter(event=event).update(event=AccessEvent.objects.earliest("pk"))


def remove_pupil(event: AccessEvent) -> None:
    AccessedPupil.objects.filter(event=event).delete()


def remove_event(event: AccessEvent) -> None:
    remove_pupil(event)
    AccessEvent.objects.filter(pk=event.pk).delete()


def add_pupil(event: AccessEvent) -> None:
    AccessedPupil.objects.create(event=event, pupil_id=99)


def add_event_below(event: AccessEvent) -> None:
    AccessEvent.objects.create(pk=-1, at=event.at, action=event.action, decision="permit")


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (change_event, ["rows changed since they were sealed."]),
        (change_time, ["rows changed since they were sealed."]),
        (change_pupil, ["rows changed since they were sealed."]),
        (move_pupil, ["1 pupils of events added.", "1 pupils of events missing."]),
        (remove_pupil, ["1 pupils of events missing."]),
        (remove_event, ["1 events missing.", "1 pupils of events missing."]),
        (add_pupil, ["1 pupils of events added."]),
        (add_event_below, ["1 events added below the first that can be."]),
    ],
)
def test_rows_changed_below_a_seal_are_told_of(sealed, tamper, found):
    with log_open():
        tamper(AccessEvent.objects.latest("pk"))

    assert [problem.partition("): ")[2] or problem for problem in problems()] == found


def test_an_event_that_appears_where_there_was_none_is_told_of(sealed):
    taken = look()
    with log_open():
        remove_event(taken)
    look()
    seal()
    with log_open():
        taken.save(force_insert=True)

    assert [problem.partition("): ")[2] for problem in problems()] == ["1 events added."]


def test_a_segment_taken_out_is_missed(sealed):
    with log_open():
        AuditSegment.objects.filter(number=2).delete()

    (problem,) = problems()
    assert problem.startswith("Segment 3 (events ")
    assert problem.endswith("): before it, segment 2 is missing.")


def test_segments_in_another_order_are_told_of(sealed):
    with log_open():
        AuditSegment.objects.filter(number=3).update(number=9)
        AuditSegment.objects.filter(number=2).update(number=3)
        AuditSegment.objects.filter(number=9).update(number=2)

    told = " ".join(problems())

    assert told.count("it does not follow the segment before it") == 2
    assert told.count("its seal does not fit") == 2


def test_a_segment_made_to_fit_changed_rows_is_told_of(sealed):
    event = AccessEvent.objects.latest("pk")
    with log_open():
        change_event(event)
        made = seals.content_of(sealed[2].first_id, sealed[2].last_id, schema=seals.SCHEMA)
        AuditSegment.objects.filter(number=3).update(digest=made.digest)

    (problem,) = problems()

    assert problem.startswith("Segment 3 ")
    assert "its seal does not fit: the segment is forged or changed" in problem


def test_the_end_of_the_log_cut_away_is_found_by_a_seal_noted_elsewhere(sealed):
    with log_open():
        AuditSegment.objects.filter(number=3).delete()
        remove_event(AccessEvent.objects.latest("pk"))

    assert verify() == "Compared 2 segments with 4 events.\n"
    assert verify("--noted", sealed[1].seal)
    assert problems("--noted", sealed[1].seal, "--noted", sealed[2].seal) == [
        f"No segment has the noted seal {sealed[2].seal}: the end of the log was removed."
    ]


def test_keys_are_exchanged_and_old_segments_stay_verifiable(sealed, settings):
    old = dict(settings.AUDIT_SEAL_KEYS)
    settings.AUDIT_SEAL_KEYS = {"newer": "another-secret-of-more-than-32-characters", **old}
    look(8)
    seal()

    assert [s.key_id for s in AuditSegment.objects.order_by("number")] == ["test"] * 3 + ["newer"]
    assert verify() == "Compared 4 segments with 6 events.\n"

    settings.AUDIT_SEAL_KEYS = old
    (problem,) = problems()
    assert problem.startswith("Segment 4 ")
    assert problem.endswith("its key newer is not in AUDIT_SEAL_KEYS.")

    settings.AUDIT_SEAL_KEYS = {"test": "not-the-secret-that-was-sealed-with", "newer": "x" * 32}
    assert ["or the secret of key" in problem for problem in problems()] == [True] * 4


@pytest.mark.parametrize("command", ["audit_seal", "audit_verify"])
def test_without_a_key_nothing_is_sealed_or_verified(command, settings):
    settings.AUDIT_SEAL_KEYS = {}
    look()

    with pytest.raises(CommandError, match="Set AUDIT_SEAL_KEYS"):
        call_command(command, stdout=StringIO())

    assert not AuditSegment.objects.exists()


def test_rows_that_wait_too_long_for_a_seal_are_told_of():
    look(at=timezone.now() - A_DAY - timedelta(minutes=1))
    look(at=timezone.now() - A_DAY + timedelta(minutes=1))

    assert problems() == ["1 events are older than 26 hours and not sealed."]
    assert verify("--unsealed-hours", "27") == "Compared 0 segments with 0 events.\n"

    seal()
    assert verify() == "Compared 1 segments with 2 events.\n"


def test_a_segment_of_fields_that_this_version_does_not_know_is_told_of(sealed):
    with log_open():
        AuditSegment.objects.filter(number=3).update(schema=99)

    assert "its set of fields, 99, is unknown to this version." in problems()[1]


def test_a_seal_is_not_changed_or_removed(sealed):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditSegment.objects.update(seal="")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditSegment.objects.all().delete()


def test_how_many_rows_are_read_at_a_time_makes_no_difference(sealed, monkeypatch):
    monkeypatch.setattr(seals, "_ROWS_AT_A_TIME", 1)

    assert verify() == "Compared 3 segments with 5 events.\n"


@pytest.mark.django_db(transaction=True)
def test_a_row_of_a_transaction_still_open_is_waited_for():
    if connection.vendor != "postgresql":
        return  # on SQLite one transaction writes at a time
    with closing(psycopg2.connect(**connection.get_connection_params())) as other:
        with other.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_accessevent (at, role, action, decision, purpose, method, path)"
                " VALUES (now(), '', 'view', 'permit', '', '', '')"
            )
        later = look()

        with pytest.raises(CommandError, match="writing in the log for too long"):
            call_command("audit_seal", "--wait=0.1", stdout=StringIO())
        assert not AuditSegment.objects.exists()

        other.commit()
        (segment,) = seal()

    assert (segment.events, segment.last_id) == (2, later.pk)
    assert verify() == "Compared 1 segments with 2 events.\n"


@pytest.mark.django_db(transaction=True)
def test_a_second_run_waits_for_the_first_and_finds_nothing_left():
    if connection.vendor != "postgresql":
        return  # on SQLite one transaction writes at a time
    look(1)
    found: list[list[AuditSegment]] = []

    def run_beside() -> None:
        try:
            found.append(seal())
        finally:
            connection.close()

    beside = threading.Thread(target=run_beside)
    with transaction.atomic():
        found.append(seal())
        beside.start()
        beside.join(timeout=0.3)
        assert beside.is_alive()
    beside.join(timeout=10)

    assert [len(segments) for segments in found] == [1, 0]
