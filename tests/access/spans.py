"""The days around a date that gives or ends access, and facts set to such a date."""

from __future__ import annotations

from typing import Any

AROUND = range(-2, 3)
SIXTY = range(58, 63)
NINETY = range(88, 93)


def change(record: Any, **facts: Any) -> None:
    """Set stored facts, past the actions that would not allow every date."""
    type(record).objects.filter(pk=record.pk).update(**facts)
