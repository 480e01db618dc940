"""National id: which numbers can be right, who keeps and sees them, and what they never tell."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from stdnum.no import fodselsnummer

from navskole.audit.models import AccessEvent
from navskole.settings.logging import RedactingFormatter
from pupils.demo.national_id import national_ids
from pupils.models import Enrolment, Pupil
from pupils.national_id import clean_national_id
from tests.bad_input import NUL, Bad, FilledForm, bad, read, too_long
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import PersonRelationFactory, PupilFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
IN_2032 = date(2032, 2, 1)


# --- Which numbers can be right ---------------------------------------------------------
# The numbers of 2032 are the examples of Skatteetaten's own notice; the others are synthetic.


@pytest.mark.parametrize(
    ("typed", "born", "on"),
    [
        ("02013299997", date(2032, 1, 2), IN_2032),
        ("02013299903", date(2032, 1, 2), IN_2032),
        ("30108299920", date(1982, 10, 30), IN_2032),
        ("30108299939", date(1982, 10, 30), IN_2032),
        ("301082 99939", date(1982, 10, 30), IN_2032),
        ("30108299920", date(1982, 10, 30), TODAY),
    ],
)
def test_a_number_is_taken(typed: str, born: date, on: date) -> None:
    assert clean_national_id(typed, born=born, on=on) == typed.replace(" ", "")


def with_day(digits: str, added: int, month: int = 80) -> str:
    """Return a valid number of the same birth date, with days and months added to its own."""
    dated = f"{int(digits[:2]) + added:02}{int(digits[2:4]) - 80 + month:02}{digits[4:6]}"
    for individual in range(500, 1000):
        first = fodselsnummer.calc_check_digit1(f"{dated}{individual}")
        second = fodselsnummer.calc_check_digit2(f"{dated}{individual}{first}")
        if len(first + second) == 2:
            return f"{dated}{individual}{first}{second}"
    raise AssertionError


BORN = date(2009, 5, 17)


@pytest.mark.parametrize("added", [0, 40], ids=["fnr", "D-number"])
@pytest.mark.parametrize("month", [40, 80], ids=["NAV", "Tenor"])
def test_the_synthetic_series_are_taken_where_people_are_invented(
    settings: Any, added: int, month: int
) -> None:
    digits = with_day(next(national_ids(BORN)), added, month)

    assert clean_national_id(digits, born=BORN, on=TODAY) == digits
    settings.SYNTHETIC_NATIONAL_IDS = False
    with pytest.raises(ValidationError, match="testnummer"):
        clean_national_id(digits, born=BORN, on=TODAY)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("30108299939", "stemmer ikke. Kontroller sifrene"),  # the rule of 2032, before 2032
        ("3010829992", "11 sifre"),
        ("301082999200", "11 sifre"),
        ("30108299920\n", "11 sifre"),
        ("٣٠١٠٨٢٩٩٩٢٠", "11 sifre"),
        ("3010829992O", "11 sifre"),
        ("30108299921", "Kontroller sifrene"),
    ],
)
def test_a_number_is_refused_before_2032(typed: str, says: str) -> None:
    with pytest.raises(ValidationError, match=says) as refused:
        clean_national_id(typed, born=date(1982, 10, 30), on=TODAY)

    assert typed.strip() not in str(refused.value)


@pytest.mark.parametrize(
    "born", [date(1982, 10, 29), date(1982, 11, 30), date(1983, 10, 30), date(2082, 10, 30)]
)
def test_a_number_of_another_birth_date_is_refused(born: date) -> None:
    with pytest.raises(ValidationError, match="fødselsdatoen"):
        clean_national_id("30108299920", born=born, on=TODAY)


# --- Registering and correcting ---------------------------------------------------------


def update_address(pupil: Pupil) -> str:
    return reverse("pupils:national_id_update", args=[pupil.public_id])


def show(user: Any, pupil: Pupil) -> Any:
    return client_of(user).post(reverse("pupils:national_id_show", args=[pupil.public_id]))


def number_of(pupil: Pupil, skip: int = 0) -> str:
    numbers = national_ids(pupil.birth_date)
    for _number in range(skip):
        next(numbers)
    return next(numbers)


def written(number: str) -> str:
    return f"{number[:6]} {number[6:]}"


@pytest.mark.parametrize(
    "entry",
    [
        bad("national_id", "", "Skriv fødselsnummeret eller D-nummeret"),
        bad("national_id", "123", "med 11 sifre"),
        bad("national_id", NUL, "tegn som ikke kan lagres"),
        bad("national_id", "1" * 15, too_long(14)),
        bad("national_id", "30108299921", "Kontroller sifrene"),
        bad("national_id", "30108299920", "stemmer ikke med fødselsdatoen"),
    ],
)
def test_the_form_refuses(client: Client, pair: Pair, entry: Bad) -> None:
    url = update_address(pair.pupil)

    FilledForm(client, pair.school_counsellor, url, national_id=number_of(pair.pupil)).refuses(
        entry
    )


def test_the_number_is_hidden_until_asked_for_and_asking_is_logged(
    client: Client, pair: Pair
) -> None:
    number = number_of(pair.pupil)
    FilledForm(
        client, pair.school_counsellor, update_address(pair.pupil), national_id=written(number)
    ).send()

    page = client.get(reverse("followup:pupil_detail", args=[pair.pupil.public_id]))
    shown = show(pair.principal, pair.pupil)

    assert Pupil.objects.get(pk=pair.pupil.pk).national_id == number
    assert "•••••• •••••" in page.content.decode()
    assert number[6:] not in page.content.decode()
    assert written(number) in read(shown).text
    assert shown["Cache-Control"] == "no-store"
    event = AccessEvent.objects.filter(action="national_id_shown").get()
    assert (event.user, [row.pupil_id for row in event.pupils.all()]) == (
        pair.principal,
        [pair.pupil.pk],
    )
    assert number not in f"{event.path}{event.purpose}"


def test_whoever_has_a_ground_may_ask_and_nobody_else(pair: Pair) -> None:
    Pupil.objects.filter(pk=pair.pupil.pk).update(national_id=number_of(pair.pupil))
    stranger = member("school_counsellor", SchoolFactory())
    related = pair.counsellor

    before = {
        who.pk: show(who, pair.pupil).status_code
        for who in (pair.principal, pair.school_counsellor, pair.counsellor, pair.manager, stranger)
    }
    PersonRelationFactory(pupil=pair.pupil, user=related, owner=pair.office)

    assert list(before.values()) == [200, 200, 200, 200, 404]
    assert show(related, pair.pupil).status_code == 404


# --- What it never tells ----------------------------------------------------------------


def test_what_nav_registers_leaves_no_trace_at_the_school(client: Client, pair: Pair) -> None:
    number = number_of(pair.pupil)
    url = reverse("followup:pupil_detail", args=[pair.pupil.public_id])
    form = FilledForm(client, pair.counsellor, update_address(pair.pupil), national_id=number)

    assert form.send().status_code == 302

    assert "Ikke registrert." in client_of(pair.principal).get(url).content.decode()
    assert number not in read(show(pair.principal, pair.pupil)).text
    assert written(number) in read(show(pair.counsellor, pair.pupil)).text


def test_a_number_that_another_pupil_has_is_kept_and_tells_nothing(
    client: Client, pair: Pair
) -> None:
    number = number_of(pair.pupil)
    other = PupilFactory(birth_date=pair.pupil.birth_date, national_id=number)
    url = update_address(pair.pupil)

    answer = FilledForm(client, pair.school_counsellor, url, national_id=number).send()

    assert answer.status_code == 302
    assert Pupil.objects.get(pk=other.pk).national_id == number
    assert Pupil.objects.get(pk=pair.pupil.pk).national_id is None
    assert written(number) in read(show(pair.principal, pair.pupil)).text


def test_no_error_page_holds_the_number(pair: Pair) -> None:
    number = number_of(pair.pupil)
    fields = {"national_id": number, "first_name": "Kari"}

    signed_out = Client().post(update_address(pair.pupil), fields)
    no_token = Client(enforce_csrf_checks=True)
    no_token.force_login(pair.school_counsellor)
    dead_token = no_token.post(update_address(pair.pupil), fields)

    assert (signed_out.status_code, dead_token.status_code) == (401, 403)
    assert number not in signed_out.content.decode() + dead_token.content.decode()


def test_the_technical_log_leaves_numbers_out() -> None:
    line = "Key (national_id)=(30108299920) exists, 301082 99920, case 123456789012"
    record = logging.LogRecord("db", logging.ERROR, "x", 1, line, None, None)

    assert RedactingFormatter().format(record) == (
        "Key (national_id)=([fjernet]) exists, [fjernet], case 123456789012"
    )


# --- A school registers a pupil who is known elsewhere ----------------------------------


def registration(client: Client, pair: Pair, known: Pupil, **typed: str) -> FilledForm:
    """Return the school's form with the birth date and number of somebody known elsewhere."""
    right = {
        "first_name": known.first_name,
        "last_name": known.last_name,
        "birth_date": f"{known.birth_date:%d.%m.%Y}",
        "national_id": str(known.national_id),
        "school": str(pair.school.pk),
        "programme_area": "Studiespesialisering",
        "level": "vg1",
        "class_name": "1STA",
    }
    url = reverse("pupils:pupil_create")
    return FilledForm(client, pair.school_counsellor, url, **right | typed)


