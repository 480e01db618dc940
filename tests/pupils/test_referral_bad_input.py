"""What referring, and declining to, answer when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from pupils.models import Referral
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
    read,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

REFERRAL = [
    bad("office", "", "Velg NAV-kontor"),
    bad("office", NOT_OFFERED, CHOICE_MESSAGE),
    bad("office", TOO_BIG, CHOICE_MESSAGE),
    bad("office", NUL, CHOICE_MESSAGE),
    bad("text", "", "Svar på spørsmålet «Hva gjelder det?»"),
    bad("text", " \n ", "Svar på spørsmålet «Hva gjelder det?»"),
    bad("text", "t" * 4001, too_long(4000)),
    bad("text", NUL, NUL_MESSAGE),
    bad("pupil_knows", [], "Svar på spørsmålet «Vet eleven om henvisningen?»"),
    bad("pupil_knows", "kanskje", CHOICE_MESSAGE),
    bad("unaware_reason", "", "Skriv hvorfor eleven ikke vet om henvisningen"),
    bad("unaware_reason", "u" * 501, too_long(500)),
    bad("unaware_reason", NUL, NUL_MESSAGE),
    bad("submission_id", "x", STALE_FORM, at=""),
]


@pytest.fixture
def referring(client: Client, world: World) -> FilledForm:
    """Return the form that refers a pupil to office 1 without the pupil knowing."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:referral_create", args=[world.pupil_no_case.public_id]),
        office=str(world.office_1.pk),
        text="Vil ut i jobb.",
        pupil_knows="no",
        unaware_reason="Eleven er syk.",
    )


@pytest.mark.parametrize("entry", REFERRAL)
def test_referring_refuses(referring: FilledForm, entry: Bad) -> None:
    referring.refuses(entry)


@pytest.mark.parametrize("office", ["office_3"])
def test_a_pupil_is_not_referred_to_an_office_without_a_contract(
    referring: FilledForm, world: World, office: str
) -> None:
    other = str(world.records[office].pk)

    referring.refuses(Bad("office", other, CHOICE_MESSAGE, "office", {}))


def test_a_referral_sent_twice_is_one(referring: FilledForm) -> None:
    referral = referring.makes(Referral)

    again = referring.send(text="Noe annet")

    assert again.status_code == 302
    assert list(Referral.objects.filter(pupil=referral.pupil)) == [referral]


def test_odd_text_in_a_referral_is_shown_as_it_was_written(
    referring: FilledForm, world: World
) -> None:
    referring.makes(Referral, text=ODD_TEXT)

    page = referring.client.get(
        reverse("followup:pupil_measures", args=[world.pupil_no_case.public_id])
    )

    assert b"<script>alert" not in page.content
    assert ODD_TEXT in read(page).text


def test_a_pupil_of_another_school_cannot_be_referred(client: Client, world: World) -> None:
    client.force_login(world.user("school_counsellor_a"))
    path = reverse("pupils:referral_create", args=[world.pupil_other_school.public_id])

    assert client.post(path, {"text": "Vil ut i jobb."}).status_code == 404


DECLINING = [
    bad("reason", "", "Skriv hvorfor du avviser henvisningen"),
    bad("reason", "r" * 501, too_long(500)),
    bad("reason", NUL, NUL_MESSAGE),
]


@pytest.fixture
def declining(client: Client, world: World) -> FilledForm:
    """Return the form that declines a referral to office 1."""
    path = reverse("pupils:referral_decline", args=[world.referral_referral_pending.public_id])
    return FilledForm(client, world.user("counsellor_1"), path, reason="Eleven får hjelp nå.")


@pytest.mark.parametrize("entry", DECLINING)
def test_declining_refuses(declining: FilledForm, entry: Bad) -> None:
    declining.refuses(entry)


def test_what_is_declined_is_not_declined_again(declining: FilledForm, world: World) -> None:
    assert declining.send().status_code == 302

    again = declining.send(reason="En annen grunn")

    assert again.status_code in (403, 404)
    declined = Referral.objects.get(pk=world.referral_referral_pending.pk)
    assert declined.decline_reason == "Eleven får hjelp nå."


@pytest.mark.parametrize("name", ["counsellor_2", "counsellor_3", "manager_2"])
def test_another_office_cannot_decline(client: Client, world: World, name: str) -> None:
    client.force_login(world.user(name))
    path = reverse("pupils:referral_decline", args=[world.referral_referral_pending.public_id])

    assert client.post(path, {"reason": "Nei"}).status_code == 404
