"""Every page of the main job meets WCAG 2.2 A and AA, at a desk and on a phone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.addresses import COUNSELLOR, FORMS, LEADER, PAGES, PRINCIPAL, VEILEDER
from tests.browser.people import WIDE, People, Person
from tests.browser.records import find_ids

pytestmark = pytest.mark.django_db(transaction=True)

DESK: ViewportSize = WIDE
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROWEST: ViewportSize = {"width": 320, "height": 844}
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

FILL_IN_BADLY = """() => {
  const forms = [...document.querySelectorAll("main form.nk-form")];
  const form = forms[0];
  for (const field of form.elements) {
    if (field.type === "hidden" || field.tagName === "BUTTON") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.tagName === "TEXTAREA") field.value = "x".repeat(5000);
    else if (field.name.endsWith("_place")) field.selectedIndex = field.length - 1;
    else field.value = field.name === "phone" ? "x" : "";
  }
  form.requestSubmit();
}"""
"""Empty what must be there and write too much elsewhere, so that no form can be stored.

A half day may be empty, but not have a place and no work.
"""


@dataclass(frozen=True)
class Site:
    """The demo's people, and the ids that stand in their addresses."""

    people: People
    ids: dict[str, Any]

    def visitor(self, username: str) -> Person:
        """Return the person at a desk, signed in; without a name somebody who is not."""
        person = self.people[username or "veileder.skogheim"]
        if not person.looks:
            person.page.add_init_script(Axe().axe_script)
            if username:
                person.is_signed_in()
        person.page.set_viewport_size(DESK)
        return person


