"""Questions about assessments and goals: NAV's own, never across the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import BooleanField, ExpressionWrapper, F, Q

from navskole.access.visibility import GuardedQuerySet, ModelT
from pupils.querysets.closed_to_leader import ClosedToLeaderQuerySet

if TYPE_CHECKING:
    from followup.models import Assessment, AssessmentArea, Goal
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class OwnCaseQuerySet(GuardedQuerySet[ModelT]):
    """What the team of the case at `path` reads, and the leader where it is not `sensitive`."""

    path = "case_id"
    sensitive: str | None = "is_sensitive"

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds: the case's own."""
        from pupils import grounds

        return grounds.own_case_records(actor, case=self.path, sensitive=self.sensitive)


class AssessmentQuerySet(OwnCaseQuerySet["Assessment"]):
    """Questions about assessments."""


class AssessmentAreaQuerySet(OwnCaseQuerySet["AssessmentArea"]):
    """Questions about the words on one area; a sensitive one is the team's alone."""

    path = "assessment__case_id"

    def standing(self) -> Self:
        """Return the areas that are in the assessment now, in the catalogue's order."""
        return self.filter(removed_at__isnull=True).select_related("area")


class GoalQuerySet(  # type: ignore[override]  # each manager names its own queryset
    ClosedToLeaderQuerySet["Goal"], OwnCaseQuerySet["Goal"]
):
    """Questions about goals."""

    def for_list(self) -> Self:
        """Return what a list of goals shows: those worked on first, then by deadline."""
        from followup.models import GoalState

        ended = ExpressionWrapper(~Q(state=GoalState.OPEN), output_field=BooleanField())
        return self.select_related("case").order_by(ended, F("due_on").asc(nulls_last=True), "pk")
