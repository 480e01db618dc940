"""What the steps of a decided measure answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import MeasurePart, MeasureState
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    ODD_TEXT,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    read,
)
from tests.followup.entries import VERSION, address, text_entries
from tests.world import World

pytestmark = pytest.mark.django_db

AHEAD, SLIP = "Datoen kan ikke være etter i dag.", "Datoen er for langt tilbake."


def day_entries(name: str) -> list[Any]:
    """Return what is wrong in a field of a day in the past."""
    return [
        bad(name, "i går", DATE_MESSAGE),
        bad(name, days(1), AHEAD),
        bad(name, days(-366 * 4), SLIP),
    ]


STEPS: dict[str, tuple[str, str, dict[str, Any], list[Any]]] = {
    "forward": (
        "counsellor_3",
        "measure_municipal_school_b",
        {"agreed_on": days(0), "how": "Muntlig"},
        [
            bad("office", "", "Velg kontoret som skal avgjøre"),
            bad("office", NOT_OFFERED, CHOICE_MESSAGE),
            bad("office", TOO_BIG, CHOICE_MESSAGE),
            bad("agreed_on", "", "Fyll inn dato eleven sa ja"),
            *day_entries("agreed_on"),
            bad("how", "", "Fyll inn hvordan eleven sa ja"),
            *text_entries("how", 200),
        ],
    ),
    "outside": (
        "counsellor_1",
        "measure_external_consented",
        {"where": "Los i kommunen", "applied_on": days(0), "reference": "R-1"},
        [
            bad("where", "", "Skriv hvor det er søkt"),
            *text_entries("where", 150),
            bad("applied_on", "", "Fyll inn dato"),
            *day_entries("applied_on"),
            *text_entries("reference", 60),
        ],
    ),
    "decline": (
        "counsellor_1",
        "measure_offered_consented",
        {"pupils_view": "Vil vente"},
        text_entries("pupils_view", 2000),
    ),
    "agreement": (
        "counsellor_1",
        "measure_approved_consented",
        {"pupil_agreed_on": days(0), "pupil_agreed_how": "Muntlig", "employer": "Verkstedet",
         "employer_agreed_on": days(0), "employer_agreed_how": "Signert", "reference": "A-1"},
        [
            *day_entries("pupil_agreed_on"),
            *day_entries("employer_agreed_on"),
            bad("pupil_agreed_on", "", "Fyll inn datoen"),
            bad("employer_agreed_on", "", "Fyll inn datoen"),
            bad("pupil_agreed_how", "", "Skriv hvordan"),
            bad("employer_agreed_how", "", "Skriv hvordan"),
            bad("employer", "", "Skriv hvem arbeidsgiveren er"),
            *text_entries("employer", 150),
            *text_entries("reference", 60),
        ],
    ),
    "formal_decision": (
        "counsellor_1",
        "measure_offered_consented",
        {"reference": "V-1", "decided_on": days(0)},
        [
            bad("reference", "", "Fyll inn vedtakets referanse"),
            *text_entries("reference", 60),
            bad("decided_on", "", "Fyll inn vedtaksdato"),
            *day_entries("decided_on"),
        ],
    ),
    "start": (
        "counsellor_1",
        "measure_startable_consented",
        {"started_on": days(0)},
        [bad("started_on", "", "Fyll inn startdato"), *day_entries("started_on")],
    ),
    "complete": (
        "counsellor_1",
        "measure_running_consented",
        {"effect": ["good"], "evaluation": "Gikk bra", "pupils_view": "Fornøyd"},
        [
            bad("effect", [], "Velg hvilket utbytte eleven hadde"),
            bad("effect", ["mye"], CHOICE_MESSAGE),
            bad("evaluation", "", "Skriv hvordan tiltaket gikk"),
            *text_entries("evaluation", 4000),
            bad("pupils_view", "", "Skriv hva eleven selv mener"),
            *text_entries("pupils_view", 2000),
        ],
    ),
    "discontinue": (
        "counsellor_1",
        "measure_running_consented",
        {"effect": ["none"], "evaluation": "Flyttet", "pupils_view": "Enig"},
        [bad("evaluation", "", "Skriv hvordan tiltaket gikk")],
    ),
}  # fmt: skip


def step_form(client: Client, world: World, name: str) -> FilledForm:
    """Return the form of one step, filled in right."""
    who, measure, typed, _entries = STEPS[name]
    path = address(f"measure_{name}", world.records[measure])
    return FilledForm(client, world.user(who), path, **typed)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_refuses(client: Client, world: World, name: str) -> None:
    form = step_form(client, world, name)

    for entry in [*STEPS[name][3], *VERSION]:
        form.refuses(entry.values[0])


@pytest.mark.parametrize("name", STEPS)
def test_a_step_on_an_old_version_keeps_what_was_typed_and_changes_nothing(
    client: Client, world: World, name: str
) -> None:
    form = step_form(client, world, name)
    field, value = next(iter(STEPS[name][2].items()))
    measure = world.records[STEPS[name][1]]
    form.open()
    MeasurePart.objects.filter(measure=measure).update(version=5)

    form.refuses(Bad(field, value, "", "", {}), forgets=("version",), status=409)


def test_a_step_taken_twice_is_taken_once(client: Client, world: World) -> None:
    form = step_form(client, world, "complete")
    assert form.send().status_code == 302

    again = form.send(evaluation="Noe annet")

    assert again.status_code == 422
    assert "Noe annet" in read(again).text
    part = MeasurePart.objects.get(measure=world.measure_running_consented)
    assert (part.state, part.evaluation) == (MeasureState.COMPLETED, "Gikk bra")


def test_odd_text_in_an_evaluation_is_shown_as_it_was_written(client: Client, world: World) -> None:
    assert step_form(client, world, "complete").shows(ODD_TEXT, pupils_view=ODD_TEXT)


@pytest.mark.parametrize("version", ["", "0", "7", "en", TOO_BIG, NUL])
def test_a_measure_is_offered_only_as_it_stood_on_the_page(
    client: Client, world: World, version: str
) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_approved_consented

    client.post(address("measure_offer", measure), {"version": version})

    assert MeasurePart.objects.get(measure=measure).state == MeasureState.APPROVED
