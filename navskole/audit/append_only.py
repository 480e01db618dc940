"""Database triggers that let rows of the access log and its seals be added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("audit_accessevent", "audit_accessedpupil", "audit_auditsegment", "audit_auditdisposal")
_REFUSAL = "the access log is append-only"


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers; a table that a later migration makes gets its own then."""
    _run(connection, _create_sql(connection.vendor, _tables(connection)))


def lift(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers; only a test's flush and a migration's reverse do this."""
    _run(connection, _drop_sql(connection.vendor, _tables(connection)))


def _tables(connection: BaseDatabaseWrapper) -> list[str]:
    existing = set(connection.introspection.table_names())
    return [table for table in TABLES if table in existing]


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _create_sql(vendor: str, tables: list[str]) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for table in tables
            for verb in ("UPDATE", "DELETE")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_{name} BEFORE {verbs} ON {table} "
        f"FOR EACH {level} EXECUTE FUNCTION audit_append_only()"
        for table in tables
        for name, verbs, level in (
            ("append_only", "UPDATE OR DELETE", "ROW"),
            ("no_truncate", "TRUNCATE", "STATEMENT"),
        )
    ]
    return [function, *triggers]


def _drop_sql(vendor: str, tables: list[str]) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}"
            for table in tables
            for verb in ("update", "delete")
        ]
    return [
        f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"
        for table in tables
        for name in ("append_only", "no_truncate")
    ]
