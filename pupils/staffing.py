"""What the NAV-leder sees of the veiledere: caseload, place, and for how long."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from agreements.models import Placement
from navskole.organisations.models import Membership, Role
from pupils.models import Case, CaseGrant, TeamRole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.accounts.models import User


@dataclass
class CounsellorRow:
    """One veileder on the leader's list."""

    counsellor: User
    responsible_for: int = 0
    helps_on: int = 0
    schools: list[str] = field(default_factory=list)
    leaves_on: date | None = None


def counsellor_rows(actor: Actor, counsellors: Iterable[User]) -> list[CounsellorRow]:
    """Return a row for each veileder, in the same order; a fixed number of queries.

    Counts only cases the leader may see.
    """
    rows = {person.pk: CounsellorRow(counsellor=person) for person in counsellors}
    cases = Case.objects.open().led_by(actor)
    responsible = cases.filter(responsible_id__in=list(rows)).order_by("responsible_id")
    for user_id, number in responsible.values_list("responsible_id").annotate(Count("pk")):
        rows[user_id].responsible_for = number
    for user_id, number in _helping(actor, cases, list(rows)).items():
        rows[user_id].helps_on = number
    for placement in _placements(actor, list(rows)):
        rows[placement.counsellor_id].schools.append(str(placement.contract.school))
    for user_id, last in _last_days(actor, list(rows)).items():
        rows[user_id].leaves_on = last
    return list(rows.values())


def _helping(actor: Actor, cases: QuerySet[Case], user_ids: list[int]) -> Counter[int]:
    grants = CaseGrant.objects.in_force(on=actor.on).filter(
        user_id__in=user_ids, content_object__in=cases.values("pk")
    )
    others = grants.exclude(team_role=TeamRole.RESPONSIBLE)
    return Counter(
        user_id for user_id, _case in set(others.values_list("user_id", "content_object_id"))
    )


def _placements(actor: Actor, user_ids: list[int]) -> QuerySet[Placement]:
    placements = Placement.objects.visible_to(actor).in_force(on=actor.on)
    return (
        placements.filter(counsellor_id__in=user_ids)
        .select_related("contract__school")
        .order_by("contract__school__name", "pk")
    )


def _last_days(actor: Actor, user_ids: list[int]) -> dict[int, date | None]:
    """Return, by user id, the last day of who leaves every office the actor leads."""
    memberships = Membership.objects.in_force(on=actor.on).filter(
        user_id__in=user_ids,
        role=Role.NAV_COUNSELLOR,
        organisation_id__in=actor.at(Role.NAV_MANAGER),
    )
    days: dict[int, list[date | None]] = defaultdict(list)
    for user_id, last in memberships.values_list("user_id", "ends_on"):
        days[user_id].append(last)
    return {
        user_id: None if None in found else max(filter(None, found))
        for user_id, found in days.items()
    }
