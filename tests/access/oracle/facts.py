"""Every row there is, loaded as it lies: no filter, no order, no joined table."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models

LABELS = ("accounts", "organisations", "agreements", "pupils", "followup")


class Facts:
    """What the database holds at one moment; rows of a model by their number."""

    def __init__(self) -> None:
        self._rows: dict[type, dict[int, Any]] = {}
        self._many: dict[Any, dict[int, frozenset[int]]] = {}

    def all(self, model: type) -> list[Any]:
        """Return every row of the model."""
        return list(self._of(model).values())

    def one(self, model: type, number: int | None) -> Any:
        """Return the row of that number, or None."""
        return None if number is None else self._of(model).get(number)

    def many(self, row: Any, name: str) -> frozenset[int]:
        """Return the numbers of the rows that the many-to-many field `name` ties to `row`."""
        field = type(row)._meta.get_field(name)
        if field not in self._many:
            self._many[field] = _pairs(field)
        return self._many[field].get(row.pk, frozenset())

    def _of(self, model: type) -> dict[int, Any]:
        if model not in self._rows:
            found = model._base_manager.all()  # type: ignore[attr-defined]
            self._rows[model] = {row.pk: row for row in found}
        return self._rows[model]

    @cached_property
    def sides(self) -> dict[int, str]:
        """The side of every organisation."""
        return {row.pk: row.side for row in self.all(apps.get_model("organisations.Organisation"))}


def _pairs(field: Any) -> dict[int, frozenset[int]]:
    through = field.remote_field.through
    found: dict[int, set[int]] = defaultdict(set)
    ends = field.m2m_column_name(), field.m2m_reverse_name()
    for row in through._base_manager.all():
        here, there = (getattr(row, name) for name in ends)
        found[here].add(there)
    return {number: frozenset(others) for number, others in found.items()}


def counts(row: Any, on: date) -> bool:
    """Tell whether a dated row counts on the day: the last day does, an ending at once does not."""
    if row.ended_at is not None:
        return False
    return row.starts_on <= on and (row.ends_on is None or row.ends_on >= on)


def contract_counts(contract: Any, on: date) -> bool:
    """Tell whether both have signed, nobody has ended it, and the day lies in its period."""
    if contract.ended_at is not None or contract.in_force_from is None:
        return False
    return contract.in_force_from <= on <= contract.in_force_until


def every_model() -> list[type[models.Model]]:
    """Return the models of the domain."""
    return [model for model in apps.get_models() if model._meta.app_label in LABELS]
