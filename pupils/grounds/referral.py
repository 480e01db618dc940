"""Why somebody may see a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from agreements.models import Contract, Placement
from navskole.access.grounds import Ground
from navskole.access.visibility import Among, once_for_actor
from navskole.organisations.models import Role
from pupils.grounds.hard_rules import hard_rules, sides_apart
from pupils.grounds.own_side import led_cases, own_school_records, single_cases, team_cases
from pupils.models import Case, Referral

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor


@once_for_actor
def received_referrals(actor: Actor) -> QuerySet[Referral] | None:
    """Return the pending referrals to the actor's office that wait for somebody to take them.

    For the veiledere placed at the referring school and the leader, while the pair's
    contract is in force; where a case is open at the office, for its team alone. Whoever
    works at the school too, on the other side, is shut out of what that school sends.
    """
    if not actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER):
        return None
    contract = Contract.objects.in_force(on=actor.on).between(
        school_id=OuterRef("school_id"), office_id=OuterRef("office_id")
    )
    placed = Placement.objects.in_force(on=actor.on).filter(
        counsellor_id=actor.person.pk,
        contract__school_id=OuterRef("school_id"),
        contract__office_id=OuterRef("office_id"),
    )
    taken = Case.objects.open().filter(
        pupil_id=OuterRef("pupil_id"), office_id=OuterRef("office_id")
    )
    mine = (Q(office_id__in=actor.at(Role.NAV_COUNSELLOR)) & Exists(placed)) | Q(
        office_id__in=actor.at(Role.NAV_MANAGER)
    )
    return Referral.objects.pending().filter(
        mine,
        Exists(contract),
        ~Exists(taken),
        hard_rules(actor, path="pupil__"),
        sides_apart(actor),
        ~Q(school_id__in=actor.other_side_organisations),
    )


def referral_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a referral."""
    arms = own_school_records(actor, owner="school_id")
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
        (Ground.SINGLE_ACCESS, single_cases(actor)),
    ):
        if cases is not None:
            same = cases.filter(pupil_id=OuterRef("pupil_id"), office_id=OuterRef("office_id"))
            arms[ground] = Q(Exists(same))
    if (received := received_referrals(actor)) is not None:
        arms[Ground.REFERRAL_RECEIVED] = Q(Among("pk", received.values("pk")))
    return arms
