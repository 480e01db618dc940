"""The rows before and after one row in a question's own order, without counting what lies between.

An OFFSET reads and throws away everything before the page; a comparison with the row that was
shown last goes straight to its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.db.models.expressions import Col, OrderBy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model, QuerySet

ModelT = TypeVar("ModelT", bound="Model")


@dataclass(frozen=True)
class _Key:
    """One of the values that rows are in order by. What is not known comes last."""

    name: str
    descends: bool
    may_be_unknown: bool

    def ordering(self, *, backwards: bool) -> OrderBy:
        """Return the order, or its exact opposite."""
        column, known = F(self.name), not self.may_be_unknown
        if self.descends != backwards:
            return column.desc() if known else column.desc(**_unknown(last=not backwards))
        return column.asc() if known else column.asc(**_unknown(last=not backwards))

    def beyond(self, value: Any, *, backwards: bool) -> Q:
        """Return what holds for the rows that come later than `value`, or earlier."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else Q(pk__in=[])
        later = Q(**{f"{self.name}__{'lt' if self.descends != backwards else 'gt'}": value})
        unknown = self.may_be_unknown and not backwards
        return later | Q(**{f"{self.name}__isnull": True}) if unknown else later

    def same(self, value: Any) -> Q:
        """Return what holds for the rows with the value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def within(self, value: Any, *, backwards: bool) -> Q:
        """Return what an index can begin with: no row beyond lies on the other side of it."""
        if self.may_be_unknown:
            return Q()
        return Q(**{f"{self.name}__{'lte' if self.descends != backwards else 'gte'}": value})


def _unknown(*, last: bool) -> dict[str, bool]:
    return {"nulls_last": True} if last else {"nulls_first": True}


def code_of(row: Model) -> str:
    """Return what an address may say of the row: its random id, where it has one."""
    return str(getattr(row, "public_id", row.pk))


def rows_beyond(
    rows: QuerySet[ModelT], code: str, *, backwards: bool = False
) -> QuerySet[ModelT] | None:
    """Return the rows after the one with the code, or before it, nearest first.

    Nothing where no such row is among them: no place is told of what the reader does not see.
    """
    marked, keys = _marked(rows)
    named = "public_id" if hasattr(rows.model, "public_id") else "pk"
    try:
        shown = marked.order_by().filter(**{named: code})
        values = shown.values_list(*(key.name for key in keys)).first()
    except (ValidationError, ValueError):
        return None
    if values is None:
        return None
    return in_order(rows, backwards=backwards).filter(_beyond(keys, values, backwards=backwards))


def in_order(rows: QuerySet[ModelT], *, backwards: bool = False) -> QuerySet[ModelT]:
    """Return the rows in their order, or from the last to the first."""
    marked, keys = _marked(rows)
    return marked.order_by(*(key.ordering(backwards=backwards) for key in keys))


def _beyond(keys: list[_Key], values: tuple[Any, ...], *, backwards: bool) -> Q:
    found, same = Q(pk__in=[]), Q()
    for key, value in zip(keys, values, strict=True):
        found |= same & key.beyond(value, backwards=backwards)
        same &= key.same(value)
    return keys[0].within(values[0], backwards=backwards) & found


def _marked(rows: QuerySet[ModelT]) -> tuple[QuerySet[ModelT], list[_Key]]:
    """Return the rows with what they are in order by as columns, and these."""
    ordering = list(_ordering(rows))
    marked: Any = rows.annotate(**{f"key_{n}": column for n, (column, _) in enumerate(ordering)})
    keys = [
        _Key(f"key_{n}", descends, _may_be_unknown(marked, f"key_{n}"))
        for n, (_, descends) in enumerate(ordering)
    ]
    return marked, keys


def _ordering(rows: QuerySet[Any]) -> Iterator[tuple[Any, bool]]:
    """Yield each column the rows are in order by, and whether it descends; the last is the key."""
    for each in rows.query.order_by or rows.model._meta.ordering:  # noqa: SLF001 - documented API
        if isinstance(each, str):
            yield F(each.removeprefix("-")), each.startswith("-")
        elif isinstance(each, OrderBy):
            yield each.expression, each.descending
        else:
            yield each, False
    yield F("pk"), False


def _may_be_unknown(rows: QuerySet[Any], name: str) -> bool:
    """Tell whether the column can be NULL: it cannot be where it is the row's own and required."""
    column: Any = rows.query.annotations[name]
    own = isinstance(column, Col) and column.alias == rows.query.base_table
    return not own or bool(column.target.null)
