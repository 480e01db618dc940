"""Reasons for absence: what each means from a date, with its source; what was entered stays."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from navskole.audit.models import AccessEvent
from navskole.rules.models import AbsenceReason
from tests.bad_input import (
    DATE_MESSAGE,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

ADDRESS = "administration:absence_reason_create"
CODE_MESSAGE = "Begynn med en bokstav, og bruk bare a–z, sifre, - og _."


def reason_form(client: Client, world: World, *, of: str = "", **given: str) -> FilledForm:
    path = reverse(ADDRESS) + (f"?arsak={of}" if of else "")
    known = {"code": "strike", "name": "Streik", "source": "Forskriften"} if not of else {}
    return FilledForm(client, world.user("system"), path, **known | given)


@pytest.mark.parametrize(
    "entry",
    [
        bad("code", "", "Fyll inn kode"),
        bad("code", "Streik nå", CODE_MESSAGE),
        bad("code", "1a", CODE_MESSAGE),
        bad("code", "s" * 31, too_long(30)),
        bad("code", NUL, NUL_MESSAGE),
        bad("code", "health", "Koden er i bruk."),
        bad("name", "", "Fyll inn navn"),
        bad("name", "n" * 121, too_long(120)),
        bad("name", NUL, NUL_MESSAGE),
        bad("effective_from", "", "Fyll inn dagen årsaken gjelder fra"),
        bad("effective_from", "31.02.2027", DATE_MESSAGE),
        bad("effective_from", days(-1), "Det som har vært i kraft, endres ikke."),
        bad("source", "", "Skriv hvor årsaken står"),
        bad("source", "k" * 301, too_long(300)),
        bad("checked_on", days(1), "Velg i dag eller en tidligere dag."),
    ],
)
def test_a_reason_refuses(client: Client, world: World, entry: Bad) -> None:
    reason_form(client, world).refuses(entry)


def test_a_new_reason_is_the_last_of_the_list_and_sensitive_until_said_otherwise(
    client: Client, world: World
) -> None:
    made = reason_form(client, world, name=ODD_TEXT[:120]).makes(AbsenceReason)

    assert made.is_sensitive
    assert AbsenceReason.objects.in_effect(on=world.today)[-1] == made
    event = AccessEvent.objects.filter(action="rule_saved").latest("pk")
    assert event.purpose.startswith("fraværsårsak: ")
    page = read(client.get(reverse("administration:absence_reason_list")))
    assert ODD_TEXT[:120].strip() in page.text


def test_a_known_reason_means_something_else_from_its_day_and_is_marked_as_checked(
    client: Client, world: World
) -> None:
    form = reason_form(
        client, world, of="welfare", name="Velferd", effective_from=days(5), checked_on=days(0)
    )

    made = form.makes(AbsenceReason)
    form.send(name="Velferdsgrunner")

    before, after = (
        {reason.code: reason for reason in AbsenceReason.objects.in_effect(on=world.day(number))}
        for number in (4, 5)
    )
    assert (made.code, made.checked_on) == ("welfare", world.today)
    assert before["welfare"].name == "Velferdsgrunner, dokumentert"
    assert (after["welfare"].name, after["welfare"].pk) == ("Velferdsgrunner", made.pk)
    page = read(client.get(reverse("administration:absence_reason_list"))).text
    assert "Kommer" in page
    assert "ikke kontrollert" in page


def test_what_has_been_sensitive_stays_so(client: Client, world: World) -> None:
    form = reason_form(client, world, of="health")

    answer = form.send(is_sensitive=[])

    assert answer.status_code == 422
    assert "forblir sensitiv" in answer.content.decode()
    assert AbsenceReason.objects.get(code="health").is_sensitive
