"""Questions about the slips on a case: NAV's own, never across the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F

from followup.querysets.plan import OwnCaseQuerySet

if TYPE_CHECKING:
    from datetime import date

    from followup.models import Reminder


class ReminderQuerySet(OwnCaseQuerySet["Reminder"]):
    """Read by the team and the leader alike: a slip has no sensitive mark."""

    sensitive = None

    def standing(self) -> Self:
        """Return the slips nobody has taken away."""
        return self.filter(ended_at__isnull=True)

    def due(self, *, on: date) -> Self:
        """Return the slips that hang there, and whose date has come by `on`."""
        return self.standing().filter(remind_on__lte=on)

    def for_list(self) -> Self:
        """Return what a list of slips shows: those that hang there, by date, then the newest."""
        return self.select_related("saved_by", "ended_by").order_by(
            F("ended_at").desc(nulls_first=True), F("remind_on").asc(nulls_last=True), "-pk"
        )
