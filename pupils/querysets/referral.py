"""Questions about referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from navskole.access.grounds import ONLY_READING
from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from django.db.models import Q

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import Referral


class ReferralQuerySet(GuardedQuerySet["Referral"]):
    """The school reads its text and that it was received; the office what came of it."""

    one_at_a_time = ONLY_READING

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a referral."""
        from pupils import grounds

        return grounds.referral_arms(actor)

    def pending(self) -> Self:
        """Return the referrals nobody has opened a case on or declined."""
        return self.filter(case_id__isnull=True, declined_at__isnull=True)

    def newest_first(self) -> Self:
        """Return the referrals, the latest first."""
        return self.order_by("-sent_at", "-pk")
