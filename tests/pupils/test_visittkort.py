"""Every form about a pupil says whom it is about, in the same way as the pupil's page."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from navskole.ui.templatetags.ui_dates import short_date
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

FORMS = (
    "pupils:pupil_update",
    "pupils:referral_create",
    "pupils:school_flag_create",
    "pupils:national_id_update",
    "pupils:enrolment_end",
    "pupils:standing_create",
    "pupils:relation_create",
    "followup:school_note_create",
    "followup:school_task_create",
)


def test_the_forms_of_the_school_wear_the_visittkort(pair):
    client, pupil = client_of(pair.school_counsellor), pair.pupil

    for name in FORMS:
        page = client.get(reverse(name, args=[pupil.public_id]))
        card = BeautifulSoup(page.content, "html.parser").select_one(".nk-visittkort")
        facts = [fact.get_text() for fact in card.select("li")]
        assert (page.status_code, card.strong.get_text()) == (200, pupil.full_name), name
        assert facts[:2] == [short_date(pupil.birth_date), pair.school.name], name
        assert card.a is None, name
