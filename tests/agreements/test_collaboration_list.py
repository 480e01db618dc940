"""Samarbeid: narrowed, searched and sorted by where the collaborations stand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Collaboration, Contract
from navskole.organisations.models import Municipality, Role, Side
from tests.asking import day
from tests.bad_input import read
from tests.conftest import QueryCount
from tests.factories.agreements import (
    CollaborationFactory,
    CollaborationOfficeFactory,
    ContactPersonFactory,
    PlacementFactory,
    contract_in_force,
)
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

URL = reverse("agreements:collaboration_list")


@pytest.fixture
def directorate() -> Client:
    """Return the directorate's reader."""
    return client_of(member(Role.DIRECTORATE_READER, OrganisationFactory(side=Side.DIRECTORATE)))


def collaboration(county: Any, name: str, *periods: tuple[int, int]) -> Collaboration:
    """Return a collaboration of a school in the county, with contracts in the periods."""
    school = SchoolFactory(name=name, municipality=MunicipalityFactory(county=county))
    made: Collaboration = CollaborationFactory(school=school, offices=[NavOfficeFactory()])
    for first, last in periods:
        contract_in_force(
            school=school,
            office=made.members.get().office,
            starts_on=day(first),
            ends_on=day(last),
        )
    return made


def listed(client: Client, query: str = "") -> list[Collaboration]:
    """Return what the list shows, in order."""
    return list(client.get(URL + query).context["page"].object_list)


def test_the_list_is_narrowed_sorted_and_searched(directorate: Client) -> None:
    here, there = CountyFactory(), CountyFactory()
    lasting = collaboration(here, "Bø vgs", (-100, 91))
    ending = collaboration(here, "Ås vgs", (-100, 90))
    over = collaboration(there, "Dal vgs", (-100, -1))
    planned = collaboration(there, "Au vgs", (10, 100))

    assert set(listed(directorate)) == {planned, lasting, over, ending}
    assert set(listed(directorate, "?status=in_operation")) == {lasting, ending}
    assert listed(directorate, "?status=planned") == [planned]
    assert listed(directorate, "?status=lapsed") == [over]
    assert listed(directorate, "?utlop=snart") == [ending]
    assert set(listed(directorate, f"?fylke={there.number}")) == {planned, over}
    assert len(listed(directorate, "?status=tull")) == 4
    assert listed(directorate, "?sorter=slutt")[:2] == [ending, lasting]
    office = over.members.get().office
    found = directorate.post(URL, {"question": office.name}, follow=True)
    assert over in found.context["page"].object_list
    tallies = directorate.get(URL).context["tallies"]
    assert [tally["count"] for tally in tallies] == [4, 2, 1, 1]


def test_a_contract_that_a_signed_version_follows_does_not_expire(directorate: Client) -> None:
    followed = collaboration(CountyFactory(), "Bø vgs", (-100, 30))
    old = Contract.objects.get(school=followed.school)
    contract_in_force(
        school=old.school, office=old.office, replaces=old, starts_on=day(31), ends_on=day(200)
    )

    row: Any = listed(directorate)[0]
    contracts = directorate.get(reverse("agreements:contract_list") + "?utlop=snart")

    assert (row.expires_on, row.missing) == (day(200), [])
    assert listed(directorate, "?utlop=snart") == []
    assert list(contracts.context["page"].object_list) == []


def test_an_office_on_its_way_out_is_not_told_to_make_a_contract(directorate: Client) -> None:
    leaving = collaboration(CountyFactory(), "Bø vgs")
    page = reverse("agreements:collaboration_detail", args=[leaving.public_id])
    missing = f"Kontrakt med {leaving.members.get().office} mangler."
    before = read(directorate.get(page)).get_text()

    leaving.members.update(ends_on=day(7))

    assert missing in before
    assert missing not in read(directorate.get(page)).get_text()


def test_a_school_that_changes_county_changes_overseer_at_once() -> None:
    here, there = CountyFactory(), CountyFactory()
    moving = collaboration(here, "Bø vgs", (-100, 100))
    before = client_of(member(Role.COUNTY_COORDINATOR, here))
    after = client_of(member(Role.COUNTY_COORDINATOR, there))
    page = reverse("agreements:collaboration_detail", args=[moving.public_id])
    assert (before.get(page).status_code, after.get(page).status_code) == (200, 404)

    Municipality.objects.filter(pk=moving.school.municipality_id).update(county=there)

    assert (before.get(page).status_code, after.get(page).status_code) == (404, 200)
    assert (listed(before), listed(after)) == ([], [moving])


def test_whoever_has_none_is_told_what_would_be_here() -> None:
    client = client_of(member(Role.NAV_MANAGER, NavOfficeFactory()))

    assert "Rektor eller NAV-leder oppretter samarbeidet" in client.get(URL).content.decode()


def test_a_page_of_many_offices_asks_no_more_than_one_of_few(
    pair: Any, query_count: QueryCount
) -> None:
    shared = CollaborationFactory(school=pair.school, offices=[pair.office])
    client = client_of(pair.principal)
    page = reverse("agreements:collaboration_detail", args=[shared.public_id])
    client.get(page)
    counts = []
    for offices in (0, 2):
        for _each in range(offices):
            office = NavOfficeFactory()
            CollaborationOfficeFactory(collaboration=shared, office=office)
            PlacementFactory(contract=contract_in_force(school=pair.school, office=office))
        ContactPersonFactory(collaboration=shared)
        with query_count() as queries:
            client.get(page)
        counts.append(len(queries.statements))

    assert counts[0] == counts[1] <= 15, counts
