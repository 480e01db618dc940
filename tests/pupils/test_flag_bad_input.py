"""What the school's flags answer when something is wrong."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import RiskFlag
from tests.bad_input import (
    CHOICE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

FLAG = [
    bad("kind", [], "Svar på spørsmålet «Hva gjelder flagget?»"),
    bad("kind", "vær", CHOICE_MESSAGE),
    bad("area", "", "Velg problemområdet flagget gjelder"),
    bad("area", NOT_OFFERED, CHOICE_MESSAGE),
    bad("area", TOO_BIG, CHOICE_MESSAGE),
    bad("level", [], "Velg hvor mye det haster"),
    bad("level", "9", CHOICE_MESSAGE),
    bad("reason", "", "Skriv hvorfor du hever flagget"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def flagging(client: Client, world: World) -> FilledForm:
    """Return the form that raises a flag at school A."""
    area = world.flag_school_no_case.area_id
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:school_flag_create", args=[world.pupil_no_case.public_id]),
        kind="area",
        area=str(area),
        level="concern",
        reason="Mye borte om mandagen.",
    )


@pytest.mark.parametrize("entry", FLAG)
def test_raising_a_school_flag_refuses(flagging: FilledForm, entry: Bad) -> None:
    flagging.refuses(entry)


def test_a_flag_raised_twice_is_one(flagging: FilledForm) -> None:
    flag = flagging.makes(RiskFlag)

    again = flagging.send(reason="Noe annet")

    assert again.status_code == 302
    assert RiskFlag.objects.filter(submission_id=flag.submission_id).get() == flag


def test_odd_text_in_a_flag_is_shown_as_it_was_written(flagging: FilledForm) -> None:
    assert flagging.shows(ODD_TEXT, reason=ODD_TEXT)


SETTLING: list[Any] = [
    bad("reason", "", "Skriv hvorfor flagget avsluttes"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
]


@pytest.mark.parametrize("entry", SETTLING)
@pytest.mark.parametrize(
    ("name", "flag"),
    [("school_counsellor_a", "flag_school_no_case"), ("counsellor_1", "flag_nav_consented")],
)
def test_settling_a_flag_refuses(
    client: Client, world: World, name: str, flag: str, entry: Bad
) -> None:
    path = reverse("pupils:flag_resolve", args=[world.records[flag].public_id])

    FilledForm(client, world.user(name), path, reason="Det går bedre.").refuses(entry)


def test_a_settled_flag_is_not_settled_again(client: Client, world: World) -> None:
    path = reverse("pupils:flag_resolve", args=[world.flag_nav_consented.public_id])
    form = FilledForm(client, world.user("counsellor_1"), path, reason="Det går bedre.")
    assert form.send().status_code == 302

    again = form.send(reason="En annen grunn")

    assert again.status_code in (403, 404)
    flag = RiskFlag.objects.get(pk=world.flag_nav_consented.pk)
    assert flag.resolved_reason == "Det går bedre."


@pytest.mark.parametrize("flag", ["flag_nav_consented", "flag_school_school_b"])
def test_the_other_side_cannot_settle_a_flag(client: Client, world: World, flag: str) -> None:
    client.force_login(world.user("school_counsellor_a"))
    path = reverse("pupils:flag_resolve", args=[world.records[flag].public_id])

    assert client.post(path, {"reason": "Det går bedre."}).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["pupil_update", "referral_create", "school_flag_create", "referral_decline", "flag_resolve"],
)
def test_an_id_that_does_not_exist_is_404(client: Client, world: World, name: str) -> None:
    client.force_login(world.user("school_counsellor_a"))

    response = client.post(reverse(f"pupils:{name}", args=[uuid.uuid4()]), {"reason": "x"})

    assert response.status_code == 404
