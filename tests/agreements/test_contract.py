"""Write, open, sign and lift a contract between a school and an office."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agreements.actions.contract import (
    ContractOverlap,
    change_contract,
    create_contract,
    open_for_signing,
)
from agreements.actions.signature import (
    AlreadySigned,
    ContentChanged,
    PeriodOver,
    SidesMeet,
    lift_signatures,
    sign_contract,
)
from agreements.models import Contract, ContractState, Party, Signature
from agreements.standard_model import standard_content
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, Role, School, Side
from navskole.records.errors import NotAllowed, RuleBroken, StaleVersion
from tests.asking import actor_on, day
from tests.factories.agreements import ContractFactory, SignatureFactory, contract_in_force
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member

pytestmark = pytest.mark.django_db


@dataclass
class Parties:
    """A school and an office without a contract, and who leads them."""

    school: School
    office: NavOffice
    principal: User
    manager: User

    def draft(self, **facts) -> Contract:
        """Return a draft from today for a year."""
        period = {"starts_on": day(0), "ends_on": day(365)} | facts
        return ContractFactory(school=self.school, office=self.office, **period)

    def open(self, **facts) -> Contract:
        """Return a contract that waits for signatures."""
        return open_for_signing(actor=actor_on(self.principal), contract=self.draft(**facts))

    def sign(self, contract: Contract, *who: User, **how) -> Contract:
        """Let the people sign what stands, and return the contract as stored."""
        for user in who:
            sign_contract(actor=actor_on(user), contract=contract, digest=contract.digest, **how)
        return Contract.objects.get(pk=contract.pk)


@pytest.fixture
def parties(db) -> Parties:
    school, office = SchoolFactory(), NavOfficeFactory()
    return Parties(
        school=school,
        office=office,
        principal=member(Role.PRINCIPAL, school),
        manager=member(Role.NAV_MANAGER, office),
    )


def create(parties, *, who="principal", **how) -> Contract:
    content = standard_content(school=parties.school, office=parties.office)
    content |= {"starts_on": day(0), "ends_on": day(365)} | how.pop("content", {})
    given = {"school": parties.school, "office": parties.office} | how
    return create_contract(actor=actor_on(getattr(parties, who)), content=content, **given)


# --- Drafts ---------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["principal", "manager"])
def test_a_draft_starts_from_the_standard_model(parties, who):
    contract = create(parties, who=who)

    stored = Contract.objects.get()
    assert stored == contract
    assert (stored.days_at_school, stored.days_at_office, stored.notice_months) == (4, 1, 3)
    assert parties.school.name in stored.purpose
    assert stored.state(on=day(0)) == ContractState.DRAFT
    assert not stored.is_in_force(on=day(0))


def test_the_same_form_sent_twice_makes_one_draft(parties):
    form = uuid.uuid4()

    assert create(parties, submission_id=form) == create(parties, submission_id=form)
    assert Contract.objects.count() == 1


def test_nobody_makes_a_contract_between_others(parties):
    with pytest.raises(RuleBroken):
        create(parties, school=SchoolFactory(), office=NavOfficeFactory())


@pytest.mark.parametrize("role", [Role.SCHOOL_COUNSELLOR, Role.RECORDS_OFFICER])
def test_only_leaders_make_contracts(parties, role):
    parties.principal = member(role, parties.school)

    with pytest.raises(NotAllowed):
        create(parties)


@pytest.mark.parametrize(
    "content",
    [
        {"ends_on": day(-1)},
        {"days_at_school": 5, "days_at_office": 1},
        {"days_at_school": 6, "days_at_office": 0},
        {"purpose": ""},
        {"notice_months": 25},
    ],
)
def test_a_contract_that_makes_no_sense_is_refused(parties, content):
    with pytest.raises(ValidationError):
        create(parties, content=content)


def test_the_database_refuses_more_than_five_days(parties):
    contract = parties.draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(days_at_office=2)


def test_a_draft_is_changed_in_a_new_version(parties):
    contract = parties.draft()

    change_contract(
        actor=actor_on(parties.manager), contract=contract, version=1, content={"tasks": "Nytt"}
    )

    stored = Contract.objects.get()
    assert (stored.tasks, stored.version) == ("Nytt", 2)
    assert stored.history.count() == 2


def test_changing_an_old_version_is_refused(parties):
    contract = parties.draft()
    change_contract(
        actor=actor_on(parties.manager), contract=contract, version=1, content={"tasks": "Nytt"}
    )

    with pytest.raises(StaleVersion):
        change_contract(
            actor=actor_on(parties.principal), contract=contract, version=1, content={"tasks": "X"}
        )


def test_an_open_contract_is_locked(parties):
    contract = parties.open()

    with pytest.raises(NotAllowed):
        change_contract(
            actor=actor_on(parties.principal), contract=contract, version=2, content={"tasks": "X"}
        )
    with pytest.raises(NotAllowed):
        open_for_signing(actor=actor_on(parties.principal), contract=contract)


# --- Signing --------------------------------------------------------------------------


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


# --- One at a time --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "overlaps"),
    [(-10, 5, True), (5, 20, True), (0, 10, True), (10, 20, True), (11, 20, False)],
)
def test_two_contracts_of_a_pair_never_overlap(parties, starts, ends, overlaps):
    contract_in_force(
        school=parties.school, office=parties.office, starts_on=day(0), ends_on=day(10)
    )
    period = {"starts_on": day(starts), "ends_on": day(ends)}

    if overlaps:
        with pytest.raises(ContractOverlap):
            parties.open(**period)
    else:
        signed = parties.sign(parties.open(**period), parties.principal, parties.manager)
        assert signed.in_force_from == day(starts)


def test_the_second_of_two_open_contracts_is_not_signed_into_force(parties):
    first, second = parties.open(), parties.open()
    parties.sign(first, parties.principal, parties.manager)

    with pytest.raises(ContractOverlap):
        parties.sign(second, parties.principal, parties.manager)

    assert Contract.objects.in_force(on=day(0)).get() == first


@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        ({"in_force_from": day(10), "in_force_until": day(20)}, True),
        ({"in_force_from": day(-5), "in_force_until": day(0)}, True),
        ({"in_force_from": day(2), "in_force_until": day(3)}, True),
        ({"in_force_from": day(11), "in_force_until": day(20)}, False),
        ({"in_force_from": day(-5), "in_force_until": day(-1)}, False),
    ],
)
def test_the_database_itself_refuses_an_overlap(parties, facts, refused):
    contract_in_force(
        school=parties.school, office=parties.office, starts_on=day(0), ends_on=day(10)
    )
    other = parties.draft()

    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            Contract.objects.filter(pk=other.pk).update(**facts)
    else:
        assert Contract.objects.filter(pk=other.pk).update(**facts) == 1


def test_the_database_refuses_an_overlap_on_insert_too(parties):
    contract_in_force(
        school=parties.school, office=parties.office, starts_on=day(0), ends_on=day(10)
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        parties.draft(in_force_from=day(5), in_force_until=day(15))


def test_other_pairs_and_an_ended_contract_stand_beside_it(parties):
    held = contract_in_force(school=parties.school, office=parties.office)

    contract_in_force(school=parties.school, office=NavOfficeFactory())
    contract_in_force(school=SchoolFactory(), office=parties.office)
    Contract.objects.filter(pk=held.pk).update(ended_at=actor_on(parties.principal).now)
    contract_in_force(school=parties.school, office=parties.office)

    assert Contract.objects.count() == 4


# --- Digest ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", Contract.CONTENT_FIELDS)
def test_every_clause_is_in_the_digest(parties, name):
    contract = parties.draft()
    before = contract.digest
    value = getattr(contract, name)

    setattr(contract, name, f"{value} endret" if isinstance(value, str) else day(77))

    assert contract.digest != before


def test_what_is_no_clause_is_not_in_the_digest(parties):
    contract = parties.draft()
    before = contract.digest

    contract.version, contract.opened_for_signing_at = 9, actor_on(parties.principal).now

    assert contract.digest == before
