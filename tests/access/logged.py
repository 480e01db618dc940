"""What the log holds after a look."""

from __future__ import annotations

from typing import Any

from django.test import Client

from navskole.audit.models import AccessEvent

Row = tuple[Any, ...]


def events_since(latest: int) -> list[AccessEvent]:
    """Return the events written after `latest`, the oldest first."""
    return list(AccessEvent.objects.filter(pk__gt=latest).order_by("pk"))


def latest_event() -> int:
    """Return the number of the newest event."""
    return AccessEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def pupils_of(event: AccessEvent) -> set[Row]:
    """Return whose data an event tells of: pupil, owner, ground and classes."""
    rows = event.pupils.values_list("pupil_id", "owner_id", "ground", "classes")
    return set(rows)


def the_event(client: Client, url: str, **how: Any) -> AccessEvent:
    """Ask for the address, and return the one event that this wrote."""
    before = latest_event()
    client.get(url, **how)
    (event,) = events_since(before)
    return event
