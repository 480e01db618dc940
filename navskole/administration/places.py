"""Make a county, municipality, school or office from its facts as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from navskole.administration.actions.place import new_county, new_office, new_school, save_place
from navskole.organisations.models import County, Municipality, Organisation, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, School

OPERATOR_NAME = "navskole drift"
DIRECTORATE_NAME = "Direktoratet"


def get_operator() -> Organisation:
    """Return the operator's one row, made when it is missing."""
    return _the_one(Side.OPERATOR, OPERATOR_NAME)


def get_directorate() -> Organisation:
    """Return the directorate's one row, made when it is missing."""
    return _the_one(Side.DIRECTORATE, DIRECTORATE_NAME)


def _the_one(side: Side, name: str) -> Organisation:
    found, _created = Organisation.objects.get_or_create(side=side, defaults={"name": name})
    return found


def add_place(actor: Actor, kind: str, fields: list[str]) -> models.Model:
    """Make one place. Raises ValidationError, naming what is wrong or unknown."""
    return _MAKERS[kind](actor, *fields)


def _county(actor: Actor, number: str, name: str) -> County:
    return save_place(actor=actor, place=new_county(), number=number, name=name)


def _municipality(actor: Actor, number: str, name: str, county_number: str) -> Municipality:
    county = County.objects.filter(number=county_number).first()
    if county is None:
        raise ValidationError(_("Fylket %(number)s finnes ikke.") % {"number": county_number})
    return save_place(actor=actor, place=Municipality(), number=number, name=name, county=county)


def _find_municipality(number: str) -> Municipality:
    found = Municipality.objects.filter(number=number).first()
    if found is None:
        raise ValidationError(_("Kommunen %(number)s finnes ikke.") % {"number": number})
    return found


def _school(actor: Actor, org_number: str, name: str, municipality: str) -> School:
    return save_place(
        actor=actor,
        place=new_school(),
        org_number=org_number,
        name=name,
        municipality=_find_municipality(municipality),
    )


def _office(actor: Actor, number: str, name: str, *municipalities: str) -> NavOffice:
    if not municipalities:
        raise ValidationError(_("Oppgi kommunen kontoret ligger i."))
    served = [_find_municipality(each) for each in municipalities]
    return save_place(
        actor=actor,
        place=new_office(),
        number=number,
        name=name,
        municipality=served[0],
        serves=served,
    )


_MAKERS: dict[str, Callable[..., models.Model]] = {
    "county": _county,
    "municipality": _municipality,
    "school": _school,
    "office": _office,
}
