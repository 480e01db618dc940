"""What the forms about pupils, referrals and flags answer when something is wrong."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Enrolment, Pupil, Referral, RiskFlag
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


# --- Referring, and declining ---------------------------------------------------------

REFERRAL = [
    bad("office", "", "Velg NAV-kontor"),
    bad("office", NOT_OFFERED, CHOICE_MESSAGE),
    bad("office", TOO_BIG, CHOICE_MESSAGE),
    bad("office", NUL, CHOICE_MESSAGE),
    bad("text", "", "Svar på spørsmålet «Hva gjelder det?»"),
    bad("text", " \n ", "Svar på spørsmålet «Hva gjelder det?»"),
    bad("text", "t" * 4001, too_long(4000)),
    bad("text", NUL, NUL_MESSAGE),
    bad("pupil_knows", [], "Svar på spørsmålet «Vet eleven om henvisningen?»"),
    bad("pupil_knows", "kanskje", CHOICE_MESSAGE),
    bad("unaware_reason", "", "Skriv hvorfor eleven ikke vet om henvisningen"),
    bad("unaware_reason", "u" * 501, too_long(500)),
    bad("unaware_reason", NUL, NUL_MESSAGE),
    bad("submission_id", "x", STALE_FORM, at=""),
]


@pytest.fixture
def referring(client: Client, world: World) -> FilledForm:
    """Return the form that refers a pupil to office 1 without the pupil knowing."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:referral_create", args=[world.pupil_no_case.public_id]),
        office=str(world.office_1.pk),
        text="Vil ut i jobb.",
        pupil_knows="no",
        unaware_reason="Eleven er syk.",
    )


@pytest.mark.parametrize("entry", REFERRAL)
def test_referring_refuses(referring: FilledForm, entry: Bad) -> None:
    referring.refuses(entry)


@pytest.mark.parametrize("office", ["office_3"])
def test_a_pupil_is_not_referred_to_an_office_without_a_contract(
    referring: FilledForm, world: World, office: str
) -> None:
    other = str(world.records[office].pk)

    referring.refuses(Bad("office", other, CHOICE_MESSAGE, "office", {}))


def test_a_referral_sent_twice_is_one(referring: FilledForm) -> None:
    referral = referring.makes(Referral)

    again = referring.send(text="Noe annet")

    assert again.status_code == 302
    assert list(Referral.objects.filter(pupil=referral.pupil)) == [referral]


def test_odd_text_in_a_referral_is_shown_as_it_was_written(
    referring: FilledForm, world: World
) -> None:
    referring.makes(Referral, text=ODD_TEXT)

    page = referring.client.get(
        reverse("followup:pupil_measures", args=[world.pupil_no_case.public_id])
    )

    assert b"<script>alert" not in page.content
    assert ODD_TEXT in read(page).text


def test_a_pupil_of_another_school_cannot_be_referred(client: Client, world: World) -> None:
    client.force_login(world.user("school_counsellor_a"))
    path = reverse("pupils:referral_create", args=[world.pupil_other_school.public_id])

    assert client.post(path, {"text": "Vil ut i jobb."}).status_code == 404


DECLINING = [
    bad("reason", "", "Skriv hvorfor du avviser henvisningen"),
    bad("reason", "r" * 501, too_long(500)),
    bad("reason", NUL, NUL_MESSAGE),
]


@pytest.fixture
def declining(client: Client, world: World) -> FilledForm:
    """Return the form that declines a referral to office 1."""
    path = reverse("pupils:referral_decline", args=[world.referral_referral_pending.public_id])
    return FilledForm(client, world.user("counsellor_1"), path, reason="Eleven får hjelp nå.")


@pytest.mark.parametrize("entry", DECLINING)
def test_declining_refuses(declining: FilledForm, entry: Bad) -> None:
    declining.refuses(entry)


def test_what_is_declined_is_not_declined_again(declining: FilledForm, world: World) -> None:
    assert declining.send().status_code == 302

    again = declining.send(reason="En annen grunn")

    assert again.status_code in (403, 404)
    declined = Referral.objects.get(pk=world.referral_referral_pending.pk)
    assert declined.decline_reason == "Eleven får hjelp nå."


@pytest.mark.parametrize("name", ["counsellor_2", "counsellor_3", "manager_2"])
def test_another_office_cannot_decline(client: Client, world: World, name: str) -> None:
    client.force_login(world.user(name))
    path = reverse("pupils:referral_decline", args=[world.referral_referral_pending.public_id])

    assert client.post(path, {"reason": "Nei"}).status_code == 404


# --- The school's flags -----------------------------------------------------------------

