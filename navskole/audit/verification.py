"""Compare the log with its seals, and say where the two differ."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from navskole.audit.models import AccessEvent, AuditSegment
from navskole.audit.seals import EVENT_FIELDS, content_of, is_sealed_with, mark_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime, timedelta

    from navskole.audit.models import AuditDisposal


def segment_problems(
    segment: AuditSegment, previous: AuditSegment | None, keys: Mapping[str, str]
) -> list[str]:
    """Return what is wrong with a segment that should follow `previous`, in plain sentences."""
    return [
        f"Segment {segment.number} (events {segment.first_id}-{segment.last_id}): {problem}"
        for problem in (
            *_chain_problems(segment, previous),
            *_seal_problems(segment, keys),
            *_row_problems(segment, keys),
        )
    ]


def _chain_problems(segment: AuditSegment, previous: AuditSegment | None) -> Iterator[str]:
    number, first_id, seal = 1, 1, ""
    if previous:
        number, first_id, seal = previous.number + 1, previous.last_id + 1, previous.seal
    if segment.number > number:
        missing = f"{number}-{segment.number - 1}" if segment.number - number > 1 else f"{number}"
        yield f"before it, segment {missing} is missing."
    elif (segment.number, segment.first_id, segment.previous_seal) != (number, first_id, seal):
        yield "it does not follow the segment before it: reordered, exchanged or forged."


def _seal_problems(segment: AuditSegment, keys: Mapping[str, str]) -> Iterator[str]:
    if segment.key_id not in keys:
        yield f"its key {segment.key_id} is not in AUDIT_SEAL_KEYS."
    elif not is_sealed_with(segment, keys[segment.key_id]):
        yield (
            "its seal does not fit: the segment is forged or changed, or the secret of key "
            f"{segment.key_id} is not the one it was sealed with."
        )


def _row_problems(segment: AuditSegment, keys: Mapping[str, str]) -> Iterator[str]:
    disposal = getattr(segment, "disposal", None)
    if disposal is not None:
        yield from _disposal_problems(disposal, keys)
        return
    if segment.schema not in EVENT_FIELDS:
        yield f"its set of fields, {segment.schema}, is unknown to this version."
        return
    found = content_of(segment.first_id, segment.last_id, schema=segment.schema)
    differences = [
        f"{abs(there - sealed)} {rows} {'missing' if there < sealed else 'added'}."
        for rows, there, sealed in (
            ("events", found.events, segment.events),
            ("pupils of events", found.pupils, segment.pupils),
        )
        if there != sealed
    ]
    yield from differences
    if not differences and found.digest != segment.digest:
        yield "rows changed since they were sealed."


def _disposal_problems(disposal: AuditDisposal, keys: Mapping[str, str]) -> Iterator[str]:
    segment = disposal.segment
    if disposal.key_id not in keys:
        yield f"the key {disposal.key_id} of its disposal is not in AUDIT_SEAL_KEYS."
    elif not hmac.compare_digest(disposal.mark, mark_of(disposal, keys[disposal.key_id])):
        yield "its disposal is forged or changed."
    elif segment.sealed_at > kept_since(disposal.disposed_at, years=disposal.years):
        yield f"it was disposed of before it was {disposal.years} years old."
    left = AccessEvent.objects.filter(pk__range=(segment.first_id, segment.last_id)).count()
    if left:
        yield f"{left} events stand in it although it was disposed of."


def kept_since(now: datetime, *, years: int) -> datetime:
    """Return the moment so many years before `now`: what was sealed earlier has been kept.

    >>> kept_since(datetime(2028, 2, 29), years=10)
    datetime.datetime(2018, 2, 28, 0, 0)
    """
    if (now.month, now.day) == (2, 29):
        now = now.replace(day=28)
    return now.replace(year=now.year - years)


def problems_outside(
    last: AuditSegment | None, *, now: datetime, longest: timedelta
) -> Iterator[str]:
    """Yield what is wrong below the first segment and above the last.

    Events may wait unsealed for `longest` at most.
    """
    if below := AccessEvent.objects.filter(pk__lt=1).count():
        yield f"{below} events added below the first that can be."
    waiting = AccessEvent.objects.filter(
        pk__gt=last.last_id if last else 0, at__lt=now - longest
    ).count()
    if waiting:
        hours = longest.total_seconds() / 3600
        yield f"{waiting} events are older than {hours:g} hours and not sealed."


def missing_seals(noted: Collection[str]) -> Iterator[str]:
    """Yield which of the seals noted elsewhere no segment has: the newest can be cut away."""
    there = set(AuditSegment.objects.filter(seal__in=noted).values_list("seal", flat=True))
    for seal in noted:
        if seal not in there:
            yield f"No segment has the noted seal {seal}: the end of the log was removed."
