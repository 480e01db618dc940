"""Questions about tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, OuterRef, Value

from navskole.access.grounds import Ground
from pupils.querysets.closed_to_leader import ClosedToLeaderQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Q

    from followup.models import Task
    from navskole.access.actor import Actor
    from pupils.models import Case, ProblemArea


class TaskQuerySet(ClosedToLeaderQuerySet["Task"]):
    """Everything that reads tasks starts with `visible_to(actor)`."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a task."""
        from followup import grounds

        return grounds.task_arms(actor)

    def standing(self) -> Self:
        """Return the tasks that have not been struck."""
        return self.filter(struck_at__isnull=True)

    def open(self) -> Self:
        """Return the tasks still to be done."""
        return self.standing().filter(done_at__isnull=True)

    def overdue(self, *, on: date) -> Self:
        """Return the tasks that should have been done before `on`."""
        return self.open().filter(due_on__lt=on)

    def within(self, *, areas: Iterable[ProblemArea], includes_sensitive: bool) -> Self:
        """Return the tasks that a line about the areas would cover, one line alone."""
        areas_of_task = self.model.areas.through.objects.filter(task_id=OuterRef("pk"))
        outside = areas_of_task.exclude(problemarea__in=areas)
        plain = {} if includes_sensitive else {"is_sensitive": False}
        return self.filter(~Exists(outside), **plain)

    def opened_to(self, actor: Actor, case: Case) -> Self:
        """Return the school's tasks that a line to the case's office opens to the actor."""
        from followup import grounds
        from pupils.grounds import open_school_lines

        lines = open_school_lines(actor)
        if lines is None:
            return self.none()
        to_office = lines.filter(receiver_id=case.office_id)
        opened = self.filter(grounds.school_task(to_office), pupil_id=case.pupil_id)
        return opened.annotate(ground=Value(Ground.CONSENT_FROM_SCHOOL))

    def for_list(self) -> Self:
        """Return what a list of tasks shows: those to be done first, by deadline."""
        return self.select_related(
            "case", "owner", "receiver", "responsible", "created_by", "done_by", "struck_by"
        ).order_by(F("done_at").desc(nulls_first=True), "due_on", "pk")
