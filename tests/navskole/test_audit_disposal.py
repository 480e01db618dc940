"""What the log has kept long enough goes by whole segments; the seals prove the rest."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import timezone

from navskole.audit.events import Action
from navskole.audit.models import (
    AccessedPupil,
    AccessEvent,
    AuditDisposal,
    AuditSegment,
    CefDelivery,
)
from navskole.audit.sealing import seal_new_rows
from navskole.rules.models import Rule, RuleCode
from tests.flushing import log_open
from tests.navskole.test_audit_seals import look, problems, verify

pytestmark = pytest.mark.django_db

OLD = timezone.now() - timedelta(days=366 * 10)


@pytest.fixture
def segments(db) -> list[AuditSegment]:
    """Seal two old segments and a new one."""
    found: list[AuditSegment] = []
    for at in (OLD, OLD, timezone.now()):
        look(1, 2, at=at)
        look(3, at=at)
        found += seal_new_rows(now=at, wait=1)
    return found


def dispose(*words: str) -> str:
    out = StringIO()
    call_command("audit_dispose", *words, stdout=out)
    return out.getvalue()


def test_old_segments_lose_their_rows_and_keep_their_seals(segments):
    first, second, new = segments

    shown = dispose("--dry-run")
    untouched = AccessEvent.objects.count()
    said = dispose()

    assert untouched == 6
    assert shown == "".join(f"Segment {s}: 2 events, old enough.\n" for s in (first, second))
    assert said == "".join(f"Segment {s}: 2 events disposed of.\n" for s in (first, second))
    assert not AccessEvent.objects.filter(pk__lte=second.last_id).exists()
    assert AccessedPupil.objects.count() == 3
    assert AuditSegment.objects.count() == 3
    logged = AccessEvent.objects.filter(action=Action.LOG_DISPOSED).order_by("pk")
    assert [(event.user, event.purpose) for event in logged] == [
        (None, f"{s}, 2 events, kept 10 years") for s in (first, second)
    ]
    assert verify("--noted", new.seal, "--noted", first.seal) == (
        "Compared 3 segments with 6 events.\nCompared 2 of them by their seals: disposed of.\n"
    )
    assert dispose() == ""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AccessedPupil.objects.all().delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditDisposal.objects.all().delete()


def test_the_rule_of_the_day_says_how_old(segments):
    Rule.objects.create(
        code=RuleCode.LOG_YEARS, number=11, effective_from=timezone.localdate(), source="Prøve"
    )

    assert dispose() == ""


def test_a_segment_that_is_not_as_sealed_stops_it_before_anything_goes(segments):
    with log_open():
        AccessedPupil.objects.filter(event_id=segments[1].last_id).update(pupil_id=9)

    with pytest.raises(CommandError, match=r"Segment 2 .* rows changed"):
        dispose()

    assert [row.segment_id for row in AuditDisposal.objects.all()] == [segments[0].pk]
    assert AccessEvent.objects.filter(pk=segments[1].last_id).exists()


def test_what_is_not_sent_yet_is_not_disposed_of(segments):
    CefDelivery.objects.create(event_id=segments[0].last_id)

    with pytest.raises(CommandError, match="Segment 1 has events that are not sent yet"):
        dispose()

    assert not AuditDisposal.objects.exists()


def test_rows_taken_away_by_hand_are_no_disposal(segments):
    last = segments[2]
    with log_open():
        AccessedPupil.objects.filter(event_id__gte=last.first_id).delete()
        AccessEvent.objects.filter(pk__gte=last.first_id).delete()
        AuditDisposal.objects.create(
            segment=last, disposed_at=timezone.now(), years=1, key_id=last.key_id, mark=last.seal
        )

    (problem,) = problems()

    assert problem.endswith("its disposal is forged or changed.")


def test_a_true_mark_on_young_rows_and_rows_that_came_back_are_found(segments, settings):
    dispose()
    gone = AuditDisposal.objects.get(segment=segments[0])
    with log_open():
        AuditDisposal.objects.filter(pk=gone.pk).update(years=50)
        AccessEvent.objects.create(
            pk=segments[1].last_id, at=OLD, action=Action.VIEW, decision="permit"
        )

    told = problems()

    assert [line.partition("): ")[2] for line in told] == [
        "its disposal is forged or changed.",
        "1 events stand in it although it was disposed of.",
    ]
