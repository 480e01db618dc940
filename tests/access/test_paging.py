"""Lists of more than a thousand rows, here of more than four: every row once, both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Page
from django.db.models import F
from django.test import Client
from django.urls import reverse

from navskole.access import paging
from navskole.access.paging import ListPaginator
from navskole.records.sorting import NorwegianOrder
from navskole.ui.pagination import LAST, turns
from pupils.models import Case, Pupil
from tests.factories.organisations import member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import CaseFactory, EnrolmentFactory, PupilFactory

SIZE, COUNTED = 2, 4
NAMES = ("Berg", "Aas", "Berg", "Åsen", "Dahl", "Berg", "Ødegård")


@pytest.fixture(autouse=True)
def _counted_to_four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", COUNTED)
    monkeypatch.setattr("navskole.access.lists.PAGE_SIZE", SIZE)


@pytest.fixture
def cases(db: None) -> Any:
    """Return cases whose pupils share names, two of them without a responsible veileder."""
    pair = make_pair()
    for number, name in enumerate(NAMES):
        pupil = PupilFactory(last_name=name, first_name=f"Elev{number % 2}")
        responsible = None if number in {2, 5} else pair.counsellor
        if number == 3:
            responsible = member("nav_counsellor", pair.office)
        CaseFactory(pupil=pupil, office=pair.office, responsible=responsible)
    return Case.objects.select_related("pupil")


def _walk(paginator: ListPaginator, start: str, way: str) -> Iterator[Page[Any]]:
    code = start
    while code:
        page = paginator.get_page(code)
        yield page
        code = turns(page).get(way, "")


@pytest.mark.parametrize(
    "order",
    [
        ["pupil__sort_key", "pk"],
        ["-opened_on"],
        [F("responsible__sort_key").asc(nulls_last=True), "pupil__sort_key", "pk"],
        [F("responsible__sort_key").desc(nulls_last=True), F("pupil__sort_key").desc(), "pk"],
        [NorwegianOrder("pupil__last_name").desc(nulls_last=True), "pk"],
    ],
)
def test_every_row_stands_on_one_page_from_the_first_to_the_last_and_back(
    cases: Any, order: list[Any]
):
    rows = cases.order_by(*order)
    expected = [row.pk for row in rows.order_by(*order, "pk")]
    paginator = ListPaginator(rows, SIZE)

    forwards = list(_walk(paginator, "1", "next"))
    backwards = list(_walk(paginator, LAST, "previous"))

    # The last page is a full one, so it may begin with a row of the one before.
    shown = list(dict.fromkeys(row.pk for page in forwards for row in page))
    assert shown == expected
    found = list(dict.fromkeys(row.pk for page in backwards for row in reversed(list(page))))
    assert found == expected[::-1]
    assert [page.number for page in forwards] == [1, 2, 0, 0]
    assert backwards[-1].number == 1
    assert list(paginator.get_page("99")) == list(paginator.get_page(LAST))


def test_a_short_list_has_its_numbers_as_before(cases: Any, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 8)
    paginator = ListPaginator(cases.order_by("pk"), SIZE)

    pages = [paginator.get_page(asked) for asked in (None, "2", "4", "99", "siste", "etter-x")]

    assert [page.number for page in pages] == [1, 2, 4, 4, 1, 1]
    assert paginator.count == 8


def test_a_row_the_reader_does_not_see_tells_no_place(cases: Any):
    hidden = cases.order_by("pupil__sort_key")[4]
    visible = cases.exclude(pk=hidden.pk).order_by("pupil__sort_key", "pk")
    first = [row.pk for row in visible[:SIZE]]

    for code in (str(hidden.public_id), "not-an-id", ""):
        for way in ("etter-", "for-"):
            page = ListPaginator(visible, SIZE).get_page(way + code)
            assert (page.number, [row.pk for row in page]) == (1, first)


def test_far_into_a_list_no_row_before_the_page_is_read(cases: Any, query_count: Any):
    rows = cases.order_by("pupil__sort_key", "pk")
    paginator = ListPaginator(rows, SIZE)
    far = turns(paginator.get_page("2"))["next"]

    with query_count() as queries:
        page = ListPaginator(rows, SIZE).get_page(far)

    assert len(page) == SIZE
    assert not any("OFFSET" in sql for sql in queries.statements)
    assert queries.count == 3  # the count, the row before the page, and the page


def test_the_links_of_a_page_keep_the_search_and_say_what_is_shown(client: Client, pair: Pair):
    for name in "ABCDEF":
        pupil = PupilFactory(last_name="Fjelltun", first_name=name)
        EnrolmentFactory(pupil=pupil, school=pair.school)
    EnrolmentFactory(pupil=PupilFactory(last_name="Annen"), school=pair.school)
    client.force_login(pair.school_counsellor)
    address = reverse("pupils:pupil_list")
    kept = client.post(address, {"question": "fjelltun"}).headers["Location"]

    first = _read(client, kept)
    last = _read(client, address + first["Siste"])
    before = _read(client, address + last["Forrige"])
    again = _read(client, address + before["Neste"])

    assert first["text"].startswith("Viser 1-2 av mer enn 1\xa0000 elever")
    assert last["text"].startswith("Viser de siste 2 av mer enn 1\xa0000 elever")
    assert before["text"].startswith("Viser 2 av mer enn 1\xa0000 elever")
    assert [row["names"] for row in (first, before, last)] == [
        [f"{name} Fjelltun" for name in names] for names in ("AB", "CD", "EF")
    ]
    assert again["names"] == last["names"]
    assert all("sok=" in each[way] for each in (first, last, before) for way in each["ways"])
    assert Pupil.objects.get(first_name="D").public_id.hex in before["Neste"].replace("-", "")


def _read(client: Client, address: str) -> dict[str, Any]:
    page = BeautifulSoup(client.get(address).content, "html.parser")
    links = {each.text.strip(): each["href"] for each in page.select("nav.aksel-pagination a")}
    ways = {way: href for way, href in links.items() if not way[-1].isdigit()}
    names = [each.text.strip() for each in page.select("tbody th a, tbody td a")]
    told = page.select_one("[data-announce]").text
    return {"text": told, "names": names, "ways": list(ways)} | ways
