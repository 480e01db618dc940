"""What the forms about contracts and placements answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Contract, Placement, Signature
from navskole.organisations.models import Role
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
from tests.factories.organisations import member
from tests.world import World

pytestmark = pytest.mark.django_db

WHOLE_NUMBER = "Skriv et helt tall, for eksempel 12"
NUMBER = "Skriv et tall, for eksempel 12,5"
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
    bad("post_fraction", "hundre", NUMBER),
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
    bad("share_trial", "NaN", NUMBER),
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
    assert draft.shows(ODD_TEXT, purpose=ODD_TEXT)


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


# --- Signing and lifting --------------------------------------------------------------


@pytest.fixture
def opened(client: Client, world: World) -> Contract:
    """Return the contract of school B and office 2, sent to signing by rektor."""
    client.force_login(world.user("principal_b"))
    path = reverse("agreements:contract_open", args=[world.contract_draft.public_id])
    assert client.post(path).status_code == 302
    return Contract.objects.get(pk=world.contract_draft.pk)


@pytest.fixture
def signing(client: Client, world: World, opened: Contract) -> FilledForm:
    """Return the form by which rektor signs."""
    path = reverse("agreements:contract_sign", args=[opened.public_id])
    return FilledForm(client, world.user("principal_b"), path, confirmed="on")


@pytest.mark.parametrize(
    "entry",
    [
        bad("confirmed", [], "Kryss av for at du har lest kontrakten og signerer den"),
        bad("digest", "", "Skjemaet er ufullstendig. Last siden på nytt.", at=""),
        bad("digest", "f" * 65, "Skriv høyst 64 tegn.", at=""),
    ],
)
def test_signing_refuses(signing: FilledForm, entry: Bad) -> None:
    # The answer shows the content as it is now, and asks for the tick anew.
    signing.refuses(entry, forgets=("digest", "confirmed"))


@pytest.mark.parametrize("digest", ["f" * 64, "'; DROP"])
def test_what_was_not_on_the_page_is_not_signed(
    signing: FilledForm, opened: Contract, digest: str
) -> None:
    response = signing.send(digest=digest)

    assert response.status_code in (409, 422)
    assert "Innholdet er endret siden du åpnet kontrakten." in read(response).text
    assert not Signature.objects.filter(contract=opened).exists()


def test_a_signature_sent_twice_is_one(signing: FilledForm, opened: Contract) -> None:
    assert signing.send().status_code == 302

    assert signing.send().status_code in (302, 403, 422)

    assert Signature.objects.filter(contract=opened).count() == 1


@pytest.mark.parametrize(
    "entry",
    [
        bad("reason", "", "Skriv hvorfor signaturene oppheves"),
        bad("reason", "r" * 501, too_long(500)),
        bad("reason", NUL, NUL_MESSAGE),
    ],
)
def test_lifting_signatures_refuses(
    client: Client, world: World, signing: FilledForm, opened: Contract, entry: Bad
) -> None:
    assert signing.send().status_code == 302
    path = reverse("agreements:signatures_lift", args=[opened.public_id])

    FilledForm(client, world.user("principal_b"), path, reason="Feil dato.").refuses(entry)


@pytest.mark.parametrize("name", ["contract_notice", "contract_end"])
@pytest.mark.parametrize(
    "entry",
    [
        bad("reason", "", "Skriv hvorfor kontrakten"),
        bad("reason", "r" * 501, too_long(500)),
        bad("reason", NUL, NUL_MESSAGE),
    ],
)
def test_ending_a_contract_refuses(client: Client, world: World, name: str, entry: Bad) -> None:
    path = reverse(f"agreements:{name}", args=[world.contract_b3.public_id])
    ending = FilledForm(client, world.user("principal_b"), path, reason="Slutt.", confirmed="on")

    ending.refuses(entry)


def test_ending_at_once_is_confirmed(client: Client, world: World) -> None:
    path = reverse("agreements:contract_end", args=[world.contract_b3.public_id])
    ending = FilledForm(client, world.user("principal_b"), path, reason="Slutt.")

    says = "Kryss av for at du forstår hva som stenges"
    ending.refuses(Bad("confirmed", [], says, "confirmed", {}))


@pytest.fixture
def next_version(client: Client, world: World) -> FilledForm:
    """Return the form of the next version of the contract of school B and office 3."""
    path = reverse("agreements:contract_renew", args=[world.contract_b3.public_id])
    return FilledForm(client, world.user("principal_b"), path)


@pytest.mark.parametrize(
    "entry",
    [
        bad("ends_on", days(0), "Siste dag må være etter første dag."),
        bad("share_office", "99,9", "Nå blir de 99,9 %.", at="share_county"),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_next_version_refuses(next_version: FilledForm, entry: Bad) -> None:
    next_version.refuses(entry)


def test_a_second_version_in_work_is_refused_in_words(
    client: Client, world: World, next_version: FilledForm
) -> None:
    assert next_version.send().status_code == 302

    again = next_version.send(submission_id=str(uuid.uuid4()))

    assert again.status_code == 403
    assert "én om gangen" in read(again).text


def test_a_leader_does_not_place_himself(world: World, placement: FilledForm) -> None:
    manager = world.user("manager_1")
    member(Role.NAV_COUNSELLOR, world.office_1, user=manager)

    says = "Du kan ikke plassere deg selv"
    placement.refuses(Bad("counsellor", str(manager.pk), says, "counsellor", {}))


# --- Placements -----------------------------------------------------------------------


@pytest.fixture
def placement(client: Client, world: World) -> FilledForm:
    """Return the form that places a veileder of office 1 at school A."""
    path = reverse("agreements:placement_create", args=[world.contract_a1.public_id])
    return FilledForm(
        client,
        world.user("manager_1"),
        path,
        counsellor=str(world.unplaced_1.pk),
        post_fraction="80",
        starts_on=days(0),
        ends_on=days(100),
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("counsellor", "", "Velg NAV-veileder"),
        bad("counsellor", NOT_OFFERED, CHOICE_MESSAGE),
        bad("counsellor", TOO_BIG, CHOICE_MESSAGE),
        bad("counsellor", NUL, "Null-tegn er ikke tillatt."),
        bad("post_fraction", "", "Fyll inn stillingsprosent"),
        bad("post_fraction", "halv", NUMBER),
        bad("post_fraction", "0", "Skriv et tall over 0, høyst 100"),
        bad("post_fraction", "-20", "Skriv et tall over 0, høyst 100"),
        bad("post_fraction", "100,5", "Skriv 100 eller mindre"),
        bad("post_fraction", "33,33", "Skriv høyst 1 siffer etter komma"),
        bad("post_fraction", "NaN", NUMBER),
        bad("post_fraction", "1e9", "Skriv høyst 4 siffer"),
        bad("post_fraction", NUL, NUMBER),
        bad("starts_on", "", "Fyll inn første dag"),
        bad("starts_on", "31.11.2026", DATE_MESSAGE),
        bad("starts_on", days(-900), "innenfor perioden kontrakten gjelder"),
        bad("ends_on", "snart", DATE_MESSAGE),
        bad("ends_on", days(-1), "Siste dag må være etter første dag."),
        bad("ends_on", days(900), "innenfor perioden kontrakten gjelder", at="starts_on"),
    ],
)
def test_a_placement_refuses(placement: FilledForm, entry: Bad) -> None:
    placement.refuses(entry)


@pytest.mark.parametrize("name", ["counsellor_2", "manager_1", "former_1", "principal_a"])
def test_only_an_own_veileder_is_placed(placement: FilledForm, world: World, name: str) -> None:
    stranger = str(world.records[name].pk)

    placement.refuses(Bad("counsellor", stranger, CHOICE_MESSAGE, "counsellor", {}))


def test_a_half_post_is_written_with_a_comma(placement: FilledForm) -> None:
    made = placement.makes(Placement, post_fraction="37,5")

    assert str(made.post_fraction) == "37.5"


def test_a_placement_sent_twice_is_one(placement: FilledForm, world: World) -> None:
    assert placement.send(ends_on="").status_code == 302

    again = placement.send(ends_on="")

    assert again.status_code in (302, 422)
    assert Placement.objects.filter(counsellor=world.unplaced_1).count() == 1


@pytest.mark.parametrize("name", ["manager_2", "principal_a", "counsellor_1"])
def test_others_do_not_place(client: Client, world: World, name: str) -> None:
    client.force_login(world.user(name))
    path = reverse("agreements:placement_create", args=[world.contract_a1.public_id])

    assert client.post(path, {"post_fraction": "80"}).status_code in (403, 404)


@pytest.mark.parametrize(
    "name",
    [
        "contract_update",
        "contract_open",
        "contract_sign",
        "signatures_lift",
        "placement_create",
        "contract_renew",
        "contract_extend",
        "contract_discard",
        "contract_notice",
        "contract_end",
    ],
)
def test_a_contract_that_does_not_exist_is_404(client: Client, world: World, name: str) -> None:
    client.force_login(world.user("principal_a"))

    assert client.post(reverse(f"agreements:{name}", args=[uuid.uuid4()])).status_code == 404
