"""The problem areas of the versions of records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import IntegerField, Value

from followup import sentences
from navskole.access.changes import Change

if TYPE_CHECKING:
    from django.db.models import QuerySet


def areas_of(versions: dict[Any, QuerySet]) -> dict[Any, dict[int, list[str]]]:
    """Return the names of the areas of every version, by model and number, with one query."""
    rows = None
    for number, (model, found) in enumerate(versions.items()):
        through = model.history.model.areas.model
        own = through.objects.filter(history_id__in=found.values("history_id"))
        which = Value(number, output_field=IntegerField())
        columns = own.annotate(model_number=which).values_list(
            "model_number", "history_id", "problemarea__name", "problemarea__position"
        )
        rows = columns if rows is None else rows.union(columns, all=True)
    named: dict[Any, dict[int, list[str]]] = {model: defaultdict(list) for model in versions}
    models = list(versions)
    for number, history_id, name, _position in sorted(rows or (), key=lambda row: row[3]):
        named[models[number]][history_id].append(name)
    return named


def area_change(names: dict[int, list[str]], old: Any, new: Any) -> list[Change]:
    """Return how the areas changed, if they did; `names` are those of the model's versions."""
    if old is None:
        return []
    before, after = (", ".join(names.get(row.history_id, ())) for row in (old, new))
    return [Change(sentences.areas(), before, after)] if before != after else []
