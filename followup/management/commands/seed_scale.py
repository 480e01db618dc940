"""Fill an empty database with a made-up country, to measure on."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from followup.demo.scale import Size, seed_scale
from followup.demo.scale.size import LEAST
from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.organisations.models import School


class Command(BaseCommand):
    """Make the country once, telling how far it has come."""

    help = "Fills an empty database with a made-up country of so many pupils, to measure on."

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask how many pupils."""
        parser.add_argument("--pupils", type=int, required=True, help="such as 200000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse where anything is; else write everything in one transaction."""
        if options["pupils"] < LEAST:
            raise CommandError(f"At least {LEAST} pupils are needed.")
        if School.objects.exists():
            raise CommandError("There are schools here already; this needs an empty database.")
        made: dict[str, int] = {}
        size = Size(options["pupils"])
        columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
        with Progress(*columns) as progress:
            line = progress.add_task("", total=size.rows)

            def tell(what: str, more: int) -> None:
                made[what] = made.get(what, 0) + more
                progress.update(line, advance=more, description=f"{what}: {made[what]:,}")

            with barrier.working_as(Actor.system("seed_scale")):
                seed_scale(size=size, now=timezone.now(), tell=tell)
            progress.update(line, completed=size.rows)
        for what, many in made.items():
            self.stdout.write(f"{many:>12,}  {what}")
