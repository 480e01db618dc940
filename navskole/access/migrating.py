"""Migrations read and change every row: they tell the second barrier so, on the owner's session.

The owner migrates over a connection of its own and never through a pooler, which would hand
the session to the next client (docs/operations.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

if TYPE_CHECKING:
    from django.apps import AppConfig

_before: dict[str, str] = {}


def connect(sender: AppConfig) -> None:
    """Act once around each `migrate`, when it comes to `sender`."""
    pre_migrate.connect(_begin, sender=sender)
    post_migrate.connect(_end, sender=sender)


def _begin(using: str, **kwargs: Any) -> None:
    _before[using] = _tell(using, "system:migrate")


def _end(using: str, **kwargs: Any) -> None:
    if using in _before:
        _tell(using, _before.pop(using))


def _tell(using: str, reader: str) -> str:
    """Set who reads on the session; returns who it was before."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('navskole.reader', true)")
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config('navskole.reader', %s, false)", [reader])
    return before
