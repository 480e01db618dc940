"""Who registered a veileder's half days, and what was changed afterwards.

Told from the history of the half days, one line for each time a week was saved. What was worked
for another school or office is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.models import HalfDay, TimeEntry, TimePlace, WorkKind
from navskole.records.week import Week
from navskole.ui.templatetags.ui_dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from agreements.models import Placement
    from agreements.time_use import Span
    from agreements.time_week import Slot

_CLEARED = "-"
_Work = tuple[str, str]
"""A place and a kind of work, by their codes."""


@dataclass
class WeekSaved:
    """One time somebody saved a week: how much was new, and each change of what stood."""

    at: datetime
    who: str
    week: Week
    new: int = 0
    changes: list[str] = field(default_factory=list)


def week_history(placements: Sequence[Placement], span: Span) -> list[WeekSaved]:
    """Return each time half days of one veileder's `placements` were saved, the latest first.

    The placements are those of one tie; the days are those of the span.
    """
    first, last = span
    rows = TimeEntry.history.filter(
        counsellor_id__in={placement.counsellor_id for placement in placements},
        day__range=(first, last),
    )
    rows = rows.select_related("history_user").order_by("history_date", "history_id")
    return _told(rows, {placement.pk for placement in placements})[::-1]


def _told(rows: Iterable[Any], own: set[int]) -> list[WeekSaved]:
    """Return what the history's rows, the earliest first, tell of the `own` placements."""
    standing: dict[Slot, _Work | None] = {}
    found: dict[tuple[datetime, Week], WeekSaved] = {}
    for row in rows:
        slot = row.day, row.half
        counts = row.history_type != _CLEARED and row.placement_id in own
        work = (row.place, row.kind) if counts else None
        if standing.get(slot) == work:
            continue
        week = Week.of(row.day)
        who = str(row.history_user or _("Systemet"))
        saved = found.setdefault((row.history_date, week), WeekSaved(row.history_date, who, week))
        if slot in standing:
            saved.changes.append(_sentence(slot, standing[slot], work))
        else:
            saved.new += 1
        standing[slot] = work
    return list(found.values())


def _sentence(slot: Slot, old: _Work | None, new: _Work | None) -> str:
    words = {
        "half_day": _half_day(*slot),
        "old": _work(old) if old else "",
        "new": _work(new) if new else "",
    }
    if not new:
        return _("%(half_day)s: %(old)s er fjernet") % words
    if not old:
        return _("%(half_day)s: %(new)s er ført på nytt") % words
    return _("%(half_day)s: fra %(old)s til %(new)s") % words


def _half_day(day: date, half: str) -> str:
    words = {
        "day": date_format(day, "l"),
        "date": short_date(day),
        "half": str(HalfDay(half).label).lower(),
    }
    return _("%(day)s %(date)s, %(half)s") % words


def _work(work: _Work) -> str:
    place, kind = work
    return f"{TimePlace(place).label} ({WorkKind(kind).label})"
