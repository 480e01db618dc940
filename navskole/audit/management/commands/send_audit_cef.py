"""Send the events of the access log that wait, as CEF."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from navskole.audit import outbox
from navskole.audit.models import CefDelivery


class Command(BaseCommand):
    """Run every minute, or as often as wanted, also while another run is sending."""

    help = "Sends the events of the access log that wait, to the receiver in AUDIT_CEF."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and print how many; ends with an error where the receiver did not take them."""
        if not settings.AUDIT_CEF:
            raise CommandError("AUDIT_CEF names no receiver: nothing waits and nothing is sent.")
        now, sent = timezone.now(), 0
        try:
            for some in outbox.send_waiting(now=now):
                sent += some
        except OSError as error:
            waiting = CefDelivery.objects.waiting().count()
            raise CommandError(
                f"Sent {sent} events. The receiver does not answer ({error.strerror or error}); "
                f"{waiting} events wait for the next run."
            ) from error
        deleted = outbox.forget_sent(now=now)
        self.stdout.write(f"Sent {sent} events, deleted {deleted} old marks.")
