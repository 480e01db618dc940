"""Who is put on a case, by whom, from when to when; and what an employment's end ends."""

from __future__ import annotations

import pytest
from django.urls import reverse

from navskole.administration.actions.user import end_membership, start_membership
from navskole.organisations.models import Membership, Role
from navskole.records.errors import NotAllowed
from pupils.actions.case import close_case, reopen_case
from pupils.actions.team import (
    AlreadyOnCase,
    CannotBePutOn,
    GrantIsOver,
    NotAColleague,
    add_colleague,
    add_to_team,
    assign_responsible,
    end_case_grant,
)
from pupils.models import Case, CaseGrant, TeamRole
from tests.asking import actor_on, day, days_seen, sees
from tests.factories.organisations import (
    MembershipFactory,
    NavOfficeFactory,
    OrganisationFactory,
    member,
)
from tests.factories.pupils import CaseFactory, PersonRelationFactory, PupilFactory, name_for
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(pair):
    """Return a veileder of the pair's office who is on no case."""
    return member(Role.NAV_COUNSELLOR, pair.office)


@pytest.fixture
def admin():
    """Return a system administrator."""
    return member(Role.SYSTEM_ADMIN, OrganisationFactory())


def put_on(pair, person, who="manager", **facts) -> CaseGrant:
    given = {"team_role": TeamRole.CO_WORKER, "starts_on": day(0)} | facts
    return add_to_team(actor=pair.acting(who), case=pair.case, person=person, **given)


def lend(pair, person, who="counsellor") -> CaseGrant:
    return add_colleague(
        actor=pair.acting(who), case=pair.case, person=person, reason="Er borte på kurs"
    )


def responsible_is_granted(case: Case) -> bool:
    case.refresh_from_db()
    granted = CaseGrant.objects.of_responsible(case, on=day()).exists()
    return granted == (case.responsible is not None)


# --- Co-worker and substitute, from-to ---------------------------------------------------


def test_a_substitute_sees_the_case_from_the_first_to_the_last_day(pair, colleague):
    put_on(pair, colleague, team_role=TeamRole.SUBSTITUTE, starts_on=day(2), ends_on=day(4))

    assert days_seen(colleague, pair.case, range(7)) == [2, 3, 4]


def test_a_co_worker_stays_beside_the_responsible(pair, colleague):
    put_on(pair, colleague)

    assert (sees(colleague, pair.case), sees(pair.counsellor, pair.case)) == (True, True)
    assert pair.case.responsible == pair.counsellor


@pytest.mark.parametrize("who", ["counsellor", "principal", "school_counsellor"])
def test_only_the_leader_adds_to_the_team(pair, colleague, who):
    with pytest.raises(NotAllowed):
        put_on(pair, colleague, who=who)


def test_the_same_twice_is_once_and_an_overlap_is_refused(pair, colleague):
    first = put_on(pair, colleague, ends_on=day(10))

    assert put_on(pair, colleague, ends_on=day(10)) == first
    with pytest.raises(AlreadyOnCase):
        put_on(pair, colleague, starts_on=day(10), ends_on=day(20))
    put_on(pair, colleague, starts_on=day(11), ends_on=day(20))


def test_nobody_from_another_office_is_put_on_and_nobody_who_has_left(pair):
    for person in (
        member(Role.NAV_COUNSELLOR, NavOfficeFactory()),
        member(Role.NAV_COUNSELLOR, pair.office, ends_on=day(-1)),
        member(Role.NAV_COUNSELLOR, pair.office, person={"is_active": False}),
        pair.manager,
    ):
        with pytest.raises(NotAColleague):
            put_on(pair, person)


def test_a_hard_rule_keeps_somebody_off_without_saying_which(pair, colleague):
    PersonRelationFactory(pupil=pair.pupil, user=colleague, owner=pair.office)
    strict = CaseFactory(
        pupil=PupilFactory(address_protection="strict"),
        office=pair.office,
        responsible=pair.counsellor,
    )
    name_for(strict.pupil, pair.manager)

    with pytest.raises(CannotBePutOn) as related:
        put_on(pair, colleague)
    with pytest.raises(CannotBePutOn) as not_named:
        assign_responsible(actor=pair.acting("manager"), case=strict, version=1, person=colleague)

    assert str(related.value) == str(not_named.value)


# --- A colleague for 14 days --------------------------------------------------------------


def test_the_responsible_lets_a_colleague_in_for_fourteen_days(pair, colleague):
    grant = lend(pair, colleague)

    assert days_seen(colleague, pair.case, range(-1, 16)) == list(range(14))
    assert (grant.granted_by, grant.reason) == (pair.counsellor, "Er borte på kurs")


def test_a_co_worker_lets_nobody_in(pair, colleague):
    put_on(pair, colleague)
    third = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(NotAllowed):
        add_colleague(
            actor=actor_on(colleague), case=pair.case, person=third, reason="Ti tegn eller mer"
        )


def test_the_leader_is_told_of_the_colleague_and_why(pair, colleague):
    lend(pair, colleague)

    page = client_of(pair.manager).get(reverse("pupils:counsellor_list")).content.decode()

    assert "Kolleger med tilgang i 14 dager" in page
    assert "Er borte på kurs" in page
    assert str(colleague) in page


# --- Taking back --------------------------------------------------------------------------


