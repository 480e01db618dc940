"""What waits to be sent as CEF: written with the event, sent by a command, marked when sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from navskole.audit.cef import lines_of
from navskole.audit.models import AccessEvent, CefDelivery
from navskole.audit.receivers import receiver_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from navskole.audit.receivers import Receiver

MOST_AT_A_TIME = 500
KEPT = timedelta(days=30)


def add(event: AccessEvent) -> None:
    """Let the event be sent, where there is a receiver; in the transaction it was written in."""
    if settings.AUDIT_CEF:
        CefDelivery.objects.create(event=event)


def send_waiting(*, now: datetime, most: int = MOST_AT_A_TIME) -> Iterator[int]:
    """Send what waits in the order of its events, and yield how many each time some were sent.

    What was sent is marked at once, in batches of at most `most`. Raises OSError where the
    receiver does not take a batch; that batch and what comes after it wait for the next run.
    """
    receiver = receiver_at(settings.AUDIT_CEF)
    while sent := _send_some(receiver, most=most, now=now):
        yield sent


@transaction.atomic
def _send_some(receiver: Receiver, *, most: int, now: datetime) -> int:
    """Send the first batch that no other run is sending right now."""
    waiting = CefDelivery.objects.waiting().select_for_update(skip_locked=True).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:most])
    if ids:
        events = AccessEvent.objects.filter(pk__in=ids).order_by("pk")
        lines = lines_of(events.select_related("user").prefetch_related("pupils"))
        receiver.send(list(lines))
        CefDelivery.objects.filter(pk__in=ids).update(sent_at=now)
    return len(ids)


def forget_sent(*, now: datetime) -> int:
    """Delete the marks of what was sent long ago, and return how many; the events stay."""
    deleted, _models = CefDelivery.objects.filter(sent_at__lt=now - KEPT).delete()
    return deleted
