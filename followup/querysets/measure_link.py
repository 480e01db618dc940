"""Questions about which measures are, were or are to be one combined measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import OuterRef

    from followup.models import Measure, MeasureLink
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class MeasureLinkQuerySet(GuardedQuerySet["MeasureLink"]):
    """A link is seen by whoever reads what it ties together, while the consents stand both ways."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's ground for a link."""
        from followup import grounds

        return grounds.link_arms(actor)

    def standing(self) -> Self:
        """Return the links nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def ended(self) -> Self:
        """Return the links that somebody has ended."""
        return self.filter(ended_at__isnull=False)

    def joined(self) -> Self:
        """Return the links with a measure of each side."""
        return self.filter(nav_measure__isnull=False, school_measure__isnull=False)

    def questions(self) -> Self:
        """Return the school's questions, whether NAV has begun on an answer or not."""
        return self.filter(is_asked_by_school=True)

    def unanswered(self) -> Self:
        """Return the school's questions that NAV has neither declined nor made a part for."""
        return self.questions().standing().filter(nav_measure__isnull=True)

    def of(self, measure: Measure) -> Self:
        """Return the links of the measure."""
        return self.filter(Q(nav_measure=measure) | Q(school_measure=measure))

    def for_asked(self, kind: int | OuterRef) -> Self:
        """Return those about a part of the school's of the type."""
        return self.filter(
            Q(school_measure__type=kind) | Q(school_measure__isnull=True, asked_type=kind)
        )

    def among(self, measures: Iterable[int]) -> Self:
        """Return the standing joined links of the measures, with both of each and their types."""
        ids = list(measures)
        own = self.filter(Q(nav_measure__in=ids) | Q(school_measure__in=ids))
        return own.standing().joined().with_both()

    def with_both(self) -> Self:
        """Return the links with case, measures and types, the earliest first."""
        return self.select_related(
            "case__office", "nav_measure__type", "school_measure__type", "asked_type"
        ).order_by("pk")

    def told(self) -> Self:
        """Return the links with all that is said about them."""
        return self.with_both().select_related("made_by", "ended_by", "ended_for", "school")
