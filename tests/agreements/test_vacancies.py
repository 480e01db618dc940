"""The county's coordinator is told of a vacant leader post in a collaboration, and of no person."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from django.utils import timezone

from agreements.models import Collaboration
from navskole.access.actor import Actor
from navskole.notices.actions import tell_what_is_due
from navskole.notices.models import Notice
from navskole.organisations.models import Membership, Role, Side
from tests.asking import day
from tests.conftest import QueryCount
from tests.factories.agreements import CollaborationFactory
from tests.factories.organisations import (
    CountyFactory,
    NavOfficeFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(pair: Any) -> Collaboration:
    """Return the pair's collaboration."""
    return CollaborationFactory(school=pair.school, offices=[pair.office])


@pytest.fixture
def coordinator(pair: Any) -> Any:
    """Return who follows the county of the school."""
    return member(Role.COUNTY_COORDINATOR, pair.school.municipality.county)


def run(on: date) -> list[str]:
    """Write what a day brings, and return the sentences that were written that day."""
    now = timezone.make_aware(datetime.combine(on, time(7)))
    tell_what_is_due(actor=Actor.system("test", now=now))
    return sorted(str(notice) for notice in Notice.objects.filter(created_at=now))


def leave(place: Any, role: Role, on: date) -> None:
    """Let everybody who leads the place have their last day."""
    held = Membership.objects.filter(organisation=place, role=role, ends_on=None)
    held.update(ends_on=on)


def test_each_vacancy_is_told_once_to_the_countys_coordinator_alone(
    pair: Any, shared: Any, coordinator: Any
) -> None:
    member(Role.COUNTY_COORDINATOR, CountyFactory())
    member(Role.DIRECTORATE_READER, OrganisationFactory(side=Side.DIRECTORATE))
    gone = member(Role.COUNTY_COORDINATOR, pair.school.municipality.county, ends_on=day(-1))
    about = f"Det gjelder samarbeidet ved {pair.school}."
    vacant = f"{pair.office} har ingen NAV-leder og ingen stedfortreder. {about}"
    acting = f"{pair.office} har ingen fast NAV-leder. En stedfortreder handler. {about}"
    assert run(day()) == []
    leave(pair.office, Role.NAV_MANAGER, day())

    assert [run(day(offset)) for offset in (1, 2)] == [[vacant], []]
    member(Role.NAV_MANAGER, pair.office, is_deputy=True, ends_on=day(5))
    assert [run(day(offset)) for offset in (3, 4)] == [[acting], []]
    assert [run(day(offset)) for offset in (6, 7)] == [[vacant], []]
    member(Role.NAV_MANAGER, pair.office, starts_on=day(8), ends_on=day(9))
    assert [run(day(offset)) for offset in (8, 10, 11)] == [[], [vacant], []]

    told = Notice.objects.all()
    assert {notice.recipient for notice in told} == {coordinator}
    assert not told.filter(recipient=gone).exists()
    people = {pair.manager.last_name, pair.counsellor.last_name, pair.pupil.last_name}
    assert not [name for name in people for notice in told if name in str(notice)]
    assert client_of(coordinator).get(told[0].address).status_code == 200


def test_a_school_without_rektor_is_told_and_what_is_over_is_not(
    pair: Any, shared: Any, coordinator: Any
) -> None:
    county = pair.school.municipality
    left, ended = NavOfficeFactory(), SchoolFactory(municipality=county)
    shared.members.create(office=left, starts_on=day(-9), ends_on=day(-1))
    CollaborationFactory(school=ended, offices=[pair.office], ended_on=day(-1))
    leave(pair.school, Role.PRINCIPAL, day(-1))

    (sentence,) = run(day())

    assert sentence.startswith(f"{pair.school} har ingen rektor")
    shared.ended_on = day()
    shared.save()
    Notice.objects.all().delete()
    assert run(day(1)) == []


def test_many_collaborations_ask_no_more_than_one(
    coordinator: Any, query_count: QueryCount
) -> None:
    counts = []
    for schools in (1, 3):
        for _each in range(schools):
            CollaborationFactory(offices=[NavOfficeFactory()])
        Notice.objects.all().delete()
        with query_count() as queries:
            run(day())
        inserted = sum("notices_notice" in sql for sql in queries.statements)
        counts.append(len(queries.statements) - inserted)

    assert counts[0] == counts[1]
