"""A school and an office that work together, with a pupil of both."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.models import Contract, Placement
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, Role, School
from pupils.models import Case, Enrolment, Pupil
from tests.asking import actor_on
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import CaseFactory, EnrolmentFactory, PupilFactory


@dataclass
class Pair:
    """A contract in force, who leads and works on both sides, a pupil with a case."""

    school: School
    office: NavOffice
    contract: Contract
    placement: Placement
    pupil: Pupil
    enrolment: Enrolment
    case: Case
    principal: User
    school_counsellor: User
    counsellor: User
    manager: User

    def acting(self, who: str, offset: int = 0) -> Actor:
        """Return who `who` is, `offset` days from today."""
        return actor_on(getattr(self, who), offset)


def make_pair() -> Pair:
    """Return a new pair; the veileder is placed at the school and responsible for the case."""
    school, office = SchoolFactory(), NavOfficeFactory()
    contract = contract_in_force(school=school, office=office)
    counsellor = member(Role.NAV_COUNSELLOR, office)
    pupil = PupilFactory()
    return Pair(
        school=school,
        office=office,
        contract=contract,
        placement=PlacementFactory(contract=contract, counsellor=counsellor),
        pupil=pupil,
        enrolment=EnrolmentFactory(pupil=pupil, school=school),
        case=CaseFactory(pupil=pupil, office=office, responsible=counsellor),
        principal=member(Role.PRINCIPAL, school),
        school_counsellor=member(Role.SCHOOL_COUNSELLOR, school),
        counsellor=counsellor,
        manager=member(Role.NAV_MANAGER, office),
    )
