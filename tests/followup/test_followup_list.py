"""Oppfølging: the school's own follow-up, and what a consent line adds to it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.models import Audience, Measure, MeasureState
from pupils.models import NAV_INFORMATION, FlagLevel, Information, Level, Service
from tests.asking import at_noon, day
from tests.bad_input import read
from tests.factories.agreements import contract_in_force
from tests.factories.followup import NoteFactory, TaskFactory, make_measure
from tests.factories.organisations import NavOfficeFactory
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    give_consent,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

ADDRESS = reverse("followup:followup_list")
JOB = ["jobb-og-praksis"]


def add_pupil(pair: Pair, name: str, *, level: str = Level.VG1, class_name: str = "1STA") -> Any:
    """Add a pupil of the school called `name`."""
    pupil = PupilFactory(first_name="Elev", last_name=name)
    EnrolmentFactory(pupil=pupil, school=pair.school, level=level, class_name=class_name)
    return pupil


def add_shared_note(case: Any, *, ago: int, planned: int | None = None, **facts: Any) -> None:
    """Add a shared note of a contact so many days ago, and of when the next one is planned."""
    NoteFactory(
        case=case,
        audience=Audience.SHARED,
        occurred_at=at_noon(day(-ago)),
        next_contact_on=None if planned is None else day(planned),
        **facts,
    )


@pytest.fixture
def school() -> Pair:
    """Return a school with a pupil for each way into rektor's list, and one outside it."""
    pair = make_pair()
    own = {"owner": pair.school, "created_by": pair.school_counsellor}
    flagged = add_pupil(pair, "Flagg", level=Level.VG2, class_name="2STA")
    flag = {"pupil": flagged, "owner": pair.school, "raised_by": pair.school_counsellor}
    RiskFlagFactory(level=FlagLevel.URGENT, **flag)
    RiskFlagFactory(level=FlagLevel.WATCH, **flag)
    TaskFactory(pupil=add_pupil(pair, "Oppgave"), due_on=day(-1), **own)
    TaskFactory(pupil=add_pupil(pair, "Ferdig"), done_at=at_noon(day()), **own)
    make_measure(pupil=add_pupil(pair, "Tiltak"), **own)
    sensitive = {"state": MeasureState.SUBMITTED, "is_sensitive": True}
    make_measure(pupil=add_pupil(pair, "Avgjøres"), **own, **sensitive)
    ReferralFactory(
        pupil=add_pupil(pair, "Henvist"),
        school=pair.school,
        office=pair.office,
        sent_by=pair.school_counsellor,
    )
    told = CaseFactory(pupil=add_pupil(pair, "Åpnet"), office=pair.office)
    give_consent(told, pair.school, areas=JOB)
    add_shared_note(told, ago=9, planned=-2, areas=JOB)
    add_shared_note(told, ago=1, planned=20, areas=["bolig"])
    NoteFactory(case=told)
    RiskFlagFactory(case=told, level=FlagLevel.URGENT)
    hidden = CaseFactory(pupil=add_pupil(pair, "Skjult"), office=pair.office)
    add_shared_note(hidden, ago=3, planned=-1)
    return pair


@pytest.fixture
def rektor(school: Pair) -> Client:
    """Return rektor's browser."""
    return client_of(school.principal)


def page_of(client: Client, **query: str) -> BeautifulSoup:
    """Return the list as the browser gets it."""
    return read(client.get(ADDRESS, query))


def names(page: BeautifulSoup) -> list[str]:
    """Return the last names of the pupils in the list, in order."""
    return [link.text.split()[-1] for link in page.select("tbody th a")]


def row_of(page: BeautifulSoup, name: str) -> dict[str, str]:
    """Return the cells of a pupil's row, by their labels."""
    row = next(row for row in page.select("tbody tr") if row.select("th a")[0].text.endswith(name))
    return {str(cell["data-label"]): " ".join(cell.text.split()) for cell in row("td")}


EVERYBODY = ["Flagg", "Henvist", "Oppgave", "Tiltak", "Åpnet"]

FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({}, EVERYBODY),
    ({"flagg": "urgent"}, ["Flagg"]),
    ({"flagg": "watch"}, []),
    ({"flagg": "ingen"}, ["Henvist", "Oppgave", "Tiltak", "Åpnet"]),
    ({"frist": "noe"}, ["Oppgave", "Åpnet"]),
    ({"frist": "kontakt"}, ["Åpnet"]),
    ({"frist": "oppgave"}, ["Oppgave"]),
    ({"sak": "ja"}, ["Åpnet"]),
    ({"sak": "nei"}, ["Flagg", "Henvist", "Oppgave", "Tiltak"]),
    ({"trinn": "vg2"}, ["Flagg"]),
    ({"sorter": "-klasse"}, ["Flagg", "Henvist", "Oppgave", "Tiltak", "Åpnet"]),
    ({"sorter": "flagg"}, ["Flagg", "Henvist", "Oppgave", "Tiltak", "Åpnet"]),
    ({"sorter": "siste"}, ["Åpnet", "Flagg", "Henvist", "Oppgave", "Tiltak"]),
    ({"sorter": "neste"}, ["Åpnet", "Flagg", "Henvist", "Oppgave", "Tiltak"]),
    ({"sorter": "-oppgaver"}, ["Oppgave", "Flagg", "Henvist", "Tiltak", "Åpnet"]),
]


