"""How a pupil's place at the school changed, in plain sentences with old and new."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from navskole.access.history import HistoryLine
from navskole.ui.templatetags.ui_dates import short_date

if TYPE_CHECKING:
    from pupils.querysets.enrolment import EnrolmentQuerySet


def place_changes(places: EnrolmentQuerySet) -> list[HistoryLine]:
    """Return the changes of the reader's own places of one pupil, the latest first.

    A place's first version is no change; a version that shows no difference gives no line.
    """
    lines = [
        HistoryLine(after.history_date, str(after.history_user or _("Systemet")), sentence)
        for before, after in pairwise(places.versions())
        if before.id == after.id
        for sentence in _sentences(before, after)
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _sentences(before: Any, after: Any) -> list[str]:
    told = []
    if before.class_name != after.class_name:
        told.append(_("byttet klasse fra %(old)s til %(new)s") % _pair(before, after, "class_name"))
    if before.level != after.level:
        levels = {"old": before.get_level_display(), "new": after.get_level_display()}
        told.append(_("endret trinn fra %(old)s til %(new)s") % levels)
    if before.programme_area != after.programme_area:
        names = _pair(before, after, "programme_area")
        told.append(_("endret utdanningsprogram fra %(old)s til %(new)s") % names)
    if before.ends_on != after.ends_on and after.ends_on:
        facts = {"day": short_date(after.ends_on), "reason": after.get_end_reason_display()}
        told.append(_("avsluttet skoleplassen %(day)s: %(reason)s") % facts)
    return told


def _pair(before: Any, after: Any, name: str) -> dict[str, str]:
    return {"old": getattr(before, name) or "–", "new": getattr(after, name) or "–"}
