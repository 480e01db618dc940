"""The pages of a case's consent: the answer, renewal and withdrawal."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.models import Audience
from navskole.access import policies
from pupils.actions.consent import latest_end
from pupils.models import Consent, ConsentLine
from tests.asking import day, sees
from tests.bad_input import FilledForm, days
from tests.factories.followup import NoteFactory
from tests.factories.pupils import area, give_consent
from tests.followup.pages import text_of
from tests.followup.written import ALL, HEALTH, HOUSING, JOB, written
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def consent_form(client: Client, pair: Any, **typed: Any) -> FilledForm:
    answers = {
        "status": "given",
        "method": "written",
        "school_leadership": ["existence", "notes"],
        "school_leadership_areas": [str(area(JOB).pk)],
        "starts_on": days(0),
        "ends_on": days(100),
        "age_assessment": "Forstår valget.",
        "guardian_involved": "yes",
        "guardian_reason": "Mor var med.",
    }
    address = reverse("followup:consent_create", args=[pair.case.public_id])
    return FilledForm(client, pair.counsellor, address, **answers | typed)


def test_a_yes_is_recorded_only_after_its_openings_were_shown(client, pair):
    written(pair)
    form = consent_form(client, pair, outside_services=["ppt", "school_nurse"])

    shown = form.send()

    page = BeautifulSoup(shown.content, "html.parser")
    control = page.find(id="kontroller").get_text(" ", strip=True)
    assert (shown.status_code, Consent.objects.count()) == (200, 0)
    assert "Jobb" in control
    assert "Uten område" in control
    assert "Jobb og bolig" not in control
    seen = str(page.select_one("input[name=seen]")["value"])
    consent = form.makes(Consent, seen=seen)
    assert (consent.guardian_involved, consent.guardian_reason) == (True, "Mor var med.")
    assert consent.outside_labels == ["PPT", "Helsesykepleier"]
    assert consent.lines.count() == 2
    assert not sees(pair.school_counsellor, pair.case)


def test_what_was_shown_counts_no_longer_when_the_answer_has_changed(client, pair):
    written(pair)
    form = consent_form(client, pair)
    page = BeautifulSoup(form.send().content, "html.parser")
    seen = str(page.select_one("input[name=seen]")["value"])

    wider = [str(area(JOB).pk), str(area(HOUSING).pk)]
    again = form.send(seen=seen, school_leadership_areas=wider)

    assert (again.status_code, Consent.objects.count()) == (200, 0)


def test_notes_without_any_area_are_pointed_out(client, pair):
    form = consent_form(client, pair, school_leadership_areas=[])

    page = form.send().content.decode()

    assert "uten noe problemområde" in page
    assert Consent.objects.count() == 0


def test_each_service_is_answered_for_itself(client, pair):
    form = consent_form(
        client, pair, pupil_services=["existence", "measures"],
        pupil_services_areas=[str(area(HOUSING).pk)],
    )  # fmt: skip

    form.makes(Consent)

    lines = ConsentLine.objects.prefetch_related("areas")
    assert {
        (line.service, line.information, tuple(each.code for each in line.areas.all()))
        for line in lines
    } == {
        ("school_leadership", "existence", (JOB,)),
        ("school_leadership", "notes", (JOB,)),
        ("pupil_services", "existence", (HOUSING,)),
        ("pupil_services", "measures", (HOUSING,)),
    }


def test_what_is_out_of_sight_counts_as_not_asked(client, pair):
    out_of_sight = {
        f"{service}_{what}": [str(area(code).pk)]
        for service in ("school_leadership", "pupil_services")
        for what, code in (("areas", JOB), ("sensitive_areas", HEALTH))
    }
    form = consent_form(client, pair, school_leadership=["existence"], **out_of_sight)

    form.makes(Consent)

    line = ConsentLine.objects.get()
    assert (line.service, line.information) == ("school_leadership", "existence")
    assert not line.areas.exists()
    assert not line.includes_sensitive


def test_an_adult_is_not_asked_about_age_or_guardian_and_cannot_disagree_with_one(client, pair):
    pair.pupil.birth_date = day(-18 * 366)
    pair.pupil.save()
    address = reverse("followup:consent_create", args=[pair.case.public_id])
    form = FilledForm(client, pair.counsellor, address, status="blocked", method="written")

    answer = form.send()

    assert "guardian_involved" not in form.values
    assert answer.status_code == 422
    assert "Eleven er fylt 18 år og svarer alene" in answer.content.decode()


def test_a_disagreement_opens_nothing_on_the_eighteenth_birthday_either(pair):
    birthday = day(1)
    pair.pupil.birth_date = birthday.replace(year=birthday.year - 18)
    pair.pupil.save()
    give_consent(pair.case, pair.school, areas=[JOB], status="blocked")

    seen = [sees(pair.principal, pair.case, offset) for offset in (0, 1, 2)]

    assert (pair.pupil.age(on=day(0)), pair.pupil.age(on=day(1))) == (17, 18)
    assert seen == [False, False, False]


def test_a_consent_lasts_a_year_or_until_the_pupil_leaves_if_that_is_sooner(pair):
    actor = pair.acting("counsellor")
    how = {"pupil": pair.pupil, "school_id": pair.school.pk, "starts_on": day(0)}
    a_year = latest_end(actor, **how)

    pair.enrolment.ends_on = day(90)
    pair.enrolment.save()

    assert (a_year - day(0)).days in (365, 366)
    assert latest_end(actor, **how) == day(90)


# --- Renewal ---------------------------------------------------------------------------


def test_a_consent_can_be_renewed_from_sixty_days_before_its_end(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(60))

    allowed = [
        policies.allows(pair.acting("counsellor", offset), "pupils.renew_consent", consent)
        for offset in (-1, 0, 1, 61)
    ]

    assert allowed == [False, True, True, True]
    assert not policies.allows(pair.acting("manager"), "pupils.renew_consent", consent)


@pytest.mark.parametrize("status", ["given", "refused", "blocked"])
def test_the_new_answer_replaces_the_old_one_at_once_whatever_it_is(client, pair, status):
    old = give_consent(
        pair.case, pair.school, areas=[JOB, HEALTH], includes_sensitive=True, ends_on=day(30),
        services=["school_leadership"],
    )  # fmt: skip
    address = reverse("followup:consent_renew", args=[old.public_id])
    answers = {"age_assessment": "Som før.", "guardian_involved": "no", "guardian_reason": "Nei."}
    form = FilledForm(client, pair.counsellor, address, status=status, method="written", **answers)
    assert form.values["school_leadership"] == list(ALL)
    assert form.values["school_leadership_areas"] == [str(area(JOB).pk)]
    assert form.values["school_leadership_sensitive_areas"] == [str(area(HEALTH).pk)]
    assert form.values["pupil_services"] == []

    new = form.makes(Consent)

    old.refresh_from_db()
    assert (new.replaces, new.status) == (old, status)
    assert (old.status, old.ended_at is not None) == ("given", True)
    assert sees(pair.principal, pair.case) is (status == "given")


# --- Withdrawing -----------------------------------------------------------------------


def test_the_page_says_item_by_item_what_closes_and_asks_in_a_dialog(pair):
    written(pair)
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    client = client_of(pair.counsellor)

    answer = client.get(reverse("followup:consent_withdraw", args=[consent.public_id]))

    page = BeautifulSoup(answer.content, "html.parser")
    text = page.main.get_text(" ", strip=True)
    assert "At saken finnes, og status" in text
    assert "Jobb" in text
    assert "Ring NAV" in text
    dialog = page.find("dialog", id="trekk-dialog")
    assert "Ja, trekk samtykket" in dialog.get_text()
    assert dialog.find("button", form="trekk") is not None


def test_afterwards_the_shared_note_says_that_the_school_no_longer_sees_it(pair):
    NoteFactory(case=pair.case, audience=Audience.SHARED, areas=[JOB])
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    client = client_of(pair.counsellor)
    notes = reverse("followup:case_notes", args=[pair.case.public_id])
    says = "Ingen på skolen kan se notatet nå"
    before = text_of(client, notes)

    client.post(reverse("followup:consent_withdraw", args=[consent.public_id]), {"version": "1"})

    assert says not in before
    assert says in text_of(client, notes)
