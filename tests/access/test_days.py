"""The day before, of and after each date that gives or ends access."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils import timezone

from followup.models import Audience
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role
from pupils.models import Pupil
from tests.access.spans import AROUND, SIXTY, change
from tests.asking import at_noon, day, days_seen, sees
from tests.factories.followup import NoteFactory
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import (
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    give_consent,
    name_for,
)

pytestmark = pytest.mark.django_db


def membership_of(user: User) -> Membership:
    """Return the person's one membership."""
    return Membership.objects.get(user=user)


# --- Membership -----------------------------------------------------------------------


def test_a_membership_counts_from_its_first_day(pair):
    change(membership_of(pair.principal), starts_on=day(0))

    assert days_seen(pair.principal, pair.pupil, AROUND) == [0, 1, 2]


def test_a_membership_counts_to_its_last_day(pair):
    change(membership_of(pair.principal), ends_on=day(0))

    assert days_seen(pair.principal, pair.pupil, AROUND) == [-2, -1, 0]


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_a_membership_ended_at_once_gives_nothing_from_then_on(pair, who):
    user = getattr(pair, who)
    change(membership_of(user), ended_at=timezone.now(), ends_on=day(100))

    assert not sees(user, pair.pupil)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_an_inactive_person_sees_nothing(pair, who):
    user = getattr(pair, who)
    assert sees(user, pair.pupil)

    change(user, is_active=False)

    assert not sees(User.objects.get(pk=user.pk), pair.pupil)


def test_the_day_ends_at_midnight_in_oslo_not_in_utc(pair):
    change(membership_of(pair.principal), ends_on=datetime(2026, 7, 31).date())  # noqa: DTZ001 - only its date is used
    pupils = Pupil.objects
    oslo = timezone.get_default_timezone()
    last = datetime(2026, 7, 31, 23, 59, tzinfo=oslo)
    next_day = datetime(2026, 8, 1, 0, 0, tzinfo=oslo)  # still 31 July in UTC

    seen = [
        pupils.visible_to(Actor.for_user(pair.principal, now=now)).exists()
        for now in (last, next_day)
    ]

    assert seen == [True, False]


# --- Enrolment ------------------------------------------------------------------------


def test_a_school_sees_its_pupil_from_the_enrolments_first_day(pair):
    change(pair.enrolment, starts_on=day(0))

    assert days_seen(pair.principal, pair.pupil, AROUND) == [0, 1, 2]


def test_a_school_sees_its_pupil_for_sixty_days_after_the_last(pair):
    change(pair.enrolment, ends_on=day(0))

    assert days_seen(pair.principal, pair.pupil, SIXTY) == [58, 59, 60]


def test_a_schools_own_note_and_enrolment_follow_the_sixty_days(pair):
    note = NoteFactory(pupil=pair.pupil, owner=pair.school)
    change(pair.enrolment, ends_on=day(0))

    assert days_seen(pair.principal, note, SIXTY) == [58, 59, 60]
    assert days_seen(pair.principal, pair.enrolment, SIXTY) == [58, 59, 60]


def test_an_enrolment_ended_at_once_still_leaves_the_sixty_days(pair):
    change(pair.enrolment, ended_at=at_noon(day(0)), ends_on=day(0))

    assert days_seen(pair.principal, pair.pupil, SIXTY) == [58, 59, 60]


def test_an_enrolment_ended_at_once_before_its_last_day_leaves_sixty_days_from_then(pair):
    change(pair.enrolment, ended_at=at_noon(day(0)), ends_on=day(200))

    assert days_seen(pair.principal, pair.pupil, SIXTY) == [58, 59, 60]


def test_nav_sees_an_enrolment_only_while_it_is_in_force(pair):
    change(pair.enrolment, starts_on=day(-1), ends_on=day(1))

    assert days_seen(pair.counsellor, pair.enrolment, AROUND) == [-1, 0, 1]


def test_a_new_school_never_reads_the_old_ones_record(pair):
    note = NoteFactory(pupil=pair.pupil, owner=pair.school)
    change(pair.enrolment, ends_on=day(-1))
    new_school = SchoolFactory()
    EnrolmentFactory(pupil=pair.pupil, school=new_school, starts_on=day(0))
    newcomer = member(Role.PRINCIPAL, new_school)

    assert sees(newcomer, pair.pupil)
    assert not sees(newcomer, note)
    assert not sees(newcomer, pair.enrolment)


def test_whoever_works_at_both_schools_loses_the_old_record_after_sixty_days(pair):
    note = NoteFactory(pupil=pair.pupil, owner=pair.school)
    change(pair.enrolment, ends_on=day(0))
    new_school = SchoolFactory()
    EnrolmentFactory(pupil=pair.pupil, school=new_school, starts_on=day(1))
    member(Role.PRINCIPAL, new_school, user=pair.principal)

    assert days_seen(pair.principal, note, SIXTY) == [58, 59, 60]
    assert days_seen(pair.principal, pair.pupil, SIXTY) == [58, 59, 60, 61, 62]


def test_somebody_named_for_a_strict_address_is_let_through_from_the_first_to_the_last_day(pair):
    change(pair.pupil, address_protection="strict")
    name_for(pair.pupil, pair.counsellor, starts_on=day(-1), ends_on=day(1))

    assert days_seen(pair.counsellor, pair.pupil, AROUND) == [-1, 0, 1]
    assert days_seen(pair.counsellor, pair.case, AROUND) == [-1, 0, 1]


def test_being_named_ends_with_the_employment_and_a_later_one_does_not_bring_it_back(pair):
    change(pair.pupil, address_protection="strict")
    name_for(pair.pupil, pair.principal, starts_on=day(-100))
    assert sees(pair.principal, pair.pupil)

    change(Membership.objects.get(user=pair.principal), ends_on=day(-20))
    member(Role.PRINCIPAL, pair.school, user=pair.principal, starts_on=day(-5))
    assert not sees(pair.principal, pair.pupil)

    name_for(pair.pupil, pair.principal, starts_on=day(-1))
    assert sees(pair.principal, pair.pupil)


def test_being_named_without_an_ordinary_ground_gives_nothing(pair):
    change(pair.pupil, address_protection="strict")
    stranger = member(Role.PRINCIPAL, SchoolFactory())
    name_for(pair.pupil, stranger)

    assert not sees(stranger, pair.pupil)


def test_being_named_for_another_pupil_gives_nothing(pair):
    change(pair.pupil, address_protection="strict")
    name_for(PupilFactory(), pair.principal)

    assert not sees(pair.principal, pair.pupil)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_a_declared_relation_shuts_every_record_until_it_is_lifted(pair, who):
    user = getattr(pair, who)
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    note = NoteFactory(case=pair.case, audience=Audience.SHARED, areas=["jobb-og-praksis"])
    relation = PersonRelationFactory(pupil=pair.pupil, user=user, owner=pair.school)
    records = [pair.pupil, pair.enrolment, pair.case, note]
    shut = [sees(user, record) for record in records]

    change(relation, lifted_at=timezone.now())

    assert shut == [False] * 4
    assert [sees(user, record) for record in records] == [True] * 4


def test_being_named_does_not_lift_a_close_relation(pair):
    change(pair.pupil, address_protection="strict")
    name_for(pair.pupil, pair.counsellor)
    PersonRelationFactory(pupil=pair.pupil, user=pair.counsellor, owner=pair.office)

    assert not sees(pair.counsellor, pair.pupil)
