"""Earlier places at the school through its own consent: listed, read at NAV, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.openings import Place, what_closes, what_opens
from navskole.access.grounds import Ground
from navskole.audit.models import AccessEvent
from pupils.actions.consent import LineChoice
from pupils.models import Consent, Enrolment, Service
from tests.asking import day
from tests.factories.pair import Pair
from tests.factories.pupils import EnrolmentFactory, give_school_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(pair: Pair) -> Enrolment:
    """Return a place at the same school that the pupil left."""
    place: Enrolment = EnrolmentFactory(
        pupil=pair.pupil, school=pair.school, class_name="1TIP", end_reason="left",
        starts_on=day(-700), ends_on=day(-400),
    )  # fmt: skip
    return place


def consent_to_schooling(pair: Pair) -> Consent:
    return give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[], information=["schooling"]
    )


def plan_text(pair: Pair) -> str:
    address = reverse("followup:case_plan", args=[pair.case.public_id])
    page = BeautifulSoup(client_of(pair.counsellor).get(address).content, "html.parser")
    return page.main.get_text(" ", strip=True)


def test_the_team_reads_it_on_the_plan_with_why_and_it_is_logged(pair, earlier):
    without = plan_text(pair)
    consent_to_schooling(pair)

    text = plan_text(pair)

    assert "1TIP" not in without
    assert "Fra skolen: tidligere skoleplasser" in text
    assert "Vg1 1TIP" in text
    assert "Sluttårsak: Sluttet i løpet av året" in text
    assert "Eleven har samtykket til at skolen deler dette med NAV-kontoret ditt." in text
    looked = AccessEvent.objects.latest("pk").pupils.get(owner=pair.school)
    assert (looked.ground, looked.classes) == (Ground.CONSENT_FROM_SCHOOL, "B")


def titles(reaches: list[Any]) -> list[str]:
    return [title for reach in reaches for part in reach.parts for title, _when in part.items]


def test_what_is_listed_before_recording_and_before_withdrawing_is_the_earlier_places(
    pair, earlier
):
    place = Place(pair.acting("school_counsellor"), pair.pupil, pair.school)
    opens = titles(
        what_opens(place, [LineChoice("schooling", Service.NAV_OFFICE, pair.office, [], False)])
    )

    consent = consent_to_schooling(pair)
    closes = titles(what_closes(place, consent))
    consent_to_schooling(pair)

    assert opens == closes == [f"{pair.school}, 1TIP"]
    assert titles(what_closes(place, consent)) == []
