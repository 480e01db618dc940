"""Seal the rows of the access log that are new since the last seal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from navskole.audit.safe_point import WritersStillOpen
from navskole.audit.sealing import seal_new_rows

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Run every hour, or as often as wanted: a row is sealed once."""

    help = "Seals the rows of the access log that are new since the last seal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how long to wait for transactions that are writing."""
        parser.add_argument(
            "--wait",
            type=float,
            default=30,
            metavar="SECONDS",
            help="how long to wait for transactions that write in the log right now (30)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and print each segment with its seal, to be kept outside the database too."""
        sealed = 0
        try:
            for segment in seal_new_rows(now=timezone.now(), wait=options["wait"]):
                sealed += segment.events
                self.stdout.write(
                    f"Segment {segment.number}: {segment.events} events "
                    f"({segment.first_id}-{segment.last_id}), seal {segment.seal}"
                )
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except WritersStillOpen as error:
            raise CommandError(
                "A transaction has been writing in the log for too long. Nothing was sealed; "
                "the next run tries again."
            ) from error
        self.stdout.write(f"Sealed {sealed} events.")
