"""Who is on a case today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navskole.organisations.models import Membership, Role
from pupils.models import CaseGrant, TeamRole

if TYPE_CHECKING:
    from datetime import date

    from pupils.models import Case


def team_of(case: Case, *, on: date) -> list[CaseGrant]:
    """Return what puts each veileder on the case on `on`, the responsible first.

    Only those who work at the office that day: a membership that has ended gives nothing.
    """
    staff = Membership.objects.in_force(on=on).filter(
        organisation_id=case.office_id, role=Role.NAV_COUNSELLOR, user__is_active=True
    )
    found = CaseGrant.objects.in_force(on=on).filter(
        content_object=case, user__in=staff.values("user_id")
    )
    roles = list(TeamRole)
    return sorted(
        found.select_related("user"),
        key=lambda grant: (roles.index(TeamRole(grant.team_role)), grant.user.sort_key, grant.pk),
    )
