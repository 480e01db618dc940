"""Who somebody is: roles today, one side at a time, nothing without a membership."""

from __future__ import annotations

import pytest
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.organisations.models import Role, Side
from tests.asking import actor_on, day
from tests.factories.accounts import UserFactory
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member

pytestmark = pytest.mark.django_db


def test_memberships_on_one_side_unite_by_role():
    school, other = SchoolFactory(), SchoolFactory()
    user = member(Role.PRINCIPAL, school)
    member(Role.SCHOOL_COUNSELLOR, other, user=user)

    actor = actor_on(user)

    assert actor.at(Role.PRINCIPAL) == {school.pk}
    assert actor.at(Role.SCHOOL_COUNSELLOR) == {other.pk}
    assert actor.at(Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR) == {school.pk, other.pk}
    assert actor.at(Role.NAV_MANAGER) == frozenset()


@pytest.mark.parametrize(
    ("chosen", "acting", "other"),
    [
        (None, Side.SCHOOL, (Side.NAV,)),
        (Side.SCHOOL, Side.SCHOOL, (Side.NAV,)),
        (Side.NAV, Side.NAV, (Side.SCHOOL,)),
        (Side.COUNTY, Side.SCHOOL, (Side.NAV,)),
        ("made up", Side.SCHOOL, (Side.NAV,)),
    ],
)
def test_a_person_acts_on_one_side_at_a_time(chosen, acting, other):
    school, office = SchoolFactory(), NavOfficeFactory()
    user = member(Role.PRINCIPAL, school)
    member(Role.NAV_MANAGER, office, user=user)
    places = {Side.SCHOOL: school.pk, Side.NAV: office.pk}

    actor = actor_on(user, side=chosen)

    assert (actor.side, actor.other_sides) == (acting, other)
    assert {row.organisation_id for row in actor.memberships} == {places[acting]}
    assert actor.other_side_organisations == {places[other[0]]}


@pytest.mark.parametrize("offset", [-1, 2])
def test_a_membership_out_of_its_period_is_not_held(offset):
    user = member(Role.PRINCIPAL, SchoolFactory(), starts_on=day(0), ends_on=day(1))

    assert actor_on(user, offset).memberships == ()
    assert actor_on(user, offset).side == ""


def test_a_side_whose_membership_has_ended_cannot_be_chosen():
    user = member(Role.PRINCIPAL, SchoolFactory())
    member(Role.NAV_MANAGER, NavOfficeFactory(), user=user, ended_at=timezone.now())

    actor = actor_on(user, side=Side.NAV)

    assert (actor.side, actor.other_sides) == (Side.SCHOOL, ())


def test_an_inactive_person_holds_nothing():
    user = member(Role.PRINCIPAL, SchoolFactory(), person={"is_active": False})

    assert actor_on(user).memberships == ()


def test_an_own_membership_comes_before_a_deputys():
    school = SchoolFactory()
    user = member(Role.PRINCIPAL, school, is_deputy=True)
    member(Role.PRINCIPAL, school, user=user)

    held = actor_on(user).holds(Role.PRINCIPAL, school.pk)

    assert held is not None
    assert held.is_deputy is False


def test_nothing_is_held_at_another_organisation_or_in_another_role():
    school = SchoolFactory()
    actor = actor_on(member(Role.PRINCIPAL, school))

    assert actor.holds(Role.PRINCIPAL, SchoolFactory().pk) is None
    assert actor.holds(Role.SCHOOL_COUNSELLOR, school.pk) is None
    assert actor.holds(Role.PRINCIPAL, None) is None


def test_the_first_role_in_order_is_the_one_logged():
    office, other = NavOfficeFactory(), NavOfficeFactory()
    user = member(Role.NAV_MANAGER, office)
    member(Role.NAV_COUNSELLOR, other, user=user)

    actor = actor_on(user)

    assert (actor.main_role, actor.main_organisation_id) == (Role.NAV_COUNSELLOR, other.pk)


def test_somebody_without_a_role_has_none_to_log():
    actor = actor_on(UserFactory())

    assert (actor.main_role, actor.main_organisation_id) == ("", None)


def test_an_actor_is_resolved_with_one_query(assert_max_queries):
    user = member(Role.PRINCIPAL, SchoolFactory())
    member(Role.NAV_MANAGER, NavOfficeFactory(), user=user)

    with assert_max_queries(1):
        actor = Actor.for_user(user)
        assert actor.side == Side.SCHOOL


def test_a_commands_identity_is_no_person():
    actor = Actor.system("seed")

    assert (actor.is_system, actor.user, actor.memberships) == (True, None, ())
