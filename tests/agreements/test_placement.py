"""The NAV-leder places an own veileder, within the contract's period."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions.placement import (
    AlreadyPlaced,
    OutsideContract,
    end_placement,
    place_counsellor,
)
from agreements.models import Placement
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, RuleBroken
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import PlacementFactory
from tests.factories.organisations import NavOfficeFactory, member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(pair):
    """Return a veileder of the pair's office who is placed nowhere."""
    return member(Role.NAV_COUNSELLOR, pair.office)


def place(pair, person, *, who="manager", **facts) -> Placement:
    given = {"post_fraction": Decimal(80), "starts_on": day(0)} | facts
    return place_counsellor(
        actor=pair.acting(who), contract=pair.contract, counsellor=person, **given
    )


def test_a_placement_counts_from_its_start(pair, newcomer):
    placement = place(pair, newcomer, ends_on=day(30))

    assert (placement.contract, placement.counsellor) == (pair.contract, newcomer)
    assert (placement.post_fraction, placement.starts_on, placement.ends_on) == (
        Decimal(80),
        day(0),
        day(30),
    )


def test_a_placement_counts_only_while_the_contract_does(pair, newcomer):
    placement = place(pair, newcomer)
    pair.contract.in_force_until = day(1)
    pair.contract.save()

    days = [
        offset
        for offset in (-1, 0, 1, 2)
        if Placement.objects.in_force(on=day(offset)).filter(pk=placement.pk).exists()
    ]

    assert days == [0, 1]


@pytest.mark.parametrize("who", ["principal", "counsellor", "school_counsellor"])
def test_only_the_leader_of_the_office_places(pair, newcomer, who):
    with pytest.raises(NotAllowed):
        place(pair, newcomer, who=who)


def test_a_leader_of_another_office_does_not_place(pair, newcomer):
    stranger = member(Role.NAV_MANAGER, NavOfficeFactory())

    with pytest.raises(NotAllowed):
        place_counsellor(
            actor=actor_on(stranger),
            contract=pair.contract,
            counsellor=newcomer,
            post_fraction=Decimal(80),
            starts_on=day(0),
        )


@pytest.mark.parametrize(
    "period",
    [
        {"starts_on": day(-401)},
        {"starts_on": day(401)},
        {"starts_on": day(0), "ends_on": day(401)},
        {"starts_on": day(5), "ends_on": day(4)},
    ],
)
def test_a_placement_stays_within_the_contract(pair, newcomer, period):
    with pytest.raises(OutsideContract):
        place(pair, newcomer, **period)


@pytest.mark.parametrize(
    "period", [{"starts_on": day(-400)}, {"starts_on": day(400)}, {"ends_on": day(400)}]
)
def test_the_contracts_own_first_and_last_day_are_within(pair, newcomer, period):
    assert place(pair, newcomer, **period).pk


def test_nobody_is_placed_under_a_contract_out_of_force(pair, newcomer):
    pair.contract.in_force_until = day(-1)
    pair.contract.save()

    with pytest.raises(NotAllowed):
        place(pair, newcomer, starts_on=day(-5), ends_on=day(-2))


@pytest.mark.parametrize(
    "period",
    [
        {"starts_on": day(30), "ends_on": day(40)},
        {"starts_on": day(0), "ends_on": day(10)},
        {"starts_on": day(12), "ends_on": day(14)},
        {"starts_on": day(0)},
    ],
)
def test_nobody_is_placed_twice_under_a_contract_on_one_day(pair, newcomer, period):
    place(pair, newcomer, starts_on=day(10), ends_on=day(30))

    with pytest.raises(AlreadyPlaced):
        place(pair, newcomer, **period)
    assert place(pair, newcomer, starts_on=day(31), post_fraction=Decimal(40)).pk
    assert place(pair, newcomer, starts_on=day(0), ends_on=day(9)).pk


@pytest.mark.parametrize("role", [Role.NAV_MANAGER, Role.RECORDS_OFFICER])
def test_only_a_veileder_of_the_office_is_placed(pair, role):
    with pytest.raises(RuleBroken):
        place(pair, member(role, pair.office))


def test_a_veileder_who_starts_later_is_placed_from_then(pair):
    later = member(Role.NAV_COUNSELLOR, pair.office, starts_on=day(10))

    with pytest.raises(RuleBroken):
        place(pair, later, starts_on=day(9))
    assert place(pair, later, starts_on=day(10)).pk


def test_the_contract_says_who_is_no_longer_placed_and_how_much_is_filled(pair, newcomer):
    end_placement(actor=pair.acting("manager"), placement=pair.placement)
    place(pair, newcomer, post_fraction=Decimal(30))
    url = reverse("agreements:contract_detail", args=[pair.contract.public_id])

    text = " ".join(read(client_of(pair.principal).get(url)).text.split())

    assert f"fra {pair.placement.starts_on:%d.%m.%Y}, avsluttet {day(0):%d.%m.%Y}" in text
    assert "Til sammen 30 % av 100 % i kontrakten." in text
    assert "Mer enn avtalt" not in text


@pytest.mark.parametrize("fraction", ["0", "100.1", "-5"])
def test_a_post_is_between_nothing_and_full(pair, newcomer, fraction):
    with pytest.raises(ValidationError):
        place(pair, newcomer, post_fraction=Decimal(fraction))


def test_the_database_holds_one_open_placement_per_person_and_contract(pair, newcomer):
    PlacementFactory(contract=pair.contract, counsellor=newcomer)

    with pytest.raises(IntegrityError), transaction.atomic():
        PlacementFactory(contract=pair.contract, counsellor=newcomer)
