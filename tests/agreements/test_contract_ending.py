"""End a contract: with notice, or at once; what crosses ends with it."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agreements.actions.contract import renew_contract
from agreements.actions.ending import (
    EndsBeforeNotice,
    NewVersionSigned,
    end_contract,
    give_notice,
    notice_ends,
)
from agreements.forms.contract import CLAUSES
from agreements.models import Contract, ContractState, Placement
from navskole.access.actor import Actor
from navskole.access.person_text import PersonInText
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from tests.agreements.parties import Parties
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import PlacementFactory
from tests.factories.organisations import member
from tests.factories.pair import Pair, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(parties) -> Contract:
    """Return a contract in force from today for a year, three months' notice."""
    return parties.agree(parties.draft())


@pytest.fixture
def pair(db) -> Pair:
    return make_pair()


@pytest.mark.parametrize("who", ["principal", "manager"])
def test_either_party_gives_notice(parties, held, who):
    actor = actor_on(getattr(parties, who))

    ended = give_notice(actor=actor, contract=held, reason="Ny organisering")

    last = notice_ends(held, on=day(0))
    assert (ended.notice_given_on, ended.in_force_until) == (day(0), last)
    assert (ended.ended_by, ended.end_reason) == (actor.user, "Ny organisering")
    assert ended.is_in_force(on=last)
    assert ended.state(on=day(0)) == ContractState.IN_FORCE
    assert ended.state(on=day(200)) == ContractState.EXPIRED


@pytest.mark.parametrize(
    ("given", "months", "last"),
    [
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_the_time_of_notice_ends_on_the_same_day_of_a_later_month(given, months, last):
    assert notice_ends(Contract(notice_months=months), on=given) == last


def test_notice_is_not_given_where_the_period_ends_before(parties):
    contract = parties.agree(parties.draft(ends_on=day(60)))

    with pytest.raises(EndsBeforeNotice):
        give_notice(actor=actor_on(parties.principal), contract=contract, reason="For sent")


def test_notice_is_given_once(parties, held):
    give_notice(actor=actor_on(parties.principal), contract=held, reason="Først")

    with pytest.raises(NotAllowed):
        give_notice(actor=actor_on(parties.manager), contract=held, reason="Igjen")


def test_a_contract_whose_next_version_is_signed_is_not_given_notice(parties, held):
    parties.agree(_next(parties, held))

    with pytest.raises(NewVersionSigned):
        give_notice(actor=actor_on(parties.principal), contract=held, reason="Angrer")


def test_ending_at_once_ends_what_was_to_follow(parties, held):
    newer = parties.agree(_next(parties, held))

    ended = end_contract(actor=actor_on(parties.manager), contract=held, reason="Brudd")

    newer.refresh_from_db()
    assert ended.state(on=day(0)) == ContractState.TERMINATED
    assert (newer.state(on=day(20)), newer.end_reason) == (ContractState.TERMINATED, "Brudd")
    assert not Contract.objects.in_force(on=day(20)).exists()


def test_a_new_contract_may_follow_on_the_same_day(parties, held):
    end_contract(actor=actor_on(parties.manager), contract=held, reason="Begynner på nytt")

    again = parties.agree(parties.draft())

    assert again.is_in_force(on=day(0))


@pytest.mark.parametrize("act", [give_notice, end_contract])
@pytest.mark.parametrize("role", [Role.SCHOOL_COUNSELLOR, Role.NAV_COUNSELLOR])
def test_only_leaders_end_a_contract(parties, held, act, role):
    place = parties.school if role == Role.SCHOOL_COUNSELLOR else parties.office

    with pytest.raises(NotAllowed):
        act(actor=actor_on(member(role, place)), contract=held, reason="Nei")


@pytest.mark.parametrize("act", [give_notice, end_contract])
def test_what_does_not_stand_is_not_ended(parties, act):
    for contract in (parties.draft(), parties.open(starts_on=day(400), ends_on=day(500))):
        with pytest.raises(NotAllowed):
            act(actor=actor_on(parties.principal), contract=contract, reason="Nei")


def _next(parties: Parties, contract: Contract) -> Contract:
    content = {name: getattr(contract, name) for name in CLAUSES} | {"starts_on": day(10)}
    return renew_contract(actor=actor_on(parties.manager), contract=contract, content=content)


# --- What the pages say ---------------------------------------------------------------


def test_the_page_says_who_ended_it_and_why(client, parties, held):
    end_contract(actor=actor_on(parties.manager), contract=held, reason="Kontoret slås sammen")
    client.force_login(parties.principal)

    text = read(client.get(reverse("agreements:contract_detail", args=[held.public_id]))).get_text()

    assert f"av {parties.manager}" in text
    assert "Kontoret slås sammen" in text
    assert "Deling mellom partene er stengt" in text


def test_the_form_names_the_last_day_before_notice_is_given(client, parties, held):
    client.force_login(parties.principal)

    page = read(client.get(reverse("agreements:contract_notice", args=[held.public_id])))

    assert str(notice_ends(held, on=day(0)).year) in page.get_text()
    assert "Oppsigelsestiden er 3 måneder" in page.get_text()


@pytest.mark.parametrize("act", [give_notice, end_contract])
def test_the_reason_names_no_pupil(pair, act):
    with pytest.raises(PersonInText):
        act(
            actor=pair.acting("principal"),
            contract=pair.contract,
            reason=f"Uenighet om {pair.pupil.full_name}",
        )

    assert pair.contract.is_in_force(on=day(0))


def test_no_clause_names_a_pupil(pair):
    content = {name: getattr(pair.contract, name) for name in CLAUSES}
    content |= {"starts_on": day(1), "tasks": f"Følge opp {pair.pupil.full_name}."}

    with pytest.raises(PersonInText):
        renew_contract(actor=pair.acting("principal"), contract=pair.contract, content=content)


# --- Access follows on the very next request ------------------------------------------


def test_the_veileder_loses_the_school_the_moment_the_contract_ends(client, pair):
    client.force_login(pair.counsellor)
    address = reverse("agreements:contract_detail", args=[pair.contract.public_id])
    before = client.get(address).status_code

    end_contract(actor=pair.acting("manager"), contract=pair.contract, reason="Slutt")

    assert (before, client.get(address).status_code) == (200, 404)
    assert not Placement.objects.in_force(on=day(0)).exists()


@pytest.mark.parametrize(
    ("clock", "counts"),
    [("2027-03-31T21:59:59Z", True), ("2027-03-31T22:00:00Z", False)],
)
def test_the_last_day_ends_at_midnight_in_oslo(parties, clock, counts):
    # Summer time began on 28 March: midnight in Oslo is 22:00 in Greenwich.
    with time_machine.travel("2027-01-15T10:00:00Z", tick=False):
        contract = parties.agree(
            parties.draft(starts_on=date(2027, 1, 15), ends_on=date(2027, 3, 31))
        )
        PlacementFactory(contract=contract, starts_on=date(2027, 1, 15))

    with time_machine.travel(clock, tick=False):
        on = Actor.for_user(parties.principal, now=timezone.now()).on
        assert Contract.objects.in_force(on=on).exists() is counts
        assert Placement.objects.in_force(on=on).exists() is counts
