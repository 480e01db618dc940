"""What registering and editing a pupil answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Enrolment, Pupil
from tests.bad_input import (
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    EMAIL_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db


# --- Registering and editing a pupil ----------------------------------------------------

PERSON = [
    bad("first_name", "", "Fyll inn fornavn"),
    bad("first_name", "   ", "Fyll inn fornavn"),
    bad("first_name", "N" * 101, too_long(100)),
    bad("first_name", "🦊" * 101, too_long(100)),
    bad("first_name", NUL, NUL_MESSAGE),
    bad("last_name", "", "Fyll inn etternavn"),
    bad("last_name", "T" * 101, too_long(100)),
    bad("last_name", NUL, NUL_MESSAGE),
    bad("birth_date", "", "Fyll inn fødselsdato"),
    bad("birth_date", "31.11.2008", DATE_MESSAGE),
    bad("birth_date", "29.02.2009", DATE_MESSAGE),
    bad("birth_date", "i fjor", DATE_MESSAGE),
    bad("birth_date", "01.01.10000", DATE_MESSAGE),
    bad("birth_date", "1.1.08", DATE_MESSAGE),
    bad("birth_date", NUL, DATE_MESSAGE),
    bad("birth_date", days(1), "Fødselsdatoen må ligge tilbake i tid. Kontroller året."),
    bad("birth_date", "01.01.1899", "Fødselsdatoen må ligge tilbake i tid. Kontroller året."),
    bad("birth_date", days(-3 * 366), "i år. Kontroller fødselsdatoen."),
    bad("programme_area", "", "Fyll inn utdanningsprogram"),
    bad("programme_area", "p" * 81, too_long(80)),
    bad("programme_area", NUL, NUL_MESSAGE),
    bad("level", "", "Velg trinn"),
    bad("level", "vg9", CHOICE_MESSAGE),
    bad("level", NUL, CHOICE_MESSAGE),
    bad("class_name", "", "Fyll inn klasse"),
    bad("class_name", "k" * 21, too_long(20)),
    bad("class_name", NUL, NUL_MESSAGE),
    bad("phone", "ring meg", "Skriv telefonnummeret med bare sifre."),
    bad("phone", "123", "Skriv telefonnummeret med bare sifre."),
    bad("phone", "9" * 21, too_long(20)),
    bad("phone", "９００００００１\n", "Skriv telefonnummeret med bare sifre."),
    bad("email", "nora", EMAIL_MESSAGE),
    bad("email", "nora@", EMAIL_MESSAGE),
    bad("email", f"{'n' * 320}@elev.example", "Skriv høyst"),
]
REGISTRATION = [
    *PERSON,
    bad("starts_on", "", "Fyll inn dagen eleven begynte på skolen"),
    bad("starts_on", "31.11.2026", DATE_MESSAGE),
    bad("starts_on", days(1), "Datoen må være i dag eller tidligere."),
    bad("starts_on", "01.01.1990", "Kontroller datoen da eleven begynte."),
    bad("school", "", "Velg skole"),
    bad("school", NOT_OFFERED, CHOICE_MESSAGE),
    bad("school", TOO_BIG, CHOICE_MESSAGE),
    bad("school", "Skole A", CHOICE_MESSAGE),
    bad("school", NUL, CHOICE_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
    bad("submission_id", "nei", STALE_FORM, at=""),
]


@pytest.fixture
def registration(client: Client, world: World) -> FilledForm:
    """Return the form that registers a pupil, filled in by the rådgiver of school A."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:pupil_create"),
        first_name="Nora",
        last_name="Testesen-Bråten",
        birth_date=days(-17 * 366),
        school=str(world.school_a.pk),
        programme_area="Helse- og oppvekstfag",
        level="vg1",
        class_name="1HOA",
        starts_on=days(-90),
        phone="+47 900 00 001",
        email="nora@elev.example",
    )


@pytest.mark.parametrize("entry", REGISTRATION)
def test_registering_a_pupil_refuses(registration: FilledForm, entry: Bad) -> None:
    registration.refuses(entry)


def test_a_pupil_cannot_be_registered_at_another_school(
    registration: FilledForm, world: World
) -> None:
    registration.refuses(Bad("school", str(world.school_b.pk), CHOICE_MESSAGE, "school", {}))


def test_a_registration_sent_twice_makes_one_pupil(registration: FilledForm) -> None:
    pupil = registration.makes(Pupil)

    again = registration.send(first_name="Noe annet")

    assert again["Location"] == reverse("followup:pupil_detail", args=[pupil.public_id])
    assert Pupil.objects.filter(last_name="Testesen-Bråten").count() == 1
    assert Enrolment.objects.filter(pupil=pupil).count() == 1


def test_a_pupil_who_is_at_the_school_already_is_not_made_twice(registration: FilledForm) -> None:
    registration.makes(Pupil)

    response = registration.send(submission_id=str(uuid.uuid4()))

    assert response.status_code == 422
    assert Pupil.objects.filter(last_name="Testesen-Bråten").count() == 1


def test_odd_names_are_kept_and_shown_as_they_were_written(registration: FilledForm) -> None:
    odd = ODD_TEXT[:60].strip()

    assert registration.shows(odd, last_name=odd)
    assert Pupil.objects.filter(last_name=odd).count() == 1


@pytest.fixture
def editing(client: Client, world: World) -> FilledForm:
    """Return the form that edits a pupil of school A."""
    path = reverse("pupils:pupil_update", args=[world.pupil_no_case.public_id])
    return FilledForm(client, world.user("school_counsellor_a"), path, first_name="Endret")


@pytest.mark.parametrize(
    "entry",
    [
        *PERSON,
        bad("version", "", STALE_FORM, at=""),
        bad("version", "en", STALE_FORM, at=""),
        bad("version", "0", STALE_FORM, at=""),
    ],
)
def test_editing_a_pupil_refuses(editing: FilledForm, entry: Bad) -> None:
    editing.refuses(entry)


def test_editing_what_a_colleague_has_changed_keeps_the_own_text(
    editing: FilledForm, world: World
) -> None:
    assert editing.send(first_name="Kollega").status_code == 302

    editing.refuses(
        Bad("first_name", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409
    )

    answer = editing.send(first_name="Min egen")
    assert "Kollega" in read(answer).text
    assert read(answer).find(id="id_version")["value"] == "2"


@pytest.mark.parametrize("whose", ["school_b", "strict", "moved_61"])
def test_a_pupil_one_may_not_see_cannot_be_edited(client: Client, world: World, whose: str) -> None:
    client.force_login(world.user("colleague_a"))

    path = reverse("pupils:pupil_update", args=[world.records[f"pupil_{whose}"].public_id])

    assert client.post(path, {"first_name": "Endret"}).status_code == 404
