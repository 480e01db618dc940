"""The pupil's page as the school works with it: what needs attention, tasks, own record."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.models import Task
from pupils.models import Service
from tests.asking import day
from tests.bad_input import (
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.factories.followup import TaskFactory, make_measure
from tests.factories.pupils import ReferralFactory, enter_standing, give_consent
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(user: Any, pupil: Any, tab: str = "pupil_detail") -> BeautifulSoup:
    return read(client_of(user).get(reverse(f"followup:{tab}", args=[pupil.public_id])))


def card(page: BeautifulSoup, heading: str) -> str:
    """Return the words of the card with the heading."""
    found = [each for each in page.select(".nk-card") if each.h2 and each.h2.text == heading]
    return " ".join(found[0].text.split()) if found else ""


# --- Oversikt ---------------------------------------------------------------------------


def test_only_subjects_of_this_year_that_need_attention_stand_first(pair):
    enter_standing(pair.pupil, pair.school, subject="Norsk", absent={"undocumented": 12})
    enter_standing(pair.pupil, pair.school, subject="Engelsk", absent={"undocumented": 2})
    enter_standing(
        pair.pupil, pair.school, subject="Fjorårsfag", absent={"undocumented": 20}, school_year=2020
    )

    shown = card(page_of(pair.principal, pair.pupil), "Fravær å følge med på")

    assert ("Norsk · 12,0 %" in shown, "Engelsk" in shown, "Fjorårsfag" in shown) == (
        True,
        False,
        False,
    )
    assert "Ikke kontrollert" in shown


def test_without_anything_to_look_at_there_is_no_such_card(pair):
    assert card(page_of(pair.principal, pair.pupil), "Fravær å følge med på") == ""


def test_nav_gets_the_identity_without_the_schools_tabs(pair):
    enter_standing(pair.pupil, pair.school, subject="Norsk", absent={"undocumented": 12})

    page = page_of(pair.counsellor, pair.pupil)

    assert page.select(".nk-tabs") == []
    assert "Norsk" not in page.text


@pytest.mark.parametrize(
    "tab", ["pupil_standings", "pupil_measures", "pupil_enrolments", "pupil_history"]
)
def test_nav_is_told_who_reads_the_schools_record(pair, tab):
    answer = client_of(pair.counsellor).get(reverse(f"followup:{tab}", args=[pair.pupil.public_id]))

    assert answer.status_code == 403
    assert "leses av rådgiver og rektor" in answer.content.decode()


# --- Hvem kan se eleven? ------------------------------------------------------------------


def test_each_side_is_shown_its_own_people_and_what_its_consents_open(pair):
    give_consent(
        pair.case, pair.school, areas=["jobb-og-praksis"], services=[Service.SCHOOL_LEADERSHIP]
    )

    school = page_of(pair.school_counsellor, pair.pupil, "pupil_readers")
    nav = page_of(pair.counsellor, pair.pupil, "pupil_readers")

    assert pair.principal.last_name in card(school, "Ansatte ved skolen")
    assert "Ingen." in card(school, "NAV, når eleven har samtykket")
    assert not any(name in school.text for name in (pair.counsellor.last_name, pair.office.name))
    own = card(nav, "Ansatte ved NAV-kontoret")
    assert pair.manager.last_name in own
    assert "Er satt på saken hos NAV" in own
    read_by = card(nav, "Skolen, når eleven har samtykket")
    assert f"Skoleledelsen ved {pair.school}" in read_by
    assert "personer" in read_by
    assert pair.principal.last_name not in nav.text
    link = reverse("followup:pupil_readers", args=[pair.pupil.public_id])
    assert page_of(pair.principal, pair.pupil).select(f'a[href="{link}"]')


# --- Tasks ------------------------------------------------------------------------------


def test_the_schools_tasks_are_listed_added_done_and_opened_again(pair):
    client = client_of(pair.school_counsellor)
    pupil_page = reverse("followup:pupil_detail", args=[pair.pupil.public_id])
    form = {"heading": "Ring foresatt", "due_on": day(3).isoformat()}
    form["submission_id"] = "0e647027-2cfe-4651-b5de-d1a44039f152"

    added = client.post(reverse("followup:school_task_create", args=[pair.pupil.public_id]), form)
    task = Task.objects.get()
    waiting = card(read(client.get(pupil_page)), "Oppgaver")
    client.post(reverse("followup:task_complete", args=[task.public_id]))
    done = card(read(client.get(pupil_page)), "Oppgaver")

    assert (added["Location"], task.owner_id, task.case) == (pupil_page, pair.school.pk, None)
    assert ("Ring foresatt" in waiting, "Gjort av" in waiting) == (True, False)
    assert "Ingen oppgaver som gjenstår." in done
    assert f"Gjort av {pair.school_counsellor}" in done


def test_a_task_that_nav_gave_to_the_school_stands_on_the_case_and_not_here(pair):
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    TaskFactory(
        case=pair.case,
        heading="Fra NAV",
        areas=["jobb-og-praksis"],
        given_to=Service.PUPIL_SERVICES,
        receiver=pair.school,
    )

    assert "Fra NAV" not in page_of(pair.school_counsellor, pair.pupil).text


SCHOOL_TASK = [
    bad("heading", "", "Skriv hva som skal gjøres"),
    bad("heading", "h" * 121, too_long(120)),
    bad("heading", NUL, NUL_MESSAGE),
    bad("text", "t" * 2001, too_long(2000)),
    bad("due_on", "", "Fyll inn fristen"),
    bad("due_on", days(-1), "Fristen må være i dag eller senere."),
    bad("due_on", "31.11.2026", DATE_MESSAGE),
    bad("responsible", NOT_OFFERED, "Velg en kollega fra listen"),
    bad("areas", [NOT_OFFERED], "Velg blant områdene i listen"),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def adding(client: Client, world: World) -> FilledForm:
    """Return the form that adds a task at school A."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("followup:school_task_create", args=[world.pupil_no_case.public_id]),
        heading="Ring foresatt",
        text="Om timeplanen",
        due_on=days(5),
        responsible=str(world.principal_a.pk),
    )


