"""Questions about risk flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Case, IntegerField, Q, Value, When

from pupils.querysets.closed_to_leader import ClosedToLeaderQuerySet

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import RiskFlag


class RiskFlagQuerySet(ClosedToLeaderQuerySet["RiskFlag"]):
    """A flag is read on its own side alone."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a flag."""
        from pupils import grounds

        arms = {
            ground: condition & (Q(is_sensitive=False) | Q(raised_by_id=actor.person.pk))
            for ground, condition in grounds.own_school_records(actor).items()
        }
        return arms | grounds.own_case_records(actor, sensitive="is_sensitive")

    def standing(self, *, on: date) -> Self:
        """Return the flags neither settled nor expired on `on`."""
        return self.filter(resolved_at__isnull=True, expires_on__gte=on)

    def newest_first(self) -> Self:
        """Return the flags, the latest first."""
        return self.order_by("-raised_at", "-pk")

    def with_urgency(self) -> Self:
        """Annotate `urgency_rank`: 1 for the mildest level, rising."""
        from pupils.models import FlagLevel

        ranks = [
            When(level=level, then=Value(rank)) for rank, level in enumerate(FlagLevel, start=1)
        ]
        return self.annotate(urgency_rank=Case(*ranks, output_field=IntegerField()))
