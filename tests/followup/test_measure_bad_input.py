"""What proposing, changing and sending a measure answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import Measure, MeasurePart, MeasureState
from tests.bad_input import (
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
from tests.factories.followup import measure_type
from tests.followup.entries import VERSION, address, text_entries
from tests.world import World

pytestmark = pytest.mark.django_db

PART = [
    bad("justification", "", "Skriv hvorfor eleven trenger tiltaket"),
    bad("justification", "j" * 4001, too_long(4000)),
    bad("justification", NUL, NUL_MESSAGE),
    bad("extent", "o" * 201, too_long(200)),
    bad("extent", NUL, NUL_MESSAGE),
    bad("planned_start", "", "Fyll inn planlagt start"),
    bad("planned_start", "31.11.2026", DATE_MESSAGE),
    bad("planned_start", days(-1), "Planlagt start må være i dag eller senere."),
    bad("planned_start", days(366 * 4), "Planlagt start er for langt fram."),
    bad("planned_start", "31.12.9999", "Planlagt start er for langt fram."),
    bad("planned_end", "til våren", DATE_MESSAGE),
    bad("planned_end", days(1), "Planlagt slutt må være etter planlagt start."),
    bad("planned_end", days(366 * 5), "Planlagt slutt er for langt fram."),
]
PROPOSAL = [
    *PART,
    bad("type", "", "Velg tiltak"),
    bad("type", NOT_OFFERED, CHOICE_MESSAGE),
    bad("type", TOO_BIG, CHOICE_MESSAGE),
    bad("type", "arbeidstrening", CHOICE_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def proposal(client: Client, world: World) -> FilledForm:
    """Return the form that proposes arbeidstrening."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("measure_create", world.case_consented),
        type=str(measure_type().pk),
        justification="Trenger erfaring.",
        extent="To dager i uken",
        planned_start=days(14),
        planned_end=days(100),
    )


@pytest.mark.parametrize("entry", PROPOSAL)
def test_proposing_a_measure_refuses(proposal: FilledForm, entry: Bad) -> None:
    proposal.refuses(entry)


def test_a_measure_of_the_school_is_not_proposed_by_nav(proposal: FilledForm) -> None:
    foreign = str(measure_type("tilrettelagt-opplaering").pk)

    proposal.refuses(Bad("type", foreign, CHOICE_MESSAGE, "type", {}))


def test_asking_the_school_for_a_part_refuses_half_of_it(proposal: FilledForm) -> None:
    school = {"other_type": str(measure_type("tilrettelagt-opplaering").pk)}

    for field, value, says, also in (
        ("other_type", NOT_OFFERED, CHOICE_MESSAGE, {"other_request": "Gi tid."}),
        ("other_type", str(measure_type().pk), CHOICE_MESSAGE, {"other_request": "Gi tid."}),
        ("other_type", "", "Velg tiltak på skolen", {"other_request": "Gi tid."}),
        ("other_request", "", "Skriv hva NAV ber skolen om", school),
        ("other_request", "r" * 2001, too_long(2000), school),
        ("other_request", NUL, NUL_MESSAGE, school),
    ):
        proposal.refuses(Bad(field, value, says, field, also))
    referral = {"type": str(measure_type("los").pk), "other_request": "Gi tid."}
    says = "En henvisning kan ikke kombineres"
    proposal.refuses(Bad("other_type", school["other_type"], says, "other_type", referral))


def test_the_schools_part_refuses(client: Client, world: World) -> None:
    form = FilledForm(
        client,
        world.user("school_counsellor_a"),
        address("school_part_create", world.measure_asking_consented),
        justification="Trenger et lettere opplegg.",
        planned_start=days(14),
    )

    for field, value, says in (
        ("justification", "", "Skriv hvorfor eleven trenger tiltaket"),
        ("justification", NUL, NUL_MESSAGE),
        ("planned_start", "31.11.2026", DATE_MESSAGE),
        ("planned_end", days(1), "Planlagt slutt må være etter planlagt start."),
    ):
        form.refuses(Bad(field, value, says, field, {}))
    form.refuses(Bad("submission_id", "", STALE_FORM, "", {}))
    assert form.shows(ODD_TEXT, justification=ODD_TEXT)


