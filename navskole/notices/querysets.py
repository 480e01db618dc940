"""Questions about notices."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Membership

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models.expressions import Combinable

    from navskole.access.actor import Actor
    from navskole.notices.models import Notice

MAILED_DAYS = 14
"""How long a notice may wait for its e-mail: an older one is no news."""
KEPT_DAYS = 365
"""How long a notice is kept."""


class NoticeQuerySet(GuardedQuerySet["Notice"]):
    """Questions about notices."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a notice: whom it was written to, while they work where they did."""
        places = {row.organisation_id for row in actor.memberships}
        if not places:
            return {}
        own = Q(recipient_id=actor.person.pk, organisation_id__in=places)
        return {Ground.OWN_RECORD: own}

    def unread(self) -> Self:
        """Return those that nobody has opened."""
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> Self:
        """Return the notices with the newest first."""
        return self.order_by("-created_at", "-pk")

    def to_send(self, *, now: datetime) -> Self:
        """Return those that wait for their e-mail and can be sent, the oldest first.

        Only to somebody who still works there and has not read it.
        """
        working = Membership.objects.in_force(on=timezone.localdate(now)).filter(
            user_id=OuterRef("recipient_id"), organisation_id=OuterRef("organisation_id")
        )
        return (
            self.unread()
            .filter(emailed_at__isnull=True, created_at__gte=now - timedelta(days=MAILED_DAYS))
            .filter(Exists(working), recipient__is_active=True)
            .exclude(recipient__email="")
            .order_by("created_at", "pk")
        )

    def past_keeping(self, *, now: datetime) -> Self:
        """Return those that are kept no longer."""
        return self.filter(created_at__lt=now - timedelta(days=KEPT_DAYS))

    def unread_of_membership(self) -> Combinable:
        """Return, for a membership, how many unread notices the person has where it is."""
        own = self.unread().filter(
            recipient_id=OuterRef("user_id"), organisation_id=OuterRef("organisation_id")
        )
        counted = own.order_by().values("recipient_id").annotate(number=Count("pk"))
        return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())
