"""What is wrong in fields that many forms of follow-up have, and where the forms are."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tests.bad_input import NUL, NUL_MESSAGE, STALE_FORM, bad, too_long

ONCE = [
    bad("submission_id", "", STALE_FORM, at=""),
    bad("submission_id", "1", STALE_FORM, at=""),
]
VERSION = [
    bad("version", "", STALE_FORM, at=""),
    bad("version", "to", STALE_FORM, at=""),
    bad("version", "-1", STALE_FORM, at=""),
]


def text_entries(name: str, most: int) -> list[Any]:
    """Return what is wrong in any text of at most so many characters."""
    return [bad(name, "x" * (most + 1), too_long(most)), bad(name, NUL, NUL_MESSAGE)]


def address(name: str, record: Any) -> str:
    """Return the address of a page about the record."""
    return reverse(f"followup:{name}", args=[record.public_id])
