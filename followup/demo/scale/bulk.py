"""Rows written many at a time: by COPY on PostgreSQL, by INSERT elsewhere."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Sequence

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
RowT = TypeVar("RowT", bound=models.Model)


def write_rows(model: type[RowT], rows: Sequence[RowT]) -> None:
    """Write new rows of one table and set their keys; no signal is sent."""
    if connection.vendor == "postgresql":
        _copy(model, rows)
    else:
        manager: Any = model._default_manager  # noqa: SLF001 - Django's documented model API
        manager.bulk_create(rows, batch_size=len(rows))


def _copy(model: type[RowT], rows: Sequence[RowT]) -> None:
    meta: Any = model._meta  # noqa: SLF001 - Django's documented model API
    fields = [field for field in meta.concrete_fields if not field.generated]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        for row, key in zip(rows, _keys(cursor, model, len(rows)), strict=True):
            row.pk = key
            row._state.adding = False  # noqa: SLF001 - as bulk_create leaves it
        lines = ("\t".join(_written(field, row) for field in fields) for row in rows)
        table = connection.ops.quote_name(meta.db_table)
        # PostgreSQL copies into no table with row-level security.
        cursor.execute(f"CREATE TEMP TABLE copied AS SELECT {columns} FROM {table} WITH NO DATA")  # noqa: S608
        cursor.copy_expert(f"COPY copied ({columns}) FROM STDIN", io.StringIO("\n".join(lines)))
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM copied")  # noqa: S608
        cursor.execute("DROP TABLE copied")


def _keys(cursor: Any, model: type[models.Model], many: int) -> list[int]:
    """Return so many new keys of the table."""
    meta: Any = model._meta  # noqa: SLF001 - Django's documented model API
    cursor.execute(
        "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
        [connection.ops.quote_name(meta.db_table), meta.pk.column, many],
    )
    return [key for (key,) in cursor.fetchall()]


def _written(field: Any, row: models.Model) -> str:
    """Return the field's value as COPY reads it."""
    value = getattr(row, field.attname)
    if value is None:
        return "\\N"
    if isinstance(field, models.JSONField):
        value = json.dumps(value, cls=field.encoder or DjangoJSONEncoder)
    return str(value).translate(_ESCAPED)
