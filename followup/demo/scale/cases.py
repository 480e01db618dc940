"""The cases, and who is put on them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission

from navskole.access.grounds import Ground
from navskole.organisations.models import Role
from pupils.models import AddressProtection, Case, CaseGrant, CaseSource, CaseStatus, TeamRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.places import Country
    from followup.demo.scale.pupils import Enrolled
    from followup.demo.scale.size import Size
    from navskole.accounts.models import User

_STATUSES = (
    CaseStatus.NEW,
    CaseStatus.ASSESSING,
    CaseStatus.ACTIVE,
    CaseStatus.ACTIVE,
    CaseStatus.ACTIVE,
    CaseStatus.PAUSED,
    CaseStatus.CLOSED,
)
_CO_WORKER_PER_CENT = 10
_ANSWERING = 3
"""How many of an office's veiledere answer for cases; the next one stands in for the first."""
_STOOD_IN, _STANDS_IN = timedelta(days=5), timedelta(days=60)


class Opened:
    """A case and its pupil's school."""

    __slots__ = ("case", "enrolled")

    def __init__(self, case: Case, enrolled: Enrolled) -> None:
        self.case, self.enrolled = case, enrolled


def seed_cases(
    dealer: Dealer, size: Size, country: Country, pupils: list[Enrolled]
) -> list[Opened]:
    """Open cases on some of the pupils, at the office their school works with."""
    chosen = dealer.rng.sample(pupils, size.cases)
    made = dealer.write("cases", Case, (_case(dealer, country, one) for one in chosen))
    opened = [Opened(case, one) for case, one in zip(made, chosen, strict=True)]
    dealer.write("case teams", CaseGrant, _teams(dealer, country, opened))
    return opened


def _case(dealer: Dealer, country: Country, one: Enrolled) -> Case:
    office = country.office_of(one.school)
    team = country.staff[Role.NAV_COUNSELLOR, office.pk]
    status = dealer.rng.choice(_STATUSES)
    opened_on = dealer.days_ago(390, 60)
    is_strict = one.pupil.address_protection == AddressProtection.STRICT
    return Case(
        public_id=dealer.uuid(),
        pupil=one.pupil,
        office=office,
        source=dealer.rng.choice(list(CaseSource)),
        responsible=team[0] if is_strict else dealer.rng.choice(team[:_ANSWERING]),
        status=status,
        opened_on=opened_on,
        closed_on=dealer.days_ago(59) if status == CaseStatus.CLOSED else None,
    )


def _teams(dealer: Dealer, country: Country, opened: list[Opened]) -> Iterator[CaseGrant]:
    permission = Permission.objects.get(codename="view_case", content_type__app_label="pupils")
    for one in opened:
        colleagues = country.staff[Role.NAV_COUNSELLOR, one.case.office_id]
        yield _put_on(dealer, permission, one.case, one.case.responsible, TeamRole.RESPONSIBLE)
        if dealer.happens(_CO_WORKER_PER_CENT):
            who = dealer.rng.choice(colleagues)
            if who != one.case.responsible:
                yield _put_on(dealer, permission, one.case, who, TeamRole.CO_WORKER)
        if one.case.responsible == colleagues[0]:
            yield _put_on(dealer, permission, one.case, colleagues[_ANSWERING], TeamRole.SUBSTITUTE)


def _put_on(
    dealer: Dealer, permission: Permission, case: Case, user: User | None, role: TeamRole
) -> CaseGrant:
    stands_in = role == TeamRole.SUBSTITUTE
    return CaseGrant(
        public_id=dealer.uuid(),
        user=user,
        content_object=case,
        permission=permission,
        ground=Ground.CASE_TEAM,
        team_role=role,
        starts_on=dealer.today - _STOOD_IN if stands_in else case.opened_on,
        ends_on=dealer.today + _STANDS_IN if stands_in else None,
    )
