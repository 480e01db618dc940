"""Counties, schools, offices, who works there, and the contracts between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from agreements.models import (
    Collaboration,
    CollaborationOffice,
    Contract,
    Party,
    Placement,
    Signature,
)
from agreements.standard_model import standard_content
from navskole.accounts.models import User
from navskole.organisations.models import (
    County,
    Membership,
    Municipality,
    NavOffice,
    Role,
    School,
    Side,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.size import Size

_YEARS_BACK = timedelta(days=500)
_YEARS_AHEAD = timedelta(days=500)
WIDE_USER = "scale.bred"
"""The rådgiver who works at many schools."""


@dataclass
class Country:
    """What the pupils are dealt to."""

    schools: list[School]
    offices: list[NavOffice]
    staff: dict[tuple[str, int], list[User]]
    """By role and organisation."""

    def office_of(self, school: School) -> NavOffice:
        """Return the office that has a contract with the school."""
        return self._partners[school.pk]

    def __post_init__(self) -> None:
        self._partners = {
            school.pk: self.offices[number % len(self.offices)]
            for number, school in enumerate(self.schools)
        }


def seed_country(dealer: Dealer, size: Size) -> Country:
    """Make the places, their staff and a contract in force for every school."""
    schools, offices = _places(dealer, size)
    country = Country(schools, offices, {})
    _staff(dealer, size, country)
    _contracts(dealer, country)
    return country


def _places(dealer: Dealer, size: Size) -> tuple[list[School], list[NavOffice]]:
    municipalities = []
    for number in range(size.counties):
        county = County.objects.create(
            public_id=dealer.uuid(),
            side=Side.COUNTY,
            name=f"Fylke {number + 1}",
            number=f"{60 + number}",
        )
        municipalities.append(
            Municipality.objects.create(
                public_id=dealer.uuid(),
                name=f"Kommune {number + 1}",
                number=f"{60 + number}01",
                county=county,
            )
        )
    schools = [
        School.objects.create(
            public_id=dealer.uuid(),
            side=Side.SCHOOL,
            name=f"Skole {number + 1:03} vgs",
            org_number=f"{700_000_000 + number}",
            municipality=municipalities[number % len(municipalities)],
        )
        for number in range(size.schools)
    ]
    offices = [
        NavOffice.objects.create(
            public_id=dealer.uuid(),
            side=Side.NAV,
            name=f"NAV {number + 1:03}",
            number=f"{6000 + number}",
            municipality=municipalities[number % len(municipalities)],
        )
        for number in range(size.offices)
    ]
    dealer.tell("places", len(municipalities) * 2 + len(schools) + len(offices))
    return schools, offices


def _staff(dealer: Dealer, size: Size, country: Country) -> None:
    posts = [
        (role, organisation, number)
        for organisations, roles in (
            (
                country.schools,
                {
                    Role.PRINCIPAL: 1,
                    Role.SCHOOL_COUNSELLOR: size.school_counsellors_per_school,
                },
            ),
            (
                country.offices,
                {Role.NAV_MANAGER: 1, Role.NAV_COUNSELLOR: size.counsellors_per_office},
            ),
        )
        for organisation in organisations
        for role, many in roles.items()
        for number in range(many)
    ]
    users = dealer.write(
        "staff",
        User,
        (
            _user(dealer, f"scale.{role}.{organisation.pk}.{number}")
            for role, organisation, number in posts
        ),
    )
    for user, (role, organisation, _) in zip(users, posts, strict=True):
        country.staff.setdefault((role, organisation.pk), []).append(user)
    (wide,) = dealer.write("staff", User, [_user(dealer, WIDE_USER)])
    held: list[tuple[User, str, Any]] = [
        (user, role, organisation)
        for user, (role, organisation, _) in zip(users, posts, strict=True)
    ]
    held += [(wide, Role.SCHOOL_COUNSELLOR, one) for one in country.schools[: size.wide_schools]]
    dealer.write(
        "memberships",
        Membership,
        (
            Membership(
                public_id=dealer.uuid(),
                user=user,
                role=role,
                organisation_id=organisation.pk,
                starts_on=dealer.today - _YEARS_BACK,
            )
            for user, role, organisation in held
        ),
    )


def _user(dealer: Dealer, username: str) -> User:
    """Return an account nobody signs in to by password."""
    user = User(public_id=dealer.uuid(), username=username, **dealer.name())
    user.set_unusable_password()
    return user


def _contracts(dealer: Dealer, country: Country) -> None:
    starts, ends = dealer.today - timedelta(days=400), dealer.today + _YEARS_AHEAD
    contracts = []
    for school in country.schools:
        office = country.office_of(school)
        collaboration = Collaboration.objects.create(
            public_id=dealer.uuid(), submission_id=dealer.uuid(), school=school, starts_on=starts
        )
        CollaborationOffice.objects.create(
            public_id=dealer.uuid(), collaboration=collaboration, office=office, starts_on=starts
        )
        contracts.append(
            Contract(
                public_id=dealer.uuid(),
                submission_id=dealer.uuid(),
                school=school,
                office=office,
                starts_on=starts,
                ends_on=ends,
                in_force_from=starts,
                in_force_until=ends,
                opened_for_signing_at=dealer.moment(starts),
                **standard_content(school=school, office=office),
            )
        )
    kept = dealer.write("contracts", Contract, contracts)
    dealer.write("signatures", Signature, _signatures(dealer, country, kept))
    dealer.write("placements", Placement, _placements(dealer, country, kept))


def _signatures(dealer: Dealer, country: Country, contracts: list[Contract]) -> Iterator[Signature]:
    for contract in contracts:
        for party, role, organisation_id in (
            (Party.SCHOOL, Role.PRINCIPAL, contract.school_id),
            (Party.NAV, Role.NAV_MANAGER, contract.office_id),
        ):
            yield Signature(
                contract=contract,
                party=party,
                signed_by=country.staff[role, organisation_id][0],
                signed_at=dealer.moment(contract.starts_on),
                digest=contract.digest,
            )


def _placements(dealer: Dealer, country: Country, contracts: list[Contract]) -> Iterator[Placement]:
    for contract in contracts:
        for user in country.staff[Role.NAV_COUNSELLOR, contract.office_id][:6]:
            yield Placement(
                public_id=dealer.uuid(),
                contract=contract,
                counsellor=user,
                post_fraction=Decimal(80),
                starts_on=contract.starts_on,
                ends_on=contract.ends_on,
            )
