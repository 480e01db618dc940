"""Make a county, municipality, school or office from its facts as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import (
    County,
    Municipality,
    NavOffice,
    Organisation,
    School,
    Side,
)

if TYPE_CHECKING:
    from collections.abc import Callable

PlaceT = TypeVar("PlaceT", bound=models.Model)
OPERATOR_NAME = "navskole drift"


def get_operator() -> Organisation:
    """Return the operator's one row, made when it is missing."""
    operator, _created = Organisation.objects.get_or_create(
        side=Side.OPERATOR, defaults={"name": OPERATOR_NAME}
    )
    return operator


def add_place(kind: str, fields: list[str]) -> models.Model:
    """Make one place. Raises ValidationError, naming what is wrong or unknown."""
    return _MAKERS[kind](*fields)


def _saved(place: PlaceT) -> PlaceT:
    place.full_clean()
    place.save()
    return place


def _county(number: str, name: str) -> County:
    return _saved(County(side=Side.COUNTY, number=number, name=name))


def _municipality(number: str, name: str, county_number: str) -> Municipality:
    county = County.objects.filter(number=county_number).first()
    if county is None:
        raise ValidationError(_("Fylket %(number)s finnes ikke.") % {"number": county_number})
    return _saved(Municipality(number=number, name=name, county=county))


def _find_municipality(number: str) -> Municipality:
    found = Municipality.objects.filter(number=number).first()
    if found is None:
        raise ValidationError(_("Kommunen %(number)s finnes ikke.") % {"number": number})
    return found


def _school(org_number: str, name: str, municipality: str) -> School:
    return _saved(
        School(
            side=Side.SCHOOL,
            org_number=org_number,
            name=name,
            municipality=_find_municipality(municipality),
        )
    )


def _office(number: str, name: str, *municipalities: str) -> NavOffice:
    if not municipalities:
        raise ValidationError(_("Oppgi kommunen kontoret ligger i."))
    served = [_find_municipality(each) for each in municipalities]
    office = _saved(
        NavOffice(side=Side.NAV, number=number, name=name, municipality=served[0])
    )
    office.serves.set(served)
    return office


_MAKERS: dict[str, Callable[..., models.Model]] = {
    "county": _county,
    "municipality": _municipality,
    "school": _school,
    "office": _office,
}
