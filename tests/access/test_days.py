"""The day before, of and after each date that gives or ends access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from followup.models import Audience, Measure, MeasureState, Note
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role
from pupils.models import CaseGrant, Pupil
from tests.asking import at_noon, day, days_seen, sees
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    give_consent,
    name_for,
    put_on_case,
)

pytestmark = pytest.mark.django_db

AROUND = range(-2, 3)
SIXTY = range(58, 63)
NINETY = range(88, 93)


def change(record: Any, **facts: Any) -> None:
    """Set stored facts, past the actions that would not allow every date."""
    type(record).objects.filter(pk=record.pk).update(**facts)


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


# --- The case team --------------------------------------------------------------------


def test_a_substitute_reads_the_case_from_the_first_to_the_last_day(pair):
    substitute = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, substitute, starts_on=day(-1), ends_on=day(1))

    assert days_seen(substitute, pair.case, AROUND) == [-1, 0, 1]


def test_a_grant_ended_at_once_gives_nothing_from_then_on(pair):
    substitute = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, substitute, starts_on=day(-10), ended_at=timezone.now())

    assert not sees(substitute, pair.case)


def test_a_grant_gives_nothing_to_somebody_of_another_office(pair):
    stranger = member(Role.NAV_COUNSELLOR, NavOfficeFactory())
    put_on_case(pair.case, stranger)

    assert not sees(stranger, pair.case)
    assert not sees(stranger, pair.pupil)


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR])
def test_a_grant_gives_nothing_to_school_staff(pair, role):
    teacher = member(role, pair.school)
    put_on_case(pair.case, teacher)

    assert not sees(teacher, pair.case)


def test_a_grant_gives_nothing_to_the_offices_privacy_officer(pair):
    officer = member(Role.PRIVACY_OFFICER, pair.office)
    put_on_case(pair.case, officer)

    assert not sees(officer, pair.case)


def test_being_named_responsible_without_a_grant_gives_nothing(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    change(pair.case, responsible=colleague)

    assert not sees(colleague, pair.case)


def test_the_team_reads_a_closed_case_for_ninety_days(pair):
    change(pair.case, closed_on=day(0), status="closed")

    assert days_seen(pair.counsellor, pair.case, NINETY) == [88, 89, 90]
    assert days_seen(pair.counsellor, pair.pupil, NINETY) == [88, 89, 90]


def test_the_leader_reads_a_closed_case_on(pair):
    change(pair.case, closed_on=day(0), status="closed")

    assert days_seen(pair.manager, pair.case, NINETY) == [*NINETY]
    assert sees(pair.manager, pair.case, 3000)


# --- Referrals ------------------------------------------------------------------------


@pytest.fixture
def referral(pair) -> Any:
    other = PupilFactory()
    EnrolmentFactory(pupil=other, school=pair.school)
    return ReferralFactory(pupil=other, school=pair.school, office=pair.office)


def test_a_referral_waits_for_the_placed_while_the_placement_counts(pair, referral):
    placed = member(Role.NAV_COUNSELLOR, pair.office)
    PlacementFactory(contract=pair.contract, counsellor=placed, starts_on=day(-1), ends_on=day(1))

    assert days_seen(placed, referral, AROUND) == [-1, 0, 1]
    assert days_seen(placed, referral.pupil, AROUND) == [-1, 0, 1]


def test_a_placement_ended_at_once_shows_no_referral(pair, referral):
    placed = member(Role.NAV_COUNSELLOR, pair.office)
    PlacementFactory(contract=pair.contract, counsellor=placed, ended_at=timezone.now())

    assert not sees(placed, referral)


def test_a_placement_at_another_school_shows_no_referral(pair, referral):
    elsewhere = contract_in_force(school=SchoolFactory(), office=pair.office)
    placed = member(Role.NAV_COUNSELLOR, pair.office)
    PlacementFactory(contract=elsewhere, counsellor=placed)

    assert not sees(placed, referral)


def test_a_referral_waits_while_the_contract_is_in_force(pair, referral):
    placed = member(Role.NAV_COUNSELLOR, pair.office)
    PlacementFactory(contract=pair.contract, counsellor=placed)
    change(pair.contract, in_force_from=day(-1), in_force_until=day(1))

    assert days_seen(placed, referral, AROUND) == [-1, 0, 1]
    assert days_seen(pair.manager, referral, AROUND) == [-1, 0, 1]


def test_a_contract_ended_at_once_shows_no_referral(pair, referral):
    change(pair.contract, ended_at=timezone.now())

    assert not sees(pair.manager, referral)


def test_a_declined_referral_is_the_schools_alone(pair, referral):
    change(referral, declined_at=timezone.now())

    assert not sees(pair.manager, referral)
    assert not sees(pair.manager, referral.pupil)
    assert sees(pair.principal, referral)


def test_a_referral_of_a_pupil_with_a_case_is_the_teams(pair):
    PlacementFactory(
        contract=pair.contract, counsellor=(placed := member(Role.NAV_COUNSELLOR, pair.office))
    )
    about_known = ReferralFactory(pupil=pair.pupil, school=pair.school, office=pair.office)

    assert not sees(placed, about_known)
    assert sees(pair.counsellor, about_known)
    assert sees(pair.manager, about_known)


def test_a_referral_to_another_office_is_not_read_by_the_team(pair):
    other = NavOfficeFactory()
    contract_in_force(school=pair.school, office=other)
    elsewhere = ReferralFactory(pupil=pair.pupil, school=pair.school, office=other)

    assert not sees(pair.counsellor, elsewhere)
    assert not sees(pair.manager, elsewhere)


# --- Consent: what ends the crossing ---------------------------------------------------

AREA = "jobb-og-praksis"


@dataclass
class Crossing:
    """A consent that opens everything to both services, and what crosses by it."""

    pair: Pair
    consent: Any
    note: Note
    measure: Measure

    def days(self, offsets: range = AROUND) -> dict[str, list[int]]:
        """Return the days on which the school's rektor sees case, line, note and measure."""
        line = self.consent.lines.filter(service="school_leadership").first()
        crossing = {"case": self.pair.case, "line": line, "note": self.note}
        crossing["measure"] = self.measure
        return {
            name: days_seen(self.pair.principal, record, offsets)
            for name, record in crossing.items()
        }


