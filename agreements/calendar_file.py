"""A meeting as a file that calendars take: RFC 5545, one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from icalendar import Calendar, Event, vCalAddress, vText

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarEvent:
    """What the calendar shows. No text of it may name a pupil.

    uid       the same for every version of one meeting
    sequence  rises with every change, so that a calendar replaces what it has
    invited   name and e-mail of each; without e-mail a calendar knows nobody
    """

    uid: str
    sequence: int
    summary: str
    location: str
    description: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    url: str
    is_cancelled: bool
    invited: Iterable[tuple[str, str]]


def calendar_file(event: CalendarEvent) -> bytes:
    """Return the file; moments are in UTC, which every calendar shows in its own time."""
    calendar = Calendar()
    calendar.add("prodid", f"-//navskole//navskole//{(get_language() or 'nb').upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if event.is_cancelled else "PUBLISH")
    entry = Event()
    entry.add("uid", f"{event.uid}@navskole")
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", event.changed_at.astimezone(UTC))
    entry.add("dtstart", event.starts_at.astimezone(UTC))
    entry.add("dtend", event.ends_at.astimezone(UTC))
    entry.add("summary", event.summary)
    entry.add("location", event.location)
    entry.add("description", event.description)
    entry.add("url", event.url)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for name, email in event.invited:
        if email:
            entry.add("attendee", _attendee(name, email), encode=False)
    calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def _attendee(name: str, email: str) -> vCalAddress:
    attendee = vCalAddress(f"mailto:{email}")
    attendee.params["CN"] = vText(name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    return attendee
