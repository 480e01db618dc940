"""What signing, lifting, ending and following up a contract answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Contract, Signature
from tests.bad_input import NUL, NUL_MESSAGE, STALE_FORM, Bad, FilledForm, bad, days, read, too_long
from tests.world import World

pytestmark = pytest.mark.django_db


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
