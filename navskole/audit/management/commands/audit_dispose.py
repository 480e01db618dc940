"""Dispose of the segments of the access log that have been kept long enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from navskole.audit.disposal import SegmentInTheWayError, dispose_of_old, segments_to_dispose
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Run by the owner of the tables, once a year; the rule of the day says how old is old."""

    help = "Disposes of whole sealed segments of the access log that are older than the rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to do it, or only to say what would be done."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say which segments are old enough, and stop"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Dispose, and print each segment when it is done."""
        now = timezone.now()
        years = Rule.objects.value(RuleCode.LOG_YEARS, on=timezone.localdate(now))
        if options["dry_run"]:
            for segment in segments_to_dispose(now=now, years=years):
                self.stdout.write(f"Segment {segment}: {segment.events} events, old enough.")
            return
        try:
            for segment in dispose_of_old(now=now, years=years):
                self.stdout.write(f"Segment {segment}: {segment.events} events disposed of.")
        except (ImproperlyConfigured, SegmentInTheWayError) as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database refused: {error} Run this as the owner of the tables."
            ) from error
