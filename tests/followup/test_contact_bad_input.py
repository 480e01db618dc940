"""What the forms about contact requests and outreach answer when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import ContactRequest, OutreachActivity
from tests.bad_input import (
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
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

NATIONAL_ID = "Teksten inneholder et fødselsnummer. Ta det bort."

CONTACT = [
    bad("school", "", "Velg skole"),
    bad("school", NOT_OFFERED, CHOICE_MESSAGE),
    bad("school", TOO_BIG, CHOICE_MESSAGE),
    bad("first_name", "", "Fyll inn fornavn"),
    bad("first_name", "n" * 61, too_long(60)),
    bad("first_name", "15017012345", "Skriv bare fornavnet, uten tall."),
    bad("first_name", NUL, NUL_MESSAGE),
    bad("channel", [], "Svar på spørsmålet «Hvordan tok eleven kontakt?»"),
    bad("channel", "røyk", CHOICE_MESSAGE),
    bad("theme", "", "Svar på spørsmålet «Hva gjelder det?»"),
    bad("theme", "t" * 201, too_long(200)),
    bad("theme", "Jobb, 150170 12345", NATIONAL_ID),
    bad("theme", NUL, NUL_MESSAGE),
    bad("preferred_time", "t" * 101, too_long(100)),
    bad("preferred_time", "15017012345", NATIONAL_ID),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def recording(client: Client, world: World) -> FilledForm:
    """Return the form that records who got in touch at school A."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        reverse("followup:contact_request_create"),
        school=str(world.school_a.pk),
        first_name="Nora",
        channel="message",
        theme="Sommerjobb",
        preferred_time="Etter kl. 12",
    )


@pytest.mark.parametrize("entry", CONTACT)
def test_recording_refuses(recording: FilledForm, entry: Bad) -> None:
    recording.refuses(entry)


def test_a_school_where_one_is_not_placed_is_not_offered(
    recording: FilledForm, world: World
) -> None:
    recording.refuses(Bad("school", str(world.school_b.pk), CHOICE_MESSAGE, "school", {}))


def test_odd_text_is_shown_as_it_was_written(recording: FilledForm) -> None:
    assert recording.shows(ODD_TEXT, theme=ODD_TEXT)


def test_recorded_twice_is_one(recording: FilledForm) -> None:
    made = recording.makes(ContactRequest)

    assert recording.send(theme="Noe annet").status_code == 302
    assert ContactRequest.objects.filter(submission_id=made.submission_id).get() == made


CLOSING = [
    bad("outcome", [], "Svar på spørsmålet «Hva ble resultatet?»"),
    bad("outcome", "vet ikke", CHOICE_MESSAGE),
]


@pytest.mark.parametrize("entry", CLOSING)
def test_closing_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("followup:contact_request_close", args=[world.contact_request_1.public_id])

    FilledForm(client, world.user("manager_1"), path, outcome="talked").refuses(entry)


WITH_LEADER = "Saken må opprettes sammen med NAV-leder."

TAKING = [
    bad("first_name", "", "Fyll inn fornavn"),
    bad("last_name", "", "Fyll inn etternavn"),
    bad("last_name", NUL, NUL_MESSAGE),
    bad("birth_date", "", "Fyll inn fødselsdato"),
    bad("birth_date", "31.11.2008", DATE_MESSAGE),
    bad("birth_date", days(1), "Fødselsdatoen må ligge tilbake i tid. Kontroller året."),
    bad("school", NOT_OFFERED, CHOICE_MESSAGE),
    bad("source", "nei", CHOICE_MESSAGE),
]


def taking(client: Client, world: World, relation: str) -> FilledForm:
    """Return the form that goes on to a case on the pupil of the relation."""
    pupil = world.records[f"pupil_{relation}"]
    return FilledForm(
        client,
        world.user("colleague_1"),
        reverse("followup:contact_request_take", args=[world.contact_request_1.public_id]),
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        birth_date=pupil.birth_date.strftime("%d.%m.%Y"),
        school=str(world.school_a.pk),
        source="self",
    )


@pytest.mark.parametrize("entry", TAKING)
def test_going_on_to_a_case_refuses(client: Client, world: World, entry: Bad) -> None:
    taking(client, world, "no_case").refuses(entry)


@pytest.mark.parametrize("relation", ["unconsented", "strict"])
def test_what_may_not_be_told_is_refused_alike(client: Client, world: World, relation: str) -> None:
    taking(client, world, relation).refuses(Bad("source", "other", WITH_LEADER, "", {}))


OUTREACH = [
    bad("held_on", "", "Fyll inn dato"),
    bad("held_on", days(1), "Datoen må være i dag eller tidligere."),
    bad("held_on", "01.01.2001", "Datoen er for langt tilbake. Kontroller året."),
    bad("held_on", "31.11.2026", DATE_MESSAGE),
    bad("school", "", "Velg skole"),
    bad("school", NOT_OFFERED, CHOICE_MESSAGE),
    bad("kind", [], "Svar på spørsmålet «Hva slags aktivitet?»"),
    bad("kind", "fest", CHOICE_MESSAGE),
    bad("theme", "", "Fyll inn tema"),
    bad("theme", "t" * 201, too_long(200)),
    bad("theme", "150170 12345", NATIONAL_ID),
    bad("headcount", "", "Fyll inn antall til stede"),
    bad("headcount", "mange", "Skriv et helt tall, for eksempel 12"),
    bad("headcount", "-1", "Skriv 0 eller mer"),
    bad("headcount", "2001", "Skriv 2000 eller mindre"),
    bad("headcount", TOO_BIG, "Skriv 2000 eller mindre"),
    bad("submission_id", "x", STALE_FORM, at=""),
]


@pytest.fixture
def visiting(client: Client, world: World) -> FilledForm:
    """Return the form that records a class visit at school A."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        reverse("followup:outreach_create"),
        held_on=days(0),
        school=str(world.school_a.pk),
        kind="class_visit",
        theme="Hva kan NAV hjelpe med",
        headcount="27",
    )


@pytest.mark.parametrize("entry", OUTREACH)
def test_recording_outreach_refuses(visiting: FilledForm, entry: Bad) -> None:
    visiting.refuses(entry)


def test_a_pupil_is_not_named_in_a_theme(visiting: FilledForm, world: World) -> None:
    says = "Teksten inneholder navnet på en elev. Skriv uten navn."

    visiting.refuses(Bad("theme", f"Om {world.pupil_consented.full_name}", says, "theme", {}))


def test_an_odd_theme_is_shown_as_it_was_written(visiting: FilledForm) -> None:
    assert visiting.shows(ODD_TEXT, theme=ODD_TEXT)


def test_outreach_recorded_twice_is_one(visiting: FilledForm) -> None:
    made = visiting.makes(OutreachActivity)

    assert visiting.send(headcount="3").status_code == 302
    assert OutreachActivity.objects.filter(submission_id=made.submission_id).get() == made


def test_outreach_changed_meanwhile_is_shown_beside_the_own_text(
    client: Client, world: World
) -> None:
    path = reverse("followup:outreach_update", args=[world.outreach_1.public_id])
    form = FilledForm(client, world.user("colleague_1"), path, theme="Min egen")
    assert form.send(theme="En kollegas").status_code == 302

    form.refuses(Bad("theme", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409)
