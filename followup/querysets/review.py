"""Questions about reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import OuterRef, Q

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from followup.models import CaseloadReview
    from navskole.access.actor import Actor


class CaseloadReviewQuerySet(GuardedQuerySet["CaseloadReview"]):
    """A review is rektor's own."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the ground of the school's rektor."""
        schools = actor.at(Role.PRINCIPAL)
        return {Ground.OWN_SCHOOL: Q(school_id__in=schools)} if schools else {}

    def newest_first(self) -> Self:
        """Return the reviews, the latest first."""
        return self.select_related("reviewed_by", "school").order_by("-reviewed_at", "-pk")

    def with_points(self, actor: Actor) -> Self:
        """Annotate `points` and `open_points`: the tasks of each review that the actor reads."""
        from followup.models import Task
        from followup.querysets.caseload import number

        points = Task.objects.visible_to(actor).standing().filter(review_id=OuterRef("pk"))
        return self.annotate(points=number(points), open_points=number(points.open()))