FLAG = [
    bad("kind", [], "Svar på spørsmålet «Hva gjelder flagget?»"),
    bad("kind", "vær", CHOICE_MESSAGE),
    bad("area", "", "Velg problemområdet flagget gjelder"),
    bad("area", NOT_OFFERED, CHOICE_MESSAGE),
    bad("area", TOO_BIG, CHOICE_MESSAGE),
    bad("level", [], "Velg hvor mye det haster"),
    bad("level", "9", CHOICE_MESSAGE),
    bad("reason", "", "Skriv hvorfor du hever flagget"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def flagging(client: Client, world: World) -> FilledForm:
    """Return the form that raises a flag at school A."""
    area = world.flag_school_no_case.area_id
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:school_flag_create", args=[world.pupil_no_case.public_id]),
        kind="area",
        area=str(area),
        level="concern",
        reason="Mye borte om mandagen.",
    )


@pytest.mark.parametrize("entry", FLAG)
def test_raising_a_school_flag_refuses(flagging: FilledForm, entry: Bad) -> None:
    flagging.refuses(entry)


def test_a_flag_raised_twice_is_one(flagging: FilledForm) -> None:
    flag = flagging.makes(RiskFlag)

    again = flagging.send(reason="Noe annet")

    assert again.status_code == 302
    assert RiskFlag.objects.filter(submission_id=flag.submission_id).get() == flag


def test_odd_text_in_a_flag_is_shown_as_it_was_written(flagging: FilledForm) -> None:
    assert flagging.shows(ODD_TEXT, reason=ODD_TEXT)


SETTLING: list[Any] = [
    bad("reason", "", "Skriv hvorfor flagget avsluttes"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
]


@pytest.mark.parametrize("entry", SETTLING)
@pytest.mark.parametrize(
    ("name", "flag"),
    [("school_counsellor_a", "flag_school_no_case"), ("counsellor_1", "flag_nav_consented")],
)
def test_settling_a_flag_refuses(
    client: Client, world: World, name: str, flag: str, entry: Bad
) -> None:
    path = reverse("pupils:flag_resolve", args=[world.records[flag].public_id])

    FilledForm(client, world.user(name), path, reason="Det går bedre.").refuses(entry)


def test_a_settled_flag_is_not_settled_again(client: Client, world: World) -> None:
    path = reverse("pupils:flag_resolve", args=[world.flag_nav_consented.public_id])
    form = FilledForm(client, world.user("counsellor_1"), path, reason="Det går bedre.")
    assert form.send().status_code == 302

    again = form.send(reason="En annen grunn")

    assert again.status_code in (403, 404)
    flag = RiskFlag.objects.get(pk=world.flag_nav_consented.pk)
    assert flag.resolved_reason == "Det går bedre."


@pytest.mark.parametrize("flag", ["flag_nav_consented", "flag_school_school_b"])
def test_the_other_side_cannot_settle_a_flag(client: Client, world: World, flag: str) -> None:
    client.force_login(world.user("school_counsellor_a"))
    path = reverse("pupils:flag_resolve", args=[world.records[flag].public_id])

    assert client.post(path, {"reason": "Det går bedre."}).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["pupil_update", "referral_create", "school_flag_create", "referral_decline", "flag_resolve"],
)
def test_an_id_that_does_not_exist_is_404(client: Client, world: World, name: str) -> None:
    client.force_login(world.user("school_counsellor_a"))

    response = client.post(reverse(f"pupils:{name}", args=[uuid.uuid4()]), {"reason": "x"})

    assert response.status_code == 404


# --- Searching ------------------------------------------------------------------------

SEARCHES: list[tuple[str, str]] = [
    ("school_counsellor_a", "pupils:pupil_list"),
    ("principal_a", "followup:followup_list"),
    ("counsellor_1", "followup:own_case_list"),
    ("manager_1", "followup:office_case_list"),
    ("privacy_officer_1", "pupils:log_list"),
    ("system", "administration:user_list"),
]


@pytest.mark.parametrize(("name", "place"), SEARCHES)
@pytest.mark.parametrize(
    "entry", [bad("question", "e" * 101, too_long(100)), bad("question", NUL, NUL_MESSAGE)]
)
def test_searching_refuses(client: Client, world: World, name: str, place: str, entry: Bad) -> None:
    FilledForm(client, world.user(name), reverse(place), question="Elev").refuses(entry)


@pytest.mark.parametrize(("name", "place"), SEARCHES)
@pytest.mark.parametrize("question", [ODD_TEXT, "%", "_", "'; --", "🦊"], ids=ascii)
def test_searching_for_odd_words_finds_nothing_and_shows_them(
    client: Client, world: World, name: str, place: str, question: str
) -> None:
    form = FilledForm(client, world.user(name), reverse(place), question="Elev")

    response = client.post(form.action, {"question": question}, follow=True)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    field = read(response).find(id="id_question")
    assert field is not None
    assert field["value"] == question.strip()


@pytest.mark.parametrize("key", ["", "ukjent", NUL, "æ" * 500], ids=ascii)
def test_an_unknown_search_key_shows_the_whole_list(client: Client, world: World, key: str) -> None:
    client.force_login(world.user("school_counsellor_a"))

    found = client.get(reverse("pupils:pupil_list"), {"sok": key, "side": key})

    assert found.status_code == 200
    assert world.pupil_no_case.last_name in found.content.decode()
