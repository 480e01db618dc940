"""Questions about who is placed where."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from agreements.querysets.contract import contract_arms, contract_in_force, placed_arm
from agreements.querysets.time_entry import time_arms
from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role
from navskole.records.models import in_force
from navskole.records.school_year import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from agreements.models import Placement
    from navskole.access.actor import Actor


class PlacementQuerySet(GuardedQuerySet["Placement"]):
    """Questions about who is placed where."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a placement: as its contract, and the one who is or was placed."""
        arms = contract_arms(actor, path="contract__")
        if offices := actor.at(Role.NAV_COUNSELLOR):
            own = Q(counsellor_id=actor.person.pk, contract__office_id__in=offices)
            colleagues = placed_arm(actor, contract="contract")[Ground.OWN_RECORD]
            arms[Ground.OWN_RECORD] = own | colleagues
        return arms

    def in_force(self, *, on: date) -> Self:
        """Return the placements that count on `on`: their own dates and their contract's."""
        return self.filter(in_force(on=on), contract_in_force(on=on, path="contract__"))

    def overlapping(self, first: date, last: date) -> Self:
        """Return those whose own period holds some of the days."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first), starts_on__lte=last)

    def with_time_for(self, actor: Actor) -> Self:
        """Return the placements whose use of time the actor reads."""
        arms = list(time_arms(actor, placement="").values())
        return self.filter(reduce(or_, arms)) if arms else self.none()

    def telling_time_to(self, actor: Actor) -> Self:
        """Return the rows with whether the actor reads their use of time (`tells_time`)."""
        arms = list(time_arms(actor, placement="").values())
        rule = (
            Case(When(reduce(or_, arms), then=True), default=False) if arms else Value(value=False)
        )
        return self.annotate(tells_time=rule)

    def with_half_days_at_school(self, *, first: date, last: date) -> Self:
        """Return the rows with the half days registered at the school or out with its pupils."""
        from agreements.models import TimeEntry, TimePlace

        own = TimeEntry.objects.filter(
            placement=OuterRef("pk"),
            day__range=(first, last),
            place__in=(TimePlace.SCHOOL, TimePlace.PUPIL),
        )
        counted = own.order_by().values("placement").annotate(number=Count("pk")).values("number")
        return self.annotate(half_days_at_school=Coalesce(Subquery(counted), 0))

    def of_school_year(self, school_year: int) -> Self:
        """Return those that count on some day of the school year."""
        first, last = first_day(school_year), last_day(school_year)
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first),
            Q(ended_at__isnull=True) | Q(ended_at__date__gte=first),
            starts_on__lte=last,
            contract__in_force_from__lte=last,
            contract__in_force_until__gte=first,
        )

    def latest_of_school_year(self, school_year: int) -> Self:
        """Return each veileder's latest at a pair in the school year, by school and name.

        A new version of the contract, or another post fraction, goes on from the one before.
        """
        everybody = type(self)(self.model).of_school_year(school_year)
        later = everybody.filter(
            Q(starts_on__gt=OuterRef("starts_on"))
            | Q(starts_on=OuterRef("starts_on"), pk__gt=OuterRef("pk")),
            counsellor_id=OuterRef("counsellor_id"),
            contract__school_id=OuterRef("contract__school_id"),
            contract__office_id=OuterRef("contract__office_id"),
        )
        return (
            self.of_school_year(school_year)
            .filter(~Exists(later))
            .select_related("contract__school", "contract__office", "counsellor")
            .order_by("contract__school__name", "counsellor__sort_key", "pk")
        )

    def tied_to(self, placements: Iterable[Placement]) -> Self:
        """Return what the same people have been placed as at the same schools and offices."""
        known = list(placements)
        return (
            self.filter(
                counsellor_id__in={each.counsellor_id for each in known},
                contract__school_id__in={each.contract.school_id for each in known},
                contract__office_id__in={each.contract.office_id for each in known},
            )
            .select_related("contract")
            .order_by("starts_on", "pk")
        )

    def schools_of(self, actor: Actor) -> QuerySet[Placement, Any]:
        """Return the school ids where the actor is placed today, by own office."""
        return (
            self.in_force(on=actor.on)
            .filter(
                counsellor_id=actor.person.pk,
                contract__office_id__in=actor.at(Role.NAV_COUNSELLOR),
            )
            .values("contract__school_id")
        )
