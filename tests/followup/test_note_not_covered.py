"""A note that no consent covers is stopped with the reason, and kept with one click."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.models import Note, Task
from tests.bad_input import FilledForm, days
from tests.factories.pupils import area, give_consent, give_school_consent
from tests.followup.written import HEALTH, HOUSING, JOB

pytestmark = pytest.mark.django_db


def note_form(client: Any, person: Any, address: str, *codes: str, **typed: Any) -> FilledForm:
    answers = {
        "kind": "conversation",
        "heading": "Om bolig",
        "text": "Alt eleven fortalte.",
        "areas": [str(area(code).pk) for code in codes],
        "audience": "shared",
    }
    return FilledForm(client, person, address, **answers | typed)


def case_form(client: Any, pair: Any, *codes: str) -> FilledForm:
    address = reverse("followup:case_note_create", args=[pair.case.public_id])
    return note_form(client, pair.counsellor, address, *codes)


def test_the_reason_says_what_each_line_lacks_and_one_click_keeps_the_note(client, pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=["school_leadership"])
    give_consent(pair.case, pair.school, areas=[HOUSING, HEALTH], services=["pupil_services"])
    form = case_form(client, pair, JOB, HOUSING, HEALTH)

    stopped = form.send()

    page = BeautifulSoup(stopped.content, "html.parser")
    text = page.get_text(" ", strip=True)
    button = page.select_one('form button[name="audience"]')
    assert (stopped.status_code, Note.objects.count()) == (422, 0)
    assert (
        f"Samtykket til Skoleledelsen, {pair.school} mangler: Bolig, Psykisk helse, "
        "sensitive opplysninger." in text
    )
    assert (
        f"Samtykket til Elevtjenesten, {pair.school} mangler: Jobb og praksis, "
        "sensitive opplysninger." in text
    )
    assert page.select_one("textarea[name=text]").get_text(strip=True) == "Alt eleven fortalte."
    assert (button["value"], button.get_text(strip=True)) == ("own", "Lagre på egen side")
    # The button stands after the choices, and a browser sends both: the last one counts.
    kept = form.makes(Note, audience=["shared", "own"])
    assert (kept.audience, kept.text) == ("own", "Alt eleven fortalte.")
    assert {each.code for each in kept.areas.all()} == {JOB, HOUSING, HEALTH}


def test_without_any_line_for_notes_the_reason_says_so(client, pair):
    stopped = case_form(client, pair, JOB).send().content.decode()

    assert "Ingen samtykkelinje som gjelder, dekker dette notatet." in stopped
    assert 'name="audience" value="own"' in stopped


def test_the_schools_note_names_the_office_and_is_kept_the_same_way(client, pair):
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[JOB])
    address = reverse("followup:school_note_create", args=[pair.pupil.public_id])
    form = note_form(client, pair.school_counsellor, address, HOUSING)

    stopped = form.send()

    assert f"Samtykket til {pair.office} mangler: Bolig." in stopped.content.decode()
    assert form.makes(Note, audience=["shared", "own"]).audience == "own"


def test_a_page_without_the_error_has_no_such_button(client, pair):
    client.force_login(pair.counsellor)
    address = reverse("followup:case_note_create", args=[pair.case.public_id])

    assert b"egen side</" not in client.get(address).content


def test_a_task_is_stopped_with_what_the_consent_lacks_and_kept_the_same_way(client, pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=["school_leadership"])
    key = f"school_leadership-{pair.school.pk}"
    form = FilledForm(
        client,
        pair.counsellor,
        reverse("followup:case_task_create", args=[pair.case.public_id]),
        heading="Ring om hybelen",
        due_on=days(7),
        areas=[str(area(HOUSING).pk)],
        given_to=key,
    )

    stopped = form.send()

    page = BeautifulSoup(stopped.content, "html.parser")
    button = page.select_one('form button[name="given_to"]')
    assert (stopped.status_code, Task.objects.count()) == (422, 0)
    assert f"Samtykket til Skoleledelsen, {pair.school} mangler: Bolig." in page.get_text(" ")
    assert (button.get("value", ""), button.get_text(strip=True)) == ("", "Lagre på egen side")
    kept = form.makes(Task, given_to=[key, ""])
    assert (kept.given_to, kept.receiver, kept.heading) == ("", None, "Ring om hybelen")
    changing = FilledForm(
        client, None, reverse("followup:task_update", args=[kept.public_id]), given_to=key
    )
    again = BeautifulSoup(changing.send().content, "html.parser")
    assert again.select('form button[name="given_to"]')
    assert changing.send(given_to=[key, ""]).status_code == 302
