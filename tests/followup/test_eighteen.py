"""Everything of a guardian's ends on the eighteenth birthday, by itself."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from pypdf import PdfReader

from pupils.actions.consent import ConsentContent, PupilAnswersAlone, record_consent
from pupils.models import ConsentStatus
from tests.asking import actor_on, day, sees
from tests.factories.followup import NoteFactory
from tests.factories.pupils import give_consent
from tests.followup.pages import text_of
from tests.followup.written import JOB
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

AROUND = pytest.mark.parametrize(
    ("offset", "adult"), [(1, False), (0, True), (-1, True)], ids=["before", "on", "after"]
)
"""When the birthday is, counted from today, and whether the pupil is eighteen by then."""


def turns_eighteen(pair: Any, offset: int) -> None:
    pair.pupil.birth_date = day(offset) - relativedelta(years=18)
    pair.pupil.save()


@AROUND
def test_the_form_asks_about_a_guardian_until_the_day(pair, offset, adult):
    turns_eighteen(pair, offset)
    client, of_case = client_of(pair.counsellor), [pair.case.public_id]

    page = client.get(reverse("followup:consent_create", args=of_case))
    sheet = client.get(reverse("followup:consent_sheet", args=of_case))

    form = BeautifulSoup(page.content, "html.parser")
    asked = {field.get("name") for field in form.select("#samtykke [name]")}
    answers = {field["value"] for field in form.select("#samtykke [name=status]")}
    words = " ".join(part.extract_text() for part in PdfReader(io.BytesIO(sheet.content)).pages)
    assert ({"age_assessment", "guardian_involved", "guardian_reason"} <= asked) is not adult
    assert ("blocked" in answers) is not adult
    assert ("Underskrift, foresatt" in words) is not adult
    assert ("Når du er under 18 år" in words) is not adult


@AROUND
def test_a_disagreement_with_a_guardian_is_recorded_until_the_day(pair, offset, adult):
    turns_eighteen(pair, offset)
    content = ConsentContent(status="blocked", method="oral", starts_on=day(), ends_on=None)
    how = {"actor": actor_on(pair.counsellor), "case": pair.case, "content": content}

    if adult:
        with pytest.raises(PupilAnswersAlone):
            record_consent(**how)
    else:
        assert record_consent(**how).status == ConsentStatus.BLOCKED


@AROUND
def test_what_is_shown_of_an_earlier_answer_says_when_the_guardians_part_is_over(
    pair, offset, adult
):
    turns_eighteen(pair, offset)
    give_consent(
        pair.case, pair.school, areas=[JOB], guardian_involved=True, guardian_reason="Mor er med."
    )
    give_consent(pair.case, pair.school, areas=[JOB], status="blocked")

    shown = text_of(
        client_of(pair.counsellor), reverse("followup:case_consents", args=[pair.case.public_id])
    )

    assert ("Foresatt var involvert til eleven fylte 18 år:" in shown) is adult
    assert ("Eleven er fylt 18 år og svarer nå alene." in shown) is adult


def test_a_blocked_consent_opens_nothing_before_on_or_after_the_day(pair):
    turns_eighteen(pair, 0)
    give_consent(pair.case, pair.school, areas=[JOB], status="blocked", starts_on=day(-30))
    note = NoteFactory(case=pair.case, audience="shared", areas=[JOB])

    for offset in (-1, 0, 1):
        assert not sees(pair.principal, note, offset)
        assert not sees(pair.principal, pair.case, offset)
