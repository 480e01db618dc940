"""What writing and changing a contract answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Contract
from tests.bad_input import (
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    NUMBER_MESSAGE,
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
from tests.world import World

pytestmark = pytest.mark.django_db

NOT_IN_THE_FONT = "👩🏽\u200d🏫\u202e\x07"
WHOLE_NUMBER = "Skriv et helt tall, for eksempel 12"
CLAUSES = {
    "purpose": 4000,
    "target_group": 2000,
    "steering_group": 2000,
    "conflict_handling": 2000,
    "tasks": 4000,
    "workplace": 2000,
    "principal_duties": 4000,
    "manager_duties": 4000,
    "confidentiality": 4000,
    "reporting": 4000,
}
TEXTS = [
    row
    for name, most in CLAUSES.items()
    for row in (
        bad(name, "", "Fyll inn"),
        bad(name, "k" * (most + 1), too_long(most)),
        bad(name, NUL, NUL_MESSAGE),
    )
]
CONTENT = [
    *TEXTS,
    bad("starts_on", "", "Fyll inn dagen kontrakten gjelder fra"),
    bad("starts_on", "31.11.2026", DATE_MESSAGE),
    bad("starts_on", "høst", DATE_MESSAGE),
    bad("ends_on", "", "Fyll inn siste dag kontrakten gjelder"),
    bad("ends_on", "30.02.2027", DATE_MESSAGE),
    bad("ends_on", days(-900), "Siste dag må være etter første dag."),
    bad("days_at_school", "", "Fyll inn dager i uken på skolen"),
    bad("days_at_school", "fire", WHOLE_NUMBER),
    bad("days_at_school", "4,5", WHOLE_NUMBER),
    bad("days_at_school", "6", "Skriv 5 eller mindre"),
    bad("days_at_school", "-1", "Skriv 0 eller mer"),
    bad("days_at_school", TOO_BIG, "eller mindre"),
    bad("days_at_school", NUL, WHOLE_NUMBER),
    bad("days_at_office", "2", "Dagene på skolen og NAV-kontoret kan ikke bli over fem."),
    bad("days_at_office", "6", "Skriv 5 eller mindre"),
    bad("language", "se", CHOICE_MESSAGE),
    bad("language", "", "Velg målform"),
    bad("starts_on", days(-1), "Skriv hvorfor kontrakten begynner", at="late_start_reason"),
    bad("late_start_reason", "h" * 501, too_long(500)),
    bad("review_on", "29.02.2027", DATE_MESSAGE),
    bad("review_on", days(900), "Dagen må ligge i perioden kontrakten gjelder."),
    bad("post_fraction", "", "Fyll inn stillingsprosent til sammen"),
    bad("post_fraction", "hundre", NUMBER_MESSAGE),
    bad("post_fraction", "0", "Skriv 1 eller mer"),
    bad("post_fraction", "2001", "Skriv 2000 eller mindre"),
    bad("steering_meetings", "0", "Skriv 1 eller mer"),
    bad("steering_meetings", "13", "Skriv 12 eller mindre"),
    bad("share_office", "", "Fyll inn kommunen eller NAV-kontoret"),
    bad("share_office", "99,9", "Nå blir de 99,9 %.", at="share_county"),
    bad("share_office", "100,01", "Skriv 100 eller mindre"),
    bad("share_county", "0,01", "Nå blir de 100,01 %."),
    bad("share_grant", "-1", "Skriv 0 eller mer"),
    bad("share_youth", "33,333", "Skriv høyst 2 siffer etter komma"),
    bad("share_trial", "NaN", NUMBER_MESSAGE),
    bad("notice_months", "tre", WHOLE_NUMBER),
    bad("notice_months", "25", "Skriv 24 eller mindre"),
    bad("notice_months", "-3", "Skriv 0 eller mer"),
]


@pytest.fixture
def pair(client: Client, world: World) -> FilledForm:
    """Return the form that says whom a contract is between."""
    path = reverse("agreements:contract_pair")
    choices = {"school": str(world.school_a.pk), "office": str(world.office_3.pk), "language": "nb"}
    return FilledForm(client, world.user("principal_a"), path, **choices)


@pytest.mark.parametrize(
    "entry",
    [
        bad("school", "", "Velg skole"),
        bad("school", NOT_OFFERED, CHOICE_MESSAGE),
        bad("school", TOO_BIG, CHOICE_MESSAGE),
        bad("office", "", "Velg NAV-kontor"),
        bad("office", TOO_BIG, CHOICE_MESSAGE),
        bad("office", "NAV 3", CHOICE_MESSAGE),
        bad("office", NUL, CHOICE_MESSAGE),
    ],
)
def test_the_pair_of_a_contract_refuses(pair: FilledForm, entry: Bad) -> None:
    pair.refuses(entry)


def test_a_rektor_makes_no_contract_for_another_school(pair: FilledForm, world: World) -> None:
    pair.refuses(Bad("school", str(world.school_b.pk), CHOICE_MESSAGE, "school", {}))


@pytest.fixture
def draft(client: Client, world: World) -> FilledForm:
    """Return the form of a new contract, filled in from the standard model."""
    ids = [world.school_a.public_id, world.office_3.public_id]
    path = reverse("agreements:contract_create", args=ids)
    dates = {"starts_on": days(0), "ends_on": days(365)}
    return FilledForm(client, world.user("principal_a"), path, **dates)


@pytest.mark.parametrize("entry", [*CONTENT, bad("submission_id", "", STALE_FORM, at="")])
def test_a_contract_refuses(draft: FilledForm, entry: Bad) -> None:
    draft.refuses(entry)


def test_a_contract_sent_twice_is_one(draft: FilledForm) -> None:
    contract = draft.makes(Contract)

    again = draft.send(purpose="Noe annet")

    assert again["Location"] == reverse("agreements:contract_detail", args=[contract.public_id])
    assert Contract.objects.filter(submission_id=contract.submission_id).get() == contract


def test_odd_text_in_a_contract_is_shown_as_it_was_written(draft: FilledForm) -> None:
    shown = "".join(sign for sign in ODD_TEXT if sign not in NOT_IN_THE_FONT).strip()
    assert draft.shows(shown, purpose=shown)


@pytest.mark.parametrize(
    "entry",
    [
        bad(
            "tasks",
            f"Samtaler {sign} her",
            f"Dokumentet kan ikke vise tegnet {called}. Ta det bort.",
        )
        for sign, called in (("👩", "👩"), ("\x07", "U+0007"), ("\u202e", "U+202E"))
    ],
)
def test_a_contract_refuses_a_sign_that_could_not_stand_in_the_signed_document(
    draft: FilledForm, entry: Bad
) -> None:
    draft.refuses(entry)


@pytest.mark.parametrize(("school", "office"), [("school_b", "office_1"), ("school_b", "office_3")])
def test_a_contract_between_others_is_not_made(
    client: Client, world: World, draft: FilledForm, school: str, office: str
) -> None:
    ids = [world.records[school].public_id, world.records[office].public_id]
    before = Contract.objects.count()

    response = client.post(reverse("agreements:contract_create", args=ids), draft.values)

    assert response.status_code in (403, 404, 422)
    assert Contract.objects.count() == before


def test_a_pair_that_does_not_exist_is_404(client: Client, world: World) -> None:
    client.force_login(world.user("principal_a"))

    for ids in ([uuid.uuid4(), world.office_1.public_id], [world.school_a.public_id, uuid.uuid4()]):
        assert client.post(reverse("agreements:contract_create", args=ids)).status_code == 404


@pytest.fixture
def change(client: Client, world: World) -> FilledForm:
    """Return the form that changes a draft between school B and office 2."""
    path = reverse("agreements:contract_update", args=[world.contract_draft.public_id])
    return FilledForm(client, world.user("principal_b"), path, purpose="Nytt formål.")


@pytest.mark.parametrize(
    "entry",
    [*CONTENT, bad("version", "", STALE_FORM, at=""), bad("version", "to", STALE_FORM, at="")],
)
def test_changing_a_contract_refuses(change: FilledForm, entry: Bad) -> None:
    change.refuses(entry)


def test_a_contract_changed_meanwhile_keeps_the_own_text(change: FilledForm) -> None:
    assert change.send(purpose="Fra et annet vindu.").status_code == 302

    change.refuses(Bad("purpose", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409)


def test_a_contract_changed_meanwhile_shows_the_newer(change: FilledForm) -> None:
    assert change.send(purpose="Fra et annet vindu.").status_code == 302

    answer = change.send(purpose="Min egen")

    assert "Fra et annet vindu." in read(answer).text


@pytest.mark.parametrize("name", ["principal_a", "manager_1", "manager_3", "counsellor_2"])
def test_others_do_not_change_a_contract(client: Client, world: World, name: str) -> None:
    client.force_login(world.user(name))
    path = reverse("agreements:contract_update", args=[world.contract_draft.public_id])

    assert client.post(path, {"purpose": "Nytt"}).status_code in (403, 404)
