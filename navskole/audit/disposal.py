"""Dispose of what the log has kept long enough: whole sealed segments, the oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from navskole.audit import append_only, log
from navskole.audit.events import Action, Decision
from navskole.audit.models import (
    AccessedPupil,
    AccessEvent,
    AuditDisposal,
    AuditSegment,
    CefDelivery,
)
from navskole.audit.seals import known_keys, mark_of
from navskole.audit.verification import kept_since, segment_problems

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class SegmentInTheWayError(Exception):
    """A segment is not to be disposed of, nor those after it; the message says why."""


def segments_to_dispose(*, now: datetime, years: int) -> list[AuditSegment]:
    """Return the segments sealed so many years ago that still have their rows, oldest first."""
    old = AuditSegment.objects.filter(sealed_at__lte=kept_since(now, years=years))
    return list(old.filter(disposal=None).order_by("number"))


def dispose_of_old(*, now: datetime, years: int) -> Iterator[AuditSegment]:
    """Dispose of the old segments, and yield each when that is done and logged.

    Needs the rights of the tables' owner: the triggers that close the log are lifted inside
    each segment's transaction. Raises SegmentInTheWayError at a segment that is not as it was
    sealed, or is still waiting to be sent.
    """
    for segment in segments_to_dispose(now=now, years=years):
        _dispose(segment, now=now, years=years)
        yield segment


@transaction.atomic
def _dispose(segment: AuditSegment, *, now: datetime, years: int) -> None:
    keys = known_keys()
    previous = AuditSegment.objects.filter(number=segment.number - 1).first()
    of_segment = {"event_id__gte": segment.first_id, "event_id__lte": segment.last_id}
    if problems := segment_problems(segment, previous, keys):
        raise SegmentInTheWayError(" ".join(problems))
    deliveries = CefDelivery.objects.filter(**of_segment)
    if deliveries.waiting().exists():
        raise SegmentInTheWayError(f"Segment {segment.number} has events that are not sent yet.")
    append_only.lift(connection)
    deliveries.delete()
    AccessedPupil.objects.filter(**of_segment).delete()
    AccessEvent.objects.filter(pk__range=(segment.first_id, segment.last_id)).delete()
    connection.check_constraints()  # PostgreSQL lets no table with checks to come be closed
    append_only.install(connection)
    key_id, secret = next(iter(keys.items()))
    disposal = AuditDisposal(segment=segment, disposed_at=now, years=years, key_id=key_id)
    disposal.mark = mark_of(disposal, secret)
    disposal.save(force_insert=True)
    log.add_event(
        at=now,
        action=Action.LOG_DISPOSED,
        decision=Decision.PERMIT,
        purpose=f"{segment}, {segment.events} events, kept {years} years",
    )
