"""Mine saker and Veiledere: searched, filtered, counted and sorted under the reader's rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from navskole.organisations.models import Role
from pupils.models import CaseStatus, FlagLevel
from tests.asking import at_noon, day
from tests.bad_input import CHOICE_MESSAGE, read
from tests.factories.followup import NoteFactory
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    RiskFlagFactory,
    put_on_case,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

OWN, OFFICE = reverse("followup:own_case_list"), reverse("followup:office_case_list")


def add_case(pair: Pair, name: str, *, school: Any = None, class_name: str = "", **facts: Any):
    """Add a case of a pupil called `name` with the pair's veileder on it."""
    first_name, last_name = name.split()
    pupil = PupilFactory(first_name=first_name, last_name=last_name)
    if school:
        EnrolmentFactory(pupil=pupil, school=school, class_name=class_name)
    facts = {"responsible": pair.counsellor} | facts
    return CaseFactory(pupil=pupil, office=pair.office, **facts)


def contact(case: Any, *, ago: int, planned: int | None = None, **facts: Any) -> None:
    """Add a contact so many days ago, which planned the next one so many days from today."""
    next_contact_on = None if planned is None else day(planned)
    occurred_at = at_noon(day(-ago))
    NoteFactory(case=case, occurred_at=occurred_at, next_contact_on=next_contact_on, **facts)


@pytest.fixture
def office() -> Pair:
    """Return an office with five cases that differ in all a list is about."""
    pair = make_pair()
    pair.pupil.set_names(first_name="Ola", last_name="Nilsen")
    pair.pupil.save()
    pair.enrolment.class_name = "1STA"
    pair.enrolment.save()
    pair.school.name = "Ål vgs"
    pair.school.save()
    other = SchoolFactory(name="Østby vgs")
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    aas = add_case(pair, "Kari Aas", school=other, class_name="2HOA", status=CaseStatus.NEW)
    oes = add_case(pair, "Per Østby", school=pair.school, class_name="1BAA", responsible=colleague)
    put_on_case(oes, pair.counsellor)
    aer = add_case(pair, "Siv Ærø", status=CaseStatus.PAUSED)
    zak = add_case(pair, "Bo Zakariassen", school=other, class_name="1HOA", responsible=None)
    put_on_case(zak, pair.counsellor)
    contact(pair.case, ago=20, planned=-3)
    contact(aas, ago=5, planned=4)
    contact(oes, ago=30, planned=-10)
    contact(oes, ago=2)
    contact(zak, ago=1, planned=0, author=pair.counsellor)
    RiskFlagFactory(case=pair.case, level=FlagLevel.WATCH)
    RiskFlagFactory(case=pair.case, level=FlagLevel.CONCERN)
    RiskFlagFactory(case=aas, level=FlagLevel.URGENT, is_sensitive=True)
    RiskFlagFactory(case=aer, level=FlagLevel.URGENT, resolved_at=timezone.now())
    return pair


@pytest.fixture
def veileder(office: Pair) -> Client:
    """Return the veileder's browser."""
    return client_of(office.counsellor)


@pytest.fixture
def leader(office: Pair) -> Client:
    """Return the leader's browser."""
    return client_of(office.manager)