def test_a_proposal_sent_twice_is_one(proposal: FilledForm) -> None:
    measure = proposal.makes(Measure)

    again = proposal.send(justification="Noe annet")

    assert again["Location"] == address("measure_detail", measure)
    assert MeasurePart.objects.filter(measure=measure).count() == 1


def test_odd_text_in_a_measure_is_shown_as_it_was_written(proposal: FilledForm) -> None:
    assert proposal.shows(ODD_TEXT, justification=ODD_TEXT)


@pytest.fixture
def measure_change(client: Client, world: World) -> FilledForm:
    """Return the form that changes a draft."""
    path = address("measure_update", world.measure_draft_consented)
    return FilledForm(client, world.user("counsellor_1"), path, justification="Ny begrunnelse.")


@pytest.mark.parametrize("entry", [*PART, *VERSION])
def test_changing_a_measure_refuses(measure_change: FilledForm, entry: Bad) -> None:
    measure_change.refuses(entry)


def test_a_measure_changed_meanwhile_keeps_the_own_text_and_shows_the_newer(
    measure_change: FilledForm,
) -> None:
    assert measure_change.send(justification="Fra et annet vindu.").status_code == 302

    measure_change.refuses(
        Bad("justification", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409
    )

    answer = measure_change.send(justification="Min egen")
    assert "Fra et annet vindu." in read(answer).text


@pytest.mark.parametrize("version", ["", "0", "7", "en", TOO_BIG, NUL])
def test_a_measure_is_sent_only_as_it_stood_on_the_page(
    client: Client, world: World, version: str
) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_draft_consented

    response = client.post(address("measure_submit", measure), {"version": version}, follow=True)

    assert response.redirect_chain[-1][0] == address("measure_detail", measure)
    alerts = read(response).select("#nk-messages .aksel-alert, #nk-messages [data-color]")
    assert "Innholdet er endret av" in " ".join(alert.text for alert in alerts)
    assert MeasurePart.objects.get(measure=measure).state == MeasureState.DRAFT


def test_a_measure_sent_twice_is_submitted_once(client: Client, world: World) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_draft_consented

    answers = [client.post(address("measure_submit", measure), {"version": "1"}) for _ in range(2)]

    assert answers[0].status_code == 302
    assert answers[1].status_code in (302, 403)
    assert MeasurePart.objects.get(measure=measure).submissions.count() == 1


# --- The school's measures, and the conditions ----------------------------------------


@pytest.mark.parametrize("entry", PROPOSAL)
def test_proposing_a_school_measure_refuses(client: Client, world: World, entry: Bad) -> None:
    FilledForm(
        client,
        world.user("school_counsellor_a"),
        address("school_measure_create", world.pupil_no_case),
        type=str(measure_type("tilrettelagt-opplaering").pk),
        justification="Trenger mer tid.",
        extent="Hver uke",
        planned_start=days(14),
        planned_end=days(100),
    ).refuses(entry)


def condition_form(client: Client, world: World, code: str, **typed: Any) -> FilledForm:
    """Return the form that changes a draft of the type, with its conditions."""
    Measure.objects.filter(pk=world.measure_draft_consented.pk).update(type=measure_type(code))
    path = address("measure_update", world.measure_draft_consented)
    return FilledForm(client, world.user("counsellor_1"), path, **typed)


def test_answering_conditions_refuses(client: Client, world: World) -> None:
    code = "nedsatt-arbeidsevne"
    form = condition_form(client, world, "aft", **{f"standing_{code}": ["met"]})

    for entry in (
        bad(f"standing_{code}", [], "Velg om vilkåret er oppfylt"),
        bad(f"standing_{code}", ["kanskje"], CHOICE_MESSAGE),
        *text_entries(f"reason_{code}", 500),
        *text_entries("assessment_reference", 60),
    ):
        form.refuses(entry.values[0])
    breached = {f"standing_{code}": ["not_met"]}
    says = "Skriv hvorfor tiltaket foreslås likevel"
    form.refuses(Bad(f"reason_{code}", "", says, f"reason_{code}", breached))


def test_what_stops_a_type_is_said_at_the_end_date(client: Client, world: World) -> None:
    form = condition_form(client, world, "arbeidstrening", planned_end=days(100))

    form.refuses(Bad("planned_end", days(500), "høyst 12 måneder", "planned_end", {}))

    assert form.send(planned_end=days(500), extended_varighet=["on"]).status_code == 302
