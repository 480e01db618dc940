"""One row more of what a page lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from agreements.models import Collaboration
from followup.models import Audience, MeasureState
from navskole.access.grounds import Ground
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Role
from navskole.records.school_year import school_year_of
from tests.factories.accounts import UserFactory
from tests.factories.agreements import (
    CollaborationFactory,
    CollaborationOfficeFactory,
    InviteeFactory,
    PlacementFactory,
    StartupMeetingFactory,
    SteeringDecisionFactory,
    SteeringGroupFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
    SteeringPointFactory,
    contract_in_force,
)
from tests.factories.followup import (
    CaseloadReviewFactory,
    ContactRequestFactory,
    GoalFactory,
    NoteFactory,
    OutreachActivityFactory,
    ReminderFactory,
    TaskFactory,
    make_measure,
)
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    SingleAccessRequestFactory,
    enter_standing,
    give_consent,
    give_school_consent,
    let_read,
    put_on_case,
)

Add = Callable[[Pair, int], None]


def add_case(pair: Pair, number: int) -> None:
    """Add a case with all that its row tells of: a contact, a flag, consent, a measure."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    give_consent(case, pair.school, areas=["jobb-og-praksis"])
    next_contact = timezone.localdate() + timedelta(days=number % 5 - 2)
    NoteFactory(case=case, audience=Audience.SHARED, next_contact_on=next_contact)
    RiskFlagFactory(case=case)
    TaskFactory(case=case, due_on=next_contact)
    make_measure(case=case, state=MeasureState.SUBMITTED)


def add_pupil(pair: Pair, number: int) -> None:
    """Add a pupil of the school."""
    EnrolmentFactory(school=pair.school)


def add_followed_pupil(pair: Pair, number: int) -> None:
    """Add a pupil with everything that rektor's list tells of."""
    add_case(pair, number)
    pupil = pair.pupil.__class__.objects.latest("pk")
    RiskFlagFactory(pupil=pupil, owner=pair.school, raised_by=pair.school_counsellor)
    make_measure(pupil=pupil, owner=pair.school, created_by=pair.school_counsellor)
    add_referral_of(pair, pupil)
    add_review(pair, number)
    TaskFactory(pupil=pupil, owner=pair.school, created_by=pair.school_counsellor)


def add_review(pair: Pair, number: int) -> None:
    """Add a review with a point."""
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    TaskFactory(pupil=pair.pupil, owner=pair.school, created_by=pair.principal, review=review)


def add_referral_of(pair: Pair, pupil: Any) -> None:
    """Add a referral of the pupil to the pair's office."""
    ReferralFactory(
        pupil=pupil, school=pair.school, office=pair.office, sent_by=pair.school_counsellor
    )


def add_referral(pair: Pair, number: int) -> None:
    """Add a pupil with a referral that waits."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    add_referral_of(pair, pupil)


def add_contact_request(pair: Pair, number: int) -> None:
    """Add somebody who got in touch, one in three of them answered already."""
    closed = {"closed_on": timezone.localdate(), "outcome": "talked", "closed_by": pair.counsellor}
    ContactRequestFactory(
        office=pair.office,
        school=pair.school,
        recorded_by=member(Role.NAV_COUNSELLOR, pair.office),
        **(closed if number % 3 == 1 else {}),
    )


def add_outreach(pair: Pair, number: int) -> None:
    """Add an activity by somebody else at the office."""
    OutreachActivityFactory(office=pair.office, school=pair.school)


def add_signal(pair: Pair, number: int) -> None:
    """Add a pupil with flags and with absence over the limit in two subjects."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    for _ in range(2):
        RiskFlagFactory(pupil=pupil, owner=pair.school, raised_by=pair.school_counsellor)
        enter_standing(pupil, pair.school, absent={"undocumented": 12, "health": 3})


def add_standing(pair: Pair, number: int) -> None:
    """Add a subject of the pair's own pupil, every other of last school year."""
    year = school_year_of(timezone.localdate()) - number % 2
    enter_standing(pair.pupil, pair.school, school_year=year, absent={"undocumented": 9})


def add_opened_standing(pair: Pair, number: int) -> None:
    """Add a subject that the school's consent opens to the office, with a task and an answer."""
    enter_standing(pair.pupil, pair.school, absent={"undocumented": 9, "health": 3})
    TaskFactory(pupil=pair.pupil, owner=pair.school, created_by=pair.school_counsellor)
    add_school_answer(pair, number)


def add_school_answer(pair: Pair, number: int) -> None:
    """Add an answer about the school's own, that can be renewed, with all kinds of lines."""
    ends_on = timezone.localdate() + timedelta(days=30)
    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=["jobb-og-praksis", "bolig"], ends_on=ends_on
    )


def add_relation(pair: Pair, number: int) -> None:
    """Add a pupil whom somebody at the school stands close to."""
    pupil = EnrolmentFactory(school=pair.school).pupil
    colleague = member(Role.SCHOOL_COUNSELLOR, pair.school)
    PersonRelationFactory(pupil=pupil, user=colleague, owner=pair.school)


