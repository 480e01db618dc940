"""A collaboration: who is in it, where it stands, and what it waits for."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.actions.collaboration import (
    CollaborationContent,
    ContractStands,
    SchoolCollaborates,
    StartsAfterContract,
    change_collaboration,
    create_collaboration,
    end_collaboration,
    end_office,
)
from agreements.actions.contract import create_contract, open_for_signing
from agreements.actions.signature import sign_contract
from agreements.models import (
    Collaboration,
    CollaborationOffice,
    CollaborationState,
    Contract,
)
from agreements.querysets.collaboration import in_state
from agreements.standard_model import standard_content
from navskole.access.actor import Actor
from navskole.figures.numbers import percent
from navskole.organisations.models import Membership, Role
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import (
    CollaborationFactory,
    CollaborationOfficeFactory,
    ContractFactory,
    PlacementFactory,
    SteeringGroupFactory,
    SteeringMemberFactory,
    contract_in_force,
)
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(pair: Any) -> Collaboration:
    """Return the collaboration of the pair's school and office with one more office."""
    return CollaborationFactory(school=pair.school, offices=[pair.office, NavOfficeFactory()])


def other_member(shared: Collaboration, pair: Any) -> CollaborationOffice:
    return shared.members.exclude(office=pair.office).get()


def draft(actor: Actor, school: Any, office: Any, **dates: Any) -> Contract:
    period = {"starts_on": day(10), "ends_on": day(300)} | dates
    content = standard_content(school=school, office=office) | period
    return create_contract(actor=actor, school=school, office=office, content=content)


# --- Offices --------------------------------------------------------------------------


def test_a_contract_brings_its_pair_into_the_schools_collaboration() -> None:
    school, first, second = SchoolFactory(), NavOfficeFactory(), NavOfficeFactory()
    principal = Actor.for_user(member(Role.PRINCIPAL, school))

    contracts = [draft(principal, school, office) for office in (first, second, first)]

    collaboration = Collaboration.objects.get()
    offices = collaboration.members.order_by("pk").values_list("office_id", "starts_on")
    assert list(offices) == [(first.pk, day(10)), (second.pk, day(10))]
    assert set(Contract.objects.of(collaboration)) == set(contracts)


def test_an_office_that_left_joins_anew_with_its_next_contract(shared: Any, pair: Any) -> None:
    gone = other_member(shared, pair)
    CollaborationOffice.objects.filter(pk=gone.pk).update(ends_on=day(-30))

    contract = draft(pair.acting("principal"), pair.school, gone.office)

    assert Contract.objects.of(shared).filter(pk=contract.pk).exists()
    assert shared.members.filter(office=gone.office).count() == 2


def test_no_office_lets_itself_into_a_collaboration_by_drafting_a_contract(
    shared: Any, pair: Any
) -> None:
    office = NavOfficeFactory()
    leader, group = member(Role.NAV_MANAGER, office), SteeringGroupFactory(collaboration=shared)
    SteeringMemberFactory(group=group)
    page = reverse("agreements:steering_group_detail", args=[shared.public_id])

    contract = draft(actor_on(leader), pair.school, office)

    assert Contract.objects.visible_to(pair.acting("principal")).filter(pk=contract.pk).exists()
    assert not shared.members.filter(office=office).exists()
    assert client_of(leader).get(page).status_code == 404

    contract = open_for_signing(actor=actor_on(leader), contract=contract)
    for user in (leader, pair.principal):
        sign_contract(actor=actor_on(user), contract=contract, digest=contract.digest)

    assert client_of(leader).get(page).status_code == 200
    assert Contract.objects.of(shared).filter(pk=contract.pk).exists()


def test_an_office_that_leaves_ends_only_its_own_pair(shared: Any, pair: Any) -> None:
    leaving = other_member(shared, pair)
    leader = member(Role.NAV_MANAGER, leaving.office)
    actor = Actor.for_user(leader)
    contract = contract_in_force(school=pair.school, office=leaving.office, ends_on=day(30))

    with pytest.raises(ContractStands, match=str(leaving.office)):
        end_office(actor=actor, member=leaving, ends_on=day(29), reason="Flyttet")
    end_office(actor=actor, member=leaving, ends_on=day(30), reason="Flyttet")

    seen = [
        Collaboration.objects.visible_to(asking).exists()
        for asking in (actor_on(leader, 30), actor_on(leader, 31), pair.acting("manager", 31))
    ]
    assert seen == [True, False, True]
    assert Contract.objects.of(shared).filter(pk=contract.pk).exists()


