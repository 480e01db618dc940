"""Questions about changes of address protection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from django.db.models import Q

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import ProtectionChange


class ProtectionChangeQuerySet(GuardedQuerySet["ProtectionChange"]):
    """What a place has proposed is its own: nobody else learns that it knows the pupil."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see it: the own side, and of a pupil they see."""
        from pupils import grounds

        return grounds.own_school_records(actor) | grounds.own_office_records(actor)

    def waiting(self) -> Self:
        """Return those that nobody has confirmed or withdrawn."""
        return self.filter(outcome="waiting")

    def with_people(self) -> Self:
        """Return them with who they concern and who made them, the latest first."""
        people = self.select_related("pupil", "owner", "proposed_by", "settled_by")
        return people.order_by("-proposed_at", "-pk")
