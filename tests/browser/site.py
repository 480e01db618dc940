"""The demo's rows for the browser tests, seeded once in a run where they can be laid back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.utils import timezone

from followup.demo import seed_demo


def fill_with_demo(kept: Path) -> None:
    """Fill the empty database with the demo; on SQLite from the copy in `kept`, once it is there.

    Seeding goes through every action and takes its time; PostgreSQL runs one such test alone.
    """
    if connection.vendor != "sqlite":
        seed_demo(now=timezone.now(), crowd=False)
        return
    connection.ensure_connection()
    if kept.exists():
        with closing(sqlite3.connect(kept)) as copy:
            copy.backup(connection.connection)
        return
    seed_demo(now=timezone.now(), crowd=False)
    with closing(sqlite3.connect(kept)) as copy:
        connection.connection.backup(copy)
