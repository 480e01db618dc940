"""What the answers to a measure answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import MeasureDecision, MeasurePart, MeasureState
from tests.bad_input import (
    CHOICE_MESSAGE,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    FilledForm,
    bad,
    read,
    too_long,
)
from tests.followup.entries import VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

ANSWER = [bad("digest", "", STALE_FORM, at=""), *VERSION]
REASONED = [
    *ANSWER,
    bad("reasons", [], "Velg minst én grunn"),
    bad("reasons", ["humør"], CHOICE_MESSAGE),
    bad("text", "t" * 2001, too_long(2000)),
    bad("text", NUL, NUL_MESSAGE),
]
ANSWERS = {
    "approve": [*ANSWER, bad("text", "t" * 2001, too_long(2000)), bad("text", NUL, NUL_MESSAGE)],
    "return": [*REASONED, bad("text", " ", "Skriv hvorfor du returnerer tiltaket")],
    "hold": [*ANSWER, bad("text", "", "Skriv hva tiltaket venter på")],
    "reject": [*REASONED, bad("text", "", "Skriv begrunnelsen")],
}


def answer_form(client: Client, world: World, end: str) -> FilledForm:
    """Return the form of one answer, filled in right."""
    path = address(f"measure_{end}", world.measure_sent_consented)
    typed: dict[str, Any] = {"text": "Skriv hvor mange dager."}
    if end in ("return", "reject"):
        typed["reasons"] = ["facts"]
    return FilledForm(client, world.user("manager_1"), path, **typed)


@pytest.mark.parametrize("end", ANSWERS)
def test_deciding_refuses(client: Client, world: World, end: str) -> None:
    form = answer_form(client, world, end)

    for entry in ANSWERS[end]:
        # The answer to an old page shows, and asks about, what waits now.
        form.refuses(entry.values[0], forgets=("version", "digest"))


@pytest.mark.parametrize("changes", [{"version": "9"}, {"digest": "f" * 64}])
def test_what_was_not_on_the_page_is_not_decided(
    client: Client, world: World, changes: dict[str, str]
) -> None:
    response = answer_form(client, world, "return").send(**changes)

    assert response.status_code in (409, 422)
    assert "Tiltaket er endret siden du åpnet siden." in read(response).text
    assert "Skriv hvor mange dager." in read(response).text
    part = MeasurePart.objects.get(measure=world.measure_sent_consented)
    assert part.state == MeasureState.SUBMITTED


def test_a_measure_decided_twice_is_decided_once(client: Client, world: World) -> None:
    form = answer_form(client, world, "return")
    assert form.send().status_code == 302

    assert form.send().status_code == 422

    decided = MeasureDecision.objects.filter(submission__part__measure=world.measure_sent_consented)
    assert decided.get().outcome == "returned"


def test_odd_text_in_an_answer_is_shown_as_it_was_written(client: Client, world: World) -> None:
    assert answer_form(client, world, "hold").shows(ODD_TEXT, text=ODD_TEXT)


@pytest.mark.parametrize("decision", ["", "0", "7", "en", TOO_BIG, "-1"])
def test_an_answer_is_undone_only_as_it_stood_on_the_page(
    client: Client, world: World, decision: str
) -> None:
    form = FilledForm(
        client, world.user("manager_1"), address("measure_undo", world.measure_approved_consented)
    )

    assert form.send(decision=decision).status_code == 422

    part = MeasurePart.objects.get(measure=world.measure_approved_consented)
    assert part.state == MeasureState.APPROVED
