"""What one side wrote to be shared, and on which days it stood so: by the versions kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Min
from django.utils import timezone

from followup.models import Audience, Measure, Note, Task
from followup.versions import areas_of
from navskole.access.history import all_versions, steps
from pupils.models import Information
from pupils.querysets.consent_days import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from navskole.access.actor import Actor
    from pupils.models import ConsentLine, Pupil


@dataclass(frozen=True)
class Stretch:
    """An item as it stood for some days: what a line must reach to have opened it then.

    `given` is the service and the place a task was given to, None for all else.
    """

    item: Note | Task | Measure
    days: Days
    information: Information
    areas: frozenset[str]
    given: tuple[str, int | None] | None = None
    is_sensitive: bool = False

    def is_reached_by(self, line: ConsentLine) -> bool:
        """Tell whether the line is of the same record and reaches as far as the item."""
        consent = line.consent
        return (
            line.information == self.information
            and (consent.owner_id, consent.case_id) == (self.item.owner_id, self.item.case_id)
            and self.areas <= {area.name for area in line.areas.all()}
            and (line.includes_sensitive or not self.is_sensitive)
            and self.given in (None, (line.service, line.receiver_id))
        )


def own_stretches(
    actor: Actor, *, notes: Iterable[Note], tasks: Iterable[Task], measures: Iterable[Measure]
) -> Iterator[Stretch]:
    """Yield what the own side's records were, version by version."""
    seen: list[dict[int, Any]] = [
        {each.pk: each for each in notes},
        {each.pk: each for each in tasks},
    ]
    visible_notes = Note.objects.visible_to(actor).filter(pk__in=list(seen[0]))
    visible_tasks = Task.objects.visible_to(actor).filter(pk__in=list(seen[1]))
    versions: dict[Any, Any] = {
        Note: all_versions(Note, visible_notes),
        Task: all_versions(Task, visible_tasks),
    }
    areas = areas_of(versions)
    for model, items in zip(versions, seen, strict=True):
        for row, until in _versions(versions[model]):
            yield from _as_it_was(
                items[row.id], row, _between(row.history_date, until), areas[model]
            )
    for measure in measures:
        yield from as_it_is(measure)


def _versions(versions: Any) -> Iterator[tuple[Any, datetime | None]]:
    """Yield each version with the moment the next one took its place."""
    latest: dict[int, Any] = {}
    for _old, new in steps(versions):
        if new.id in latest:
            yield latest[new.id], new.history_date
        latest[new.id] = new
    yield from ((row, None) for row in latest.values())


def _as_it_was(
    item: Note | Task, row: Any, days: Days, names: dict[int, list[str]]
) -> Iterator[Stretch]:
    if row.struck_at is not None:
        return
    facts = {"areas": frozenset(names.get(row.history_id, ())), "is_sensitive": row.is_sensitive}
    if isinstance(item, Note):
        if row.audience == Audience.SHARED:
            yield Stretch(item, days, Information.NOTES, **facts)
    elif item.case_id is None:
        yield Stretch(item, days, Information.TASKS, **facts)
    elif row.given_to:
        yield Stretch(item, days, Information.NOTES, given=(row.given_to, row.receiver_id), **facts)


def as_it_is(item: Note | Task | Measure) -> Iterator[Stretch]:
    """Yield the item as it stands today, from the day it was written or sent.

    For a measure, which says the same all along, and for what reaches the reader from across.
    """
    if isinstance(item, Measure):
        if item.first_sent_at is not None:  # type: ignore[attr-defined]  # `own_records` adds it
            days = _between(item.first_sent_at, None)  # type: ignore[attr-defined]
            areas = frozenset(area.name for area in item.type.areas.all())
            yield Stretch(item, days, Information.MEASURES, areas, is_sensitive=item.is_sensitive)
        return
    areas = frozenset(area.name for area in item.areas.all())
    days = _between(item.created_at, None)
    if isinstance(item, Task):
        kind = Information.TASKS if item.case_id is None else Information.NOTES
        given = (item.given_to, item.receiver_id) if item.case_id else None
        yield Stretch(item, days, kind, areas, given, item.is_sensitive)
    else:
        yield Stretch(item, days, Information.NOTES, areas, is_sensitive=item.is_sensitive)


def _between(first: datetime, last: datetime | None) -> Days:
    return Days(timezone.localdate(first), timezone.localdate(last) if last else None)


def records_of(actor: Actor, pupil: Pupil) -> dict[str, list[Any]]:
    """Return the notes, tasks and measures of the pupil that the actor sees, with their ground."""
    own = {"pupil": pupil}
    notes = Note.objects.visible_to(actor).with_ground(actor).filter(**own)
    tasks = Task.objects.visible_to(actor).with_ground(actor).filter(**own)
    measures = Measure.objects.listed_to(actor).with_ground(actor).filter(**own)
    return {
        "notes": list(notes),
        "tasks": list(tasks),
        "measures": list(
            measures.annotate(first_sent_at=Min("parts__submissions__submitted_at"))
            .select_related("type")
            .prefetch_related("type__areas")
        ),
    }
