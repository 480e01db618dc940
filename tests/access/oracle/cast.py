"""The people and places every generated world is about; written once, and never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Permission
from django.utils import timezone

from followup.models import MeasureType, Sector
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, Role, School, Side
from tests.asking import at_noon
from tests.factories.accounts import UserFactory
from tests.factories.organisations import (
    MunicipalityFactory,
    NavOfficeFactory,
    OrganisationFactory,
    SchoolFactory,
)
from tests.factories.pupils import area

# Who each is by trade; a generated world decides from when, until when and where else.
TRADES: dict[str, tuple[str, str]] = {
    "principal_a": (Role.PRINCIPAL, "school_a"),
    "deputy_a": (Role.PRINCIPAL, "school_a"),
    "counsellor_a": (Role.SCHOOL_COUNSELLOR, "school_a"),
    "colleague_a": (Role.SCHOOL_COUNSELLOR, "school_a"),
    "counsellor_b": (Role.SCHOOL_COUNSELLOR, "school_b"),
    "nav_1": (Role.NAV_COUNSELLOR, "office_1"),
    "colleague_1": (Role.NAV_COUNSELLOR, "office_1"),
    "manager_1": (Role.NAV_MANAGER, "office_1"),
    "nav_2": (Role.NAV_COUNSELLOR, "office_2"),
    "manager_2": (Role.NAV_MANAGER, "office_2"),
    "county": (Role.COUNTY_COORDINATOR, "county"),
}

# A second trade some have in some worlds.
SECOND: list[tuple[str, str, str]] = [
    ("nav_1", Role.NAV_MANAGER, "office_1"),
    ("manager_1", Role.NAV_COUNSELLOR, "office_1"),
    ("nav_1", Role.NAV_COUNSELLOR, "office_2"),
    ("nav_1", Role.SCHOOL_COUNSELLOR, "school_a"),
    ("manager_1", Role.SCHOOL_COUNSELLOR, "school_b"),
    ("counsellor_a", Role.SCHOOL_COUNSELLOR, "school_b"),
    ("counsellor_a", Role.PRINCIPAL, "school_a"),
    ("nav_2", Role.PRIVACY_OFFICER, "school_a"),
    ("county", Role.DIRECTORATE_READER, "directorate"),
    ("county", Role.RECORDS_OFFICER, "office_1"),
]

AREAS = ("okonomi", "jobb-og-praksis", "rus")
TYPES: tuple[tuple[str, ...], ...] = (
    (),
    ("okonomi",),
    ("okonomi", "jobb-og-praksis"),
    ("okonomi", "rus"),
)

# Who is mostly placed by each office, and put on its cases.
AT_OFFICE = {
    "office_1": ["nav_1", "colleague_1"],
    "office_2": ["nav_2", "nav_1"],
}


@dataclass
class Cast:
    """The places and people by name, and the catalogues."""

    now: datetime
    places: dict[str, Any] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    areas: list[Any] = field(default_factory=list)
    types: list[MeasureType] = field(default_factory=list)
    school_type: Any = None
    permissions: dict[str, Permission] = field(default_factory=dict)

    @property
    def schools(self) -> list[School]:
        """Both schools."""
        return [self.places["school_a"], self.places["school_b"]]

    @property
    def offices(self) -> list[NavOffice]:
        """Both offices."""
        return [self.places["office_1"], self.places["office_2"]]

    @property
    def today(self) -> date:
        """The day the worlds turn around."""
        return timezone.localdate(self.now)

    def day(self, offset: int | None) -> Any:
        """Return the day `offset` days from today."""
        return None if offset is None else self.today + timedelta(days=offset)

    def at(self, offset: int | None) -> Any:
        """Return noon of that day."""
        return None if offset is None else at_noon(self.day(offset))


def make_cast() -> Cast:
    """Write the places, the people and the types of measure."""
    cast = Cast(now=timezone.now())
    municipality = MunicipalityFactory()
    cast.places["county"] = municipality.county
    for name in ("school_a", "school_b"):
        cast.places[name] = SchoolFactory(municipality=municipality)
    for name in ("office_1", "office_2"):
        cast.places[name] = NavOfficeFactory(municipality=municipality)
    cast.places["directorate"] = OrganisationFactory(side=Side.DIRECTORATE)
    cast.people = {name: UserFactory(username=f"oracle-{name}") for name in TRADES}
    cast.areas = [area(code) for code in AREAS]
    cast.types = [_type(number, codes) for number, codes in enumerate(TYPES)]
    cast.school_type = _type(len(TYPES), ("okonomi",), sector=Sector.SCHOOL)
    for codename in ("view_case", "view_pupil"):
        cast.permissions[codename] = Permission.objects.get(
            content_type__app_label="pupils", codename=codename
        )
    return cast


def _type(number: int, codes: tuple[str, ...], sector: str = Sector.STATE) -> MeasureType:
    made = MeasureType.objects.create(
        code=f"oracle-{number}", name=f"Tiltak {number}", sector=sector, description="Prøve."
    )
    made.areas.set([area(code) for code in codes])
    return made
