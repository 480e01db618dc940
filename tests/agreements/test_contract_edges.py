"""What happens to a contract when people leave, places move, or two act in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from agreements.actions import signature
from agreements.actions.contract import open_for_signing
from agreements.actions.ending import end_contract
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.models import Contract, ContractState, Party, Signature
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role, School
from navskole.records.errors import RuleBroken
from tests.agreements.parties import Parties
from tests.asking import day
from tests.bad_input import read
from tests.factories.organisations import CountyFactory, MunicipalityFactory, member

pytestmark = pytest.mark.django_db


# --- People and places change ---------------------------------------------------------


def test_a_leader_who_has_left_does_not_sign_and_the_page_says_the_post_is_vacant(client, parties):
    contract = parties.open()
    Membership.objects.filter(user=parties.manager).update(ends_on=day(-1))
    address = reverse("agreements:contract_sign", args=[contract.public_id])

    client.force_login(parties.manager)
    gone = client.post(address, {"digest": contract.digest, "confirmed": "on"})
    client.force_login(parties.principal)
    page = read(client.get(reverse("agreements:contract_detail", args=[contract.public_id])))

    assert gone.status_code == 404
    assert not contract.signatures.exists()
    assert f"{parties.office} har ingen NAV-leder i dag." in page.get_text()


def test_a_signature_stands_when_the_signer_leaves_afterwards(parties):
    contract = parties.open()
    parties.sign(contract, parties.principal)
    Membership.objects.filter(user=parties.principal).update(ends_on=day(-1))

    signed = parties.sign(contract, parties.manager)

    assert signed.is_in_force(on=day(0))


def test_sending_to_signing_without_a_leader_is_refused_in_words(client, parties):
    contract = parties.draft()
    Membership.objects.filter(user=parties.manager).update(ends_on=day(-1))
    client.force_login(parties.principal)

    answer = client.post(
        reverse("agreements:contract_open", args=[contract.public_id]), follow=True
    )

    assert f"{parties.office} har ingen NAV-leder i dag." in read(answer).get_text()
    assert Contract.objects.get().state(on=day(0)) == ContractState.DRAFT


def test_signing_what_was_lifted_meanwhile_says_so(client, parties):
    contract = parties.open()
    parties.sign(contract, parties.manager)
    actor = Actor.for_user(parties.manager, now=timezone.now())
    lift_signatures(actor=actor, contract=contract, reason="Feil sum")
    client.force_login(parties.principal)

    answer = client.post(
        reverse("agreements:contract_sign", args=[contract.public_id]),
        {"digest": contract.digest, "confirmed": "on"},
    )

    assert answer.status_code == 403
    assert "Signaturene er opphevet, og teksten kan endres." in read(answer).get_text()


def test_the_county_of_the_school_today_is_the_one_that_reads(client, parties):
    contract = parties.draft()
    before = parties.school.municipality.county
    after = CountyFactory()
    readers = [member(Role.COUNTY_COORDINATOR, county) for county in (before, after)]
    School.objects.filter(pk=parties.school.pk).update(
        municipality=MunicipalityFactory(county=after)
    )

    statuses = []
    for reader in readers:
        client.force_login(reader)
        address = reverse("agreements:contract_detail", args=[contract.public_id])
        statuses.append(client.get(address).status_code)

    assert statuses == [404, 200]


# --- In the same moment ---------------------------------------------------------------


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts in the same moment; return what each gave, or the rule that stopped it."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=10)
            return act()
        except RuleBroken as broken:
            return broken
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def signing(user: User, contract: Contract) -> Callable[[], Any]:
    actor = Actor.for_user(user, now=timezone.now())
    return lambda: sign_contract(actor=actor, contract=contract, digest=contract.digest)


@pytest.fixture
def opened(transactional_db: None, parties: Parties) -> Contract:
    """Return a contract to sign, stored for every connection to see."""
    actor = Actor.for_user(parties.principal, now=timezone.now())
    return open_for_signing(actor=actor, contract=parties.draft())


def test_both_signing_at_once_bring_it_into_force_once(opened, parties):
    at_once(signing(parties.principal, opened), signing(parties.manager, opened))

    opened.refresh_from_db()
    assert opened.is_in_force(on=timezone.localdate())
    assert set(opened.signatures.standing().values_list("party", flat=True)) == set(Party)


def test_two_of_one_party_signing_at_once_give_one_signature(opened, parties):
    deputy = member(Role.PRINCIPAL, parties.school, is_deputy=True)

    answers = at_once(signing(parties.principal, opened), signing(deputy, opened))

    assert opened.signatures.standing().count() == 1
    assert len([each for each in answers if isinstance(each, RuleBroken)]) == 1


def test_signing_while_another_lifts_leaves_no_signature_on_an_open_text(opened, parties):
    sign_contract(
        actor=Actor.for_user(parties.manager, now=timezone.now()),
        contract=opened,
        digest=opened.digest,
    )
    lifter = Actor.for_user(parties.manager, now=timezone.now())
    Contract.objects.filter(pk=opened.pk).update(starts_on=day(5))
    opened.refresh_from_db()
    opened.signatures.update(digest=opened.digest)

    at_once(
        signing(parties.principal, opened),
        lambda: lift_signatures(actor=lifter, contract=opened, reason="Feil"),
    )

    opened.refresh_from_db()
    assert opened.state(on=timezone.localdate()) == ContractState.DRAFT
    assert not opened.signatures.standing().exists()


def test_signing_the_next_version_while_this_one_is_ended_stops_nobody(
    opened, parties, monkeypatch
):
    now = timezone.now()
    principal, manager = (
        Actor.for_user(user, now=now) for user in (parties.principal, parties.manager)
    )
    for actor in (principal, manager):
        sign_contract(actor=actor, contract=opened, digest=opened.digest)
    newer = parties.draft(number=2, replaces=opened, starts_on=day(10))
    newer = open_for_signing(actor=principal, contract=newer)
    sign_contract(actor=principal, contract=newer, digest=newer.digest)
    both_have_begun = Barrier(2)

    def wait(*args: Any, **how: Any) -> None:
        with suppress(BrokenBarrierError):
            both_have_begun.wait(timeout=0.3)

    monkeypatch.setattr("agreements.actions.ending.require_no_person", wait)
    party_of = signature._signing_party

    def wait_and_find(actor: Actor, contract: Contract) -> Party:
        wait()
        return party_of(actor, contract)

    monkeypatch.setattr(signature, "_signing_party", wait_and_find)

    answers = at_once(
        signing(parties.manager, newer),
        lambda: end_contract(actor=principal, contract=opened, reason="Slutt"),
    )

    assert not Contract.objects.in_force(on=timezone.localdate()).exists()
    assert all(isinstance(each, Contract | Signature | RuleBroken) for each in answers)
