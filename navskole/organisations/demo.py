"""The demo's places: two counties, three schools and four NAV offices that do not exist."""

from __future__ import annotations

from dataclasses import dataclass

from navskole.organisations.models import (
    County,
    Municipality,
    NavOffice,
    Organisation,
    School,
    Side,
)

_COUNTIES = [("91", "Havlandet fylke"), ("92", "Dalåsen fylke")]
_MUNICIPALITIES = [
    ("9101", "Fjordvik", "Havlandet fylke"),
    ("9102", "Sundet", "Havlandet fylke"),
    ("9103", "Ytterholmen", "Havlandet fylke"),
    ("9201", "Elvebyen", "Dalåsen fylke"),
    ("9202", "Skogheim", "Dalåsen fylke"),
    ("9203", "Øvre Elvedal", "Dalåsen fylke"),
    ("9204", "Fjellgrend", "Dalåsen fylke"),  # no office serves it
]
_SCHOOLS = [
    ("310000019", "Fjordvik vgs", "Fjordvik"),
    ("310000027", "Elvebyen vgs", "Elvebyen"),
    ("310000035", "Skogheim vgs", "Skogheim"),
]
_OFFICES = [
    ("9901", "NAV Fjordvik", ["Fjordvik"]),
    ("9902", "NAV Sundet", ["Sundet", "Ytterholmen"]),
    ("9903", "NAV Elvebyen", ["Elvebyen", "Øvre Elvedal"]),
    ("9904", "NAV Skogheim", ["Skogheim"]),
]
DIRECTORATE = "Arbeids- og velferdsdirektoratet"
OPERATOR = "navskole drift"


@dataclass(frozen=True)
class Places:
    """Every place of the demo, by name."""

    counties: dict[str, County]
    municipalities: dict[str, Municipality]
    schools: dict[str, School]
    offices: dict[str, NavOffice]
    directorate: Organisation
    operator: Organisation

    def organisation(self, name: str) -> Organisation:
        """Return the organisation of that name, whatever its kind."""
        named = {DIRECTORATE: self.directorate, OPERATOR: self.operator}
        return {**self.counties, **self.schools, **self.offices, **named}[name]


def seed_places() -> Places:
    """Make the counties, municipalities, schools and offices."""
    counties = {name: _county(number, name) for number, name in _COUNTIES}
    municipalities = {
        name: Municipality.objects.create(number=number, name=name, county=counties[county])
        for number, name, county in _MUNICIPALITIES
    }
    return Places(
        counties=counties,
        municipalities=municipalities,
        schools={
            name: _school(number, name, municipalities[municipality])
            for number, name, municipality in _SCHOOLS
        },
        offices={
            name: _office(number, name, [municipalities[each] for each in served])
            for number, name, served in _OFFICES
        },
        directorate=Organisation.objects.create(side=Side.DIRECTORATE, name=DIRECTORATE),
        operator=Organisation.objects.create(side=Side.OPERATOR, name=OPERATOR),
    )


def _county(number: str, name: str) -> County:
    return County.objects.create(side=Side.COUNTY, number=number, name=name)


def _school(number: str, name: str, municipality: Municipality) -> School:
    return School.objects.create(
        side=Side.SCHOOL, org_number=number, name=name, municipality=municipality
    )


def _office(number: str, name: str, served: list[Municipality]) -> NavOffice:
    office = NavOffice.objects.create(
        side=Side.NAV, number=number, name=name, municipality=served[0]
    )
    office.serves.set(served)
    return office
