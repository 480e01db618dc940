"""Sign and lift a contract between a school and an office."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions.contract import open_for_signing
from agreements.actions.signature import (
    AlreadySigned,
    ContentChanged,
    PeriodOver,
    SidesMeet,
    SignedMeanwhile,
    lift_signatures,
    sign_contract,
)
from agreements.models import Contract, ContractState, Party, Signature
from navskole.organisations.models import Role, Side
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import SignatureFactory
from tests.factories.organisations import SchoolFactory, member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", [("principal", "manager"), ("manager", "principal")])
def test_it_is_in_force_when_both_have_signed_the_same(parties, order):
    contract = parties.open()
    first, second = (getattr(parties, who) for who in order)

    after_one = parties.sign(contract, first)
    after_both = parties.sign(contract, second)

    assert (after_one.in_force_from, after_one.state(on=day(0))) == (None, ContractState.OPEN)
    assert (after_both.in_force_from, after_both.in_force_until) == (day(0), day(365))
    assert set(after_both.signatures.values_list("party", "signed_by", "digest")) == {
        (Party.SCHOOL, parties.principal.pk, contract.digest),
        (Party.NAV, parties.manager.pk, contract.digest),
    }


def test_a_signed_contract_counts_from_its_first_to_its_last_day(parties):
    contract = parties.open(starts_on=day(2), ends_on=day(4))

    signed = parties.sign(contract, parties.principal, parties.manager)

    offsets = range(7)
    assert [o for o in offsets if signed.is_in_force(on=day(o))] == [2, 3, 4]
    assert [
        o for o in offsets if Contract.objects.in_force(on=day(o)).filter(pk=signed.pk).exists()
    ] == [2, 3, 4]
    assert [signed.state(on=day(o)) for o in (1, 2, 4, 5)] == [
        ContractState.SIGNED,
        ContractState.IN_FORCE,
        ContractState.IN_FORCE,
        ContractState.EXPIRED,
    ]


def test_a_contract_signed_late_counts_from_the_signature(parties):
    contract = parties.open(starts_on=day(-10))

    signed = parties.sign(contract, parties.principal, parties.manager)

    assert signed.in_force_from == day(0)


def test_a_contract_whose_period_is_over_is_not_signed_into_force(parties):
    contract = parties.open(starts_on=day(-10), ends_on=day(-1))

    with pytest.raises(PeriodOver):
        parties.sign(contract, parties.principal, parties.manager)

    assert Contract.objects.get().in_force_from is None


def test_signing_other_content_than_what_stands_is_refused(parties):
    contract = parties.open()
    read = contract.digest
    Contract.objects.filter(pk=contract.pk).update(tasks="Endret i mellomtiden")

    with pytest.raises(ContentChanged):
        sign_contract(actor=actor_on(parties.principal), contract=contract, digest=read)

    assert not Signature.objects.exists()


def test_a_party_signs_once(parties):
    contract = parties.open()
    parties.sign(contract, parties.principal)
    deputy = member(Role.PRINCIPAL, parties.school, is_deputy=True)

    for again in (parties.principal, deputy):
        with pytest.raises(AlreadySigned):
            parties.sign(contract, again)


def test_a_deputy_signs_visibly(parties):
    contract = parties.open()
    deputy = member(Role.PRINCIPAL, parties.school, is_deputy=True)

    signature = sign_contract(actor=actor_on(deputy), contract=contract, digest=contract.digest)

    assert (signature.is_deputy, signature.party) == (True, Party.SCHOOL)


def test_nobody_signs_for_both_sides(parties):
    contract = parties.open()
    member(Role.NAV_MANAGER, parties.office, user=parties.principal)
    both = parties.principal
    sign_contract(actor=actor_on(both, side=Side.SCHOOL), contract=contract, digest=contract.digest)

    with pytest.raises(AlreadySigned):
        sign_contract(
            actor=actor_on(both, side=Side.NAV), contract=contract, digest=contract.digest
        )


def test_the_database_holds_one_signature_per_party_and_one_party_per_person(parties):
    contract = parties.open()
    SignatureFactory(contract=contract, party=Party.SCHOOL, signed_by=parties.principal)

    with pytest.raises(IntegrityError), transaction.atomic():
        SignatureFactory(contract=contract, party=Party.NAV, signed_by=parties.principal)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignatureFactory(contract=contract, party=Party.SCHOOL, signed_by=parties.manager)


@pytest.mark.parametrize("role", [Role.SCHOOL_COUNSELLOR, Role.NAV_COUNSELLOR])
def test_only_leaders_sign(parties, role):
    contract = parties.open()
    place = parties.school if role == Role.SCHOOL_COUNSELLOR else parties.office

    with pytest.raises(NotAllowed):
        parties.sign(contract, member(role, place))


def test_a_leader_of_another_school_does_not_sign(parties):
    contract = parties.open()

    with pytest.raises(NotAllowed):
        parties.sign(contract, member(Role.PRINCIPAL, SchoolFactory()))


def test_a_draft_is_not_signed(parties):
    with pytest.raises(NotAllowed):
        parties.sign(parties.draft(), parties.principal)


def test_a_contract_is_not_signed_while_somebody_works_on_both_sides(parties):
    contract = parties.open()
    both = member(Role.SCHOOL_COUNSELLOR, parties.school)
    member(Role.NAV_COUNSELLOR, parties.office, user=both)
    parties.sign(contract, parties.principal)

    with pytest.raises(SidesMeet):
        parties.sign(contract, parties.manager)

    assert Contract.objects.get().in_force_from is None


# --- Lifting --------------------------------------------------------------------------


def test_lifting_lifts_both_and_opens_the_text_again(parties):
    contract = parties.open(starts_on=day(10))
    parties.sign(contract, parties.principal, parties.manager)

    lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="Ny periode")

    stored = Contract.objects.get()
    assert stored.state(on=day(0)) == ContractState.DRAFT
    assert (stored.in_force_from, stored.in_force_until) == (None, None)
    assert list(Signature.objects.standing()) == []
    assert set(Signature.objects.values_list("lifted_by", "lift_reason")) == {
        (parties.manager.pk, "Ny periode")
    }


def test_a_lifted_contract_is_signed_anew(parties):
    contract = parties.open(starts_on=day(10))
    parties.sign(contract, parties.principal, parties.manager)
    lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="Ny periode")
    again = open_for_signing(actor=actor_on(parties.principal), contract=contract)

    signed = parties.sign(again, parties.principal, parties.manager)

    assert signed.state(on=day(10)) == ContractState.IN_FORCE
    assert Signature.objects.count() == 4


def test_signatures_of_a_contract_in_force_are_not_lifted(parties):
    contract = parties.open()
    parties.sign(contract, parties.principal, parties.manager)

    with pytest.raises(NotAllowed):
        lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="x")


def test_whoever_has_signed_is_not_asked_to_sign_again(client, parties):
    contract = parties.sign(parties.open(), parties.principal)
    sign = reverse("agreements:contract_sign", args=[contract.public_id])
    seen = {}
    for who in (parties.principal, parties.manager):
        client.force_login(who)
        page = read(client.get(reverse("agreements:contract_detail", args=[contract.public_id])))
        form = read(client.get(sign)).select_one("input[name=digest]")
        seen[who] = (page.select_one(f"a[href='{sign}']") is not None, form is not None)

    assert seen == {parties.principal: (False, False), parties.manager: (True, True)}


def test_a_text_nobody_has_signed_is_taken_back_without_a_reason(client, parties):
    contract = parties.open()
    client.force_login(parties.manager)
    address = reverse("agreements:signatures_lift", args=[contract.public_id])

    page = read(client.get(address)).get_text()
    answer = client.post(address)

    contract.refresh_from_db()
    assert "Ingen har signert ennå" in page
    assert (answer.status_code, contract.opened_for_signing_at) == (302, None)


def test_a_signature_that_came_meanwhile_is_not_lifted_without_a_reason(client, parties):
    contract = parties.sign(parties.open(), parties.principal)
    client.force_login(parties.manager)

    answer = client.post(reverse("agreements:signatures_lift", args=[contract.public_id]))

    assert answer.status_code == 422
    assert "Skriv hvorfor signaturene oppheves" in read(answer).get_text()
    with pytest.raises(SignedMeanwhile):
        lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="")
    assert contract.signatures.standing().count() == 1
