"""Counties, municipalities, schools and offices, made and changed on the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from navskole.audit.models import AccessEvent
from navskole.organisations.models import County, Municipality, NavOffice, School
from tests.bad_input import (
    CHOICE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    read,
    too_long,
)
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db


def form_of(client: Client, world: World, page: str, /, *place: str, **typed) -> FilledForm:
    """Return an administration form filled in right."""
    args = [world.records[each].public_id for each in place]
    path = reverse(f"administration:{page}", args=args)
    return FilledForm(client, world.user("system"), path, **typed)


def school(client: Client, world: World) -> FilledForm:
    place = str(world.municipality_a.pk)
    typed = {"org_number": "310 000 019", "name": "Fjordvik vgs", "municipality": place}
    return form_of(client, world, "school_create", **typed)


def office(client: Client, world: World) -> FilledForm:
    place = str(world.municipality_a.pk)
    served = [place, str(world.municipality_b.pk)]
    typed = {"number": "9901", "name": "NAV Fjordvik", "municipality": place, "serves": served}
    return form_of(client, world, "office_create", **typed)


def municipality(client: Client, world: World) -> FilledForm:
    typed = {"number": f"{world.county_a.number}99", "name": "Fjordvik"}
    return form_of(client, world, "municipality_create", county=str(world.county_a.pk), **typed)


def county(client: Client, world: World) -> FilledForm:
    return form_of(client, world, "county_create", number="91", name="Havlandet fylke")


NAME = [
    bad("name", "", "Fyll inn navn"),
    bad("name", NUL, NUL_MESSAGE),
    bad("name", "n" * 151, "Skriv høyst 150 tegn"),
]
IN_USE = "Nummeret er i bruk. Søk i listen."


@pytest.mark.parametrize(
    "entry",
    [
        *NAME,
        bad("name", "Skole A", "Navnet er i bruk. Søk i listen."),
        bad("org_number", "", "Fyll inn organisasjonsnummer"),
        bad("org_number", "31000001", "Skriv organisasjonsnummeret med ni sifre."),
        bad("org_number", "310000018", "Organisasjonsnummeret stemmer ikke."),
        bad("org_number", "٣١٠٠٠٠٠١٩", "Skriv organisasjonsnummeret med ni sifre."),
        bad("org_number", "3" * 12, too_long(11)),
        bad("municipality", "", "Velg kommune"),
        bad("municipality", NOT_OFFERED, CHOICE_MESSAGE),
        bad("municipality", TOO_BIG, CHOICE_MESSAGE),
    ],
)
def test_a_new_school_refuses(client: Client, world: World, entry: Bad) -> None:
    school(client, world).refuses(entry)


def test_an_organisation_number_is_taken_once(client: Client, world: World) -> None:
    entry = bad("org_number", world.school_a.org_number, IN_USE).values[0]

    school(client, world).refuses(entry)


@pytest.mark.parametrize(
    "entry",
    [
        *NAME,
        bad("number", "990", "Skriv enhetsnummeret med fire sifre."),
        bad("number", "99a1", "Skriv enhetsnummeret med fire sifre."),
        bad("number", "٩٩٠١", "Skriv enhetsnummeret med fire sifre."),
        bad("municipality", "", "Velg kommune"),
        bad("serves", [], "Kryss av for minst én kommune"),
        bad("serves", [NOT_OFFERED], CHOICE_MESSAGE),
    ],
)
def test_a_new_office_refuses(client: Client, world: World, entry: Bad) -> None:
    office(client, world).refuses(entry)


@pytest.mark.parametrize(
    "entry",
    [
        *NAME,
        bad("number", "030", "Skriv fire sifre for en kommune"),
        bad("number", "9801", "begynner med"),
        bad("county", "", "Velg fylke"),
        bad("county", NOT_OFFERED, CHOICE_MESSAGE),
    ],
)
def test_a_new_municipality_refuses(client: Client, world: World, entry: Bad) -> None:
    municipality(client, world).refuses(entry)


@pytest.mark.parametrize(
    "entry",
    [
        *NAME,
        bad("name", "Fylke A", "Navnet er i bruk. Søk i listen."),
        bad("number", "9", "Skriv fylkesnummeret med to sifre."),
    ],
)
def test_a_new_county_refuses(client: Client, world: World, entry: Bad) -> None:
    county(client, world).refuses(entry)


# --- What is made -----------------------------------------------------------------------


def test_each_kind_of_place_is_made_and_logged(client: Client, world: World) -> None:
    before = AccessEvent.objects.filter(action="place_saved").count()

    made_county = county(client, world).makes(County)
    made_municipality = municipality(client, world).makes(Municipality)
    made_school = school(client, world).makes(School)
    made_office = office(client, world).makes(NavOffice)

    assert (made_county.number, made_county.side) == ("91", "county")
    assert (made_municipality.county, made_municipality.name) == (world.county_a, "Fjordvik")
    assert (made_school.org_number, made_school.side) == ("310000019", "school")
    assert set(made_office.serves.all()) == {world.municipality_a, world.municipality_b}
    events = AccessEvent.objects.filter(action="place_saved").order_by("pk")[before:]
    assert [event.purpose for event in events] == [
        "Havlandet fylke",
        "Fjordvik",
        "Fjordvik vgs",
        "NAV Fjordvik",
    ]


def test_odd_names_are_shown_as_they_were_written(client: Client, world: World) -> None:
    assert school(client, world).shows(ODD_TEXT, name=ODD_TEXT)


def test_a_place_sent_twice_is_one(client: Client, world: World) -> None:
    form = school(client, world)
    form.makes(School)

    assert form.send().status_code == 422
    assert School.objects.filter(name="Fjordvik vgs").count() == 1


def test_an_office_is_given_other_municipalities(client: Client, world: World) -> None:
    form = form_of(client, world, "office_update", "office_1", name="NAV Nytt")

    form.send(serves=[str(world.municipality_c.pk)])

    stored = NavOffice.objects.get(pk=world.office_1.pk)
    assert (stored.name, list(stored.serves.all())) == ("NAV Nytt", [world.municipality_c])


def test_a_change_on_an_old_version_shows_the_newer_beside_the_own(
    client: Client, world: World
) -> None:
    form = form_of(client, world, "school_update", "school_a", name="Min skole")
    other = form_of(client, world, "school_update", "school_a", name="Andres skole")
    typed = form.values
    other.send()

    answer = client.post(form.action, typed)

    page = read(answer)
    assert answer.status_code == 409
    assert page.find("input", {"name": "name"})["value"] == "Min skole"
    assert "Andres skole" in page.text
    assert School.objects.get(pk=world.school_a.pk).name == "Andres skole"


# --- What is listed ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "question", "found"),
    [
        ("school", "skole a", ["Skole A"]),
        ("school", "finnes ikke", []),
        ("office", "nav 2", ["NAV 2"]),
        ("county", "fylke c", ["Fylke C"]),
    ],
)
def test_places_are_found_by_name(
    client: Client, world: World, kind: str, question: str, found: list[str]
) -> None:
    client.force_login(world.user("system"))

    answer = client.post(
        reverse(f"administration:{kind}_list"), {"question": question}, follow=True
    )

    assert [row.name for row in answer.context["page"].object_list] == found


def test_a_school_is_found_by_its_number(client: Client, world: World) -> None:
    client.force_login(world.user("system"))

    answer = client.post(
        reverse("administration:school_list"),
        {"question": world.school_b.org_number},
        follow=True,
    )

    assert list(answer.context["page"].object_list) == [world.school_b]


@pytest.mark.parametrize("kind", ["school", "office", "municipality", "county"])
def test_a_list_of_places_costs_the_same_however_long(assert_max_queries, world, kind) -> None:
    browser = client_of(world.user("system"))
    for _round in range(3):
        with assert_max_queries(9):
            page = browser.get(reverse(f"administration:{kind}_list"))

    assert page.status_code == 200
    assert "kanarifugl" not in page.content.decode()
