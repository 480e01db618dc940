"""Questions about which measures are one combined measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.models import Measure, MeasureLink
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class MeasureLinkQuerySet(GuardedQuerySet["MeasureLink"]):
    """A link is seen by whoever reads both measures, while the consents stand both ways."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's ground for a link."""
        from followup import grounds

        return grounds.link_arms(actor)

    def of(self, measure: Measure) -> Self:
        """Return the links of the measure."""
        return self.filter(Q(nav_measure=measure) | Q(school_measure=measure))

    def among(self, measures: Iterable[int]) -> Self:
        """Return the links of the measures, with both of each and their types."""
        ids = list(measures)
        return self.filter(Q(nav_measure__in=ids) | Q(school_measure__in=ids)).with_both()

    def with_both(self) -> Self:
        """Return the links with both measures and their types, the earliest first."""
        return self.select_related("nav_measure__type", "school_measure__type").order_by("pk")