# --- One at a time, and its end -------------------------------------------------------


def test_a_school_has_one_collaboration_at_a_time(shared: Any, pair: Any) -> None:
    content = CollaborationContent(starts_on=day(0), kind="standard")
    facts = {"actor": pair.acting("principal"), "school": pair.school, "offices": [pair.office]}

    with pytest.raises(SchoolCollaborates):
        create_collaboration(content=content, **facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        CollaborationFactory(school=pair.school)
    CollaborationOffice.objects.filter(office=pair.office).delete()
    end_collaboration(
        actor=pair.acting("principal"), collaboration=shared, version=1, reason="Slutt"
    )

    assert create_collaboration(content=content, **facts) != shared


def test_a_collaboration_does_not_end_under_a_contract_in_force(shared: Any, pair: Any) -> None:
    with pytest.raises(ContractStands, match="gjelder til og med"):
        end_collaboration(
            actor=pair.acting("principal"), collaboration=shared, version=1, reason="Slutt"
        )


def test_an_ended_collaboration_is_still_read_by_those_who_were_in_it(pair: Any) -> None:
    CollaborationFactory(
        school=pair.school, offices=[pair.office], starts_on=day(-900), ended_on=day(-500)
    )
    CollaborationOffice.objects.update(ends_on=day(-500))

    seen = [
        Collaboration.objects.visible_to(pair.acting(who)).count()
        for who in ("principal", "manager", "school_counsellor")
    ]

    assert seen == [1, 1, 0]


def test_the_start_does_not_move_past_a_contract(shared: Any, pair: Any) -> None:
    content = CollaborationContent(starts_on=day(-10), kind="standard")
    facts = {"actor": pair.acting("principal"), "collaboration": shared, "version": 1}

    with pytest.raises(StartsAfterContract):
        change_collaboration(content=content, **facts)
    CollaborationOffice.objects.filter(office=pair.office).delete()
    change_collaboration(content=content, **facts)

    assert set(shared.members.values_list("starts_on", flat=True)) == {day(-10)}


# --- Where it stands ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], CollaborationState.PLANNED),
        ([(-400, -1)], CollaborationState.LAPSED),
        ([(-400, 0)], CollaborationState.IN_OPERATION),
        ([(1, 400)], CollaborationState.PLANNED),
        ([(-400, -1), (1, 400)], CollaborationState.PLANNED),
        ([(-400, -200), (-10, 10)], CollaborationState.IN_OPERATION),
    ],
)
def test_the_state_follows_from_the_contracts(periods: Any, expected: Any) -> None:
    office = NavOfficeFactory()
    collaboration = CollaborationFactory(offices=[office])
    for first, last in periods:
        contract_in_force(
            school=collaboration.school, office=office, starts_on=day(first), ends_on=day(last)
        )
    contract_in_force(school=collaboration.school, office=NavOfficeFactory())  # of no member

    read_anew = Collaboration.objects.with_state(on=day(0))
    found = [state for state in CollaborationState if read_anew.filter(in_state(state)).exists()]
    assert found == [expected]
    assert read_anew.get().state() == expected


def test_a_discarded_draft_ends_no_collaboration_and_is_not_shown(shared: Any, pair: Any) -> None:
    office = other_member(shared, pair).office
    Contract.objects.of(shared).update(ended_at=timezone.now(), in_force_from=None)
    ContractFactory(school=pair.school, office=office, ended_at=timezone.now())

    assert Collaboration.objects.with_state(on=day(0)).get().state() == "planned"
    assert "Forkastet" not in texts(pair.principal, shared)


