"""Who sees a contract, its signatures and the placements under it."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import Contract, Placement, Signature, TimeEntry
from tests.asking import day, days_seen
from tests.world_staff import STAFF

pytestmark = pytest.mark.django_db

CONTRACTS: dict[str, set[str]] = {
    "principal_a": {"a1", "a2", "a3", "open", "next"},
    "deputy_principal_a": {"a1", "a2", "a3", "open", "next"},
    "principal_b": {"b3", "draft"},
    "manager_1": {"a1", "next"},
    "deputy_manager_1": {"a1", "next"},
    "manager_2": {"a2", "draft"},
    "manager_3": {"a3", "b3", "open"},
    "counsellor_1": {"a1"},
    "colleague_1": {"a1"},
    "counsellor_2": {"a2"},
    "counsellor_3": {"b3"},
    "county": {"a1", "a2", "a3", "b3", "draft", "open", "next"},
    "directorate": {"a1", "a2", "a3", "b3", "draft", "open", "next"},
}
"""Which contracts each reads; whoever is not named reads none."""

PLACED: dict[str, set[str]] = {
    "a1": {"counsellor_1", "colleague_1", "former_1", "inactive_1"},
    "a2": {"counsellor_2"},
    "a3": {"counsellor_3"},
    "b3": {"counsellor_3"},
    "draft": set(),
    "open": set(),
    "next": set(),
}


@pytest.mark.parametrize("who", [name for name, *_ in STAFF])
def test_a_contract_is_read_by_its_parties_the_placed_and_the_overseers(world, who):
    expected = {f"contract_{name}" for name in CONTRACTS.get(who, set())}

    assert world.visible(Contract, who) == expected


@pytest.mark.parametrize("who", [name for name, *_ in STAFF])
def test_signatures_are_read_with_their_contract(world, who):
    signed = CONTRACTS.get(who, set()) - {"draft", "open", "next"}
    expected = {f"signature_{party}_{c}" for c in signed for party in ("principal", "nav_manager")}

    assert world.visible(Signature, who) == expected


@pytest.mark.parametrize(
    "who",
    [
        "principal_a",
        "principal_b",
        "manager_1",
        "manager_2",
        "manager_3",
        "county",
        "other_county",
        "directorate",
        "school_counsellor_a",
        "system",
    ],
)
def test_placements_are_read_with_their_contract(world, who):
    expected = {
        f"placement_{person}_{contract}"
        for contract in CONTRACTS.get(who, set())
        for person in PLACED[contract]
    }

    assert world.visible(Placement, who) == expected


def test_a_placed_veileder_reads_who_else_is_placed_under_the_contract(world):
    expected = {f"placement_{person}_a1" for person in PLACED["a1"]}

    assert world.visible(Placement, "counsellor_1") == expected
    assert world.visible(Placement, "unplaced_1") == set()
    assert world.visible(Placement, "former_1") == set()


def test_a_veileder_keeps_the_own_placement_when_it_no_longer_counts(world):
    placement: Any = world.placement_counsellor_1_a1
    Placement.objects.filter(pk=placement.pk).update(ends_on=day(-1))

    assert world.visible(Placement, "counsellor_1") == {"placement_counsellor_1_a1"}


def test_a_veileder_reads_the_contract_as_long_as_the_placement_counts(world):
    placement: Any = world.placement_counsellor_1_a1
    Placement.objects.filter(pk=placement.pk).update(starts_on=day(-1), ends_on=day(1))

    seen = days_seen(world.user("counsellor_1"), world.contract_a1, range(-2, 3))

    assert seen == [-1, 0, 1]


AT_A1 = {"counsellor_1_a1", "colleague_1_a1", "former_1_a1", "inactive_1_a1"}
TIME: dict[str, set[str]] = {
    **dict.fromkeys(("principal_a", "deputy_principal_a"), AT_A1 | {"counsellor_2_a2"}),
    "principal_b": {"counsellor_3_b3"},
    **dict.fromkeys(("manager_1", "deputy_manager_1"), AT_A1),
    "manager_2": {"counsellor_2_a2"},
    "manager_3": {"counsellor_3_b3", "counsellor_3_a3"},
    "counsellor_1": {"counsellor_1_a1"},
    "colleague_1": {"colleague_1_a1"},
    "counsellor_2": {"counsellor_2_a2"},
    "counsellor_3": {"counsellor_3_b3", "counsellor_3_a3"},
}
"""Under which placements each reads the half days; the contract a3 ended yesterday."""


@pytest.mark.parametrize("who", [name for name, *_ in STAFF])
def test_time_is_read_by_who_worked_it_and_by_the_leaders_of_the_pair(world, who):
    expected = {f"time_entry_{name}" for name in TIME.get(who, set())}

    assert world.visible(TimeEntry, who) == expected
