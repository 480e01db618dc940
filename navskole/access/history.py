"""The history of records: their versions one step at a time, each told in a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True)
class HistoryLine:
    """One change: when, by whom, what."""

    at: datetime
    who: str
    what: str


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
