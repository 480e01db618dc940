"""What the forms of a collaboration refuse, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Collaboration, ContactPerson
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
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

FAR = "Datoen er for langt unna. Kontroller året."
NATIONAL_ID = "Teksten inneholder et fødselsnummer. Ta det bort."
CONTENT = [
    bad("starts_on", "", "Fyll inn"),
    bad("starts_on", "31.11.2026", DATE_MESSAGE),
    bad("starts_on", "01.01.1026", FAR),
    bad("kind", [], "Velg standardmodellen eller en lokal variant"),
    bad("kind", "annet", CHOICE_MESSAGE),
    bad("variant", "", "Beskriv den lokale varianten"),
    bad("variant", "v" * 4001, too_long(4000)),
    bad("variant", NUL, NUL_MESSAGE),
    bad("variant", "Født 150170 12345", NATIONAL_ID),
]


@pytest.fixture
def new(client: Client, world: World) -> FilledForm:
    """Return the form of a new collaboration of school C, which has none."""
    return FilledForm(
        client,
        world.user("manager_1"),
        reverse("agreements:collaboration_create"),
        school=str(world.school_c.pk),
        offices=[str(world.office_1.pk)],
        starts_on=days(0),
        kind="local",
        variant="To dager i uken på skolen.",
    )


@pytest.mark.parametrize(
    "entry",
    [
        *CONTENT,
        bad("school", "", "Velg skole"),
        bad("school", NOT_OFFERED, CHOICE_MESSAGE),
        bad("offices", [], "Velg minst ett NAV-kontor"),
        bad("offices", [TOO_BIG], "alternativene i listen"),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_collaboration_refuses(new: FilledForm, entry: Bad) -> None:
    new.refuses(entry)


def test_a_leader_sets_up_nothing_for_others(new: FilledForm, world: World) -> None:
    mine = {"school": str(world.school_a.pk)}
    others = [str(world.office_2.pk)]

    new.refuses(Bad("offices", others, "Du må være rektor ved skolen eller leder", "", {}))
    new.refuses(Bad("school", mine["school"], "Skolen har alt et samarbeid.", "school", {}))


def test_a_collaboration_sent_twice_is_one(new: FilledForm) -> None:
    made = new.makes(Collaboration)

    assert made.variant == "To dager i uken på skolen."
    assert new.send()["Location"].endswith(f"{made.public_id}/")


def test_a_standard_model_keeps_no_words_of_a_variant(new: FilledForm) -> None:
    assert new.makes(Collaboration, kind="standard").variant == ""


def test_odd_text_in_a_variant_is_shown_as_it_was_written(new: FilledForm) -> None:
    assert new.shows(ODD_TEXT, variant=ODD_TEXT)


@pytest.fixture
def change(client: Client, world: World) -> FilledForm:
    """Return the form that changes the collaboration of school A."""
    path = reverse("agreements:collaboration_update", args=[world.collaboration_a.public_id])
    return FilledForm(client, world.user("principal_a"), path, variant="Nye ord.")


@pytest.mark.parametrize(
    "entry",
    [
        *CONTENT,
        bad("starts_on", days(-1), "etter at en av kontraktene begynte å gjelde"),
        bad("version", "to", STALE_FORM, at=""),
    ],
)
def test_changing_a_collaboration_refuses(change: FilledForm, entry: Bad) -> None:
    change.refuses(entry)


def test_a_collaboration_changed_meanwhile_keeps_the_own_text(change: FilledForm) -> None:
    assert change.send(variant="Fra et annet vindu.").status_code == 302

    change.refuses(Bad("variant", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409)


@pytest.mark.parametrize(
    "entry",
    [
        bad("offices", [], "Velg minst ett NAV-kontor"),
        bad("offices", [NOT_OFFERED], "alternativene i listen"),
        bad("starts_on", days(-800), "Kontoret kan ikke bli med før samarbeidet starter."),
        bad("starts_on", "01.01.2999", FAR),
    ],
)
def test_taking_in_an_office_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("agreements:collaboration_office_create", args=[world.collaboration_b.public_id])
    offices = [str(world.office_1.pk)]

    FilledForm(client, world.user("principal_b"), path, offices=offices).refuses(entry)


@pytest.mark.parametrize(
    "entry",
    [
        bad("ends_on", days(-1), "Siste dag må være i dag eller senere."),
        bad("ends_on", "snart", DATE_MESSAGE),
        bad("ends_on", days(5), "gjelder til og med", at=""),
        bad("reason", "", "Skriv hvorfor kontoret går ut"),
        bad("reason", "r" * 501, too_long(500)),
        bad("reason", "Om 150170 12345", NATIONAL_ID),
    ],
)
def test_taking_out_an_office_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("agreements:collaboration_office_end", args=[world.member_office_1_a.public_id])
    form = FilledForm(client, world.user("principal_a"), path, ends_on=days(500), reason="Flyttet.")

    form.refuses(entry)


@pytest.mark.parametrize(
    "entry",
    [
        bad("reason", "", "Skriv hvorfor samarbeidet avsluttes"),
        bad("reason", "Slutt", "Avslutt den først.", at=""),
        bad("reason", "Om 15017012345", NATIONAL_ID),
        bad("version", "", STALE_FORM, at=""),
    ],
)
def test_ending_a_collaboration_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("agreements:collaboration_end", args=[world.collaboration_a.public_id])

    FilledForm(client, world.user("principal_a"), path, reason="Slutt").refuses(entry)


@pytest.fixture
def contact(client: Client, world: World) -> FilledForm:
    """Return the form of a contact person of school A's collaboration."""
    path = reverse("agreements:contact_person_create", args=[world.collaboration_a.public_id])
    return FilledForm(
        client,
        world.user("principal_a"),
        path,
        name="Ola Nordmann",
        function="Avdelingsleder",
        organisation="Skole A",
        phone="22 00 00 00",
        email="ola@example.no",
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("name", "", "Fyll inn navn"),
        bad("name", "n" * 151, too_long(150)),
        bad("function", NUL, NUL_MESSAGE),
        bad("organisation", "", "Fyll inn organisasjon"),
        bad("phone", "", "Fyll inn telefon eller e-post", also={"email": ""}),
        bad("phone", "ring meg", "Skriv et telefonnummer, for eksempel 22 00 00 00"),
        bad("phone", "123", "Skriv et telefonnummer, for eksempel 22 00 00 00"),
        bad("email", "ola@", EMAIL_MESSAGE),
        bad("name", "Ola 150170 12345", NATIONAL_ID),
        bad("function", "Mor til 15.01.70 12345", NATIONAL_ID),
        bad("phone", "150170 12345", NATIONAL_ID),
    ],
)
def test_a_contact_person_refuses(contact: FilledForm, entry: Bad) -> None:
    contact.refuses(entry)


def test_a_contact_person_sent_twice_is_one_and_is_removed(
    client: Client, contact: FilledForm
) -> None:
    made = contact.makes(ContactPerson)
    assert contact.send().status_code == 302

    remove = reverse("agreements:contact_person_remove", args=[made.public_id])
    answer = client.post(remove, follow=True)

    assert "Kontaktpersonen er fjernet." in answer.content.decode()
    assert not ContactPerson.objects.filter(submission_id=made.submission_id).exists()
