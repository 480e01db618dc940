"""What the pupil is told before a consent: the form, the words, and that they are kept."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from pupils.actions.consent import ConsentContent, record_consent
from pupils.consent_sheet.words import TEXT_VERSION, WORDS
from pupils.models import NAV_INFORMATION, SCHOOL_INFORMATION, Consent, ConsentStatus, ProblemArea
from tests.agreements.test_signed_document import roles
from tests.asking import actor_on, day
from tests.factories.pupils import area, give_consent, give_school_consent
from tests.followup.pages import text_of
from tests.followup.test_consent_pages import consent_form
from tests.followup.test_school_consent_pages import school_form
from tests.followup.written import ABSENCE, HEALTH, JOB
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def pdf_of(response: Any) -> str:
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    pages = PdfReader(io.BytesIO(response.content)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def sheet_of_case(pair: Any) -> str:
    return reverse("followup:consent_sheet", args=[pair.case.public_id])


def told_with(consent: Consent) -> str:
    return reverse("followup:consent_document", args=[consent.public_id])


# --- Before the conversation ----------------------------------------------------------


def test_the_empty_form_asks_about_every_service_and_is_tagged(pair):
    answer = client_of(pair.counsellor).get(sheet_of_case(pair))
    assert AccessEvent.objects.latest("pk").action == Action.DOCUMENT_FETCHED

    text = pdf_of(answer)
    root = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert "Svaret er ikke registrert ennå" in text
    assert "Dette kan skoleledelsen få se" in text
    assert "Dette kan elevtjenesten få se" in text
    assert "☑" not in text
    assert pair.pupil.full_name in text
    assert pair.pupil.full_name not in answer["Content-Disposition"]
    assert str(root["/Lang"]).startswith("nb")
    assert {"/Document", "/H1", "/H2", "/P", "/L", "/LI"} <= roles(root["/StructTreeRoot"])
    assert Consent.objects.count() == 0


def test_what_is_ticked_is_printed_though_the_form_is_not_finished_and_nothing_is_kept(
    client, pair
):
    form = consent_form(
        client, pair, status=[], method=[], language="nn", school_leadership=["notes"],
        school_leadership_sensitive="on", school_leadership_sensitive_areas=[str(area(HEALTH).pk)],
        starts_on="i morgen", age_assessment="",
    )  # fmt: skip
    answer = client.post(sheet_of_case(pair), form.values)

    text = pdf_of(answer)
    assert "Svaret er ikkje registrert enno" in text
    assert "☑ Notat NAV har skrive for å dele" in text
    assert "☐ Tiltak NAV foreslår" in text
    assert "☑ Jobb og praksis" in text
    assert "☑ Ja, sensitive opplysningar" in text
    assert "☑ Psykisk helse" in text
    assert Consent.objects.count() == 0


def test_the_schools_form_names_the_offices_and_not_whether_nav_knows_the_pupil(client, pair):
    address = reverse("followup:pupil_consent_sheet", args=[pair.pupil.public_id])
    client.force_login(pair.principal)

    text = pdf_of(client.get(address, {"sprak": "nn"}))

    assert f"Dette kan {pair.office} få sjå" in text
    assert "Skulen får ikkje vite om NAV gjer det." in text


# --- What the words say ---------------------------------------------------------------


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("side", ["nav", "school"])
def test_the_words_never_rest_navs_own_follow_up_on_consent(language, side):
    words = WORDS[language]
    refusal = words["refusal"][side]
    whole = str(words).lower()

    assert ("bygger på loven" in refusal) or ("byggjer på lova" in refusal)
    assert ("følger" in refusal) or ("følgjer" in refusal)
    for wrong in (
        "uten samtykke kan ikke nav", "utan samtykke kan ikkje nav", "samtykker til oppfølging",
        "samtykkjer til oppfølging", "samtykke til oppfølging", "for å få hjelp må du",
        "må samtykke", "bygger på samtykke", "byggjer på samtykke", "behandlingsgrunnlag",
    ):  # fmt: skip
        assert wrong not in whole


def test_both_written_standards_say_everything():
    bokmal, nynorsk = WORDS.values()

    assert bokmal.keys() == nynorsk.keys()
    for words in WORDS.values():
        assert set(words["kinds"]["nav"]) == set(NAV_INFORMATION)
        assert set(words["kinds"]["school"]) == set(SCHOOL_INFORMATION)
        assert set(words["answers"]) == set(ConsentStatus.values)
    assert set(nynorsk["areas_of"]) <= set(ProblemArea.objects.values_list("code", flat=True))


# --- With the answer ------------------------------------------------------------------


def test_the_words_are_kept_with_the_answer_and_shown_as_they_were(client, pair):
    consent = consent_form(client, pair, language="nn").makes(Consent)

    shown = text_of(client, reverse("followup:case_consents", args=[pair.case.public_id]))
    file = pdf_of(client.get(told_with(consent)))
    assert AccessEvent.objects.latest("pk").action == Action.DOCUMENT_FETCHED
    history = text_of(client, reverse("followup:case_history", args=[pair.case.public_id]))
    printed = text_of(client, reverse("followup:case_print", args=[pair.case.public_id]))

    assert (consent.text_version, consent.text_language) == (TEXT_VERSION, "nn")
    assert len(consent.text_digest) == 64
    assert "Teksten eleven fikk" in shown
    assert "Krysset av: Notat NAV har skrive for å dele" in shown
    assert f"{TEXT_VERSION}, nynorsk" in history
    assert f"teksten eleven fikk: {TEXT_VERSION}, nynorsk" in printed
    assert "☑ Notat NAV har skrive for å dele" in file
    assert "Svaret er ja. Registrert" in file
    assert consent.text_digest[:16] in file
    assert pair.pupil.last_name not in str(consent.text_shown)


def test_the_file_shows_the_words_that_were_kept_not_todays(client, pair):
    consent = consent_form(client, pair).makes(Consent)
    consent.text_shown[0]["texts"][0] = "Slik sto det den gangen."
    consent.save()

    assert "Slik sto det den gangen." in pdf_of(client.get(told_with(consent)))


def test_a_no_keeps_the_words_with_every_box_empty(pair):
    content = ConsentContent(status="refused", method="oral", starts_on=day(), ends_on=None)

    consent = record_consent(actor=actor_on(pair.counsellor), case=pair.case, content=content)

    assert "☑" not in str(consent.text_shown)
    assert not any(
        ticked
        for section in consent.text_shown
        for question in section["boxes"]
        for ticked, _ in question["items"]
    )
    assert "Du kan si nei" in [section["heading"] for section in consent.text_shown]


def test_an_answer_from_before_says_that_no_words_were_kept(client, pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], text_version="2026-1")
    client.force_login(pair.counsellor)

    shown = text_of(client, reverse("followup:case_consents", args=[pair.case.public_id]))
    history = text_of(client, reverse("followup:case_history", args=[pair.case.public_id]))
    file = pdf_of(client.get(told_with(consent)))
    assert AccessEvent.objects.latest("pk").action == Action.DOCUMENT_FETCHED

    assert "(2026-1), ble ikke lagret sammen med svaret" in shown
    assert "2026-1, ikke lagret sammen med svaret" in history
    assert "Teksten eleven fikk, ble ikke lagret sammen med dette svaret" in file
    assert "☑ Jobb og praksis" in file


def test_the_schools_answer_keeps_its_words_and_nav_does_not_read_them(client, pair):
    consent = school_form(client, pair, seen="").makes(Consent)

    assert "Når du har gått på skolen før" in pdf_of(client.get(told_with(consent)))
    for other in (pair.counsellor, pair.manager):
        assert client_of(other).get(told_with(consent)).status_code == 404


def test_the_service_that_received_reads_neither_form_nor_words(pair):
    consent = give_consent(pair.case, pair.school, areas=[ABSENCE])
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    client = client_of(pair.principal)

    assert client.get(told_with(consent)).status_code == 404
    assert client.get(sheet_of_case(pair)).status_code in (403, 404)
