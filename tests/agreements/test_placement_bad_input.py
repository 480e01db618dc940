"""What the form of a placement answers when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Placement
from navskole.organisations.models import Role
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUMBER_MESSAGE,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
)
from tests.factories.organisations import member
from tests.world import World

pytestmark = pytest.mark.django_db


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
        bad("post_fraction", "halv", NUMBER_MESSAGE),
        bad("post_fraction", "0", "Skriv et tall over 0, høyst 100"),
        bad("post_fraction", "-20", "Skriv et tall over 0, høyst 100"),
        bad("post_fraction", "100,5", "Skriv 100 eller mindre"),
        bad("post_fraction", "33,33", "Skriv høyst 1 siffer etter komma"),
        bad("post_fraction", "NaN", NUMBER_MESSAGE),
        bad("post_fraction", "1e9", "Skriv høyst 4 siffer"),
        bad("post_fraction", NUL, NUMBER_MESSAGE),
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


def test_a_leader_does_not_place_himself(world: World, placement: FilledForm) -> None:
    manager = world.user("manager_1")
    member(Role.NAV_COUNSELLOR, world.office_1, user=manager)

    says = "Du kan ikke plassere deg selv"
    placement.refuses(Bad("counsellor", str(manager.pk), says, "counsellor", {}))


@pytest.mark.parametrize("name", ["manager_2", "principal_a", "counsellor_1"])
def test_others_do_not_place(client: Client, world: World, name: str) -> None:
    client.force_login(world.user(name))
    path = reverse("agreements:placement_create", args=[world.contract_a1.public_id])

    assert client.post(path, {"post_fraction": "80"}).status_code in (403, 404)
