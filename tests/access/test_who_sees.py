""" "Hvem kan se eleven?" says what the grounds say, and no more than the asker may know."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.organisations.models import Membership, Role, Side
from pupils.models import Case, CaseGrant, Information, Pupil, Referral, Service
from pupils.who_sees import pupil_readers
from pupils.who_sees_across import service_readers
from tests.access.spans import change
from tests.asking import actor_on, at_noon, day, sees
from tests.factories.organisations import MembershipFactory, NavOfficeFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    give_consent,
    give_school_consent,
    name_for,
    put_on_case,
)
from tests.followup import rows
from tests.world_staff import SECOND, STAFF

pytestmark = pytest.mark.django_db

# Each is where something may be told wrongly: leaders, a team, the named, two offices.
ASKERS = [
    "school_counsellor_a",
    "deputy_principal_a",
    "counsellor_1",
    "deputy_manager_1",
    "two_offices",
    "counsellor_2",
]
WORKS_AT: dict[str, set[str]] = {}
for _name, _role, _place in [*STAFF, *SECOND]:
    WORKS_AT.setdefault(_name, set()).add(_place)


@pytest.fixture
def pair(pair: Pair) -> Pair:
    """Return the pair with nobody at work but the four it names; those who signed have left."""
    named = [pair.principal, pair.school_counsellor, pair.counsellor, pair.manager]
    others = Membership.objects.exclude(user__in=named)
    others.filter(organisation__in=[pair.school, pair.office]).update(ended_at=timezone.now())
    return pair


def told(user: Any, pupil: Any) -> dict[Any, set[str]]:
    """Return whom the list names to somebody today, each with the grounds."""
    found: dict[Any, set[str]] = {}
    for reader in pupil_readers(actor_on(user), pupil):
        found.setdefault(reader.person, set()).add(reader.ground)
    return found


# --- It agrees with the grounds -------------------------------------------------------------


@pytest.mark.parametrize("who", ASKERS)
def test_it_names_whoever_sees_what_the_asker_sees(world, who):
    asker = world.actor(who)
    colleagues = [name for name, places in WORKS_AT.items() if places & WORKS_AT[who]]
    acting = {name: world.actor(name, side=asker.side) for name in colleagues}
    by: list[Any] = [Pupil] if asker.side == Side.SCHOOL else [Case, Referral]
    seen_by_all = {
        name: {model: set(model.objects.visible_to(actor)) for model in by}
        for name, actor in acting.items()
        if actor.side == asker.side
    }

    for pupil in Pupil.objects.visible_to(asker):
        shared = {
            model: {
                row
                for row in seen_by_all[who][model]
                if (row if model is Pupil else row.pupil) == pupil
                and (model is not Referral or row.is_pending)
            }
            for model in by
        }
        expected = {
            name
            for name, seen in seen_by_all.items()
            if any(seen[model] & shared[model] for model in by)
        }
        readers = pupil_readers(asker, pupil)
        assert {reader.person.username for reader in readers} == expected, pupil
        assert all(reader.since <= asker.on for reader in readers)
        assert all(reader.until is None or reader.until >= asker.on for reader in readers)


def test_the_first_and_the_last_day_it_names_are_the_grounds_own(pair):
    substitute = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, substitute, starts_on=day(-1), ends_on=day(20))
    leaving = member(Role.NAV_MANAGER, pair.office, starts_on=day(-3), ends_on=day(5))
    new = member(Role.SCHOOL_COUNSELLOR, pair.school, starts_on=day(-2))
    change(pair.enrolment, ends_on=day(-10))

    named = {
        reader.person: (reader.since, reader.until)
        for user in (pair.counsellor, pair.principal)
        for reader in pupil_readers(actor_on(user), pair.pupil)
    }

    assert named[substitute] == (day(-1), day(20))
    assert named[leaving] == (day(-3), day(5))
    assert named[new] == (day(-2), day(50))
    assert named[pair.principal] == (pair.enrolment.starts_on, day(50))
    assert named[pair.manager] == (pair.case.opened_on, None)
    for person, (first, last) in named.items():
        before, after = (first - day()).days - 1, (last - day()).days if last else 0
        assert sees(person, pair.pupil, after)
        assert not last or not sees(person, pair.pupil, after + 1)
        assert not sees(person, pair.pupil, before) or first in (
            pair.enrolment.starts_on,
            pair.case.opened_on,
        )


def test_a_closed_case_is_its_teams_for_ninety_days(pair):
    change(pair.case, closed_on=day(-30), status="closed")

    readers = {r.person: r.until for r in pupil_readers(actor_on(pair.manager), pair.pupil)}

    assert readers == {pair.counsellor: day(60), pair.manager: None}


def test_who_receives_is_named_from_the_referral_to_the_contracts_end(pair):
    change(pair.case, pupil=PupilFactory())
    ReferralFactory(
        pupil=pair.pupil, school=pair.school, office=pair.office, sent_at=at_noon(day(-2))
    )
    member(Role.NAV_COUNSELLOR, pair.office)

    readers = pupil_readers(actor_on(pair.counsellor), pair.pupil)

    last = pair.contract.in_force_until
    assert {(r.person, r.ground, r.since, r.until) for r in readers} == {
        (person, Ground.REFERRAL_RECEIVED, day(-2), last)
        for person in (pair.counsellor, pair.manager)
    }


# --- The hard rules -------------------------------------------------------------------------


def test_at_a_strictly_confidential_address_only_the_named_are_on_it(pair):
    change(pair.pupil, address_protection="strict")
    for person in (pair.school_counsellor, pair.counsellor):
        name_for(pair.pupil, person)

    assert set(told(pair.school_counsellor, pair.pupil)) == {pair.school_counsellor}
    assert set(told(pair.counsellor, pair.pupil)) == {pair.counsellor}


def test_who_has_declared_a_relation_or_stopped_working_is_not_on_it(pair):
    close = member(Role.SCHOOL_COUNSELLOR, pair.school)
    PersonRelationFactory(user=close, pupil=pair.pupil, owner=pair.school)
    gone = member(Role.SCHOOL_COUNSELLOR, pair.school, ended_at=timezone.now())
    inactive = member(Role.PRINCIPAL, pair.school, person={"is_active": False})

    assert {close, gone, inactive}.isdisjoint(told(pair.principal, pair.pupil))


# --- What the asker may not know ------------------------------------------------------------


def test_a_school_is_told_of_its_own_people_alone_whatever_nav_has(pair):
    earlier = told(pair.principal, pair.pupil)
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])

    assert earlier == told(pair.principal, pair.pupil)
    assert set(earlier) == {pair.principal, pair.school_counsellor}
    assert service_readers(actor_on(pair.principal), pair.pupil) == []


def test_what_a_colleague_sees_by_a_post_elsewhere_is_not_told(pair):
    """It would tell where else the pupil is known."""
    elsewhere = CaseFactory(pupil=pair.pupil, office=NavOfficeFactory())
    two_offices = member(Role.NAV_COUNSELLOR, pair.office)
    MembershipFactory(user=two_offices, role=Role.NAV_COUNSELLOR, organisation=elsewhere.office)
    put_on_case(elsewhere, two_offices)

    assert sees(two_offices, pair.pupil)
    assert set(told(pair.manager, pair.pupil)) == {pair.counsellor, pair.manager}


def test_of_an_earlier_case_only_those_who_see_it_are_told(pair):
    new = member(Role.NAV_COUNSELLOR, pair.office)
    change(pair.case, closed_on=day(-10), status="closed")
    CaseFactory(pupil=pair.pupil, office=pair.office, responsible=new, opened_on=day(-5))

    assert set(told(new, pair.pupil)) == {new, pair.manager}
    assert set(told(pair.manager, pair.pupil)) == {new, pair.counsellor, pair.manager}


def test_who_receives_a_referral_is_not_told_of_the_earlier_cases_team(pair):
    """Nor that the leader reads more than the referral."""
    earlier = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, earlier)
    change(pair.case, closed_on=day(-10), status="closed")
    CaseGrant.objects.filter(user=pair.counsellor).update(ended_at=timezone.now())
    ReferralFactory(pupil=pair.pupil, school=pair.school, office=pair.office)

    assert sees(earlier, pair.pupil)
    assert told(pair.counsellor, pair.pupil) == {
        pair.counsellor: {Ground.REFERRAL_RECEIVED},
        pair.manager: {Ground.REFERRAL_RECEIVED},
    }


# --- Across the wall, by consent ------------------------------------------------------------


def test_nav_is_told_which_service_and_how_many_a_consent_lets_read(pair):
    member(Role.PRINCIPAL, pair.school)
    give_consent(
        pair.case,
        pair.school,
        areas=["jobb-og-praksis"],
        information=[Information.EXISTENCE, Information.MEASURES],
        services=[Service.SCHOOL_LEADERSHIP],
    )

    (service,) = service_readers(actor_on(pair.counsellor), pair.pupil)

    assert (service.service, service.place.pk, service.people) == (
        str(Service.SCHOOL_LEADERSHIP.label),
        pair.school.pk,
        2,
    )
    assert len(service.opens) == 2
    assert (service.since, service.until) == (day(-30), day(335))
    change(pair.contract, ended_at=timezone.now())
    assert service_readers(actor_on(pair.counsellor), pair.pupil) == []


def test_the_school_is_told_of_the_office_and_not_how_many(pair):
    give_school_consent(pair.pupil, pair.school, pair.office, areas=["jobb-og-praksis"])

    with_case = service_readers(actor_on(pair.principal), pair.pupil)
    change(pair.case, closed_on=day(), status="closed")
    without = service_readers(actor_on(pair.principal), pair.pupil)

    assert with_case == without
    assert [(service.place.pk, service.people) for service in without] == [(pair.office.pk, None)]


# --- As many colleagues as there are --------------------------------------------------------


@pytest.mark.parametrize("who", ["principal", "manager"])
def test_fifty_colleagues_take_as_many_statements_as_one(pair, query_count, who):
    actor = pair.acting(who)
    with query_count() as few:
        pupil_readers(actor, pair.pupil)

    for _ in range(49):
        member(Role.SCHOOL_COUNSELLOR, pair.school)
        put_on_case(pair.case, member(Role.NAV_COUNSELLOR, pair.office))
    actor = pair.acting(who)
    with query_count() as many:
        readers = pupil_readers(actor, pair.pupil)

    assert len(readers) == 51
    assert many.count == few.count <= 5


def test_fifty_who_read_alone_take_one_statement_more_than_none(pair, query_count):
    actor = pair.acting("manager")
    with query_count() as few:
        pupil_readers(actor, pair.pupil)

    for number in range(50):
        rows.add_reader_alone(pair, number)
    actor = pair.acting("manager")
    with query_count() as many:
        readers = pupil_readers(actor, pair.pupil)

    alone = [reader for reader in readers if reader.ground == Ground.SINGLE_ACCESS]
    assert len(alone) == 50
    assert {(reader.since, reader.until) for reader in alone} == {(day(-30), day(60))}
    assert many.count == few.count + 1
