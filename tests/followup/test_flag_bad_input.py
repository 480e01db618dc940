"""What the form of a flag in a case answers when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from pupils.models import RiskFlag
from tests.bad_input import (
    CHOICE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    too_long,
)
from tests.factories.pupils import area
from tests.followup.entries import address
from tests.world import World

pytestmark = pytest.mark.django_db

CASE_FLAG = [
    bad("area", "", "Velg problemområde"),
    bad("area", NOT_OFFERED, CHOICE_MESSAGE),
    bad("area", TOO_BIG, CHOICE_MESSAGE),
    bad("level", [], "Velg hvor mye det haster"),
    bad("level", "svært", CHOICE_MESSAGE),
    bad("reason", "", "Skriv hvorfor du hever flagget"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def case_flag(client: Client, world: World) -> FilledForm:
    """Return the form that raises a flag in a case."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("case_flag_create", world.case_consented),
        area=str(area("bolig").pk),
        level="concern",
        reason="Uten fast bolig fra nyttår.",
    )


@pytest.mark.parametrize("entry", CASE_FLAG)
def test_raising_a_flag_in_a_case_refuses(case_flag: FilledForm, entry: Bad) -> None:
    case_flag.refuses(entry)


def test_a_flag_in_a_case_sent_twice_is_one(case_flag: FilledForm) -> None:
    flag = case_flag.makes(RiskFlag)

    assert case_flag.send(reason="Noe annet").status_code == 302

    assert RiskFlag.objects.filter(submission_id=flag.submission_id).get() == flag
