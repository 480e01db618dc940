"""Questions about contracts and their signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q

from navskole.access.grounds import Ground
from navskole.access.visibility import EVERYTHING, GuardedQuerySet
from navskole.organisations.models import NavOffice, Role, School
from navskole.records.models import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from agreements.models import Collaboration, CollaborationOffice, Contract, Signature
    from navskole.access.actor import Actor


def contract_in_force(*, on: date, path: str = "") -> Q:
    """Return the condition that the contract at `path` carries access on `on`."""
    return in_force(on=on, path=path, starts="in_force_from", ends="in_force_until")


def contract_arms(actor: Actor, *, path: str) -> dict[Ground, Q]:
    """Return the grounds of rektor and NAV-leder, of the county and of the directorate."""
    arms = {}
    party = Q()
    if schools := actor.at(Role.PRINCIPAL):
        party |= Q(**{f"{path}school_id__in": schools})
    if offices := actor.at(Role.NAV_MANAGER):
        party |= Q(**{f"{path}office_id__in": offices})
    if party:
        arms[Ground.PARTY] = party
    if counties := actor.at(Role.COUNTY_COORDINATOR):
        arms[Ground.OVERSIGHT] = Q(**{f"{path}school__municipality__county_id__in": counties})
    if actor.has_role(Role.DIRECTORATE_READER):
        arms[Ground.OVERSIGHT] = EVERYTHING
    return arms


def placed_arm(actor: Actor, *, contract: str) -> dict[Ground, Q]:
    """The veileder whose placement under the contract counts today."""
    from agreements.models import Placement

    offices = actor.at(Role.NAV_COUNSELLOR)
    if not offices:
        return {}
    own = Placement.objects.in_force(on=actor.on).filter(
        counsellor=actor.user, contract__office_id__in=offices
    )
    return {Ground.OWN_RECORD: Q(**{f"{contract}__in": own.values("contract_id")})}


def _members_with_contract() -> QuerySet[CollaborationOffice]:
    """Return the offices in a collaboration that have a day in common with the contract around."""
    from agreements.models import CollaborationOffice

    return CollaborationOffice.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("starts_on")),
        office_id=OuterRef("office_id"),
        starts_on__lte=OuterRef("ends_on"),
    )


class ContractQuerySet(GuardedQuerySet["Contract"]):
    """Questions about contracts."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a contract and why (class G of the owner table)."""
        return contract_arms(actor, path="") | placed_arm(actor, contract="pk")

    def in_force(self, *, on: date) -> Self:
        """Return the contracts that carry access on `on`."""
        return self.filter(contract_in_force(on=on))

    def standing(self) -> Self:
        """Return the contracts nobody has ended or discarded."""
        return self.filter(ended_at__isnull=True)

    def replacing(self, contract: Contract) -> Self:
        """Return the versions drafted to replace `contract`, the newest first."""
        return self.filter(replaces=contract).order_by("-pk")

    def between(self, *, school_id: object, office_id: object) -> Self:
        """Return the contracts of one pair."""
        return self.filter(school_id=school_id, office_id=office_id)

    def of(self, collaboration: Collaboration) -> Self:
        """Return the collaboration's contracts: the school's with its offices in their time."""
        members = _members_with_contract().filter(collaboration=collaboration)
        return self.filter(Exists(members), school_id=collaboration.school_id)

    def of_each(self) -> Self:
        """Return the contracts of the collaboration of each row of the query around it."""
        members = _members_with_contract().filter(collaboration_id=OuterRef(OuterRef("pk")))
        return self.filter(Exists(members), school_id=OuterRef("school_id"))

    def schools_of(self, office_ids: Iterable[int], *, on: date) -> QuerySet[Contract, Any]:
        """Return the school ids with which any of the offices has a contract in force."""
        return self.in_force(on=on).filter(office_id__in=office_ids).values("school_id")

    def named(self, question: str) -> Self:
        """Return the contracts whose school or office holds every word of `question`."""
        schools = School.objects.matching(question).values("pk")
        offices = NavOffice.objects.matching(question).values("pk")
        return self.filter(Q(school_id__in=schools) | Q(office_id__in=offices))

    def for_list(self) -> Self:
        """Return what the list of contracts shows, newest period first."""
        from agreements.models import Signature

        standing = Signature.objects.standing().select_related("signed_by")
        return (
            self.select_related("school__municipality__county", "office")
            .prefetch_related(Prefetch("signatures", standing, to_attr="standing_signatures"))
            .order_by("school__name", "-starts_on", "pk")
        )


class SignatureQuerySet(GuardedQuerySet["Signature"]):
    """Questions about signatures."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a signature: as its contract."""
        return contract_arms(actor, path="contract__") | placed_arm(actor, contract="contract")

    def standing(self) -> Self:
        """Return the signatures that have not been lifted."""
        return self.filter(lifted_at__isnull=True)
