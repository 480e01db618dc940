"""An event of the access log as lines of CEF, the format that NAV's security log reads.

One line for each pupil the event concerned, with the pupil's national id; an event without a
pupil gives one line without it. The lines go to a stream of their own, see `outbox`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from navskole.audit.events import Decision
from navskole.audit.pages import page_in_words
from navskole.audit.subjects import national_ids_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from navskole.audit.models import AccessEvent

_HEADER = ("navskole", "AuditLogger", "1.0", "audit:access", "Sporingslogg")
# What ends a line for some reader, or is not to be printed at all.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class CefLine:
    """One line without its end, when it happened, and whether it tells of a refusal."""

    text: str
    at: datetime
    is_refusal: bool


def lines_of(events: Iterable[AccessEvent]) -> Iterator[CefLine]:
    """Yield the lines of the events, in their order; `pupils` was fetched with them."""
    events = list(events)
    asked = {(row.pupil_id, row.owner_id) for event in events for row in event.pupils.all()}
    numbers = national_ids_of(asked) if asked else {}
    for event in events:
        subjects: dict[int, str] = {}
        for row in sorted(event.pupils.all(), key=lambda row: row.pk):
            known = subjects.get(row.pupil_id)
            subjects[row.pupil_id] = known or numbers.get((row.pupil_id, row.owner_id), "")
        for national_id in subjects.values() or [""]:
            yield _line(event, national_id)


def _line(event: AccessEvent, national_id: str) -> CefLine:
    is_refusal = event.decision == Decision.DENY
    extension = {
        "suid": event.user.username if event.user else "",
        "duid": national_id,
        "end": str(int(event.at.timestamp() * 1000)),
        "sproc": str(event.request_id or ""),
        "request": event.path,
        "requestMethod": event.method,
        "flexString1Label": "Decision",
        "flexString1": "Deny" if is_refusal else "Permit",
        "msg": _message(event),
    }
    return CefLine(
        text=_cef([*_HEADER, "WARN" if is_refusal else "INFO"], extension),
        at=event.at,
        is_refusal=is_refusal,
    )


def _message(event: AccessEvent) -> str:
    """Return what was done and where, in words that name nobody."""
    done = event.get_action_display()
    return f"{done}: {page_in_words(event.path)}" if event.path else done


def _cef(header: list[str], extension: dict[str, str]) -> str:
    """Return the line; a field without a value is left out."""
    fields = " ".join(f"{key}={_value(value)}" for key, value in extension.items() if value)
    return "|".join(["CEF:0", *map(_header_field, header), fields])


def _header_field(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text.replace("\\", "\\\\").replace("|", "\\|"))


def _value(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("=", "\\=")
    return _UNPRINTABLE.sub(" ", escaped.replace("\n", "\\n").replace("\r", "\\r"))
