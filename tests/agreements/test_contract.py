"""Write, open and change a contract between a school and an office; one of a pair at a time."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from agreements.actions.contract import ContractOverlap, change_contract, open_for_signing
from agreements.models import Contract, ContractState
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, RuleBroken, StaleVersion
from tests.agreements.parties import create
from tests.asking import actor_on, day
from tests.factories.agreements import contract_in_force
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("name", Contract.CONTENT_FIELDS[2])
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