def test_the_list_is_the_schools_own_and_what_consent_opens_and_each_filter_narrows_it(rektor):
    shown = [names(page_of(rektor, **query)) for query, _ in FILTERS]

    assert shown == [expected for _, expected in FILTERS]


def test_each_count_is_the_number_of_rows_it_leads_to(rektor):
    cards = page_of(rektor).select("a.nk-count")

    counted = [int(card.select_one(".nk-count__number").text) for card in cards]
    shown = [names(read(rektor.get(f"{ADDRESS}{card['href']}"))) for card in cards]

    assert counted == [5, 2, 1, 1]
    assert [len(rows) for rows in shown] == counted


def test_a_row_says_what_is_the_schools_and_what_the_line_covers(rektor):
    page = page_of(rektor)
    opened, flagged = row_of(page, "Åpnet"), row_of(page, "Flagg")

    assert "Haster" in flagged["Flagg"]
    assert "og 1 til" in flagged["Flagg"]
    assert flagged["Sak hos NAV"] == "–"
    assert opened["Flagg"] == "Ingen"
    assert opened["Sak hos NAV"].startswith("Sak ved ")
    assert "Over tiden" in opened["Neste kontakt"]
    covered = " · ".join(str(information.label) for information in NAV_INFORMATION)
    assert opened["Samtykket dekker"] == covered
    assert "1 over fristen" in row_of(page, "Oppgave")["Skolens oppfølging"]


def test_dates_come_from_the_shared_notes_a_line_covers_alone(rektor, school):
    opened = row_of(page_of(rektor), "Åpnet")

    assert day(-9).strftime("%d.%m.%Y") in opened["Siste kontakt"]
    assert day(-2).strftime("%d.%m.%Y") in opened["Neste kontakt"]


def test_a_line_for_the_counsellors_opens_no_row(rektor, school):
    case = CaseFactory(pupil=add_pupil(school, "Rådgivers"), office=school.office)
    give_consent(case, school.school, areas=JOB, services=[Service.PUPIL_SERVICES])

    assert names(page_of(rektor)) == EVERYBODY


def test_a_pupil_with_two_opened_cases_has_one_row_with_both(rektor, school):
    first = page_of(rektor).select("tbody a[href^='/saker/']")
    other = NavOfficeFactory(name="NAV Andre")
    contract_in_force(school=school.school, office=other)
    pupil = CaseFactory._meta.model.objects.get(public_id=str(first[0]["href"]).split("/")[2]).pupil
    second = CaseFactory(pupil=pupil, office=other)
    give_consent(second, school.school, areas=JOB, information=[Information.EXISTENCE])
    make_measure(case=second, state=MeasureState.SUBMITTED)

    page = page_of(rektor)

    assert names(page) == EVERYBODY
    assert len(page.select("tbody a[href^='/saker/']")) == 2
    assert "NAV Andre" in row_of(page, "Åpnet")["Sak hos NAV"]


def test_a_task_given_to_the_leadership_counts_with_the_schools_own(rektor, school):
    case = CaseFactory(pupil=add_pupil(school, "Gitt"), office=school.office)
    give_consent(case, school.school, areas=JOB)
    given = {"given_to": Service.SCHOOL_LEADERSHIP, "receiver": school.school}
    TaskFactory(case=case, due_on=day(-3), areas=JOB, **given)

    assert names(page_of(rektor, frist="oppgave")) == ["Gitt", "Oppgave"]


def test_search_goes_with_the_filter_and_finds_nothing_hidden(rektor):
    found = rektor.post(f"{ADDRESS}?sak=nei", {"question": "elev"})
    hidden = rektor.post(ADDRESS, {"question": "Skjult"}, follow=True)

    assert names(read(rektor.get(found["Location"]))) == ["Flagg", "Henvist", "Oppgave", "Tiltak"]
    assert names(read(hidden)) == []
    assert "Ingen elever passer til utvalget" in read(hidden).text


def test_what_is_open_to_the_decider_alone_stands_on_its_own_page_only(rektor, school):
    measure = Measure.objects.get(parts__state=MeasureState.SUBMITTED, is_sensitive=True)
    own = reverse("followup:measure_detail", args=[measure.public_id])
    theirs = reverse("followup:pupil_measures", args=[measure.pupil.public_id])

    assert rektor.get(own).status_code == 200
    assert own in str(read(rektor.get(reverse("followup:awaiting_list"))))
    assert "Avgjøres" not in names(page_of(rektor))
    assert own not in str(read(rektor.get(theirs)))


def test_without_anything_the_page_says_what_would_be_here():
    page = page_of(client_of(make_pair().principal))

    assert "Ingen elever i oppfølging" in page.text
    assert page.select("main form") == []
    assert "Resten" in page.text
