"""The versions of records, one step at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import IntegerField, Value

from followup import sentences
from followup.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def all_versions(model: Any, visible: QuerySet) -> QuerySet:
    """Return every version of the records, each as it was written."""
    return model.history.filter(id__in=visible.values("pk"))


def steps(versions: QuerySet) -> Iterator[tuple[Any, Any]]:
    """Yield each version with the one right before it, or None where the reader has none.

    Changing a list makes several rows of one version: the last one tells how it ended.
    """
    latest = {}
    for row in versions.select_related("history_user").order_by("history_id"):
        latest[row.id, row.version] = row
    for (record, version), row in latest.items():
        yield latest.get((record, version - 1)), row


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
