"""What the forms of a combined measure answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import Measure, MeasureLink
from pupils.models import ConsentLine
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    days,
    read,
    too_long,
)
from tests.factories.followup import measure_type
from tests.followup.entries import address
from tests.world import World

pytestmark = pytest.mark.django_db

ADVISER, VEILEDER = "school_counsellor_a", "counsellor_1"
Entry = tuple[str, str, str]


def filled(client: Client, world: World, who: str, url: str, **typed: Any) -> FilledForm:
    return FilledForm(client, world.user(who), url, **typed)


def refuses_all(form: FilledForm, entries: list[Entry], also: dict[str, Any]) -> None:
    """Assert that the form refuses each entry at its field, beside what else was typed."""
    for field, value, says in entries:
        beside = {name: typed for name, typed in also.items() if name != field}
        form.refuses(Bad(field, value, says, field, beside))


def of_navs_part(empty_type: str, empty_request: str) -> list[Entry]:
    """Return what a question to NAV refuses; what it says when one of the two is left out."""
    return [
        ("nav_type", "", empty_type),
        ("nav_type", NOT_OFFERED, CHOICE_MESSAGE),
        ("nav_type", TOO_BIG, CHOICE_MESSAGE),
        ("nav_type", str(measure_type("tilrettelagt-opplaering").pk), CHOICE_MESSAGE),
        ("nav_type", str(measure_type("kvalifiseringsprogram").pk), CHOICE_MESSAGE),
        ("nav_request", "", empty_request),
        ("nav_request", "r" * 2001, too_long(2000)),
        ("nav_request", NUL, NUL_MESSAGE),
    ]


def test_asking_nav_in_a_new_measure_refuses_half_a_question(client: Client, world: World) -> None:
    form = filled(
        client,
        world,
        ADVISER,
        address("school_measure_create", world.pupil_consented),
        type=str(measure_type("tilrettelagt-opplaering").pk),
        justification="Trenger tid.",
        planned_start=days(14),
    )
    question = {"nav_type": str(measure_type("oppfolging").pk), "nav_request": "Kan dere hjelpe?"}

    empty = ("Velg tiltak hos NAV, eller ta bort teksten", "Skriv hva skolen ber NAV om")
    refuses_all(form, of_navs_part(*empty), question)
    referral = {"nav_request": "Kan dere?", "type": str(measure_type("los").pk)}
    says = "En henvisning kan ikke kombineres med NAVs tiltak."
    form.refuses(Bad("nav_type", question["nav_type"], says, "nav_type", referral))
    foreign = str(world.case_other_office.public_id)
    for case in (foreign, "en annen sak"):  # hidden where there is but one
        form.refuses(Bad("nav_case", case, CHOICE_MESSAGE, "", question))
    assert form.makes(Measure, **question).type.code == "tilrettelagt-opplaering"
    assert MeasureLink.objects.latest("pk").asked_request == question["nav_request"]


def test_asking_nav_in_a_measure_refuses_and_says_which_consent_has_ended(
    client: Client, world: World
) -> None:
    typed = {"nav_type": str(measure_type("oppfolging").pk), "nav_request": "Kan dere hjelpe?"}
    url = address("nav_part_ask", world.measure_school_consented)
    form = filled(client, world, ADVISER, url, **typed)

    refuses_all(form, of_navs_part("Velg tiltaket dere ber NAV om", "Skriv hva skolen ber"), typed)
    narrowed = ConsentLine.objects.get(
        consent=world.school_consent_consented, information="measures"
    )
    narrowed.areas.clear()
    form.refuses(Bad("nav_request", "Kan dere?", "skolens samtykke", "", {}))


def test_asking_nav_twice_keeps_the_first_question_and_what_was_typed(
    client: Client, world: World
) -> None:
    url = address("nav_part_ask", world.measure_school_asking_consented)
    typed = {"nav_type": str(measure_type("oppfolging").pk), "nav_request": "Noe helt annet"}

    form = filled(client, world, ADVISER, url, **typed)

    form.refuses(Bad("nav_request", "Noe helt annet", "Skolen har allerede bedt NAV", "", {}))


def test_navs_part_refuses(client: Client, world: World) -> None:
    form = filled(
        client,
        world,
        VEILEDER,
        address("nav_part_create", world.measure_school_asking_consented),
        justification="Vil øve.",
        planned_start=days(14),
    )

    entries = [
        ("justification", "", "Skriv hvorfor eleven trenger tiltaket"),
        ("justification", NUL, NUL_MESSAGE),
        ("planned_start", "31.11.2026", DATE_MESSAGE),
        ("planned_end", days(1), "Planlagt slutt må være etter planlagt start."),
    ]
    refuses_all(form, entries, {})
    form.refuses(Bad("submission_id", "", STALE_FORM, "", {}))
    made = form.makes(Measure, justification=ODD_TEXT)
    assert form.shows(ODD_TEXT, justification="Sendt igjen")
    assert (made.type.code, made.case) == ("oppfolging", world.case_consented)


@pytest.mark.parametrize(
    ("who", "name"),
    [(VEILEDER, "measure_school_asking_consented"), (ADVISER, "measure_asking_consented")],
)
def test_a_no_says_why_and_is_kept_as_it_was_written(
    client: Client, world: World, who: str, name: str
) -> None:
    url = address("combination_decline", world.records[name])
    form = filled(client, world, who, url, reason="Det passer ikke nå.")

    entries = [
        ("reason", "", "Skriv hvorfor tiltakene ikke skal kombineres"),
        ("reason", " \n ", "Skriv hvorfor tiltakene ikke skal kombineres"),
        ("reason", "n" * 1001, too_long(1000)),
        ("reason", NUL, NUL_MESSAGE),
    ]
    refuses_all(form, entries, {})
    assert form.send(reason=ODD_TEXT).status_code == 302
    assert form.send(reason="En gang til").status_code == 403

    assert ODD_TEXT.replace("\x07", "").strip() in read(client.get(address_of(world, name))).text


def address_of(world: World, name: str) -> str:
    return address("measure_detail", world.records[name])