def add_single_access(pair: Pair, number: int) -> None:
    """Add one that a colleague has, one that waits, and one the veileder has themselves."""
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    for who in (colleague, pair.counsellor):
        case = CaseFactory(office=pair.office)
        grant = let_read(case.pupil, who, pair.office, pair.manager)
        SingleAccessRequestFactory(
            owner=pair.office,
            pupil=case.pupil,
            asked_by=who,
            grant=grant,
            answered_by=pair.manager,
            answered_at=timezone.now(),
        )
    SingleAccessRequestFactory(owner=pair.office, asked_by=colleague, pupil=case.pupil)


def add_reader_alone(pair: Pair, number: int) -> None:
    """Let one colleague more read the pair's pupil for a time."""
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    grant = let_read(pair.pupil, colleague, pair.office, pair.manager)
    SingleAccessRequestFactory(
        owner=pair.office,
        pupil=pair.pupil,
        asked_by=colleague,
        grant=grant,
        answered_by=pair.manager,
        answered_at=timezone.now(),
    )


def add_place(pair: Pair, number: int) -> None:
    """Add an earlier place of the pair's own pupil at the school."""
    first = timezone.localdate() - timedelta(days=4000 - number * 20)
    EnrolmentFactory(
        pupil=pair.pupil,
        school=pair.school,
        starts_on=first,
        ends_on=first + timedelta(days=10),
        end_reason="left",
    )


def add_contract(pair: Pair, number: int) -> None:
    """Add a contract of the school with one more office, with a placement."""
    contract = contract_in_force(school=pair.school, office=NavOfficeFactory())
    PlacementFactory(contract=contract)


def add_collaboration(pair: Pair, number: int) -> None:
    """Add a collaboration of another school, with an office, a contract and a veileder."""
    place = pair.school.municipality
    collaboration = CollaborationFactory(school=SchoolFactory(municipality=place))
    office = NavOfficeFactory(municipality=place)
    CollaborationOfficeFactory(collaboration=collaboration, office=office)
    PlacementFactory(contract=contract_in_force(school=collaboration.school, office=office))


def add_startup_meeting(pair: Pair, number: int) -> None:
    """Add a start-up meeting of another school with two offices, and somebody invited."""
    place = pair.school.municipality
    offices = [NavOfficeFactory(municipality=place), NavOfficeFactory(municipality=place)]
    school = SchoolFactory(municipality=place)
    InviteeFactory(meeting=StartupMeetingFactory(school=school, offices=offices))


def collaboration_of(pair: Pair) -> Collaboration:
    """Return the collaboration of the pair, made the first time."""
    known = Collaboration.objects.filter(school=pair.school).first()
    return known or CollaborationFactory(school=pair.school, offices=[pair.office])


def add_steering_meeting(pair: Pair, number: int) -> None:
    """Add a steering group meeting with a point and an open decision, and a member who owns it."""
    group = SteeringGroupFactory(collaboration=collaboration_of(pair))
    meeting = SteeringMeetingFactory(group=group)
    SteeringPointFactory(meeting=meeting)
    owner = SteeringMemberFactory(group=group)
    SteeringDecisionFactory(meeting=meeting, owner=owner, owner_name="")


def add_user(pair: Pair, number: int) -> None:
    """Add a person with two memberships."""
    user = member(Role.SCHOOL_COUNSELLOR, pair.school)
    member(Role.PRINCIPAL, pair.school, user=user)


def add_log_row(pair: Pair, number: int) -> None:
    """Add a look at the pair's pupil, by a person of its own."""
    event = AccessEvent.objects.create(
        at=timezone.now(),
        user=UserFactory(),
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        action=Action.VIEW,
        decision=Decision.PERMIT,
        path="/saker/",
    )
    AccessedPupil.objects.create(
        event=event, pupil_id=pair.pupil.pk, owner=pair.office, ground=Ground.CASE_TEAM
    )


def add_note(pair: Pair, number: int) -> None:
    """Add a note to the pair's own case, by the reader or by a colleague, and a flag."""
    author = member(Role.NAV_COUNSELLOR, pair.office) if number % 2 else pair.counsellor
    NoteFactory(case=pair.case, areas=["jobb-og-praksis", "bolig"], author=author)
    RiskFlagFactory(case=pair.case)


def add_event(pair: Pair, number: int) -> None:
    """Add a note, a flag, an answer, a measure, a goal with a task, a slip, and a colleague."""
    add_note(pair, number)
    add_answer(pair, number)
    add_measure(pair, number)
    goal = GoalFactory(case=pair.case)
    TaskFactory(case=pair.case, goal=goal, areas=["bolig"], responsible=pair.counsellor)
    ReminderFactory(case=pair.case, saved_by=member(Role.NAV_COUNSELLOR, pair.office))
    put_on_case(pair.case, member(Role.NAV_COUNSELLOR, pair.office))


def add_school_note(pair: Pair, number: int) -> None:
    """Add a note, a flag and a measure of the school's own."""
    own = {"pupil": pair.pupil, "owner": pair.school}
    NoteFactory(areas=["bolig"], author=pair.school_counsellor, **own)
    RiskFlagFactory(raised_by=pair.school_counsellor, **own)
    make_measure(created_by=pair.school_counsellor, **own)
    TaskFactory(created_by=pair.school_counsellor, **own)


def add_measure(pair: Pair, number: int) -> None:
    """Add a measure to the pair's own case."""
    make_measure(case=pair.case, state=MeasureState.SUBMITTED)


def add_answer(pair: Pair, number: int) -> None:
    """Add an answer about consent to the pair's own case."""
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis", "bolig"])
