"""Questions about contact requests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from navskole.access.visibility import GuardedQuerySet
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Q

    from followup.models import ContactRequest
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class ContactRequestQuerySet(GuardedQuerySet["ContactRequest"]):
    """Read by the veiledere of the office placed at the school, and its NAV-leder."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the ground `contact_received`."""
        from followup import grounds

        return grounds.contact_request_arms(actor)

    def open(self) -> Self:
        """Return those somebody is still to answer, the one that has waited longest first."""
        return self.filter(closed_on__isnull=True).order_by("received_at", "pk")

    def closed(self) -> Self:
        """Return those that are closed and not yet deleted, the latest first."""
        return self.filter(closed_on__isnull=False).order_by("-closed_on", "-pk")

    def for_list(self) -> Self:
        """Return what a list shows."""
        return self.select_related("school", "office", "recorded_by", "closed_by")

    def past_keeping(self, *, on: date) -> Self:
        """Return those closed so long ago that they are to be deleted on `on`."""
        days = Rule.objects.value(RuleCode.CONTACT_REQUEST_DAYS, on=on)
        return self.filter(closed_on__lte=on - timedelta(days=days))
