"""Delete the contact requests that were closed longer ago than the rule keeps them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from followup.actions.contact_request import delete_past_keeping
from navskole.access import barrier
from navskole.access.actor import Actor


class Command(BaseCommand):
    """Run once a day; says how many were deleted, and nothing of whom."""

    help = "Deletes closed contact requests that are past the days the rule keeps them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and print a receipt."""
        actor = Actor.system("delete_contact_requests")
        with barrier.working_as(actor):
            deleted = delete_past_keeping(actor=actor)
        self.stdout.write(f"Deleted {deleted} contact requests.")
