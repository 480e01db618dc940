"""The main job with the keyboard alone, and paper, colours and motion as the reader wants them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from pupils.models import Case
from tests.browser.people import People, Person

pytestmark = pytest.mark.django_db(transaction=True)

VEILEDER, LEADER = "veileder.fjordvik", "leder.fjordvik"
MOST_STEPS = 120
FOCUSED = """() => {
  const at = document.activeElement;
  const name = at.getAttribute("aria-label") || (at.labels && at.labels[0] || at).innerText || "";
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const wrapped = at.closest(".aksel-checkbox, .aksel-radio, .aksel-text-field, .aksel-form-field");
  return {
    name: name.trim().replace(/\\s+/g, " "),
    tag: at.tagName,
    ring: ring || style.boxShadow !== "none" || Boolean(wrapped),
  };
}"""


@pytest.fixture
def case(demo_site: str, django_db_blocker: Any) -> Case:
    """Return an open case of the veileder's."""
    with django_db_blocker.unblock():
        return Case.objects.open().filter(responsible__username=VEILEDER).earliest("pk")


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FOCUSED)
    return found


def tab_to(person: Person, name: str) -> None:
    """Press Tab until what is called `name` has the focus; every stop on the way shows it."""
    page = person.page
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        at = focused(page)
        assert at["ring"] or at["tag"] == "BODY", at
        if at["name"].removesuffix(" (valgfritt)") == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def enter(person: Person, name: str) -> None:
    """Go to a link or button, press Enter, and wait for the page it leads to."""
    tab_to(person, name)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def test_the_main_job_is_done_with_the_keyboard_alone(staff: People, case: Case) -> None:
    person = staff.newcomer(VEILEDER).is_signed_in()
    person.open("/saker/")
    keys = person.page.keyboard

    keys.press("Tab")
    assert focused(person.page)["name"] == "Hopp til innholdet"
    keys.press("Enter")
    enter(person, case.pupil.full_name)
    enter(person, "Nytt notat")
    tab_to(person, "Type")
    keys.type("Tel")
    tab_to(person, "Overskrift")
    keys.type("Skrevet med tastatur")
    tab_to(person, "Notat")
    keys.type("Eleven ringte og vil prøve praksis.")
    enter(person, "Lagre notat")
    expect(person.page.get_by_role("heading", name="Skrevet med tastatur")).to_be_visible()
    enter(person, "Tiltak")
    enter(person, "Nytt tiltak")
    tab_to(person, "Tiltak")
    keys.type("Arbeidstr")
    tab_to(person, "Begrunnelse")
    keys.type("Eleven trenger erfaring fra arbeid.")
    tab_to(person, "Planlagt start")
    keys.press("Control+A")
    keys.type((timezone.localdate() + timedelta(days=14)).strftime("%d.%m.%Y"))
    enter(person, "Lagre utkast")
    expect(person.page.get_by_role("main")).to_contain_text("Utkast")

    person.page.context.close()


def test_the_menus_and_the_list_of_keys_open_and_close_with_the_keyboard(staff: People) -> None:
    person = staff.newcomer(LEADER).is_signed_in()
    person.open("/fordeling/")
    keys = person.page.keyboard

    keys.press("?")
    expect(person.page.get_by_role("dialog", name="Hurtigtaster")).to_be_visible()
    keys.press("Escape")
    enter(person, "Maja Røsvik")
    enter(person, "Overfør saker")
    expect(person.page.get_by_role("heading", name="Overfør saker")).to_be_visible()

    person.page.context.close()


@pytest.mark.parametrize(
    ("username", "place"),
    [(VEILEDER, "case_print"), (VEILEDER, "case_plan"), (VEILEDER, "own_case_list")],
)
def test_paper_holds_no_navigation_and_says_who_printed(
    staff: People, case: Case, username: str, place: str
) -> None:
    person = staff[username]
    person = person if person.looks else person.is_signed_in()
    person.open(
        reverse(f"followup:{place}", args=[] if place.endswith("list") else [case.public_id])
    )
    person.page.emulate_media(media="print")

    for gone in ("header", ".nk-filters", ".nk-actions", ".aksel-tabs", ".nk-skip"):
        for part in person.page.locator(gone).all():
            expect(part).not_to_be_visible()
    mark = person.page.locator(".nk-print-mark")
    expect(mark).to_contain_text("Unntatt offentlighet, jf. offentleglova § 13")
    expect(mark).to_contain_text(person.name)
    person.page.emulate_media(media="screen")


def test_colours_of_the_readers_own_and_less_motion_are_respected(
    staff: People, case: Case
) -> None:
    person = staff.newcomer(VEILEDER, forced_colors="active", reduced_motion="reduce")
    person.is_signed_in().open(f"/saker/{case.public_id}/")

    moving = person.page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const longest = (text) => Math.max(...text.split(",").map(parseFloat));
      return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
    }).map((element) => element.className)""")
    current = person.page.locator("[aria-current]").first

    assert moving == []
    expect(current).to_be_visible()
    person.page.context.close()


def test_at_twice_the_size_nothing_is_cut_off(staff: People, case: Case) -> None:
    person = staff.newcomer(VEILEDER, viewport={"width": 640, "height": 500})
    person.is_signed_in()

    for path in ("/saker/", f"/saker/{case.public_id}/", f"/saker/{case.public_id}/notater/nytt/"):
        person.open(path)
        width = person.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 640, path
    person.page.context.close()
