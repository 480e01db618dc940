"""Questions about cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F, OuterRef, Q, Subquery

from navskole.access.visibility import Among, GuardedQuerySet

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class CaseQuerySet(GuardedQuerySet):
    """That a case exists is confidential; start with `visible_to(actor)`."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a case."""
        from pupils import grounds

        return grounds.case_arms(actor)

    def open(self) -> Self:
        """Return the cases that go on."""
        return self.filter(closed_on__isnull=True)

    def open_on(self, day: date) -> Self:
        """Return the cases that were open at the start of `day`."""
        return self.filter(
            Q(closed_on__isnull=True) | Q(closed_on__gte=day), opened_on__lte=day
        )

    def of_pupils_at(self, school_ids: frozenset[int], *, on: date) -> Self:
        """Return the cases of pupils with an enrolment in force at the schools on `on`."""
        from pupils.models import Enrolment

        enrolled = Enrolment.objects.in_force(on=on).filter(school_id__in=school_ids)
        return self.filter(Among("pupil_id", enrolled.values("pupil_id")))

    def with_enrolment(self, *, on: date) -> Self:
        """Annotate `school_name`, `class_name` and `programme_area` of the pupil's enrolment."""
        from pupils.models import Enrolment

        current = (
            Enrolment.objects.in_force(on=on)
            .filter(pupil_id=OuterRef("pupil_id"))
            .order_by("-starts_on", "-pk")
        )
        return self.annotate(
            school_name=Subquery(current.values("school__name")[:1]),
            class_name=Subquery(current.values("class_name")[:1]),
            programme_area=Subquery(current.values("programme_area")[:1]),
        )

    def by_name(self) -> Self:
        """Return the cases in Norwegian order of the pupil's last name."""
        return self.order_by(F("pupil__sort_key"), "pk")
