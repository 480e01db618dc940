"""Short questions to the access rules, on a day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.accounts.models import User


def day(offset: int = 0) -> date:
    """Return the day `offset` days from today."""
    return timezone.localdate() + timedelta(days=offset)


def at_noon(on: date) -> datetime:
    """Return noon of the day in Europe/Oslo."""
    return timezone.make_aware(datetime.combine(on, time(12)))


def actor_on(user: User, offset: int = 0, **how: Any) -> Actor:
    """Return who `user` is at noon `offset` days from today."""
    return Actor.for_user(user, now=at_noon(day(offset)), **how)


def sees(user: User, record: Any, offset: int = 0, **how: Any) -> bool:
    """Tell whether `user` sees the record `offset` days from today, behind both barriers."""
    actor = actor_on(user, offset, **how)
    with barrier.reading_as(actor):
        return type(record).objects.visible_to(actor).filter(pk=record.pk).exists()


def days_seen(user: User, record: Any, offsets: range, **how: Any) -> list[int]:
    """Return on which of the days around today `user` sees the record."""
    return [offset for offset in offsets if sees(user, record, offset, **how)]
