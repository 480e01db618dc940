"""Questions about how the veiledere use their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agreements.models import Placement, TimeEntry
    from navskole.access.actor import Actor
    from navskole.records.week import Week

Counts = dict[str, int]
"""How many half days by place."""


def time_arms(actor: Actor, *, placement: str) -> dict[Ground, Q]:
    """Return who reads the time used under a placement: who is placed, and the pair's leaders.

    The rektor only while the pair has a contract in force, for it is the office's own record.
    """
    arms = {}
    if offices := actor.at(Role.NAV_COUNSELLOR):
        own = {f"{placement}counsellor_id": actor.person.pk}
        arms[Ground.OWN_RECORD] = Q(**own, **{f"{placement}contract__office_id__in": offices})
    party = Q()
    for school_id in sorted(actor.at(Role.PRINCIPAL)):
        party |= _at_school(school_id, placement=placement, on=actor.on)
    if offices := actor.at(Role.NAV_MANAGER):
        party |= Q(**{f"{placement}contract__office_id__in": offices})
    if party:
        arms[Ground.PARTY] = party
    return arms


def _at_school(school_id: int, *, placement: str, on: date) -> Q:
    from agreements.models import Contract

    partners = Contract.objects.in_force(on=on).filter(school_id=school_id)
    return Q(
        **{
            f"{placement}contract__school_id": school_id,
            f"{placement}contract__office_id__in": partners.values("office_id"),
        }
    )


class TimeEntryQuerySet(GuardedQuerySet["TimeEntry"]):
    """Questions about half days."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a half day: whoever reads the time of its placement."""
        return time_arms(actor, placement="placement__")

    def of_week(self, week: Week, *, counsellor_id: int) -> Self:
        """Return what one person has registered in a week, in the order of the days."""
        days = Q(day__range=(week.monday, week.sunday))
        return self.filter(days, counsellor_id=counsellor_id).order_by("day", "pk")

    def counted(
        self, placements: Iterable[Placement], *, first: date, last: date
    ) -> dict[int, Counts]:
        """Return the half days from `first` to `last` by placement id and place."""
        found: dict[int, Counts] = {placement.pk: {} for placement in placements}
        rows = self.filter(placement_id__in=list(found), day__range=(first, last)).order_by()
        counted = rows.values_list("placement_id", "place").annotate(Count("pk"))
        for placement_id, place, number in counted:
            found[placement_id][place] = number
        return found
