"""The check after each test that its rows refer to rows: asked where the test wrote any.

SQLite goes through the whole world for it, also after the many tests that only read.
"""

from typing import Any

from django.test import TestCase

_HOOK = "_should_check_constraints"
_should_check = getattr(TestCase, _HOOK)
_counted: dict[str, tuple[Any, int]] = {}


def install() -> None:
    """Let a test that wrote nothing go without the check."""
    setattr(TestCase, _HOOK, _should_check_what_was_written)


def _should_check_what_was_written(self: TestCase, connection: Any) -> bool:
    return bool(_should_check(self, connection)) and _has_written(connection)


def _has_written(connection: Any) -> bool:
    """Tell whether any row was changed, for good or not, since this was asked last."""
    if connection.vendor != "sqlite":
        return True
    now = (connection.connection, connection.connection.total_changes)
    before, _counted[connection.alias] = _counted.get(connection.alias), now
    return now != before
