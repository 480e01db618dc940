"""Compare the whole access log with its seals."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from navskole.audit.models import AuditSegment
from navskole.audit.seals import known_keys
from navskole.audit.verification import missing_seals, problems_outside, segment_problems

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Mapping

    from django.db.models import QuerySet

_EACH = 2


class Command(BaseCommand):
    """Reads only. Ends with 1 where anything differs, and says what and where."""

    help = "Recomputes every seal of the access log; ends with 1 where rows or seals differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how long a row may wait for its seal, and seals noted elsewhere."""
        parser.add_argument(
            "--unsealed-hours",
            type=float,
            default=26,
            metavar="HOURS",
            help="how old an event may be without being sealed (26)",
        )
        parser.add_argument(
            "--noted",
            action="append",
            default=[],
            metavar="SEAL",
            help="a seal that audit_seal printed and that must still be there; may be repeated",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, and print each problem as it is found."""
        try:
            keys = known_keys()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        self.problems = 0
        last = self._verify_segments(keys, each=options["verbosity"] >= _EACH)
        longest = timedelta(hours=options["unsealed_hours"])
        self._tell(*problems_outside(last, now=timezone.now(), longest=longest))
        self._tell(*missing_seals(options["noted"]))
        if self.problems:
            raise CommandError(f"The access log is not as it was sealed: {self.problems} problems.")

    def _verify_segments(self, keys: Mapping[str, str], *, each: bool) -> AuditSegment | None:
        last, segments, events = None, 0, 0
        disposed = 0
        for segment in _segments().iterator():
            disposed += hasattr(segment, "disposal")
            self._tell(*segment_problems(segment, last, keys))
            last, segments, events = segment, segments + 1, events + segment.events
            if each:
                self.stdout.write(f"Segment {segment.number}: compared, {events} events so far.")
        self.stdout.write(f"Compared {segments} segments with {events} events.")
        if disposed:
            self.stdout.write(f"Compared {disposed} of them by their seals: disposed of.")
        return last

    def _tell(self, *problems: str) -> None:
        self.problems += len(problems)
        for problem in problems:
            self.stdout.write(problem)


def _segments() -> QuerySet[AuditSegment]:
    return AuditSegment.objects.select_related("disposal").order_by("number", "pk")