@pytest.mark.parametrize("entry", SCHOOL_TASK)
def test_adding_a_task_refuses(adding: FilledForm, entry: Bad) -> None:
    adding.refuses(entry)


def test_a_colleague_of_another_school_is_not_offered(adding: FilledForm, world: World) -> None:
    chosen = str(world.principal_b.pk)

    adding.refuses(Bad("responsible", chosen, "Velg en kollega fra listen", "responsible", {}))


def test_odd_text_in_a_task_is_shown_as_it_was_written(adding: FilledForm) -> None:
    assert adding.shows(ODD_TEXT[:100].strip(), heading=ODD_TEXT[:100].strip())


# --- Measures and referrals ---------------------------------------------------------------


def test_the_school_sees_its_measures_and_of_a_referral_that_it_was_received(pair):
    make_measure(pupil=pair.pupil, owner=pair.school, created_by=pair.school_counsellor)
    make_measure(case=pair.case, justification="NAVs eget")
    ReferralFactory(
        pupil=pair.pupil,
        school=pair.school,
        office=pair.office,
        sent_by=pair.school_counsellor,
        text="Vil ut i jobb",
        declined_at=pair.case.history.first().history_date,
        declined_by=pair.counsellor,
        decline_reason="Hemmelig grunn",
    )

    page = page_of(pair.principal, pair.pupil, "pupil_measures")

    referrals = card(page, "Henvisninger til NAV")
    assert ("Vil ut i jobb" in referrals, "Mottatt" in referrals) == (True, True)
    assert "Hemmelig grunn" not in page.text
    assert len(page.select("main tbody tr")) == 1
