"""The day before, of and after what gives or ends access to a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from followup.models import Audience, Measure, MeasureState, Note
from navskole.organisations.models import Role
from tests.access.spans import AROUND, NINETY, change
from tests.asking import day, days_seen, sees
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    give_consent,
    put_on_case,
)

pytestmark = pytest.mark.django_db


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
