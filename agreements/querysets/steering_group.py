"""Questions about steering groups and who sits in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from agreements.querysets.collaboration import collaboration_arms
from navskole.access.visibility import GuardedQuerySet
from navskole.records.models import in_force

if TYPE_CHECKING:
    from datetime import date

    from agreements.models import SteeringGroup, SteeringMember
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class SteeringGroupQuerySet(GuardedQuerySet["SteeringGroup"]):
    """Questions about steering groups."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a steering group: as the collaboration."""
        return collaboration_arms(actor, path="collaboration_id")


class SteeringMemberQuerySet(GuardedQuerySet["SteeringMember"]):
    """Questions about who sits in a steering group."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a member: as the collaboration."""
        return collaboration_arms(actor, path="group__collaboration_id")

    def in_force(self, *, on: date) -> Self:
        """Return those who sit in the group on the day."""
        return self.filter(in_force(on=on))

    def by_office(self) -> Self:
        """Return the members, those who lead first, then the secretary, then by name."""
        return self.order_by("-is_chair", "-is_secretary", "name", "pk")

    def not_over(self, *, on: date) -> Self:
        """Return those who sit in it on the day, or will."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), ended_at=None)

    def over(self, *, on: date) -> Self:
        """Return those whose time is over, the latest first."""
        return self.filter(ends_on__lt=on).order_by(F("ends_on").desc(), "name", "pk")
