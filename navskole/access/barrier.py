"""Who reads, told to PostgreSQL: its row-level security is a second barrier behind `visible_to`.

What is told holds for the transaction alone, so a connection that a pooler hands to the next
client carries nothing over. Told nothing, the protected tables have no rows. On SQLite all of
this is nothing.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from navskole.access.actor import Actor

logger = logging.getLogger(__name__)

_NAMES = ("reader", "person", "organisations", "today", "hidden")
_HIDDEN = "coalesce(%s, barrier_hidden(nullif(%s, '')::bigint, nullif(%s, '')::date)::text)"
_VALUES = ["%s", "%s", "%s", "%s", _HIDDEN]
_TELL = (
    "WITH before AS MATERIALIZED (SELECT "  # noqa: S608 - the names are our own
    + ", ".join(f"current_setting('navskole.{name}', true) AS {name}" for name in _NAMES)
    + ") SELECT before.*, "
    + ", ".join(
        f"set_config('navskole.{name}', {value}, true)"
        for name, value in zip(_NAMES, _VALUES, strict=True)
    )
    + " FROM before"
)
_NOBODY = ("", "", "{}", "", "")


@contextmanager
def reading_as(actor: Actor | None) -> Iterator[None]:
    """Open a transaction that reads as `actor`, a person; signed out, nobody's rows are there."""
    with _transaction_of(_person(actor) if actor else _NOBODY):
        yield


@contextmanager
def working_as(actor: Actor) -> Iterator[None]:
    """Open a transaction in which a command reads everything, under its name, which is logged."""
    if not actor.is_system:
        raise ValueError("Only a command reads everything.")
    logger.info("Reads past the second barrier: %s", actor.system_reason)
    with _transaction_of(_system(actor.system_reason)):
        yield


@contextmanager
def lifted(reason: str) -> Iterator[None]:
    """Ask inside what by its rule looks wider than the person may; the answer tells no more.

    For the few actions that must, such as the one that asks whether a national id is taken.
    """
    with _transaction_of(_system(reason)):
        yield


@contextmanager
def _transaction_of(identity: Sequence[str | None]) -> Iterator[None]:
    """Open a transaction that reads as told; where one is around it, that reads on as before.

    The database itself forgets what was told where the transaction or savepoint ends badly.
    """
    with transaction.atomic():
        before = _tell(identity)
        yield
    if connection.in_atomic_block and not connection.needs_rollback:
        _tell(before)


def _person(actor: Actor) -> Sequence[str | None]:
    """Return what is told of a person; whom they may not meet, the database finds out itself."""
    places = sorted({row.organisation_id for row in actor.memberships})
    ids = ",".join(map(str, places))
    return "person", str(actor.person.pk), f"{{{ids}}}", actor.on.isoformat(), None


def _system(reason: str) -> Sequence[str]:
    return f"system:{reason}", "", "{}", "", ""


def _tell(identity: Sequence[str | None]) -> Sequence[str]:
    """Set who reads until the transaction ends; returns who it was before."""
    if connection.vendor != "postgresql":
        return _NOBODY
    with connection.cursor() as cursor:
        _reader, person, _organisations, today, _hidden = identity
        cursor.execute(_TELL, [*identity, person, today])
        row = cursor.fetchone()
    return [value or "" for value in row[: len(_NAMES)]]
