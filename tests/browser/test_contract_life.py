"""A contract carries access from the minute it is in force to the minute it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from pupils.models import Case, ConsentLine, Information
from tests.browser.people import WIDE, People, Person
from tests.browser.site import fill_with_demo
from tests.browser.words import date_text, expect_message

VEILEDER, LEADER, PRINCIPAL = "veileder.fjordvik", "leder.fjordvik", "rektor.fjordvik"


@pytest.fixture
def people(
    transactional_db: None,
    live_server: Any,
    browser: Browser,
    browser_context_args: dict[str, Any],
    kept_demo: Path,
) -> Iterator[People]:
    """Return the demo's people, each ready to open a browser of their own."""
    fill_with_demo(kept_demo)
    everybody = People(browser, live_server.url, {**browser_context_args, "viewport": WIDE})
    yield everybody
    everybody.leave()


def told_case() -> Case:
    """Return an open case of the veileder's that the school's leaders are told of."""
    told = ConsentLine.objects.in_force(on=timezone.localdate()).filter(
        information=Information.EXISTENCE, receiver__name="Fjordvik vgs"
    )
    cases = Case.objects.filter(responsible__username=VEILEDER, closed_on__isnull=True)
    return cases.filter(pk__in=told.values("consent__case_id")).earliest("pk")


def test_access_ends_with_the_contract_and_comes_back_when_both_have_signed_anew(people):
    principal, leader = people[PRINCIPAL].is_signed_in(), people[LEADER].is_signed_in()
    case = f"/saker/{told_case().public_id}/"
    assert principal.open(case) == 200

    end_at_once(leader)
    assert principal.open(case) == 404

    contract = draft_from_collaboration(principal)
    principal.press("Send til signering")
    sign(principal, contract)
    assert principal.open(case) == 404

    sign(leader, contract)
    assert principal.open(case) == 200
    assert people.complaints == []


def open_contract(person: Person) -> None:
    """Go from the menu to the contract between the school and NAV Fjordvik."""
    person.place("Samarbeid")
    person.follow(person.page.get_by_role("main").get_by_role("link", name="Fjordvik vgs"))
    links = person.page.get_by_role("link", name=re.compile("^Kontrakt "))
    person.follow(links.first)
    assert "NAV Fjordvik" in person.text()


def end_at_once(leader: Person) -> None:
    """End the contract at once, after being told what is closed."""
    leader.open("/")
    open_contract(leader)
    leader.link("Avslutt straks")
    leader.field("Hvorfor avsluttes kontrakten straks?").fill("Kontoret slås sammen")
    leader.field(
        "Jeg forstår at all deling mellom skolen og NAV-kontoret stenges med det samme"
    ).check()
    leader.press("Ja, avslutt kontrakten straks")
    expect_message(leader.page, "Kontrakten er avsluttet. Deling mellom partene er stengt.")


def draft_from_collaboration(principal: Person) -> str:
    """Draft a new contract where the collaboration's page offers one; return its path."""
    principal.open("/")
    principal.place("Samarbeid")
    principal.follow(principal.page.get_by_role("main").get_by_role("link", name="Fjordvik vgs"))
    principal.follow(principal.page.get_by_role("link", name=re.compile("^Ny kontrakt")))
    principal.fill(Gjelder_fra=date_text(days=0), Gjelder_til_og_med=date_text(days=400))
    principal.press("Lagre utkast")
    expect_message(principal.page, "Utkastet er lagret.")
    return principal.path


def sign(person: Person, contract: str) -> None:
    """Read the contract and sign it."""
    person.open(contract)
    person.link("Signer")
    person.field("Jeg har lest kontrakten og signerer den").check()
    person.press("Signer")
    expect_message(person.page, "Kontrakten er signert.")
