"""What only a browser shows of a list: the part that is swapped, what is read aloud, the place."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from followup.actions.task import strike_task
from followup.models import Task
from navskole.access.actor import Actor
from navskole.accounts.models import User
from tests.browser.people import People, Person

pytestmark = pytest.mark.django_db(transaction=True)

LOW = {"width": 390, "height": 500}


@pytest.fixture
def veileder(staff: People) -> Person:
    """Return the veileder at Mine saker, at a desk."""
    person = staff["veileder.fjordvik"]
    if not person.looks:
        person.is_signed_in()
    person.page.set_viewport_size({"width": 1440, "height": 1000})
    person.open("/saker/")
    return person


def query(person: Person) -> dict[str, list[str]]:
    """Return the parameters of the address on screen, without the random key's value."""
    found = parse_qs(urlsplit(person.page.url).query)
    return found | ({"sok": ["*"]} if "sok" in found else {})


@pytest.fixture
def task(demo_site: str, django_db_blocker: Any) -> Task:
    """Return a task that waits in a case of the veileder's."""
    with django_db_blocker.unblock():
        waiting = Task.objects.open().filter(case__responsible__username="veileder.fjordvik")
        return waiting.filter(given_to="", struck_at=None).earliest("pk")


@pytest.mark.parametrize(("place", "stays"), [("case_plan", True), ("case_detail", False)])
def test_a_task_is_done_in_its_place_and_undone(
    veileder: Person, task: Task, place: str, stays: bool
) -> None:
    page = veileder.page
    veileder.open(reverse(f"followup:{place}", args=[task.case.public_id]))
    page.evaluate("document.querySelector('h1').dataset.same = 'page'")
    line, left = page.locator(f"#oppgave-{task.public_id}"), page.locator("#oppgaver-igjen")
    waiting = left.inner_text()

    line.get_by_role("button", name=f"Gjort {task.heading}").press("Enter")

    expect(page.locator("#nk-messages")).to_contain_text("Oppgaven er gjort.")
    expect(left).not_to_have_text(waiting)
    expect(line if stays else page.locator("#oppgaver")).to_be_focused()
    if stays:
        expect(line).to_contain_text("Gjort av Maja Røsvik")
        line.get_by_role("button", name="Ikke gjort likevel").click()
        expect(line.get_by_role("button", name="Gjort")).to_be_visible()
        expect(page.locator("#nk-messages")).to_contain_text("Oppgaven er åpnet igjen.")
        expect(left).to_have_text(waiting)
    else:
        expect(line).to_have_count(0)
    expect(page.locator("h1[data-same=page]")).to_have_count(1)


def test_a_task_somebody_has_struck_is_answered_with_a_page(
    staff: People, task: Task, django_db_blocker: Any
) -> None:
    person = staff.newcomer("veileder.fjordvik").is_signed_in()  # htmx tells the console of it
    person.open(reverse("followup:case_plan", args=[task.case.public_id]))
    with django_db_blocker.unblock():
        actor = Actor.for_user(User.objects.get(username=person.username))
        strike_task(actor=actor, task=task, version=task.version, reason="Ført på feil elev.")

    line = person.page.locator(f"#oppgave-{task.public_id}")
    line.get_by_role("button", name=f"Gjort {task.heading}").click()

    expect(person.page).to_have_title(re.compile("Ingen tilgang"))
    person.page.context.close()


def test_a_filter_changes_the_list_alone_and_is_read_aloud(veileder: Person) -> None:
    page = veileder.page
    page.evaluate("document.querySelector('h1').dataset.same = 'page'")
    rows = page.locator("#saker tbody tr")
    everybody = rows.count()

    veileder.field("Status").focus()
    veileder.choose("Status", "Ny")

    expect(page.locator("#nk-live")).to_contain_text("Viser 1-")
    assert 0 < rows.count() < everybody
    assert query(veileder) == {"status": ["new"]}
    expect(veileder.field("Status")).to_be_focused()
    expect(page.locator("h1[data-same=page]")).to_have_count(1)


def test_search_filter_count_and_order_go_together_without_a_name_in_the_address(
    veileder: Person,
) -> None:
    page = veileder.page
    veileder.link("Neste kontakt")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Neste kontakt")

    veileder.fill(Søk_etter_navn="a")
    veileder.press("Søk")
    expect(page.get_by_role("link", name="Nullstill")).to_be_visible()
    page.get_by_role("navigation", name="Utvalg").get_by_role("link", name="over tiden").click()

    expect(page.locator(".nk-count[aria-current]")).to_contain_text("over tiden")
    page.wait_for_url("**frist=noe**")
    assert query(veileder) == {"sok": ["*"], "sorter": ["neste"], "frist": ["noe"]}
    expect(veileder.field("Søk etter navn")).to_have_value("a")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Neste kontakt")


def test_the_list_stands_where_it_was_left(veileder: Person) -> None:
    page = veileder.page
    page.set_viewport_size(LOW)
    page.locator("#saker tbody tr").nth(5).scroll_into_view_if_needed()
    left_at = page.evaluate("Math.round(scrollY)")
    page.locator("#saker tbody th a").nth(5).click()
    page.wait_for_url("**/saker/*/")

    page.locator("summary", has_text="Meny").click()
    page.locator(".nk-menu__panel").get_by_role("link", name="Mine saker").click()
    page.wait_for_url("**/saker/")
    by_link = page.evaluate("Math.round(scrollY)")
    page.locator("#saker tbody th a").nth(5).click()
    page.wait_for_url("**/saker/*/")
    page.go_back()

    assert left_at > LOW["height"]
    assert abs(by_link - left_at) <= 2
    page.wait_for_function(f"Math.abs(scrollY - {by_link}) < 200")
    kept = page.evaluate("Object.fromEntries(Object.entries(sessionStorage))")
    # The second is htmx's own: the path on screen.
    assert set(kept) <= {"nk-place:/saker/", "htmx-current-path-for-history"}
    assert kept["nk-place:/saker/"] == str(by_link)
