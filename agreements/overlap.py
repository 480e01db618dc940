"""One contract in force per school and office on any day, held by the database itself.

PostgreSQL: an exclusion constraint; `int8range(id, id, '[]') WITH &&` is equality without
needing an extension. SQLite: triggers that say the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

NAME = "contract_one_in_force"
_TABLE = "agreements_contract"


def install(connection: BaseDatabaseWrapper) -> None:
    """Add the constraint."""
    _run(connection, _triggers() if connection.vendor == "sqlite" else [_exclusion()])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the constraint."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER {NAME}_{verb}" for verb in ("insert", "update")])
    else:
        _run(connection, [f"ALTER TABLE {_TABLE} DROP CONSTRAINT {NAME}"])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _exclusion() -> str:
    return (
        f"ALTER TABLE {_TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist ("
        "int8range(school_id, school_id, '[]') WITH &&, "
        "int8range(office_id, office_id, '[]') WITH &&, "
        "daterange(in_force_from, in_force_until, '[]') WITH &&) "
        "WHERE (in_force_from IS NOT NULL AND ended_at IS NULL)"
    )


def _triggers() -> list[str]:
    return [
        f"CREATE TRIGGER {NAME}_{verb.lower()} BEFORE {verb} ON {_TABLE} "  # noqa: S608 - own constants
        "WHEN NEW.in_force_from IS NOT NULL AND NEW.ended_at IS NULL AND EXISTS ("
        f"SELECT 1 FROM {_TABLE} other WHERE other.id IS NOT NEW.id "
        "AND other.school_id = NEW.school_id AND other.office_id = NEW.office_id "
        "AND other.in_force_from IS NOT NULL AND other.ended_at IS NULL "
        "AND other.in_force_from <= NEW.in_force_until "
        "AND other.in_force_until >= NEW.in_force_from) "
        f"BEGIN SELECT RAISE(ABORT, '{NAME}'); END"
        for verb in ("INSERT", "UPDATE")
    ]
