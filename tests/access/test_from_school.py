"""What a school's consent line opens to a NAV office: to whom, what, and on which days."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from followup.models import Audience
from navskole.access.grounds import Ground
from navskole.organisations.models import Role
from navskole.rules.models import AbsenceReason
from pupils.actions.case import close_case, reopen_case
from pupils.models import Absence, CaseGrant
from tests.access.opened import (
    ABSENCE,
    ALL,
    HEALTH,
    HOURS,
    JOB,
    KINDS,
    NOTHING,
    change,
    on_days,
    school_records,
)
from tests.asking import actor_on, at_noon, day, sees
from tests.factories.agreements import contract_in_force
from tests.factories.followup import NoteFactory, TaskFactory, make_measure, measure_type
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    RiskFlagFactory,
    enter_standing,
    give_consent,
    give_school_consent,
    name_for,
)

pytestmark = pytest.mark.django_db


# --- To whom --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_team_and_leader_of_the_named_office_see_what_the_line_covers(opened, who):
    assert opened.seen_by(getattr(opened.pair, who)) == ALL


def test_the_reason_given_is_the_consent_from_the_school(opened):
    actor = actor_on(opened.pair.counsellor)

    found = type(opened.note).objects.visible_to(actor).with_ground(actor).get(pk=opened.note.pk)

    assert found.ground == Ground.CONSENT_FROM_SCHOOL


@pytest.mark.parametrize("role", [Role.NAV_COUNSELLOR, Role.PRIVACY_OFFICER, Role.RECORDS_OFFICER])
def test_a_colleague_who_is_not_on_the_case_sees_nothing(opened, role):
    assert opened.seen_by(member(role, opened.pair.office)) == NOTHING


def test_another_office_sees_nothing_also_with_a_case_of_its_own(opened):
    other = NavOfficeFactory()
    contract_in_force(school=opened.pair.school, office=other)
    CaseFactory(
        pupil=opened.pair.pupil, office=other, responsible=member(Role.NAV_COUNSELLOR, other)
    )
    veileder = member(Role.NAV_COUNSELLOR, other)
    leader = member(Role.NAV_MANAGER, other)

    assert opened.seen_by(veileder) == opened.seen_by(leader) == NOTHING


def test_without_a_case_nobody_sees_anything(opened):
    opened.pair.case.delete()

    assert opened.seen_by(opened.pair.counsellor) == NOTHING
    assert opened.seen_by(opened.pair.manager) == NOTHING


def test_another_school_opens_nothing_of_this_ones(opened):
    pair = opened.pair
    elsewhere = SchoolFactory()
    contract_in_force(school=elsewhere, office=pair.office)
    EnrolmentFactory(pupil=pair.pupil, school=elsewhere)
    note = NoteFactory(pupil=pair.pupil, owner=elsewhere, audience=Audience.SHARED)

    assert not sees(pair.counsellor, note)


# --- What -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("information", "expected"),
    [
        (["absence"], {"line", "standing", "absence"}),
        (["notes"], {"line", "note"}),
        (["measures"], {"line", "measure"}),
        (["tasks"], {"line", "task"}),
        (["schooling"], {"line", "place"}),
    ],
)
def test_each_kind_is_opened_by_its_own_line(opened, information, expected):
    opened.consent.lines.exclude(information__in=information).delete()

    seen = opened.seen_by(opened.pair.counsellor)
    assert {name for name, is_seen in zip(KINDS, seen, strict=True) if is_seen} == expected


def test_what_is_not_shared_not_sent_or_struck_is_not_opened(opened):
    pair = opened.pair
    own = {"pupil": pair.pupil, "owner": pair.school}
    closed = [
        NoteFactory(areas=[ABSENCE], **own),
        NoteFactory(
            areas=[ABSENCE], audience=Audience.SHARED, struck_at=timezone.now(),
            struck_by=pair.principal, **own,
        ),
        make_measure(type=measure_type("tilrettelagt-opplaering"), **own),
        TaskFactory(struck_at=timezone.now(), struck_by=pair.principal, **own),
        RiskFlagFactory(**own),
    ]  # fmt: skip

    assert [sees(pair.counsellor, each) for each in closed] == [False] * 5


def test_every_area_must_be_the_lines_own(opened):
    two = school_records(opened.pair, areas=[ABSENCE, JOB])

    assert [sees(opened.pair.counsellor, each) for each in two] == [False, True, False]


def test_two_lines_never_add_up_to_one_answer(opened):
    give_school_consent(opened.pair.pupil, opened.pair.school, opened.pair.office, areas=[JOB])
    two, *_ = school_records(opened.pair, areas=[ABSENCE, JOB])

    assert not sees(opened.pair.counsellor, two)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_the_sensitive_needs_the_lines_own_tick(pair, who):
    records = school_records(pair, areas=[HEALTH], is_sensitive=True)
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE, HEALTH])
    user = getattr(pair, who)
    before = [sees(user, each) for each in records]

    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[ABSENCE, HEALTH], includes_sensitive=True
    )

    assert before == [False] * 3
    assert [sees(user, each) for each in records] == [True] * 3


def reasons_seen(pair: Pair, who: str = "counsellor", offset: int = 0) -> set[str]:
    """Return the reasons of the absence that somebody sees."""
    seen = Absence.objects.visible_to(pair.acting(who, offset))
    return set(seen.values_list("reason_code", flat=True))


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_absence_for_a_sensitive_reason_needs_the_lines_own_tick(opened, who):
    """A reason that no rule knows counts as sensitive."""
    pair = opened.pair
    before = reasons_seen(pair, who)

    ticked = give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[], information=["absence"],
        includes_sensitive=True,
    )  # fmt: skip
    with_it = reasons_seen(pair, who)
    change(ticked, ended_at=timezone.now())

    assert (before, with_it, reasons_seen(pair, who)) == (
        {"undocumented"}, {*HOURS}, {"undocumented"},
    )  # fmt: skip


def test_the_tick_of_a_line_for_something_else_opens_no_sensitive_absence(opened):
    pair = opened.pair
    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[HEALTH], information=["notes"],
        includes_sensitive=True,
    )  # fmt: skip

    assert reasons_seen(pair) == {"undocumented"}


def test_which_reason_is_sensitive_is_what_the_rule_of_the_day_says(opened):
    told = {"name": "Udokumentert", "is_exempt": False, "source": "Prøve"}
    AbsenceReason.objects.create(
        code="undocumented", effective_from=day(1), is_sensitive=True, **told
    )
    AbsenceReason.objects.create(code="health", effective_from=day(2), is_sensitive=False, **told)

    assert [reasons_seen(opened.pair, offset=offset) for offset in (0, 1, 2)] == [
        {"undocumented"}, set(), {"health"},
    ]  # fmt: skip


def test_the_absence_of_another_school_or_another_pupil_is_not_opened(opened):
    pair = opened.pair
    elsewhere = SchoolFactory()
    EnrolmentFactory(pupil=pair.pupil, school=elsewhere)
    other = enter_standing(pair.pupil, elsewhere, absent={"undocumented": 3})
    someone_else = enter_standing(PupilFactory(), pair.school, absent={"undocumented": 3})

    assert not sees(pair.counsellor, other)
    assert not sees(pair.counsellor, other.absences.get())
    assert not sees(pair.counsellor, someone_else)


def test_an_earlier_place_of_another_school_or_another_pupil_is_not_opened(opened):
    pair = opened.pair
    over = {"starts_on": day(-700), "ends_on": day(-400)}
    closed = [
        EnrolmentFactory(pupil=pair.pupil, school=SchoolFactory(), **over),
        EnrolmentFactory(school=pair.school, **over),
        EnrolmentFactory(pupil=pair.pupil, school=pair.school, starts_on=day(20)),
    ]

    assert [sees(pair.counsellor, each) for each in closed] == [False] * 3


# --- When -----------------------------------------------------------------------------


def test_a_line_opens_from_its_first_day_to_its_last(opened):
    change(opened.consent, starts_on=day(-1), ends_on=day(1), recorded_at=at_noon(day(-10)))

    assert opened.days() == opened.days("manager") == on_days(-1, 0, 1)


def test_a_consent_ended_at_once_opens_nothing(opened):
    change(opened.consent, ended_at=timezone.now())

    assert opened.days() == on_days()


@pytest.mark.parametrize("status", ["refused", "withdrawn", "blocked"])
def test_an_answer_other_than_yes_opens_nothing(opened, status):
    change(opened.consent, status=status)

    assert opened.days() == on_days()


def test_the_crossing_ends_with_the_enrolment(opened):
    change(opened.pair.enrolment, ends_on=day(0))

    assert opened.days() == on_days(-2, -1, 0)


def test_the_crossing_ends_with_the_contract_of_the_pair(opened):
    contract_in_force(school=SchoolFactory(), office=opened.pair.office)
    change(opened.pair.contract, in_force_from=day(-1), in_force_until=day(1))

    assert opened.days() == on_days(-1, 0, 1)


def test_a_new_enrolment_revives_no_line(opened):
    change(opened.pair.enrolment, ends_on=day(-10))
    EnrolmentFactory(pupil=opened.pair.pupil, school=opened.pair.school, starts_on=day(-1))

    assert opened.days() == on_days()


def test_the_team_that_still_reads_a_closed_case_sees_nothing_of_the_schools(opened):
    close_case(actor=opened.pair.acting("manager"), case=opened.pair.case, outcome="completed")

    assert sees(opened.pair.counsellor, opened.pair.case)
    assert opened.days() == opened.days("manager") == on_days()


def test_a_case_reopened_or_opened_anew_revives_no_line_but_a_new_answer_opens(opened):
    pair = opened.pair
    manager = pair.acting("manager")
    closed = close_case(actor=manager, case=pair.case, outcome="completed")
    again = CaseFactory(pupil=pair.pupil, office=pair.office, responsible=pair.counsellor)
    anew = opened.seen_by(pair.counsellor)
    again.delete()

    reopen_case(actor=manager, case=closed, reason="Eleven ba om det")

    assert anew == NOTHING
    assert opened.seen_by(pair.counsellor) == NOTHING
    change(opened.consent, recorded_at=manager.now + timedelta(hours=1))
    assert opened.seen_by(pair.counsellor) == ALL


def test_a_case_opened_after_the_answer_is_reached_by_it(opened):
    change(opened.pair.case, opened_on=day(0))
    change(opened.consent, recorded_at=at_noon(day(-5)))

    assert opened.seen_by(opened.pair.counsellor) == ALL


def test_membership_and_place_on_the_case_count_today(opened):
    pair = opened.pair
    change(pair.counsellor.memberships.get(), starts_on=day(-1), ends_on=day(1))
    before_they_came = opened.days()

    change(CaseGrant.objects.get(user=pair.counsellor), starts_on=day(-1))

    assert before_they_came == on_days()
    assert opened.days() == on_days(-1, 0, 1)


# --- Hard rules -----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_at_a_strict_address_only_the_named_see_it(opened, who):
    user = getattr(opened.pair, who)
    change(opened.pair.pupil, address_protection="strict")
    unnamed = opened.seen_by(user)

    name_for(opened.pair.pupil, user)

    assert (unnamed, opened.seen_by(user)) == (NOTHING, ALL)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_a_close_relation_sees_nothing(opened, who):
    user = getattr(opened.pair, who)
    PersonRelationFactory(pupil=opened.pair.pupil, user=user, owner=opened.pair.office)

    assert opened.seen_by(user) == NOTHING


def test_the_schools_line_opens_nothing_of_navs_and_navs_nothing_of_the_schools(pair):
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    at_nav = NoteFactory(case=pair.case, audience=Audience.SHARED, areas=[ABSENCE])
    assert not sees(pair.principal, pair.case)
    assert not sees(pair.principal, at_nav)

    give_consent(pair.case, pair.school, areas=[ABSENCE])

    assert sees(pair.principal, at_nav)
