"""How transactional tests leave the database: empty, with the access log append-only again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from navskole.audit import append_only

_HOOK = "_fixture_teardown"
_flush = getattr(TransactionTestCase, _HOOK)
_kept: list[str] = []


def install() -> None:
    """Let every transactional test leave the database in this way."""
    setattr(TransactionTestCase, _HOOK, _flush_with_log_open)


@contextmanager
def log_open() -> Iterator[None]:
    """Lift the triggers of the access log; they would forbid a flush."""
    append_only.lift(connection)
    try:
        yield
    finally:
        append_only.install(connection)


@contextmanager
def kept_rows(what: str) -> Iterator[None]:
    """Let the transactional tests meanwhile share their rows, and empty the database at the end."""
    _kept.append(what)
    try:
        yield
    finally:
        _kept.remove(what)
        with log_open():
            call_command("flush", verbosity=0, interactive=False)


def _flush_with_log_open(self: TransactionTestCase) -> None:
    if not _kept:
        with log_open():
            _flush(self)
