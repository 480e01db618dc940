"""The administration's forms, filled in."""

from __future__ import annotations

from typing import Any

from navskole.organisations.models import Role
from tests.access.forms.form import Form, words
from tests.world import World


def _user(world: World, record: Any) -> dict[str, Any]:
    return {
        "username": "falsk.bruker",
        "first_name": "Falsk",
        "last_name": "Bruker",
        "password": "et-langt-falskt-ord",
        "is_active": "on",
        "version": getattr(record, "version", 1),
    }


def _find_place(world: World, record: Any) -> dict[str, Any]:
    return {"question": "Skole"}


def _school(world: World, record: Any) -> dict[str, Any]:
    return {
        "org_number": "310 000 019",
        "name": "Falsk skole",
        "municipality": world.municipality_a.pk,
        "version": 1,
    }


def _office(world: World, record: Any) -> dict[str, Any]:
    place = world.municipality_a.pk
    facts = {"number": "9977", "name": "NAV Falsk", "municipality": place, "version": 1}
    return facts | {"serves": [place, world.municipality_b.pk]}


def _municipality(world: World, record: Any) -> dict[str, Any]:
    county = world.county_a
    facts = {"number": f"{county.number}77", "name": "Falsk kommune", "version": 1}
    return facts | {"county": county.pk}


def _county(world: World, record: Any) -> dict[str, Any]:
    return {"number": "99", "name": "Falskt fylke", "version": 1}


def _rule(world: World, record: Any) -> dict[str, Any]:
    day = world.day(30).isoformat()
    value = {"code": "consent_months", "number": "6", "source": "Falsk kilde"}
    return value | {"effective_from": day}


def _absence_reason(world: World, record: Any) -> dict[str, Any]:
    named = {"code": "falsk", "name": "Falsk årsak", "source": "Falsk kilde"}
    return named | {"effective_from": world.today.isoformat()}


FORMS = {
    "administration:school_list": Form("system", (), _find_place, changes=False),
    "administration:school_create": Form("system", (), _school),
    "administration:school_update": Form("system", ("school_a",), _school),
    "administration:office_list": Form("system", (), _find_place, changes=False),
    "administration:office_create": Form("system", (), _office),
    "administration:office_update": Form("system", ("office_1",), _office),
    "administration:municipality_list": Form("system", (), _find_place, changes=False),
    "administration:municipality_create": Form("system", (), _municipality),
    "administration:municipality_update": Form("system", ("municipality_b",), _municipality),
    "administration:county_list": Form("system", (), _find_place, changes=False),
    "administration:county_create": Form("system", (), _county),
    "administration:county_update": Form("system", ("county_a",), _county),
    "administration:rule_create": Form("system", (), _rule),
    "administration:absence_reason_create": Form("system", (), _absence_reason),
    "administration:user_list": Form("system", (), lambda world, _: {"question": "Ansatt"}, False),
    "administration:user_create": Form("system", (), _user),
    "administration:user_update": Form("system", ("counsellor_2",), _user),
    "administration:membership_create": Form(
        "system",
        ("counsellor_2",),
        lambda world, _: {
            "role": Role.NAV_MANAGER,
            "organisation": world.office_2.pk,
            "starts_on": world.today.isoformat(),
        },
    ),
    "administration:membership_update": Form(
        "system",
        ("membership_counsellor_2",),
        lambda world, record: words()(world, record) | {"ends_on": world.day(9).isoformat()},
    ),
    "administration:membership_end": Form(
        "system", ("membership_counsellor_2",), lambda world, _: {}
    ),
}