@pytest.fixture
def known(pair: Pair) -> Pupil:
    """Return a pupil whom only NAV knows."""
    pupil = PupilFactory(birth_date=pair.pupil.birth_date)
    pupil.national_id = number_of(pupil)
    pupil.save()
    return pupil


def test_a_known_number_finds_the_pupil_and_answers_as_for_a_new_one(
    client: Client, pair: Pair, known: Pupil
) -> None:
    form = registration(client, pair, known, first_name="Kari", last_name="Annerledes")
    unknown = registration(client, pair, known, national_id=number_of(known, skip=1))

    answers = [unknown.send(), form.send()]

    enrolled = Enrolment.objects.get(pupil=known)
    page = client.get(answers[1]["Location"]).content.decode()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert enrolled.school == pair.school
    assert "Kari Annerledes" in page
    assert Pupil.objects.filter(national_id=known.national_id).count() == 1


def test_a_number_decides_over_name_and_birth_date(client: Client, pair: Pair) -> None:
    """Two pupils of one name and birthday at one school are two, if their numbers say so."""
    pair.pupil.national_id = number_of(pair.pupil)
    pair.pupil.save()
    before = Pupil.objects.count()

    answer = registration(
        client, pair, pair.pupil, national_id=number_of(pair.pupil, skip=1)
    ).send()

    assert answer.status_code == 302
    assert Pupil.objects.count() == before + 1


@pytest.mark.parametrize("hidden", ["strict", "related", "here"])
def test_a_hidden_pupil_and_one_who_is_here_already_answer_alike(
    client: Client, pair: Pair, known: Pupil, hidden: str
) -> None:
    if hidden == "strict":
        Pupil.objects.filter(pk=known.pk).update(address_protection="strict")
    if hidden == "related":
        PersonRelationFactory(pupil=known, user=pair.school_counsellor, owner=pair.school)
    if hidden == "here":
        registration(client, pair, known).send()
    form = registration(client, pair, known)
    before = list(Pupil.objects.order_by("pk").values_list())

    with CaptureQueriesContext(connection):
        answer = form.send(first_name="Kari")

    assert answer.status_code == 422
    assert "Eleven kan ikke registreres her." in answer.content.decode()
    assert list(Pupil.objects.order_by("pk").values_list()) == before
