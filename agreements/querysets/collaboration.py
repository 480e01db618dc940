"""Questions about collaborations, the offices in them and whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Exists, F, Max, Min, OuterRef, Prefetch, Q, Subquery

from navskole.access.grounds import Ground
from navskole.access.visibility import EVERYTHING, Among, GuardedQuerySet
from navskole.organisations.models import NavOffice, Role, School

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from agreements.models import (
        Collaboration,
        CollaborationOffice,
        ContactPerson,
    )
    from navskole.access.actor import Actor


def collaboration_arms(actor: Actor, *, path: str) -> dict[Ground, Q]:
    """Return who sees a collaboration and why; `path` leads to it and is its key.

    The rektor of the school; the NAV-ledere of the offices in it and the veiledere placed
    there; the county's coordinator and the directorate. A leader whose office has left sees it
    no longer, unless the collaboration itself ended then.
    """
    arms: dict[Ground, Q] = {}
    party = Q()
    prefix = path.removesuffix("pk").removesuffix("_id")
    prefix = f"{prefix}__" if prefix else ""
    if schools := actor.at(Role.PRINCIPAL):
        party |= Q(**{f"{prefix}school_id__in": schools})
    if offices := actor.at(Role.NAV_MANAGER):
        party |= Q(Among(path, _members_of(offices, on=actor.on)))
    if party:
        arms[Ground.PARTY] = party
    if actor.at(Role.NAV_COUNSELLOR):
        arms[Ground.OWN_RECORD] = Q(Among(path, _members_of_placed(actor)))
    if counties := actor.at(Role.COUNTY_COORDINATOR):
        arms[Ground.OVERSIGHT] = Q(**{f"{prefix}school__municipality__county_id__in": counties})
    if actor.has_role(Role.DIRECTORATE_READER):
        arms[Ground.OVERSIGHT] = EVERYTHING
    return arms


def _members_of(office_ids: frozenset[int], *, on: date) -> QuerySet:
    from agreements.models import CollaborationOffice

    members = CollaborationOffice.objects.not_left(on=on).filter(office_id__in=office_ids)
    return members.values("collaboration_id")


def _members_of_placed(actor: Actor) -> QuerySet:
    """Return the collaborations of the schools and offices where the veileder is placed."""
    from agreements.models import CollaborationOffice, Placement

    own = Placement.objects.in_force(on=actor.on).filter(
        counsellor_id=actor.person.pk,
        contract__office_id__in=actor.at(Role.NAV_COUNSELLOR),
        contract__office_id=OuterRef("office_id"),
        contract__school_id=OuterRef("collaboration__school_id"),
    )
    members = CollaborationOffice.objects.not_left(on=actor.on).filter(Exists(own))
    return members.values("collaboration_id")


def in_state(state: str) -> Q:
    """Return the condition on rows read `with_state`; the same rule as `Collaboration.state`."""
    from agreements.models import CollaborationState

    standing, lapsed = Q(ended_on__isnull=True), Q(has_been=True, has_live=False)
    conditions = {
        CollaborationState.ENDED: ~standing,
        CollaborationState.LAPSED: standing & lapsed,
        CollaborationState.IN_OPERATION: standing & Q(has_in_force=True),
        CollaborationState.PLANNED: standing & ~lapsed & Q(has_in_force=False),
    }
    return conditions[CollaborationState(state)]


class CollaborationQuerySet(GuardedQuerySet["Collaboration"]):
    """Questions about collaborations."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a collaboration and why (class G of the owner table)."""
        return collaboration_arms(actor, path="pk")

    def standing(self) -> Self:
        """Return the collaborations that have not been ended."""
        return self.filter(ended_on__isnull=True)

    def with_state(self, *, on: date) -> Self:
        """Annotate what the state is computed from, and when the first contract expires.

        has_in_force  a contract carries access on the day
        has_live      a contract does, will do, or is being made
        has_been      a contract was signed and is over; a discarded draft never was one
        expires_on    the earliest last day of the signed contracts that no later version follows
        """
        from agreements.models import Contract
        from agreements.states import without_successor

        own = Contract.objects.of_each()
        over = Q(ended_at__isnull=False) | Q(in_force_until__lt=on)
        in_force = own.in_force(on=on)
        standing = own.standing().filter(in_force_until__gte=on).order_by()
        ending = standing.filter(without_successor())
        first = ending.values("school_id").annotate(first=Min("in_force_until"))
        return self.annotate(
            has_in_force=Exists(in_force),
            has_live=Exists(own.exclude(over)),
            has_been=Exists(own.filter(over, in_force_from__isnull=False)),
            expires_on=Subquery(first.values("first")),
        )

    def with_meetings_required(self, *, on: date) -> Self:
        """Annotate how many meetings of the steering group a school year has to have.

        meetings_required  the greatest number of the contracts in force; None where there is none
        """
        from agreements.models import Contract

        own = Contract.objects.of_each().in_force(on=on).order_by().values("school_id")
        most = own.annotate(most=Max("steering_meetings")).values("most")
        return self.annotate(meetings_required=Subquery(most))

    def named(self, question: str) -> Self:
        """Return the collaborations whose school or one of whose offices holds every word."""
        from agreements.models import CollaborationOffice

        schools = School.objects.matching(question).values("pk")
        offices = NavOffice.objects.matching(question).values("pk")
        members = CollaborationOffice.objects.filter(office_id__in=offices)
        return self.filter(Q(school_id__in=schools) | Q(pk__in=members.values("collaboration_id")))

    def for_list(self, *, on: date) -> Self:
        """Return what the list of collaborations shows."""
        from agreements.models import CollaborationOffice

        members = CollaborationOffice.objects.for_list()
        return (
            self.select_related("school__municipality__county")
            .prefetch_related(Prefetch("members", members, to_attr="all_members"))
            .with_state(on=on)
            .order_by("school__name", "-starts_on", "pk")
        )


class CollaborationOfficeQuerySet(GuardedQuerySet["CollaborationOffice"]):
    """Questions about which offices are in a collaboration."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see it: as the collaboration."""
        return collaboration_arms(actor, path="collaboration_id")

    def not_left(self, *, on: date) -> Self:
        """Return those that have not left by `on`, or that stayed until the collaboration ended."""
        stayed = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        return self.filter(stayed | Q(ends_on__gte=F("collaboration__ended_on")), ended_at=None)

    def for_list(self) -> Self:
        """Return the offices by name, each with its place."""
        return self.select_related("office").order_by("office__name", "starts_on", "pk")


class ContactPersonQuerySet(GuardedQuerySet["ContactPerson"]):
    """Questions about whom to call."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a contact person: as the collaboration."""
        return collaboration_arms(actor, path="collaboration_id")

    def by_name(self) -> Self:
        """Return the contact persons by name."""
        return self.order_by("name", "pk")
