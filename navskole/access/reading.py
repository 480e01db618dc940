"""Whom a page is made for, where what is shown depends on it and nobody hands the actor on.

A pupil's name is written out in templates, forms, messages and sentences; what a pupil is
called follows the reader, as the language of a text does.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from navskole.access.actor import Actor

_reader: ContextVar[Actor | None] = ContextVar("reader", default=None)


def reader() -> Actor | None:
    """Return who reads what is being made now; nobody outside a request."""
    return _reader.get()


@contextmanager
def read_by(actor: Actor | None) -> Iterator[None]:
    """Make what is made inside for `actor`, and for nobody after it."""
    before = _reader.set(actor)
    try:
        yield
    finally:
        _reader.reset(before)
