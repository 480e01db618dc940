"""Questions about outreach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Q, QuerySet, Sum

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role
from navskole.records.school_year import first_day, last_day

if TYPE_CHECKING:
    from followup.models import OutreachActivity
    from navskole.access.actor import Actor


class OutreachActivityQuerySet(GuardedQuerySet["OutreachActivity"]):
    """Figures of the office, for the office."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the office's own."""
        offices = actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
        return {Ground.PARTY: Q(office_id__in=offices)} if offices else {}

    def in_school_year(self, school_year: int) -> Self:
        """Return the activities held in the school year."""
        return self.filter(held_on__range=(first_day(school_year), last_day(school_year)))

    def for_list(self) -> Self:
        """Return what a list shows, the latest first."""
        return self.select_related("school", "office", "recorded_by").order_by("-held_on", "-pk")

    def by_kind(self) -> QuerySet[Any, Any]:
        """Return kind, activities and heads: a row per kind that was held."""
        counted = self.order_by().values("kind")
        return counted.annotate(activities=Count("pk"), heads=Sum("headcount")).order_by("kind")