def page_of(client: Client, address: str, **query: str) -> BeautifulSoup:
    """Return the list as the browser gets it."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    return read(answer)


def follow(client: Client, address: str, link: Any) -> BeautifulSoup:
    """Return what a link of the list leads to."""
    return read(client.get(f"{address}{link['href']}"))


def names(page: BeautifulSoup) -> list[str]:
    """Return the last names of the pupils in the list of cases, in order."""
    links = page.select("tbody th a[href^='/saker/']")
    return [link.text.split()[-1] for link in links]


# --- Filters --------------------------------------------------------------------------

EVERYBODY = ["Nilsen", "Zakariassen", "Ærø", "Østby", "Aas"]


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({}, EVERYBODY),
    ({"status": "new"}, ["Aas"]),
    ({"status": "active"}, ["Nilsen", "Zakariassen", "Østby"]),
    ({"skole": "ingen"}, ["Ærø"]),
    ({"flagg": "urgent"}, ["Aas"]),
    ({"flagg": "concern"}, ["Nilsen"]),
    ({"flagg": "watch"}, []),
    ({"flagg": "ingen"}, ["Zakariassen", "Ærø", "Østby"]),
    ({"frist": "noe"}, ["Nilsen"]),
    ({"frist": "kontakt"}, ["Nilsen"]),
    ({"frist": "ikke-planlagt"}, ["Ærø", "Østby"]),
    ({"ansvarlig": "ingen"}, ["Zakariassen"]),
    ({"status": "active", "frist": "noe", "flagg": "concern"}, ["Nilsen"]),
    ({"status": "active", "flagg": "urgent"}, []),
]


def test_each_filter_leaves_what_fits(veileder):
    shown = [names(page_of(veileder, OWN, **query)) for query, _ in FILTERS]

    assert shown == [expected for _, expected in FILTERS]


def test_schools_and_responsibles_of_the_list_are_its_choices(veileder, office):
    page = page_of(veileder, OWN)

    choices = {
        name: {option.text.strip(): option["value"] for option in page.select(f"#id_{name} option")}
        for name in ("skole", "ansvarlig")
    }

    assert list(choices["skole"])[1:] == ["Ikke i skole", "Østby vgs", "Ål vgs"]
    assert names(page_of(veileder, OWN, skole=choices["skole"]["Ål vgs"])) == ["Nilsen", "Østby"]
    own = str(office.counsellor)
    assert names(page_of(veileder, OWN, ansvarlig=choices["ansvarlig"][own])) == [
        "Nilsen",
        "Ærø",
        "Aas",
    ]
    assert str(office.counsellor.pk) not in choices["ansvarlig"].values()


@pytest.mark.parametrize("code", ["closed", "'; --", "før\x00etter"])
def test_a_code_the_list_does_not_have_is_told_and_narrows_nothing(veileder, code):
    wrong = ["status", "skole", "flagg", "frist", "ansvarlig"]

    page = page_of(veileder, OWN, **dict.fromkeys(wrong, code))

    errors = [page.find(id=f"id_{name}_error").text for name in wrong]
    assert all(CHOICE_MESSAGE in error for error in errors)
    assert names(page) == EVERYBODY


# --- Counts that are filters ----------------------------------------------------------


@pytest.mark.parametrize("who", ["veileder", "leader"])
def test_each_count_is_the_number_of_rows_it_leads_to(request, who):
    client, address = request.getfixturevalue(who), OWN if who == "veileder" else OFFICE
    cards = page_of(client, address).select("a.nk-count")

    told = {card.select_one(".nk-count__label").text: card for card in cards}
    shown = {label: names(follow(client, address, card)) for label, card in told.items()}

    numbers = {label: card.select_one(".nk-count__number") for label, card in told.items()}
    counted = {label: int(number.text) for label, number in numbers.items()}
    assert {label: len(rows) for label, rows in shown.items()} == counted
    urgent = 1 if who == "veileder" else 0
    assert list(counted.values()) == [5, 1, urgent, 2, 1]


def test_the_chosen_count_is_marked_and_the_search_goes_with_it(veileder):
    searched = veileder.post(OWN, {"question": "a"})["Location"]
    cards = read(veileder.get(searched)).select("a.nk-count")
    page = follow(veileder, OWN, cards[1])

    marked = page.select("a.nk-count[aria-current] .nk-count__label")
    assert [label.text for label in marked] == ["over tiden"]
    assert page.select_one("#id_question")["value"] == "a"


# --- What is computed -----------------------------------------------------------------


def test_a_contact_that_was_held_is_not_overdue(veileder):
    rows = {row.a.text.split()[-1]: row.text for row in page_of(veileder, OWN).select("tbody tr")}

    assert [name for name in rows if "Over tiden" in rows[name]] == ["Nilsen"]


def test_the_leader_counts_no_flag_and_no_contact_of_sensitive_notes(leader, veileder, office):
    contact(office.case, ago=1, planned=9, is_sensitive=True)

    assert names(page_of(leader, OFFICE, frist="noe")) == ["Nilsen"]
    assert names(page_of(veileder, OWN, frist="noe")) == []
    assert names(page_of(leader, OFFICE, flagg="urgent")) == []
    assert names(page_of(leader, OFFICE, sorter="-flagg"))[0] == "Nilsen"
    assert names(page_of(veileder, OWN, sorter="-flagg"))[0] == "Aas"


# --- Order ----------------------------------------------------------------------------


ORDERS: list[tuple[str, list[str]]] = [
    ("navn", EVERYBODY),
    ("-navn", EVERYBODY[::-1]),
    ("skole", ["Zakariassen", "Aas", "Østby", "Nilsen", "Ærø"]),
    ("-skole", ["Nilsen", "Østby", "Aas", "Zakariassen", "Ærø"]),
    ("status", ["Aas", "Nilsen", "Zakariassen", "Østby", "Ærø"]),
    ("-flagg", ["Aas", "Nilsen", "Zakariassen", "Ærø", "Østby"]),
    ("siste", ["Nilsen", "Aas", "Østby", "Zakariassen", "Ærø"]),
    ("neste", ["Nilsen", "Zakariassen", "Aas", "Ærø", "Østby"]),
    ("passord", EVERYBODY),
]


def test_each_header_sorts_alike_on_both_databases(veileder):
    shown = [names(page_of(veileder, OWN, sorter=order)) for order, _ in ORDERS]

    assert shown == [expected for _, expected in ORDERS]


def test_the_header_says_how_the_list_is_sorted_and_turns_it(veileder):
    page = page_of(veileder, OWN, frist="noe", sorter="neste")

    sorted_by = {head.text.strip(): head for head in page.select("thead th[aria-sort]")}
    assert [label for label, head in sorted_by.items() if head["aria-sort"] != "none"] == [
        "Neste kontakt"
    ]
    assert sorted_by["Neste kontakt"].a["href"] == "?frist=noe&sorter=-neste"


# --- Search and filter together, with and without script ------------------------------


def test_search_and_filter_keep_each_other_and_the_order(veileder):
    page = page_of(veileder, OWN, status="active", sorter="-navn")
    search, narrow = page.select("#saker form")
    found = veileder.post(OWN + search["action"].removeprefix(OWN), {"question": "Ola"})
    assert names(read(veileder.get(found["Location"]))) == ["Nilsen"]

    page = read(veileder.get(found["Location"]))
    kept = {tag["name"]: tag["value"] for tag in page.select("form[method=get] input[type=hidden]")}
    assert set(kept) == {"sok", "sorter"}
    assert page.select_one("#id_status option[selected]")["value"] == "active"
    assert names(page_of(veileder, OWN, **kept, status="new")) == []
    assert "question" not in found["Location"]
    assert "Ola" not in found["Location"]
    assert narrow["method"] == "get"


def test_what_htmx_swaps_is_there_and_says_the_count(veileder):
    page = page_of(veileder, OWN)
    targets = {str(tag["hx-target"]) for tag in page.select("main [hx-target]")}

    assert targets == {"#saker"}
    assert all(tag["hx-select"] == "#saker" for tag in page.select("main [hx-target]"))
    assert page.select_one("#saker [data-announce]").text.strip() == "Viser 1-5 av 5 saker"
    assert page.select_one("#nk-live")["role"] == "status"


def test_pages_of_fifty_keep_the_filter(veileder, office):
    for number in range(50):
        add_case(office, f"Elev Ny{number:02}", status=CaseStatus.NEW)

    first = page_of(veileder, OWN, status="new")

    assert len(names(first)) == 50
    assert "Viser 1-50 av 51 saker" in first.text
    following = first.select_one("a[rel=next]")["href"]
    assert following == "?status=new&side=2"
    assert names(read(veileder.get(f"{OWN}{following}"))) == ["Aas"]


# --- Empty ----------------------------------------------------------------------------


def test_nothing_that_fits_leads_back_to_all(veileder):
    page = page_of(veileder, OWN, status="paused", flagg="urgent", sorter="neste")

    empty = page.select_one(".nk-empty")
    assert "Ingen saker passer til utvalget" in empty.text
    assert page.select_one("[data-announce]").text.strip() == "Ingen saker"
    assert names(follow(veileder, OWN, empty.a)) == ["Nilsen", "Zakariassen", "Aas", "Ærø", "Østby"]
    assert empty.a["href"] == "?sorter=neste"


def test_without_any_case_the_next_step_is_shown():
    page = page_of(client_of(make_pair().manager), OWN.replace("saker", "kontorets-saker"))
    newcomer = member(Role.NAV_COUNSELLOR, make_pair().office)

    empty = page_of(client_of(newcomer), OWN)

    assert empty.select("main form") == []
    assert empty.select_one(".nk-empty a")["href"] == reverse("followup:contact_request_list")
    assert len(names(page)) == 1


# --- Veiledere ------------------------------------------------------------------------


def test_the_leader_sees_how_much_each_veileder_has(leader, office):
    idle = member(Role.NAV_COUNSELLOR, office.office)
    page = page_of(leader, OFFICE)

    lines = {
        row.th.text.strip(): [cell.text.strip() for cell in row("td")]
        for row in page.select("table")[0].select("tbody tr")
    }

    assert lines[str(office.counsellor)] == ["3", "1", "0", "1"]
    assert lines[str(idle)] == ["0", "0", "0", "0"]
    assert lines["Uten ansvarlig"] == ["1", "0", "0", "0"]
    assert len(lines) == 4


def test_a_veileder_in_the_table_leads_to_their_cases(leader, office):
    links = page_of(leader, OFFICE).select("table")[0].select("a")
    shown = {link.text: names(follow(leader, OFFICE, link)) for link in links}

    assert shown[str(office.counsellor)] == ["Nilsen", "Ærø", "Aas"]
    assert shown["Uten ansvarlig"] == ["Zakariassen"]


def test_another_office_is_neither_counted_nor_offered(leader):
    stranger = make_pair()

    page = page_of(leader, OFFICE)

    assert str(stranger.counsellor) not in page.text
    assert names(page) == EVERYBODY


def test_late_contacts_are_counted_by_the_day_in_oslo(veileder, office):
    late = add_case(office, "Elev Sent")
    contact(late, ago=10, planned=-1)
    noted = timezone.now() - timedelta(minutes=1)
    NoteFactory(case=late, occurred_at=noted, kind="observation")

    assert names(page_of(veileder, OWN, frist="kontakt")) == ["Nilsen", "Sent"]
