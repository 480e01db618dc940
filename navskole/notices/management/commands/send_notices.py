"""Write the notices that the day brings, and send the e-mails that wait."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from navskole.access.actor import Actor
from navskole.notices.actions import forget_old_notices, send_waiting, tell_what_is_due


class Command(BaseCommand):
    """Run once a day, or as often as wanted: what was told or sent is not told or sent again."""

    help = "Writes the notices due today, sends the e-mails that wait, deletes old notices."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and print a receipt without names; ends with an error where an e-mail failed."""
        actor = Actor.system("send_notices")
        written = tell_what_is_due(actor=actor)
        receipt = send_waiting(actor=actor)
        deleted = forget_old_notices(actor=actor)
        self.stdout.write(
            f"Wrote {written} notices, sent {receipt.sent} e-mails, deleted {deleted} old notices."
        )
        if receipt.failed:
            raise CommandError(f"{receipt.failed} e-mails failed; the next run tries them again.")
