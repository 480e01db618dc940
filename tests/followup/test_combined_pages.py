"""What the pages of a combined measure show each side, and what is left when the link is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.models import MeasureLink
from tests.access.looking import normalised
from tests.asking import at_noon, day
from tests.factories.combined import (
    approve,
    combine,
    consent_both_ways,
    make_part,
    propose_combined,
)
from tests.factories.measures import send
from tests.factories.pair import Pair
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


_SAYS = re.compile("kombinert med ")


def page_of(pair: Pair, who: str, name: str, *about: Any) -> BeautifulSoup:
    """Return a page as one of the pair gets it."""
    answer = client_of(getattr(pair, who)).get(reverse(f"followup:{name}", args=[*about]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def parties(page: BeautifulSoup) -> list[str]:
    """Return the rows of the party panel, each as one line."""
    return [" ".join(row.stripped_strings) for row in page.select(".nk-parties li")]


def test_both_parts_stand_in_the_party_panel_of_either_side(pair):
    consent_both_ways(pair)
    combined = combine(pair)
    approve(pair, combined.nav)

    for who, measure in (("counsellor", combined.nav), ("school_counsellor", combined.school)):
        page = page_of(pair, who, "measure_detail", measure.public_id)
        rows = " | ".join(parties(page))
        assert str(pair.manager) in rows, who
        assert f"Rektor på vegne av {pair.school} Venter" in rows, who
        waits = "Før start trengs at skolens del er godkjent." in page.text
        assert waits == (measure == combined.nav)
        other = combined.school if measure == combined.nav else combined.nav
        link = page.select_one(f'a[href$="{other.public_id}/"]')
        assert link is not None
        assert link.text == str(other.type)


def test_lists_say_what_a_measure_is_combined_with(pair):
    consent_both_ways(pair)
    combine(pair)

    lists = {
        "counsellor": ("case_measures", pair.case.public_id),
        "school_counsellor": ("pupil_measures", pair.pupil.public_id),
        "manager": ("awaiting_list",),
        "principal": ("awaiting_list",),
    }
    told = {
        who: [" ".join(row.split()) for row in page_of(pair, who, *about).find_all(string=_SAYS)]
        for who, about in lists.items()
    }

    by_nav, by_school = (
        "kombinert med «Individuelt tilrettelagt opplæring»",
        "kombinert med «Arbeidstrening»",
    )
    assert told == {
        "counsellor": [by_nav, by_school],
        "school_counsellor": [by_school],
        "manager": [by_nav],
        "principal": [by_school],
    }


def test_the_printed_case_says_what_a_measure_is_combined_with_while_it_may_be_known(pair):
    consents = consent_both_ways(pair)
    combine(pair)

    printed = page_of(pair, "counsellor", "case_print", pair.case.public_id).text
    consents.school.ends_on = day(-1)
    consents.school.save()
    without = page_of(pair, "counsellor", "case_print", pair.case.public_id).text

    assert "kombinert med «Individuelt tilrettelagt opplæring»" in printed
    assert "kombinert med" not in without


def test_the_radgiver_finds_what_nav_asks_for_and_makes_it(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    make = reverse("followup:school_part_create", args=[nav.public_id])

    asked = page_of(pair, "school_counsellor", "pupil_measures", pair.pupil.public_id)
    shown = page_of(pair, "school_counsellor", "measure_detail", nav.public_id)
    rektor = page_of(pair, "principal", "measure_detail", nav.public_id)

    detail = reverse("followup:measure_detail", args=[nav.public_id])
    form = page_of(pair, "school_counsellor", "school_part_create", nav.public_id)
    assert form.select_one("[name=planned_start]")["value"] == day(14).strftime("%d.%m.%Y")
    assert asked.select_one(f'a[href="{detail}"]')
    assert shown.select_one(f'a[href="{make}"]')
    assert "to dager i uken fri" in rektor.text
    assert rektor.select_one(f'a[href="{make}"]') is None
    make_part(pair, nav)
    again = page_of(pair, "school_counsellor", "pupil_measures", pair.pupil.public_id)
    assert again.select_one(f'a[href="{detail}"]') is None


def test_the_history_of_the_case_says_what_the_school_was_asked_for_and_made(pair):
    consent_both_ways(pair)
    combine(pair)

    told = page_of(pair, "counsellor", "case_history", pair.case.public_id).text

    part = "Individuelt tilrettelagt opplæring"
    assert f"laget skolens del av tiltaket Arbeidstrening: {part}" in told


def test_withdrawing_says_that_the_parts_go_on_by_themselves(pair):
    consents = consent_both_ways(pair)
    combine(pair)

    for who, consent in (("counsellor", consents.nav), ("school_counsellor", consents.school)):
        page = page_of(pair, who, "consent_withdraw", consent.public_id)
        assert "delene går videre hver for seg" in page.text, who


def test_what_is_missing_is_said_before_it_is_sent(pair):
    nav = propose_combined(pair)

    page = page_of(pair, "counsellor", "measure_detail", nav.public_id)

    consents = reverse("followup:case_consents", args=[pair.case.public_id])
    assert "Dette mangler: NAVs samtykke" in page.text
    assert page.select_one(f'a.aksel-button[href="{consents}"]')
    assert page.select_one('form[action$="/send/"]') is None


# --- The wall -------------------------------------------------------------------------


def looks(pair: Pair, combined: Any) -> dict[tuple[str, str], bytes]:
    """Return every page that could tell, of both sides, without what is drawn by lot."""
    case, pupil = [pair.case.public_id], [pair.pupil.public_id]
    # The list of a case shows the school's part as long as the school's own line stands.
    of_nav = [
        ("measure_detail", [combined.nav.public_id]),
        ("case_measures", case),
        ("case_history", case),
    ]
    of_school = [
        ("measure_detail", [combined.school.public_id]),
        ("pupil_measures", pupil),
        ("pupil_detail", pupil),
        ("pupil_history", pupil),
    ]
    asked = {
        "counsellor": of_nav,
        "school_counsellor": of_school,
        "principal": [of_school[0], ("awaiting_list", [])],
    }
    seen = {}
    for who, pages in asked.items():
        client = client_of(getattr(pair, who))
        for name, about in pages:
            body = client.get(reverse(f"followup:{name}", args=about)).content
            seen[who, name] = normalised(body)
    return seen


@pytest.fixture
def still(db: None) -> Iterator[None]:
    """Let the clock stand: a page says when it was printed."""
    with time_machine.travel(at_noon(day()), tick=False):
        yield


@pytest.mark.parametrize("ended", ["nav", "school"])
def test_a_hidden_link_leaves_no_trace_on_a_page_of_either_side(still, pair, ended):
    consents = consent_both_ways(pair)
    combined = combine(pair)
    approve(pair, combined.nav)
    school_page = page_of(pair, "school_counsellor", "measure_detail", combined.school.public_id)
    assert "NAVs del" in school_page.text
    consent = getattr(consents, ended)
    consent.ends_on = day(-1)
    consent.save()

    with_link = looks(pair, combined)
    MeasureLink.objects.all().delete()
    without = looks(pair, combined)

    assert {page for page in without if with_link[page] != without[page]} == set()
    of_school = [body for (who, _name), body in with_link.items() if who != "counsellor"]
    assert not any(b"NAVs del" in body for body in of_school)
