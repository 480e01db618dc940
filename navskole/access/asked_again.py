"""A question that every request asks, as a statement that is written once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from django.db import connections, models
from django.db.models.query import ModelIterable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

ModelT = TypeVar("ModelT", bound=models.Model)


class _Statement(NamedTuple):
    """What was written: by whom, the values in it, and where those of the marks stand."""

    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    places: dict[str, int]


class AskedAgain(Generic[ModelT]):
    """A queryset that is asked over and over with other values.

    Only the statement is kept, for as long as its connection, and never a row. It is for what
    comes before anything else in a request: to write it anew took longer than its answer.
    """

    def __init__(self, rows: models.QuerySet[ModelT], **marks: Any) -> None:
        """Keep `rows`, to be filtered by `marks`: values that stand nowhere else in them."""
        self._rows = rows.filter(**marks)
        self._marks = marks
        self._written: WeakKeyDictionary[BaseDatabaseWrapper, _Statement] = WeakKeyDictionary()

    def ask(self, **values: Any) -> list[ModelT]:
        """Return the rows, with each of `values` in the place of its mark."""
        connection = connections[self._rows.db]
        if connection not in self._written:
            self._written[connection] = self._write(connection)
        written = self._written[connection]
        params = list(written.params)
        for name, value in self._prepared(connection, values).items():
            params[written.places[name]] = value
        vars(written.compiler)["as_sql"] = lambda *_args, **_how: (written.sql, tuple(params))
        asked: Any = SimpleNamespace(
            db=connection.alias,
            query=SimpleNamespace(get_compiler=lambda **_where: written.compiler),
            _known_related_objects={},
        )
        return list(ModelIterable(asked))

    def _write(self, connection: BaseDatabaseWrapper) -> _Statement:
        compiler = self._rows.query.clone().get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        marks = self._prepared(connection, self._marks)
        if any(params.count(mark) != 1 for mark in marks.values()):
            raise ValueError("A mark must stand in one place of the statement.")
        places = {name: params.index(mark) for name, mark in marks.items()}
        return _Statement(compiler, sql, tuple(params), places)

    def _prepared(
        self, connection: BaseDatabaseWrapper, values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return the values as the database takes them; a name begins with its field's."""
        columns: Any = {field.attname: field for field in self._rows.query.get_meta().fields}
        return {
            name: columns[name.split("__")[0]].get_db_prep_value(value, connection)
            for name, value in values.items()
        }
