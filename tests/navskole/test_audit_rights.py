"""The rights that docs/operations.md tells to give let the application add to the log alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from navskole.access.actor import Actor
from navskole.audit import append_only, log
from navskole.audit.events import Action
from tests.flushing import log_open

pytestmark = pytest.mark.django_db

# A role that is there on every server; the owner of the database may take it on.
OTHER_ROLE = "pg_database_owner"


def documented_rights() -> list[str]:
    """Return the statements of the document, for the role we test with."""
    text = (Path(settings.BASE_DIR) / "docs" / "operations.md").read_text()
    lines = [line.strip() for line in text.splitlines()]
    return [
        line.replace("navskole_app", OTHER_ROLE)
        for line in lines
        if line.startswith(("GRANT ", "REVOKE "))
    ]


@contextmanager
def application_role() -> Iterator[None]:
    """Act as a role that has the documented rights and owns none of the tables."""
    with connection.cursor() as cursor:
        for statement in documented_rights():
            cursor.execute(statement)
        cursor.execute(f"SET LOCAL ROLE {OTHER_ROLE}")
        yield
        cursor.execute("RESET ROLE")


def test_the_application_adds_seals_verifies_and_sends_and_can_do_no_more(tmp_path, settings):
    if connection.vendor != "postgresql":
        return  # SQLite has no roles
    settings.AUDIT_CEF = f"file://{tmp_path}/cef.log"
    out = StringIO()
    with application_role():
        log.record(Actor.system("test"), Action.VIEW, [log.Access(7), log.Access(8)])
        connection.check_constraints()
        call_command("audit_seal", stdout=out)
        call_command("audit_verify", stdout=out)
        call_command("send_audit_cef", stdout=out)
        with log_closed_by_rights_alone():
            for table in append_only.TABLES:
                for verb in ("UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
                    refused(verb.format(table))
        refused("DROP TRIGGER audit_accessevent_append_only ON audit_accessevent", "must be owner")
        refused("ALTER TABLE audit_accessevent DISABLE TRIGGER ALL", "must be owner")
        refused("SET session_replication_role = replica", "permission denied")

    assert out.getvalue().endswith(
        "Compared 1 segments with 1 events.\nSent 1 events, deleted 0 old marks.\n"
    )


@contextmanager
def log_closed_by_rights_alone() -> Iterator[None]:
    """Lift the triggers, as the owner can."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        with log_open():
            cursor.execute(f"SET LOCAL ROLE {OTHER_ROLE}")
            yield
            cursor.execute("RESET ROLE")
        cursor.execute(f"SET LOCAL ROLE {OTHER_ROLE}")


def refused(statement: str, why: str = "permission denied") -> None:
    """Run a statement that the database must refuse for lack of rights."""
    with (
        pytest.raises(DatabaseError, match=why),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
