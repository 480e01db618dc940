"""What only a browser shows of a list: the part that is swapped, what is read aloud, the place."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

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
