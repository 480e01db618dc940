"""Samarbeid: for leaders their own contracts, for county and directorate those of the area."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Contract, ContractState
from agreements.states import EXPIRES_SOON_DAYS, expires_soon, in_state
from navskole.organisations.models import Role, Side
from tests.asking import day
from tests.bad_input import read
from tests.factories.agreements import ContractFactory, PlacementFactory, contract_in_force
from tests.factories.organisations import (
    CountyFactory,
    MunicipalityFactory,
    NavOfficeFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

URL = reverse("agreements:contract_list")


def listed(client: Client, query: str = "") -> set[Contract]:
    """Return the contracts the list shows."""
    return set(client.get(URL + query).context["page"].object_list)


def school_in(county: Any) -> Any:
    return SchoolFactory(municipality=MunicipalityFactory(county=county))


def in_force(county: Any, **facts: Any) -> Contract:
    return contract_in_force(school=school_in(county), office=NavOfficeFactory(), **facts)


@pytest.fixture
def directorate(db: None) -> Client:
    """Return the directorate's reader."""
    return client_of(member(Role.DIRECTORATE_READER, OrganisationFactory(side=Side.DIRECTORATE)))


def test_the_county_reads_its_own_schools_contracts_and_the_directorate_all(
    directorate: Client,
) -> None:
    here, there = CountyFactory(), CountyFactory()
    own, other = in_force(here), in_force(there)
    county = client_of(member(Role.COUNTY_COORDINATOR, here))

    assert listed(county) == {own}
    assert listed(directorate) == {own, other}
    assert listed(directorate, f"?fylke={there.number}") == {other}
    assert (
        county.get(reverse("agreements:contract_detail", args=[other.public_id])).status_code == 404
    )


def test_the_list_is_narrowed_by_state_and_by_what_soon_expires(directorate: Client) -> None:
    county = CountyFactory()
    lasting = in_force(county, ends_on=day(EXPIRES_SOON_DAYS + 1))
    ending = in_force(county, ends_on=day(EXPIRES_SOON_DAYS))
    over = in_force(county, ends_on=day(-1))
    draft = ContractFactory(school=school_in(county))

    assert listed(directorate, "?status=in_force") == {lasting, ending}
    assert listed(directorate, "?utlop=snart") == {ending}
    assert listed(directorate, "?status=expired") == {over}
    assert listed(directorate, "?status=draft") == {draft}
    assert listed(directorate, "?status=tull") == {lasting, ending, over, draft}


def test_the_list_is_searched_by_school_and_office(directorate: Client) -> None:
    county = CountyFactory()
    wanted, _other = in_force(county), in_force(county)

    answer = directorate.post(URL, {"question": wanted.office.name}, follow=True)

    assert wanted in answer.context["page"].object_list


def test_the_area_reads_signers_and_no_other_name(directorate: Client) -> None:
    contract = in_force(CountyFactory())
    placed = PlacementFactory(contract=contract)
    page = reverse("agreements:contract_detail", args=[contract.public_id])

    text = read(directorate.get(page)).text
    party = read(client_of(member(Role.PRINCIPAL, contract.school)).get(page)).text

    assert str(placed.counsellor) not in text + read(directorate.get(URL)).text
    assert str(placed.counsellor) in party
    assert "NAV-veileder" in text
    for signature in contract.signatures.all():
        assert str(signature.signed_by) in text


@pytest.mark.parametrize("offset", [-400, -1, 0, 1, 400])
def test_the_database_and_the_contract_agree_on_every_state(offset: int) -> None:
    on: date = day(offset)
    county = CountyFactory()
    for first, last in ((-400, -1), (-400, 0), (0, 400), (1, 400), (-1, 1)):
        in_force(county, starts_on=day(first), ends_on=day(last))
    terminated = in_force(county)
    Contract.objects.filter(pk=terminated.pk).update(
        ended_at=terminated.signatures.first().signed_at
    )
    ContractFactory(school=school_in(county))
    ContractFactory(
        school=school_in(county), opened_for_signing_at=terminated.signatures.first().signed_at
    )

    for contract in Contract.objects.all():
        states = [
            state
            for state in ContractState
            if Contract.objects.filter(in_state(state, on=on), pk=contract.pk).exists()
        ]
        assert states == [contract.state(on=on)]


def test_what_is_not_in_force_does_not_expire_soon() -> None:
    county = CountyFactory()
    in_force(county, starts_on=day(1), ends_on=day(10))
    in_force(county, starts_on=day(-10), ends_on=day(-1))

    assert not Contract.objects.filter(expires_soon(on=day(0))).exists()
