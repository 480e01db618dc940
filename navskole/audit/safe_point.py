"""Up to which event the log is complete: no open transaction can still add a row below it."""

from __future__ import annotations

import time

from django.db import connection
from django.db.models import Max

from navskole.audit.models import AccessEvent

_BETWEEN_LOOKS = 0.05
# Every INSERT takes this lock before it takes an id, and keeps it until its transaction ends.
_WRITERS = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND relation = 'audit_accessevent'::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND mode = 'RowExclusiveLock' AND granted AND pid IS DISTINCT FROM pg_backend_pid()
"""


class WritersStillOpen(Exception):  # noqa: N818 - says what is the matter, as the broken rules do
    """A transaction that writes in the log has not ended within the time there was to wait."""


def complete_until(*, wait: float) -> int:
    """Return the id of the last event below which none can appear any more; 0 for an empty log.

    Ids are given in order, but transactions end in any order: the row with a lower id may come
    later. On PostgreSQL we note the last id there is, and then wait until each transaction that
    was writing has ended, for at most `wait` seconds; nobody waits for us. On SQLite one
    transaction writes at a time, so there is never an open one below the last row.

    Raises WritersStillOpen.
    """
    last = AccessEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    if connection.vendor == "postgresql":
        _wait_for_writers(until=time.monotonic() + wait)
    return last


def _wait_for_writers(*, until: float) -> None:
    open_before = _writers()
    while open_before:
        if time.monotonic() > until:
            raise WritersStillOpen
        time.sleep(_BETWEEN_LOOKS)
        open_before &= _writers()


def _writers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS)
        return {transaction for (transaction,) in cursor.fetchall()}