@pytest.fixture(scope="module")
def site(staff: People, django_db_blocker: Any) -> Site:
    """Return the demo with contracts at every step beside those it has."""
    with django_db_blocker.unblock():
        return Site(staff, find_ids())


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong at a desk and on a phone, and whether 320 px are too few.

    The page is loaded once and made narrower, or wider where it is the narrowest already; it
    stays at the last of the sizes.
    """
    page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
    sizes = (DESK, PHONE, NARROWEST)
    found = []
    for size in sizes if page.viewport_size == DESK else reversed(sizes):
        page.set_viewport_size(size)
        found += overflow(page) if size == NARROWEST else barriers(page, size["width"])
    return found


def barriers(page: Page, width: int) -> list[str]:
    """Return what axe finds wrong on the page, which is so wide."""
    report = page.evaluate(f"axe.run({json.dumps(OPTIONS)})")
    return [
        f"{width}: {rule['id']}: {node['html'][:160]}"
        for rule in report["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """Return how wide the page is where that is more than the screen."""
    width, most = page.evaluate("document.documentElement.scrollWidth"), NARROWEST["width"]
    return [f"{most}: {width} px wide"] if width > most else []


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_a_page_has_no_barrier(site: Site, username: str, path: str) -> None:
    visitor = site.visitor(username)

    status = visitor.open(path.format(**site.ids))

    refused = {"/administrasjon/brukere/": 403, "/elever/{unknown}/": 404, "/finnes-ikke/": 404}
    assert status == (refused.get(path, 200) if username == VEILEDER else 200)
    assert violations(visitor.page) == []


@pytest.mark.parametrize(("username", "path"), FORMS)
def test_a_form_has_no_barrier_before_and_after_errors(
    site: Site, username: str, path: str
) -> None:
    visitor = site.visitor(username)
    assert visitor.open(path.format(**site.ids)) == 200
    before = violations(visitor.page)

    visitor.page.evaluate(FILL_IN_BADLY)
    visitor.page.locator(".aksel-error-summary").wait_for()

    assert before == []
    assert violations(visitor.page) == []


@pytest.mark.parametrize(
    ("username", "path"),
    [
        (COUNSELLOR, "/elever/"),
        (PRINCIPAL, "/oppfolging/"),
        (VEILEDER, "/saker/"),
        (LEADER, "/kontorets-saker/"),
        ("personvern.nav", "/innsynslogg/"),
        ("system", "/administrasjon/brukere/"),
    ],
)
def test_a_search_without_a_match_has_no_barrier(site: Site, username: str, path: str) -> None:
    visitor = site.visitor(username)
    visitor.open(path)

    visitor.fill(Søk_etter_navn="Finnes Ikke")
    visitor.press("Søk")
    visitor.page.get_by_role("heading", name="Ingen").first.wait_for()

    assert violations(visitor.page) == []


def test_the_dialog_of_keys_and_the_open_menus_have_no_barrier(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/")

    visitor.page.locator("summary").filter(has_text=visitor.name).click()
    with_menu = violations(visitor.page)
    visitor.page.set_viewport_size(DESK)
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("?")
    visitor.page.get_by_role("dialog", name="Hurtigtaster").wait_for()

    assert with_menu == []
    assert violations(visitor.page) == []


def test_what_a_yes_opens_and_a_withdrawal_closes_has_no_barrier(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/{case}/samtykke/nytt/".format(**site.ids))
    receiver = visitor.group("Skoleledelsen")
    about = visitor.group("Hvilke problemområder kan det handle om?", receiver)
    expect(receiver).to_be_hidden()
    visitor.tick("Hva svarte eleven?", "Ja, eleven samtykker")
    expect(receiver).to_be_visible()
    expect(about).to_be_hidden()
    visitor.tick("Hvordan ble svaret gitt?", "Skriftlig")
    visitor.tick(
        "Hva kan skoleledelsen få se?",
        "At saken finnes, og status",
        "Delte notater",
        within=receiver,
    )
    visitor.tick("Hvilke problemområder kan det handle om?", "Jobb og praksis", within=receiver)
    visitor.field("Vurdering av alder, modenhet og tema").fill("Eleven forstår valget.")
    visitor.tick("Er foresatt involvert?", "Nei")
    visitor.fill(**{"Hvorfor er foresatt involvert, eller ikke?": "Eleven ønsker det ikke."})

    visitor.press("Registrer")
    visitor.page.get_by_role("heading", name="Kontroller før du registrerer").wait_for()
    before_it_opens = violations(visitor.page)
    visitor.page.set_viewport_size(DESK)
    visitor.open("/samtykke/{consent}/trekk/".format(**site.ids))
    visitor.press("Trekk samtykket")
    visitor.page.get_by_role("dialog", name="Trekke samtykket?").wait_for()

    assert before_it_opens == []
    assert violations(visitor.page) == []


def test_what_is_wrong_in_a_part_of_the_consent_out_of_sight_opens_it(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/{case}/samtykke/nytt/".format(**site.ids))
    wrong = visitor.field("Gjelder til og med")

    wrong.evaluate("(field) => { field.value = 'i morgen'; }")
    visitor.press("Registrer")
    visitor.link("Fyll inn en gyldig dato, for eksempel 20.11.2026")

    expect(wrong).to_be_focused()


def test_a_tick_is_seen_where_the_system_chooses_the_colours(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/{case}/notater/nytt/".format(**site.ids))
    box = visitor.page.get_by_role("checkbox", name="Sensitivt")

    visitor.page.emulate_media(forced_colors="active")
    box.check()
    tick, behind = box.evaluate("""(field) => [
      getComputedStyle(field.parentElement.querySelector("svg")).color,
      getComputedStyle(field).backgroundColor,
    ]""")
    visitor.page.emulate_media(forced_colors="none")

    assert (tick, behind) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")


def test_a_barrier_would_be_found(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/")

    visitor.page.evaluate("""() => {
      const picture = document.createElement("img");
      picture.width = 900;
      document.querySelector("main").append(picture);
    }""")

    found = [text.split(": ")[:2] for text in violations(visitor.page)]
    assert ["1440", "image-alt"] in found
    assert ["390", "image-alt"] in found
    assert any(width == "320" for width, _what in found)
