"""Seal what the log has gained since the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from navskole.audit.models import AccessEvent, AuditSegment
from navskole.audit.safe_point import complete_until
from navskole.audit.seals import SCHEMA, content_of, known_keys, seal_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

MOST_EVENTS = 5000
_ONE_AT_A_TIME = 5_104_771_662  # any number that nothing else of the database's locks with


def seal_new_rows(*, now: datetime, wait: float, most: int = MOST_EVENTS) -> Iterator[AuditSegment]:
    """Seal the rows that no segment holds, and yield each segment once it is stored.

    A segment has at most `most` events. Nothing new gives no segment. Raises WritersStillOpen,
    and ImproperlyConfigured where there is no key.
    """
    key_id, secret = next(iter(known_keys().items()))
    until = complete_until(wait=wait)
    while segment := _seal_next(until, most, key_id=key_id, secret=secret, now=now):
        yield segment


@transaction.atomic
def _seal_next(
    until: int, most: int, *, key_id: str, secret: str, now: datetime
) -> AuditSegment | None:
    _wait_for_other_sealing()
    previous = AuditSegment.objects.order_by("number").last()
    first_id = previous.last_id + 1 if previous else 1
    if until < first_id:
        return None
    new = AccessEvent.objects.filter(pk__range=(first_id, until)).order_by("pk")
    last_id = new.values_list("pk", flat=True)[most - 1 : most].first() or until
    content = content_of(first_id, last_id, schema=SCHEMA)
    segment = AuditSegment(
        number=previous.number + 1 if previous else 1,
        schema=SCHEMA,
        first_id=first_id,
        last_id=last_id,
        events=content.events,
        pupils=content.pupils,
        digest=content.digest,
        previous_seal=previous.seal if previous else "",
        key_id=key_id,
        sealed_at=now,
    )
    segment.seal = seal_of(segment, secret)
    segment.save(force_insert=True)
    return segment


def _wait_for_other_sealing() -> None:
    """Let one run seal at a time; on SQLite the transaction itself sees to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
