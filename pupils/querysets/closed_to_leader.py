"""What the leader of an office opens one at a time, after saying what for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Value

from navskole.access.grounds import Ground
from navskole.access.visibility import Among, GuardedQuerySet, ModelT

if TYPE_CHECKING:
    from navskole.access.actor import Actor


class ClosedToLeaderQuerySet(GuardedQuerySet[ModelT]):
    """A queryset of records that may be sensitive, each on the page of a case or of none."""

    def closed_to_leader(self, actor: Actor) -> Self:
        """Return the sensitive records of the cases the actor leads that nothing else opens.

        They stand in no `visible_to`: no list, count or print holds them.
        """
        from pupils import grounds

        led = grounds.led_cases(actor)
        if led is None:
            return self.none()
        closed = self.filter(Among("case_id", led.values("pk")), is_sensitive=True)
        seen = self.model.objects.visible_to(actor).values("pk")  # type: ignore[attr-defined]
        return closed.exclude(pk__in=seen).annotate(ground=Value(Ground.OFFICE_LEAD))