def test_a_grant_ends_at_once_and_only_once(pair, colleague):
    grant = lend(pair, colleague)

    end_case_grant(actor=pair.acting("counsellor"), case=pair.case, grant=grant)

    assert not sees(colleague, pair.case)
    with pytest.raises(GrantIsOver):
        end_case_grant(actor=pair.acting("manager"), case=pair.case, grant=grant)


def test_the_responsible_ends_no_grant_of_the_leaders(pair, colleague):
    grant = put_on(pair, colleague)

    with pytest.raises(NotAllowed):
        end_case_grant(actor=pair.acting("counsellor"), case=pair.case, grant=grant)

    assert sees(colleague, pair.case)


def test_taking_the_responsible_off_leaves_the_case_to_the_leader(pair):
    grant = CaseGrant.objects.get(content_object=pair.case)

    end_case_grant(actor=pair.acting("manager"), case=pair.case, grant=grant)

    waiting = Case.objects.open().led_by(pair.acting("manager"))
    assert list(waiting.without_responsible(pair.acting("manager"))) == [pair.case]
    assert not sees(pair.counsellor, pair.case)
    assert responsible_is_granted(pair.case)


def test_who_becomes_responsible_is_that_alone(pair, colleague):
    put_on(pair, colleague)

    assign_responsible(actor=pair.acting("manager"), case=pair.case, version=1, person=colleague)

    standing = CaseGrant.objects.standing().filter(content_object=pair.case)
    assert [(row.user, row.team_role) for row in standing] == [(colleague, TeamRole.RESPONSIBLE)]
    assert responsible_is_granted(pair.case)


# --- A break in the employment ------------------------------------------------------------


def test_ending_a_membership_ends_its_grants_and_leaves_the_cases_to_the_leader(
    pair, admin, colleague
):
    put_on(pair, colleague)
    other = CaseFactory(office=pair.office, responsible=colleague)
    elsewhere = CaseFactory(responsible=member(Role.NAV_COUNSELLOR, NavOfficeFactory()))
    mine = pair.counsellor.memberships.get()

    end_membership(actor=actor_on(admin), membership=mine)
    end_membership(actor=actor_on(admin), membership=colleague.memberships.get())

    left = CaseGrant.objects.standing().values_list("content_object", flat=True)
    assert list(left) == [elsewhere.pk]
    waiting = Case.objects.open().without_responsible(pair.acting("manager"))
    assert set(waiting) == {pair.case, other}
    assert responsible_is_granted(pair.case)
    assert responsible_is_granted(other)


def test_who_comes_back_the_same_day_sees_nothing_until_granted_anew(pair, admin):
    end_membership(actor=actor_on(admin), membership=pair.counsellor.memberships.get())
    start_membership(
        actor=actor_on(admin),
        user=pair.counsellor,
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        starts_on=day(0),
    )

    assert not sees(pair.counsellor, pair.case)
    put_on(pair, pair.counsellor)
    assert sees(pair.counsellor, pair.case)


def test_a_grant_of_an_employment_that_ran_out_does_not_come_back_with_the_next(pair):
    pair.counsellor.memberships.update(ends_on=day(10))
    MembershipFactory(
        user=pair.counsellor,
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        starts_on=day(12),
    )

    assert days_seen(pair.counsellor, pair.case, range(9, 15)) == [9, 10]
    leader = pair.acting("manager", 12)
    assert list(Case.objects.open().without_responsible(leader)) == [pair.case]


def test_a_membership_prolonged_without_a_day_between_is_one_employment(pair):
    pair.counsellor.memberships.update(ends_on=day(10))
    MembershipFactory(
        user=pair.counsellor,
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        starts_on=day(11),
    )

    assert days_seen(pair.counsellor, pair.case, range(9, 15)) == list(range(9, 15))
    leader = pair.acting("manager", 12)
    assert list(Case.objects.open().without_responsible(leader)) == []


def test_work_in_another_role_or_at_another_office_bridges_no_gap(pair):
    pair.counsellor.memberships.update(ends_on=day(10))
    elsewhere = {"user": pair.counsellor, "starts_on": day(11), "ends_on": day(11)}
    member(Role.NAV_COUNSELLOR, NavOfficeFactory(), **elsewhere)
    member(Role.PRIVACY_OFFICER, pair.office, **elsewhere)
    member(Role.NAV_COUNSELLOR, pair.office, user=pair.counsellor, starts_on=day(12))

    assert days_seen(pair.counsellor, pair.case, range(9, 15)) == [9, 10]


def test_ending_an_old_membership_takes_nothing_from_who_still_works_there(pair, admin):
    old = Membership.objects.create(
        user=pair.counsellor,
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        starts_on=day(-900),
        ends_on=day(-800),
    )

    end_membership(actor=actor_on(admin), membership=old)

    assert sees(pair.counsellor, pair.case)


def test_a_case_reopened_after_its_responsible_left_has_none(pair, admin):
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work")
    end_membership(actor=actor_on(admin), membership=pair.counsellor.memberships.get())

    closed = Case.objects.get(pk=pair.case.pk)
    assert closed.responsible == pair.counsellor
    reopen_case(actor=pair.acting("manager"), case=closed, reason="Mistet jobben")

    assert responsible_is_granted(pair.case)
    assert pair.case.responsible is None


def test_in_every_open_case_of_the_world_the_responsible_is_one_of_those_let_in(world):
    wrong = [
        case
        for case in Case.objects.open().select_related("responsible")
        if case.responsible and not CaseGrant.objects.of_responsible(case, on=world.today).exists()
    ]

    assert wrong == []
