"""Who the tests themselves are to PostgreSQL's second barrier.

Factories and assertions read everything. A request begins as in production, as nobody, and tells
who reads for its own transaction: what is asked outside it finds nothing. So does a server that
a browser talks to, which has connections of its own.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.test.client import ClientHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

_TELL = "SELECT set_config('navskole.reader', %s, false)"
_TESTS, _NOBODY = "system:tests", ""
_HOOK = "get_response"
_answer = getattr(ClientHandler, _HOOK)


def install() -> None:
    """Let every connection of the tests begin with it, and every request without."""
    connection_created.connect(_begin, dispatch_uid="tests.identity")
    setattr(ClientHandler, _HOOK, _answer_nobody)


def _begin(connection: Any, **kwargs: Any) -> None:
    if not threading.current_thread().name.endswith("(process_request_thread)"):
        _tell(connection, _TESTS)


def _answer_nobody(handler: ClientHandler, request: Any) -> Any:
    with told_nothing():
        return _answer(handler, request)


@contextmanager
def told_nothing() -> Iterator[None]:
    """Ask as whatever tells the database nothing."""
    _tell(connection, _NOBODY)
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _tell(connection, _TESTS)


def _tell(connection: Any, reader: str) -> None:
    """Say it on the session, unseen by what counts statements."""
    if connection.vendor == "postgresql" and connection.connection is not None:
        with connection.connection.cursor() as cursor:
            cursor.execute(_TELL, [reader])
