"""Fill an empty database with the demo, and say how to sign in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from followup.demo import seed_demo
from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.administration.demo import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Seed the demo once; print its accounts every time."""

    help = "Fills the database with the fictional demo, once, and prints its accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        """Seed where nothing is there, and end with the accounts."""
        if not settings.DEMO_ACCOUNTS_LISTED:
            raise CommandError(
                "The demo is only for the demo settings (DEMO_ACCOUNTS_LISTED): "
                "its accounts have a password that everybody knows."
            )
        with barrier.working_as(Actor.system("seed_demo")):
            made = seed_demo(now=timezone.now())
        if made:
            self.stdout.write("Made the demo: fictional schools, NAV offices, pupils and cases.")
        self.stdout.write("\n".join(account_table()))
        self.stdout.write(f"\nPassword for all: {PASSWORD}")


def account_table() -> list[str]:
    """Return the lines of the table of accounts: username, name, role, organisation."""
    rows = [("Username", "Name", "Role", "Organisation")]
    rows += [
        (account.username, account.name, account.role_name, account.organisation)
        for account in ACCOUNTS
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [lines[0], "  ".join("-" * width for width in widths), *lines[1:]]
