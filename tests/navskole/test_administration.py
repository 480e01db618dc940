"""Users and memberships: made by the administrator, ended at once, never on both sides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from navskole.accounts.models import User
from navskole.administration.actions.user import (
    OverlappingMembership,
    SidesMeet,
    UsernameTaken,
    WrongOrganisation,
    end_membership,
    save_user,
    start_membership,
)
from navskole.audit.models import AccessEvent
from navskole.organisations.models import SIDES_OF_ROLE, Membership, Role, Side
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.factories.accounts import UserFactory
from tests.factories.agreements import ContractFactory, contract_in_force
from tests.factories.organisations import (
    CountyFactory,
    MembershipFactory,
    NavOfficeFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(db) -> User:
    return member(Role.SYSTEM_ADMIN, OrganisationFactory())


def start(admin, user, role, organisation, **facts) -> Membership:
    given = {"starts_on": day(0)} | facts
    return start_membership(
        actor=actor_on(admin), user=user, role=role, organisation=organisation, **given
    )


# --- Users ----------------------------------------------------------------------------


def save(admin, *, user=None, **facts) -> User:
    given = {"username": "kari", "first_name": "Kari", "last_name": "Ås"} | facts
    return save_user(actor=actor_on(admin), user=user, **given)


def test_a_new_user_has_names_keys_and_no_password(admin):
    user = save(admin)

    stored = User.objects.get(username="kari")
    assert stored == user
    assert (str(stored), stored.sort_key, stored.search_key) == (
        "Kari Ås",
        "zzcs0kari",
        "kari0zzcs",
    )
    assert (stored.has_usable_password(), stored.is_active, stored.is_staff) == (
        False,
        True,
        False,
    )


def test_an_empty_password_leaves_the_old_one(admin):
    user = save(admin, password="et-langt-passord")

    save(admin, user=user, first_name="Karin")

    user.refresh_from_db()
    assert (user.first_name, user.check_password("et-langt-passord")) == ("Karin", True)


@pytest.mark.parametrize("username", ["kari", "KARI"])
def test_a_username_is_taken_whatever_the_case(admin, username):
    save(admin)

    with pytest.raises(UsernameTaken):
        save(admin, username=username)


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.NAV_MANAGER, Role.PRIVACY_OFFICER])
def test_only_the_administrator_saves_users(role):
    place = SchoolFactory() if role == Role.PRINCIPAL else NavOfficeFactory()

    with pytest.raises(NotAllowed):
        save(member(role, place))


# --- Memberships ----------------------------------------------------------------------


def test_a_membership_starts_and_is_logged(admin):
    user, school = UserFactory(), SchoolFactory()

    membership = start(admin, user, Role.PRINCIPAL, school, ends_on=day(30), is_deputy=True)

    stored = Membership.objects.get(user=user)
    assert stored == membership
    assert (stored.role, stored.organisation_id, stored.is_deputy) == (
        Role.PRINCIPAL,
        school.pk,
        True,
    )
    assert (stored.starts_on, stored.ends_on) == (day(0), day(30))
    assert [event.action for event in AccessEvent.objects.all()] == ["membership_started"]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("side", Side.values)
def test_a_role_exists_at_its_own_kind_of_organisation_alone(admin, role, side):
    places: dict[Side, Callable[[], Any]] = {
        Side.SCHOOL: SchoolFactory,
        Side.NAV: NavOfficeFactory,
        Side.COUNTY: CountyFactory,
        Side.DIRECTORATE: lambda: OrganisationFactory(side=Side.DIRECTORATE),
        Side.OPERATOR: OrganisationFactory,
    }
    place, user = places[Side(side)](), UserFactory()

    if side in SIDES_OF_ROLE[role]:
        assert start(admin, user, role, place).role == role
    else:
        with pytest.raises(WrongOrganisation):
            start(admin, user, role, place)


def test_nobody_gives_themselves_a_membership(admin):
    with pytest.raises(NotAllowed):
        start(admin, admin, Role.PRINCIPAL, SchoolFactory())


def test_nobody_ends_an_own_membership(admin):
    with pytest.raises(NotAllowed):
        end_membership(actor=actor_on(admin), membership=admin.memberships.get())


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.NAV_MANAGER])
def test_only_the_administrator_gives_memberships(role):
    place = SchoolFactory() if role == Role.PRINCIPAL else NavOfficeFactory()

    with pytest.raises(NotAllowed):
        start(member(role, place), UserFactory(), role, place)


@pytest.mark.parametrize(
    ("starts", "ends", "overlaps"),
    [
        (0, None, True),
        (-20, 0, True),
        (10, 20, True),
        (5, 6, True),
        (11, None, False),
        (-20, -1, False),
    ],
)
def test_the_same_role_at_the_same_place_does_not_overlap(admin, starts, ends, overlaps):
    user, school = UserFactory(), SchoolFactory()
    start(admin, user, Role.PRINCIPAL, school, starts_on=day(0), ends_on=day(10))
    period = {"starts_on": day(starts), "ends_on": None if ends is None else day(ends)}

    if overlaps:
        with pytest.raises(OverlappingMembership):
            start(admin, user, Role.PRINCIPAL, school, **period)
    else:
        assert start(admin, user, Role.PRINCIPAL, school, **period).pk


def test_another_role_or_place_and_an_ended_membership_do_not_overlap(admin):
    user, school = UserFactory(), SchoolFactory()
    first = start(admin, user, Role.PRINCIPAL, school)

    start(admin, user, Role.SCHOOL_COUNSELLOR, school)
    start(admin, user, Role.PRINCIPAL, SchoolFactory())
    end_membership(actor=actor_on(admin), membership=first)
    start(admin, user, Role.PRINCIPAL, school)

    assert user.memberships.count() == 4


def test_an_end_before_the_start_is_refused_by_form_and_database(admin):
    user, school = UserFactory(), SchoolFactory()

    with pytest.raises(ValidationError):
        start(admin, user, Role.PRINCIPAL, school, ends_on=day(-1))
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(
            user=user,
            role=Role.PRINCIPAL,
            organisation=school,
            starts_on=day(0),
            ends_on=day(-1),
        )


def test_ending_takes_the_role_away_in_the_next_request(admin):
    user, school = UserFactory(), SchoolFactory()
    membership = start(admin, user, Role.PRINCIPAL, school)
    before = actor_on(user).at(Role.PRINCIPAL)

    end_membership(actor=actor_on(admin), membership=membership)

    assert before == {school.pk}
    assert actor_on(user).at(Role.PRINCIPAL) == frozenset()


def test_ending_twice_keeps_the_first_time(admin):
    membership = start(admin, UserFactory(), Role.PRINCIPAL, SchoolFactory())
    first = end_membership(actor=actor_on(admin), membership=membership)

    second = end_membership(actor=actor_on(admin, 1), membership=membership)

    assert second.ended_at == first.ended_at


# --- Never on both sides of a contract -------------------------------------------------


@pytest.mark.parametrize("first", [Side.SCHOOL, Side.NAV])
def test_nobody_gets_a_membership_on_both_sides_of_a_contract(admin, first):
    school, office, user = SchoolFactory(), NavOfficeFactory(), UserFactory()
    contract_in_force(school=school, office=office)
    steps = [(Role.SCHOOL_COUNSELLOR, school), (Role.NAV_COUNSELLOR, office)]
    if first == Side.NAV:
        steps.reverse()
    start(admin, user, *steps[0])

    with pytest.raises(SidesMeet):
        start(admin, user, *steps[1])

    assert user.memberships.count() == 1


@pytest.mark.parametrize(
    ("held", "wanted", "meets"),
    [
        ((0, 10), (10, 20), True),
        ((0, 10), (11, 20), False),
        ((10, None), (0, 9), False),
        ((10, None), (0, 10), True),
        ((0, None), (50, None), True),
    ],
)
def test_whole_periods_are_compared_not_only_today(admin, held, wanted, meets):
    school, office, user = SchoolFactory(), NavOfficeFactory(), UserFactory()
    contract_in_force(school=school, office=office)

    def period(days):
        return {
            "starts_on": day(days[0]),
            "ends_on": None if days[1] is None else day(days[1]),
        }

    start(admin, user, Role.SCHOOL_COUNSELLOR, school, **period(held))

    if meets:
        with pytest.raises(SidesMeet):
            start(admin, user, Role.NAV_COUNSELLOR, office, **period(wanted))
    else:
        assert start(admin, user, Role.NAV_COUNSELLOR, office, **period(wanted)).pk


@pytest.mark.parametrize("contract", ["none", "draft", "lapsed", "other office"])
def test_sides_without_a_contract_in_the_period_may_share_a_person(admin, contract):
    school, office, user = SchoolFactory(), NavOfficeFactory(), UserFactory()
    if contract == "draft":
        ContractFactory(school=school, office=office)
    if contract == "lapsed":
        contract_in_force(school=school, office=office, ends_on=day(-1))
    if contract == "other office":
        contract_in_force(school=school, office=NavOfficeFactory())
    start(admin, user, Role.SCHOOL_COUNSELLOR, school)

    assert start(admin, user, Role.NAV_COUNSELLOR, office).pk


def test_an_ended_membership_does_not_stand_in_the_way(admin):
    school, office, user = SchoolFactory(), NavOfficeFactory(), UserFactory()
    contract_in_force(school=school, office=office)
    at_school = start(admin, user, Role.SCHOOL_COUNSELLOR, school)
    end_membership(actor=actor_on(admin), membership=at_school)

    assert start(admin, user, Role.NAV_COUNSELLOR, office).pk