def test_a_draft_makes_an_expired_collaboration_planned_again() -> None:
    office = NavOfficeFactory()
    collaboration = CollaborationFactory(offices=[office])
    facts = {"school": collaboration.school, "office": office}
    contract_in_force(**facts, starts_on=day(-400), ends_on=day(-1))
    ContractFactory(**facts, starts_on=day(10), ends_on=day(400))

    assert Collaboration.objects.with_state(on=day(0)).get().state() == "planned"


# --- What it waits for, on page and list ----------------------------------------------


def texts(user: Any, collaboration: Collaboration) -> str:
    client = client_of(user)
    page = client.get(reverse("agreements:collaboration_detail", args=[collaboration.public_id]))
    return read(page).text + read(client.get(reverse("agreements:collaboration_list"))).text


def test_what_is_missing_is_said_to_whom_it_concerns(shared: Any, pair: Any) -> None:
    waiting = other_member(shared, pair).office
    leader = member(Role.NAV_MANAGER, waiting)
    ContractFactory(school=pair.school, office=waiting, opened_for_signing_at=timezone.now())
    sentence = f"NAV-leder i {waiting}"

    assert texts(pair.principal, shared).count(sentence) == 3
    assert sentence in texts(leader, shared)
    assert sentence not in texts(pair.manager, shared)
    assert "har ingen kontaktperson" in texts(pair.principal, shared)


def test_a_vacant_leader_post_is_said_with_what_to_do(shared: Any, pair: Any) -> None:
    led = Membership.objects.filter(organisation=pair.office, role=Role.NAV_MANAGER)
    led.update(ends_on=day(-1))
    vacant = f"{pair.office} har ingen NAV-leder i dag. Be systemadministrator"

    assert texts(pair.principal, shared).count(vacant) == 2

    deputy = member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    assert f"{deputy} handler som stedfortreder" in texts(pair.principal, shared)


def test_the_county_reads_post_fractions_and_no_veileders_name(shared: Any, pair: Any) -> None:
    placed = PlacementFactory(contract=pair.contract, post_fraction="37.5")
    county = member(Role.COUNTY_COORDINATOR, pair.school.municipality.county)

    assert str(placed.counsellor) in texts(pair.principal, shared)
    overseen = texts(county, shared)
    assert str(placed.counsellor) not in overseen
    assert "37,5" in overseen
    together = pair.placement.post_fraction + Decimal(placed.post_fraction)
    for text in (overseen, texts(pair.principal, shared)):
        words = " ".join(text.split())
        assert f"Til sammen {' '.join(percent(together).split())} av 100 % i kontrakten." in words
        assert "Mer enn avtalt" in words


def test_the_placed_veileder_reads_the_collaboration_and_changes_nothing(
    shared: Any, pair: Any
) -> None:
    page = client_of(pair.counsellor).get(
        reverse("agreements:collaboration_detail", args=[shared.public_id])
    )

    assert page.status_code == 200
    assert "Rediger" not in read(page).main.text


# --- What was there before ------------------------------------------------------------


def test_contracts_from_before_are_gathered_by_school() -> None:
    school, other = SchoolFactory(), SchoolFactory()
    first, second = NavOfficeFactory(), NavOfficeFactory()
    ContractFactory(school=school, office=first, starts_on=day(-400), ends_on=day(-1))
    ContractFactory(school=school, office=first, starts_on=day(0))
    ContractFactory(school=school, office=second, starts_on=day(-30))
    ContractFactory(school=other, office=second, starts_on=day(-20))

    name = "agreements.migrations.0004_collaborations_of_the_contracts"
    import_module(name).gather(apps, None)

    rows = CollaborationOffice.objects.order_by("pk").values_list(
        "collaboration__school_id", "collaboration__starts_on", "office_id", "starts_on"
    )
    assert set(rows) == {
        (school.pk, day(-400), first.pk, day(-400)),
        (school.pk, day(-400), second.pk, day(-30)),
        (other.pk, day(-20), second.pk, day(-20)),
    }


def test_offices_are_told_in_the_order_of_their_names(shared: Any) -> None:
    CollaborationOfficeFactory(collaboration=shared, office=NavOfficeFactory(name="NAV Aa"))
    names = [str(row) for row in shared.members.for_list()]

    assert names == sorted(names)
