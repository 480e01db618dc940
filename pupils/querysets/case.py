"""Questions about cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, Subquery

from navskole.access.grounds import Ground
from navskole.access.visibility import Among, GuardedQuerySet
from navskole.organisations.models import Role
from pupils.querysets.pupil import NameOrder

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import Case


class CaseQuerySet(GuardedQuerySet["Case"]):
    """That a case exists is confidential; start with `visible_to(actor)`."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a case."""
        from pupils import grounds

        return grounds.case_arms(actor)

    def open(self) -> Self:
        """Return the cases that go on."""
        return self.filter(closed_on__isnull=True)

    def with_enrolment(self, actor: Actor) -> Self:
        """Annotate number and name of the school, class and programme of today's enrolment."""
        from pupils.models import Enrolment

        current = (
            Enrolment.objects.shown_to(actor)
            .filter(pupil_id=OuterRef("pupil_id"))
            .order_by("-starts_on", "-pk")
        )
        return self.annotate(
            school_number=Subquery(current.values("school__org_number")[:1]),
            school_name=Subquery(current.values("school__name")[:1]),
            class_name=Subquery(current.values("class_name")[:1]),
            programme_area=Subquery(current.values("programme_area")[:1]),
        )

    def on_team(self, actor: Actor) -> Self:
        """Return the cases the actor is put on."""
        return self._only(Ground.CASE_TEAM, actor)

    def led_by(self, actor: Actor) -> Self:
        """Return the cases of the offices the actor leads."""
        return self._only(Ground.OFFICE_LEAD, actor)

    def without_responsible(self, actor: Actor) -> Self:
        """Return the cases of the actor's offices that nobody who works there answers for.

        No responsible veileder is written down, or the one who is has left, come back after
        a break, or been taken off.
        """
        from pupils.models import CaseGrant, TeamRole

        waiting = Q()
        for office_id in sorted(actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)):
            granted = CaseGrant.objects.letting_in(office_id, on=actor.on).filter(
                content_object_id=OuterRef("pk"),
                user_id=OuterRef("responsible_id"),
                team_role=TeamRole.RESPONSIBLE,
            )
            waiting |= Q(office_id=office_id) & ~Q(Exists(granted))
        return self.filter(waiting) if waiting else self.none()

    def _only(self, ground: Ground, actor: Actor) -> Self:
        """Return the rows visible on one ground alone."""
        condition = self.arms(actor).get(ground)
        if condition is None:
            return self.none()
        return self.filter(condition).known_by(actor, [ground])

    def named(self, question: str) -> Self:
        """Return the cases of the pupils whose name holds every word of `question`."""
        from pupils.models import Pupil

        return self.filter(Among("pupil_id", Pupil.objects.named(question).values("pk")))

    def by_name(self) -> Self:
        """Return the cases in Norwegian order of the pupil's last name."""
        return self.order_by(NameOrder("pupil__sort_key"), "pk")
