"""A form that works, and what many of them have."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.world import World

Body = Callable[[World, Any], dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """A form that works: who may post it, about what, and with which fields."""

    who: str
    names: tuple[str, ...]
    body: Body
    changes: bool = True
    answer: int = 302


def words(text: str = "Skrevet av en som ikke får", **more: str) -> Body:
    """Return a body with a reason, the version of the record, and what more is given."""
    return lambda world, record: {
        "reason": text,
        "version": getattr(record, "version", 1),
        **more,
    }


def once(**fields: Any) -> dict[str, Any]:
    """Return the fields with an id of their own for the submission."""
    return {"submission_id": str(uuid.uuid4()), **fields}
