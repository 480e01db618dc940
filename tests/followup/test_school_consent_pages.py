"""The pages of what a school opens to an office."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.models import Audience, MeasureState
from pupils.models import Consent
from tests.asking import sees
from tests.bad_input import FilledForm, days
from tests.factories.followup import NoteFactory, TaskFactory, make_measure, measure_type
from tests.factories.pupils import area, give_school_consent
from tests.followup.pages import text_of
from tests.followup.written import ABSENCE, JOB
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def school_form(client: Client, pair: Any, **typed: Any) -> FilledForm:
    answers = {
        "status": "given",
        "method": "written",
        f"office_{pair.office.number}": ["tasks", "notes"],
        f"office_{pair.office.number}_areas": [str(area(ABSENCE).pk)],
        "starts_on": days(0),
        "ends_on": days(100),
        "age_assessment": "Forstår valget.",
        "guardian_involved": "no",
        "guardian_reason": "Eleven ville ikke.",
    }
    address = reverse("followup:pupil_consent_create", args=[pair.pupil.public_id])
    return FilledForm(client, pair.school_counsellor, address, **answers | typed)


def test_the_school_records_what_it_opens_to_the_named_office(client, pair):
    note = NoteFactory(
        pupil=pair.pupil, owner=pair.school, audience=Audience.SHARED, areas=[ABSENCE],
        heading="Fravær i høst",
    )  # fmt: skip
    form = school_form(client, pair)
    page = BeautifulSoup(form.send().content, "html.parser")

    consent = form.makes(Consent, seen=str(page.select_one("input[name=seen]")["value"]))

    assert "Fravær i høst" in page.find(id="kontroller").get_text()
    assert (consent.case, consent.owner_id, consent.classes) == (None, pair.school.pk, "B")
    assert {line.receiver_id for line in consent.lines.all()} == {pair.office.pk}
    assert sees(pair.counsellor, note)
    shown = text_of(client_of(pair.school_counsellor), reverse(
        "followup:pupil_consents", args=[pair.pupil.public_id]))  # fmt: skip
    assert "Åpner deling i dag" in shown
    assert "Delte notater" in shown
    assert "Oppgaver" in shown


def test_rektor_withdraws_the_schools_consent_and_nav_loses_sight(client, pair):
    consent = give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    note = NoteFactory(pupil=pair.pupil, owner=pair.school, audience=Audience.SHARED)
    address = reverse("followup:consent_withdraw", args=[consent.public_id])
    form = FilledForm(client, pair.principal, address)

    answer = form.send()

    assert answer.url == reverse("followup:pupil_consents", args=[pair.pupil.public_id])
    assert not sees(pair.counsellor, note)


def test_nav_sees_the_schools_on_the_case_pages_tagged_as_the_schools(pair):
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    own = {"pupil": pair.pupil, "owner": pair.school}
    NoteFactory(audience=Audience.SHARED, areas=[ABSENCE], heading="Skolens delte", **own)
    NoteFactory(heading="Skolens egen", **own)
    make_measure(type=measure_type("tilrettelagt-opplaering"), state=MeasureState.SUBMITTED, **own)
    TaskFactory(areas=[ABSENCE], heading="Skolens oppgave", **own)
    TaskFactory(areas=[JOB], heading="Om noe annet", **own)
    client = client_of(pair.counsellor)
    tabs = {
        name: text_of(client, reverse(f"followup:{name}", args=[pair.case.public_id]))
        for name in ("case_notes", "case_measures", "case_plan")
    }

    assert "Fra skolen" in tabs["case_notes"]
    assert "Skolens delte" in tabs["case_notes"]
    assert "Skolens egen" not in tabs["case_notes"]
    assert "Fra skolen" in tabs["case_measures"]
    assert "Individuelt tilrettelagt opplæring" in tabs["case_measures"]
    assert "Fra skolen" in tabs["case_plan"]
    assert "Skolens oppgave" in tabs["case_plan"]
    assert "Om noe annet" not in tabs["case_plan"]


def test_without_a_line_the_case_pages_say_nothing_of_the_school(pair):
    TaskFactory(pupil=pair.pupil, owner=pair.school, heading="Skolens oppgave")
    client = client_of(pair.counsellor)
    text = [
        text_of(client, reverse(f"followup:{name}", args=[pair.case.public_id]))
        for name in ("case_notes", "case_plan")
    ]

    assert "Fra skolen" not in "".join(text)
    assert "Skolens oppgave" not in "".join(text)
