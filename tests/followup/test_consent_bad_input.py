"""What the forms of a consent answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pupils.models import Consent
from tests.bad_input import (
    AREA_MESSAGE,
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.factories.pupils import area
from tests.followup.entries import VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

EVERYTHING = ["existence", "measures", "notes"]
CONSENT = [
    bad("status", [], "Velg hva eleven svarte"),
    bad("status", "withdrawn", CHOICE_MESSAGE),
    bad("method", [], "Svar på spørsmålet «Hvordan ble svaret gitt?»"),
    bad("method", "røyk", CHOICE_MESSAGE),
    bad("summary", "", "Skriv et sammendrag av det eleven sa"),
    bad("summary", "s" * 1001, too_long(1000)),
    bad("summary", NUL, NUL_MESSAGE),
    bad(
        "school_leadership",
        [],
        "Kryss av for hva eleven samtykker til å dele",
        also={"pupil_services": []},
    ),
    bad("school_leadership", ["alt"], CHOICE_MESSAGE),
    bad("pupil_services", ["alt"], CHOICE_MESSAGE),
    bad("school_leadership", ["notes"], "en tjeneste som får vite at saken finnes"),
    bad("school_leadership", ["absence"], CHOICE_MESSAGE),
    bad("pupil_services_areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("pupil_services_areas", [TOO_BIG], AREA_MESSAGE),
    bad("pupil_services_areas", ["bolig"], AREA_MESSAGE),
    bad("pupil_services_areas", [], "Velg områdene tiltakene kan gjelde"),
    bad("pupil_services_sensitive_areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("outside_services", ["barnevern"], CHOICE_MESSAGE),
    bad("starts_on", "", "Fyll inn gjelder fra"),
    bad("starts_on", "31.11.2026", DATE_MESSAGE),
    bad("starts_on", days(1), "Datoen må være i dag eller i løpet av det siste året."),
    bad("starts_on", days(-400), "Datoen må være i dag eller i løpet av det siste året."),
    bad("ends_on", "", "Fyll inn gjelder til og med"),
    bad("ends_on", "for alltid", DATE_MESSAGE),
    bad("ends_on", days(-1), "Siste dag må være i dag eller senere."),
    bad("ends_on", days(3 * 366), "Samtykket kan gjelde til"),
    bad("age_assessment", "", "Skriv hvorfor eleven kan samtykke selv"),
    bad("age_assessment", "v" * 1001, too_long(1000)),
    bad("age_assessment", NUL, NUL_MESSAGE),
    bad("guardian_involved", [], "Svar på om foresatt er involvert"),
    bad("guardian_involved", "kanskje", CHOICE_MESSAGE),
    bad("guardian_reason", "", "Skriv hvorfor foresatt er eller ikke er involvert"),
    bad("guardian_reason", "g" * 501, too_long(500)),
    bad("guardian_reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def consent(client: Client, world: World) -> FilledForm:
    """Return the form that records a consent of a minor, given orally."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("consent_create", world.case_unconsented),
        status="given",
        method="oral",
        summary="Ja til at skolen vet.",
        school_leadership=EVERYTHING,
        school_leadership_areas=[str(area("jobb-og-praksis").pk)],
        pupil_services=EVERYTHING,
        pupil_services_areas=[str(area("jobb-og-praksis").pk)],
        starts_on=days(0),
        ends_on=days(100),
        age_assessment="Eleven er 17 år og forstår valget.",
        guardian_involved="no",
        guardian_reason="Eleven ønsker det ikke.",
    )


def having_seen(form: FilledForm, **changes: Any) -> FilledForm:
    """Send the form once, so that it knows what has been shown, and return it."""
    page = read(form.send(**changes))
    form.values["seen"] = str(page.select_one("input[name=seen]")["value"])
    return form


@pytest.mark.parametrize("entry", CONSENT)
def test_recording_a_consent_refuses(consent: FilledForm, entry: Bad) -> None:
    consent.refuses(entry)


def test_a_sensitive_area_needs_its_own_tick(consent: FilledForm) -> None:
    says = "krever at eleven samtykker uttrykkelig til det sensitive."
    areas = {"school_leadership_sensitive_areas": [str(area("rus").pk)]}

    consent.refuses(
        Bad("school_leadership_sensitive", [], says, "school_leadership_sensitive", areas)
    )


def test_a_no_asks_for_no_dates_and_keeps_none_of_what_is_wrong_in_them(
    consent: FilledForm,
) -> None:
    made = consent.makes(Consent, status="refused", starts_on="i går", ends_on="", areas=["x"])

    assert (made.status, made.starts_on, made.ends_on) == ("refused", timezone.localdate(), None)
    assert made.lines.count() == 0


def test_a_consent_sent_twice_is_one(consent: FilledForm) -> None:
    made = having_seen(consent).makes(Consent)

    assert consent.send(summary="Noe annet").status_code == 302

    assert Consent.objects.filter(case=made.case).get() == made
    assert made.lines.count() == 6


def test_odd_text_in_a_consent_is_shown_as_it_was_written(consent: FilledForm) -> None:
    assert having_seen(consent).shows(ODD_TEXT, summary=ODD_TEXT)


@pytest.fixture
def withdrawal(client: Client, world: World) -> FilledForm:
    """Return the form that withdraws a consent."""
    path = address("consent_withdraw", world.consent_consented)
    return FilledForm(client, world.user("counsellor_1"), path, reason="Vil ikke lenger.")


@pytest.mark.parametrize(
    "entry",
    [bad("reason", "r" * 501, too_long(500)), bad("reason", NUL, NUL_MESSAGE), *VERSION],
)
def test_withdrawing_a_consent_refuses(withdrawal: FilledForm, entry: Bad) -> None:
    withdrawal.refuses(entry)


def test_a_consent_changed_meanwhile_is_not_withdrawn_unread(
    withdrawal: FilledForm, world: World
) -> None:
    withdrawal.open()
    Consent.objects.filter(pk=world.consent_consented.pk).update(version=2)

    withdrawal.refuses(
        Bad("reason", "Vil ikke lenger.", CONFLICT, "", {}), forgets=("version",), status=409
    )


def test_a_consent_is_withdrawn_once(withdrawal: FilledForm, world: World) -> None:
    assert withdrawal.send().status_code == 302
    ended = Consent.objects.get(pk=world.consent_consented.pk)

    again = withdrawal.send(version="2")

    assert again.status_code in (302, 403, 409, 422)
    assert Consent.objects.get(pk=ended.pk).ended_at == ended.ended_at