@pytest.fixture
def crossing(pair) -> Crossing:
    return Crossing(
        pair=pair,
        consent=give_consent(pair.case, pair.school, areas=[AREA]),
        note=NoteFactory(case=pair.case, audience=Audience.SHARED, areas=[AREA]),
        measure=make_measure(case=pair.case, state=MeasureState.SUBMITTED),
    )


def on_days(*days: int) -> dict[str, list[int]]:
    """Return what `Crossing.days` gives when everything crosses on the days."""
    return {name: [*days] for name in ("case", "line", "note", "measure")}


def test_a_consent_opens_from_its_first_day(crossing):
    change(crossing.consent, starts_on=day(0))

    assert crossing.days() == on_days(0, 1, 2)


def test_a_consent_opens_to_its_last_day(crossing):
    change(crossing.consent, ends_on=day(0))

    assert crossing.days() == on_days(-2, -1, 0)


def test_a_consent_ended_at_once_opens_nothing(crossing):
    change(crossing.consent, ended_at=timezone.now())

    assert crossing.days() == on_days()


@pytest.mark.parametrize("status", ["refused", "withdrawn", "blocked"])
def test_an_answer_other_than_yes_opens_nothing(crossing, status):
    change(crossing.consent, status=status)

    assert crossing.days() == on_days()


def test_the_crossing_ends_with_the_enrolment_not_sixty_days_later(crossing):
    change(crossing.pair.enrolment, ends_on=day(0))

    assert crossing.days() == on_days(-2, -1, 0)


def test_the_crossing_ends_when_the_case_is_closed(crossing):
    change(crossing.pair.case, closed_on=day(0), status="closed")

    assert crossing.days() == on_days()


def test_the_crossing_ends_with_the_contract(crossing):
    change(crossing.pair.contract, in_force_from=day(-1), in_force_until=day(1))

    assert crossing.days() == on_days(-1, 0, 1)


def test_a_contract_ended_at_once_ends_the_crossing(crossing):
    change(crossing.pair.contract, ended_at=timezone.now())

    assert crossing.days() == on_days()


def test_a_contract_of_another_pair_carries_no_crossing(crossing):
    change(crossing.pair.contract, in_force_until=day(-1))
    contract_in_force(school=crossing.pair.school, office=NavOfficeFactory())
    contract_in_force(school=SchoolFactory(), office=crossing.pair.office)

    assert crossing.days(range(1)) == on_days()


def test_a_line_that_ended_with_the_enrolment_does_not_revive_with_a_new_one(crossing):
    change(crossing.pair.enrolment, ends_on=day(-10))
    EnrolmentFactory(pupil=crossing.pair.pupil, school=crossing.pair.school, starts_on=day(-1))

    assert crossing.days(range(1)) == on_days()


# --- Hard rules -----------------------------------------------------------------------


def test_somebody_named_for_a_strict_address_is_let_through_from_the_first_to_the_last_day(pair):
    change(pair.pupil, address_protection="strict")
    name_for(pair.pupil, pair.counsellor, starts_on=day(-1), ends_on=day(1))

    assert days_seen(pair.counsellor, pair.pupil, AROUND) == [-1, 0, 1]
    assert days_seen(pair.counsellor, pair.case, AROUND) == [-1, 0, 1]


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
    give_consent(pair.case, pair.school, areas=[AREA])
    note = NoteFactory(case=pair.case, audience=Audience.SHARED, areas=[AREA])
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


# --- Whoever decides a measure --------------------------------------------------------


@pytest.fixture
def elsewhere(db) -> Any:
    """Return the leader of an office that has no case of the pupil."""
    return member(Role.NAV_MANAGER, NavOfficeFactory())


def office_of(manager: User) -> NavOffice:
    """Return the office the person leads."""
    return NavOffice.objects.get(pk=membership_of(manager).organisation_id)


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
