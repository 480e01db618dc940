"""How long whoever decides a measure sees it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from followup.models import Audience, Measure, MeasurePart, MeasureState
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role
from pupils.models import CaseGrant
from tests.access.spans import SIXTY, change
from tests.asking import actor_on, day, days_seen, sees
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import PersonRelationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db) -> Any:
    """Return the leader of an office that has no case of the pupil."""
    return member(Role.NAV_MANAGER, NavOfficeFactory())


def office_of(manager: User) -> NavOffice:
    """Return the office the person leads."""
    return NavOffice.objects.get(pk=Membership.objects.get(user=manager).organisation_id)


def test_a_draft_is_not_seen_by_whoever_would_decide_it(pair, elsewhere):
    measure = make_measure(case=pair.case)

    assert not sees(elsewhere, measure)


def test_a_decider_sees_the_measure_and_nothing_else_of_the_pupil(pair, elsewhere):
    note = NoteFactory(case=pair.case, audience=Audience.SHARED)
    measure = make_measure(
        case=pair.case,
        state=MeasureState.SUBMITTED,
        deciding_organisation=office_of(elsewhere),
        is_sensitive=True,
    )
    other = make_measure(case=pair.case, state=MeasureState.SUBMITTED)

    seen = [sees(elsewhere, record) for record in (measure, other, pair.pupil, pair.case, note)]

    assert seen == [True, False, False, False, False]


def test_what_is_seen_to_be_decided_stands_in_no_list_of_measures(pair, elsewhere):
    decides = make_measure(
        case=pair.case,
        state=MeasureState.SUBMITTED,
        deciding_organisation=office_of(elsewhere),
    )
    decider, leader = (actor_on(user) for user in (elsewhere, pair.manager))

    for records, record in ((Measure, decides), (MeasurePart, decides.parts.get())):
        assert record in records.objects.visible_to(decider)
        assert record not in records.objects.listed_to(decider)
        assert record in records.objects.listed_to(leader)


@pytest.mark.parametrize("state", ["approved", "returned", "on_hold", "offered", "running"])
def test_a_decider_goes_on_seeing_a_measure_that_has_not_ended(pair, elsewhere, state):
    measure = make_measure(case=pair.case, state=state, deciding_organisation=office_of(elsewhere))

    assert sees(elsewhere, measure, 1000)


@pytest.mark.parametrize("state", ["rejected", "declined", "completed", "discontinued"])
def test_a_decider_sees_an_ended_measure_for_twelve_months(pair, elsewhere, state):
    measure = make_measure(
        case=pair.case,
        state=state,
        deciding_organisation=office_of(elsewhere),
        ended_on=day(0),
    )

    assert days_seen(elsewhere, measure, range(364, 368)) == [364, 365]


def test_the_twelve_months_are_months_also_over_a_leap_day(pair, elsewhere):
    measure = make_measure(
        case=pair.case,
        state=MeasureState.COMPLETED,
        deciding_organisation=office_of(elsewhere),
        ended_on=date(2027, 6, 1),
    )
    last = (date(2028, 6, 1) - day(0)).days

    assert days_seen(elsewhere, measure, range(last - 1, last + 3)) == [last - 1, last]


def test_whoever_proposed_a_measure_is_not_its_decider(pair, elsewhere):
    member(Role.NAV_MANAGER, pair.office, user=pair.counsellor)
    measure = make_measure(case=pair.case, state=MeasureState.SUBMITTED, is_sensitive=True)
    CaseGrant.objects.filter(content_object=pair.case).update(ended_at=timezone.now())

    assert sees(pair.manager, measure)
    assert not sees(pair.counsellor, measure)


@pytest.mark.parametrize("role", [Role.NAV_COUNSELLOR, Role.PRIVACY_OFFICER])
def test_a_colleague_of_the_decider_sees_nothing(pair, elsewhere, role):
    colleague = member(role, office_of(elsewhere))
    measure = make_measure(
        case=pair.case,
        state=MeasureState.SUBMITTED,
        deciding_organisation=office_of(elsewhere),
    )

    assert not sees(colleague, measure)


def test_a_decider_is_held_by_the_hard_rules(pair, elsewhere):
    measure = make_measure(
        case=pair.case,
        state=MeasureState.SUBMITTED,
        deciding_organisation=office_of(elsewhere),
    )
    change(pair.pupil, address_protection="strict")
    strict = sees(elsewhere, measure)
    change(pair.pupil, address_protection="none")
    PersonRelationFactory(pupil=pair.pupil, user=elsewhere, owner=office_of(elsewhere))

    assert (strict, sees(elsewhere, measure)) == (False, False)


def test_a_decider_who_works_at_the_pupils_school_too_does_not_see_the_measure(pair):
    measure = make_measure(case=pair.case, state=MeasureState.SUBMITTED)
    member(Role.SCHOOL_COUNSELLOR, pair.school, user=pair.manager)

    assert not sees(pair.manager, measure, side="nav")


def test_the_nav_side_stays_closed_as_long_as_the_school_reads_the_pupil(pair):
    member(Role.SCHOOL_COUNSELLOR, pair.school, user=pair.manager)
    change(pair.enrolment, ends_on=day(0))

    as_school = days_seen(pair.manager, pair.pupil, SIXTY, side="school")
    as_nav = days_seen(pair.manager, pair.pupil, SIXTY, side="nav")

    assert as_school == [58, 59, 60]
    assert as_nav == [day for day in SIXTY if day not in as_school]
