"""Questions about what was shared on a statute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.records.models import DatedQuerySet

if TYPE_CHECKING:
    from django.db.models import Q

    from followup.models import Disclosure
    from navskole.access.actor import Actor


class DisclosureQuerySet(  # type: ignore[override]  # the plugin types `as_manager` per class
    GuardedQuerySet["Disclosure"], DatedQuerySet["Disclosure"]
):
    """Read by the side that shared it, and by the people it names while it lasts."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for what was shared."""
        from followup import grounds

        return grounds.disclosure_arms(actor)

    def shared_with(self, actor: Actor) -> Self:
        """Return those that the actor was named for, each with that ground."""
        return self.with_ground(actor).filter(ground=Ground.LAWFUL_DISCLOSURE)

    def shared_by(self, actor: Actor) -> Self:
        """Return those of the actor's own side, each with its ground."""
        return self.with_ground(actor).exclude(ground=Ground.LAWFUL_DISCLOSURE)

    def for_list(self) -> Self:
        """Return what a list shows, the latest first."""
        return (
            self.select_related("pupil", "owner", "disclosed_by", "ended_by", "case")
            .prefetch_related("recipients__user", "recipients__organisation")
            .order_by("-disclosed_at", "-pk")
        )
