"""Whether a ground is asked of many rows or of one; the rows are the same, the words are not."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

_of_one: ContextVar[bool] = ContextVar("of_one", default=False)


@contextmanager
def asked_of_one(*, when: bool) -> Iterator[None]:
    """Write what is asked inside for one row, where so told and the database gains by it."""
    token = _of_one.set(_of_one.get() or (when and connection.vendor == "postgresql"))
    try:
        yield
    finally:
        _of_one.reset(token)


def is_asked_of_one() -> bool:
    """Tell whether a ground is being written for a question about one row on PostgreSQL.

    Of many rows it is best to find all that opens something first, and then what it opens; of
    one row to ask what opens it.
    """
    return _of_one.get()
