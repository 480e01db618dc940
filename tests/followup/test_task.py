"""Write, change, do and strike tasks; give one to a service at the school."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction

from followup.actions.note import NotCoveredByConsent
from followup.actions.task import (
    AlreadyDone,
    GoalOfAnotherCase,
    NotDone,
    NotOnOwnSide,
    TaskContent,
    TaskNotCovered,
    add_case_task,
    add_school_task,
    change_task,
    complete_task,
    reopen_task,
    strike_task,
)
from followup.models import Task
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, RuleBroken, StaleVersion
from tests.asking import actor_on, day, days_seen, sees
from tests.factories.followup import CaseloadReviewFactory, GoalFactory, TaskFactory
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import CaseFactory, area, give_consent, put_on_case

pytestmark = pytest.mark.django_db

JOB, HOUSING, HEALTH = "jobb-og-praksis", "bolig", "psykisk-helse"
ADVISERS = "pupil_services"


def content(*codes, **facts) -> TaskContent:
    given = {
        "heading": "Ring bedriften",
        "due_on": day(7),
        "areas": [area(code) for code in codes],
    }
    return TaskContent(**given | facts)


def given(pair, *codes, service=ADVISERS, **facts) -> TaskContent:
    return content(*codes, given_to=service, receiver=pair.school, **facts)


def add(pair, written, *, who="counsellor", submission_id=None) -> Task:
    return add_case_task(
        actor=pair.acting(who), case=pair.case, content=written, submission_id=submission_id
    )


def add_at_school(pair, written, *, who="school_counsellor", school=None, review=None) -> Task:
    return add_school_task(
        actor=pair.acting(who),
        pupil=pair.pupil,
        school=school or pair.school,
        content=written,
        review=review,
    )


# --- In a case ------------------------------------------------------------------------


def test_a_task_in_a_case_is_the_offices_own(pair):
    goal = GoalFactory(case=pair.case)

    add(pair, content(JOB, text="Spør om plass", responsible=pair.counsellor, goal=goal))

    task = Task.objects.get()
    assert (task.pupil, task.case, task.owner_id) == (pair.pupil, pair.case, pair.office.pk)
    assert (task.heading, task.text, task.due_on) == ("Ring bedriften", "Spør om plass", day(7))
    assert (task.responsible, task.created_by, task.goal) == (
        pair.counsellor,
        pair.counsellor,
        goal,
    )
    assert [a.code for a in task.areas.all()] == [JOB]
    assert (task.classes, task.owner_tag, task.is_open, task.version) == ("C", "nav", True, 1)
    assert AccessEvent.objects.latest("pk").action == Action.TASK_SAVED
    assert (sees(pair.manager, task), sees(pair.principal, task)) == (True, False)


@pytest.mark.parametrize(
    ("codes", "marked", "sensitive"),
    [((JOB,), False, False), ((JOB,), True, True), ((JOB, HEALTH), False, True)],
)
def test_a_task_is_sensitive_by_its_mark_or_an_area(pair, codes, marked, sensitive):
    task = add(pair, content(*codes, is_sensitive=marked))

    assert (task.is_sensitive, task.classes) == (sensitive, "CD" if sensitive else "C")
    assert sees(pair.manager, task) is not sensitive


def test_the_same_form_sent_twice_makes_one_task(pair):
    form = uuid.uuid4()

    first = add(pair, content(), submission_id=form)

    assert add(pair, content(heading="Annet"), submission_id=form) == first
    assert list(Task.objects.values_list("heading", flat=True)) == ["Ring bedriften"]


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_writes_tasks_in_a_case(pair, who):
    with pytest.raises(NotAllowed):
        add(pair, content(), who=who)


def test_a_closed_case_takes_no_task_and_none_is_done_there(pair):
    task = add(pair, content())
    pair.case.status, pair.case.closed_on = "closed", day(0)
    pair.case.save()

    with pytest.raises(NotAllowed):
        add(pair, content())
    with pytest.raises(NotAllowed):
        complete_task(actor=pair.acting("counsellor"), task=task)


def test_who_does_it_is_on_the_team_or_leads_the_office(pair):
    co_worker = member(Role.NAV_COUNSELLOR, pair.office)
    put_on_case(pair.case, co_worker)

    for who in (co_worker, pair.manager, pair.counsellor):
        assert add(pair, content(responsible=who)).responsible == who
    for who in (member(Role.NAV_COUNSELLOR, pair.office), pair.principal):
        with pytest.raises(NotOnOwnSide):
            add(pair, content(responsible=who))
    with pytest.raises(NotOnOwnSide):
        add(pair, content(HEALTH, responsible=pair.manager))


def test_a_goal_of_another_case_is_refused(pair):
    with pytest.raises(GoalOfAnotherCase):
        add(pair, content(goal=GoalFactory(case=CaseFactory())))


# --- Given to the school ----------------------------------------------------------------


def test_a_task_is_given_to_the_service_a_line_covers_and_to_no_other(pair):
    give_consent(pair.case, pair.school, areas=[JOB])

    task = add(pair, given(pair, JOB))

    assert (task.given_to, task.receiver_id, task.owner_tag) == (
        ADVISERS,
        pair.school.pk,
        "shared",
    )
    assert sees(pair.school_counsellor, task)
    assert not sees(pair.principal, task)


@pytest.mark.parametrize(
    ("consent", "codes", "marked"),
    [
        (None, (JOB,), False),
        ({"areas": [HOUSING]}, (JOB,), False),
        ({"areas": [JOB]}, (JOB, HOUSING), False),
        ({"areas": [JOB]}, (JOB,), True),
        ({"areas": [JOB], "information": ["existence", "measures"]}, (JOB,), False),
        ({"areas": [JOB], "services": ["school_leadership"]}, (JOB,), False),
        ({"areas": [JOB], "status": "refused"}, (JOB,), False),
        ({"areas": [JOB], "ends_on": day(-1)}, (JOB,), False),
        ({"areas": [JOB], "starts_on": day(1)}, (JOB,), False),
    ],
)
def test_a_task_no_line_covers_is_not_given(pair, consent, codes, marked):
    if consent:
        give_consent(pair.case, pair.school, **consent)

    with pytest.raises(TaskNotCovered) as refused:
        add(pair, given(pair, *codes, is_sensitive=marked))

    assert isinstance(refused.value, NotCoveredByConsent)
    assert refused.value.field == "given_to"
    assert not Task.objects.exists()


def test_a_task_is_not_given_to_a_school_the_line_does_not_name(pair):
    give_consent(pair.case, pair.school, areas=[JOB])

    with pytest.raises(TaskNotCovered):
        add(pair, content(JOB, given_to=ADVISERS, receiver=SchoolFactory()))


def test_a_sensitive_task_is_given_under_the_tick(pair):
    give_consent(pair.case, pair.school, areas=[HEALTH], includes_sensitive=True)

    assert sees(pair.school_counsellor, add(pair, given(pair, HEALTH)))


def test_a_given_task_is_seen_as_long_as_its_line_is_in_force(pair):
    give_consent(pair.case, pair.school, areas=[JOB], starts_on=day(-1), ends_on=day(2))
    task = add(pair, given(pair, JOB))

    assert days_seen(pair.school_counsellor, task, range(-3, 5)) == [-1, 0, 1, 2]


@pytest.mark.parametrize("ending", ["enrolment", "contract", "case", "withdrawal", "struck"])
def test_every_ending_closes_a_given_task_at_once(pair, ending):
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    task = add(pair, given(pair, JOB))
    before = sees(pair.school_counsellor, task)

    if ending == "enrolment":
        pair.enrolment.ends_on = day(-1)
        pair.enrolment.save()
    elif ending == "contract":
        pair.contract.in_force_until = day(-1)
        pair.contract.save()
    elif ending == "case":
        pair.case.status, pair.case.closed_on = "closed", day(0)
        pair.case.save()
    elif ending == "withdrawal":
        consent.ended_at = pair.acting("counsellor").now
        consent.save()
    else:
        strike_task(actor=pair.acting("counsellor"), task=task, version=1, reason="Feil")

    assert (before, sees(pair.school_counsellor, task)) == (True, False)
    assert sees(pair.counsellor, task)


def test_the_service_it_was_given_to_does_it_and_takes_back_its_own_receipt(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    task = add(pair, given(pair, JOB))
    adviser = pair.acting("school_counsellor")

    done = complete_task(actor=adviser, task=task)
    assert (done.done_by, done.done_at) == (pair.school_counsellor, adviser.now)
    assert reopen_task(actor=adviser, task=task).done_at is None
    complete_task(actor=pair.acting("counsellor"), task=task)
    with pytest.raises(NotAllowed):
        reopen_task(actor=adviser, task=task)
    with pytest.raises(NotAllowed):
        change_task(actor=adviser, task=task, version=4, content=content())


def test_a_task_taken_back_is_closed_to_the_school(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    task = add(pair, given(pair, JOB))

    change_task(actor=pair.acting("counsellor"), task=task, version=1, content=content(JOB))

    task.refresh_from_db()
    assert (task.given_to, task.receiver) == ("", None)
    assert not sees(pair.school_counsellor, task)


def test_a_given_task_is_not_given_an_area_no_line_covers(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    task = add(pair, given(pair, JOB))

    with pytest.raises(TaskNotCovered):
        change_task(
            actor=pair.acting("counsellor"),
            task=task,
            version=1,
            content=given(pair, JOB, HOUSING),
        )


def test_the_database_gives_away_no_task_without_a_case(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        TaskFactory(pupil=pair.pupil, owner=pair.school, given_to=ADVISERS, receiver=pair.school)


# --- The school's own -----------------------------------------------------------------


@pytest.mark.parametrize("who", ["school_counsellor", "principal"])
def test_a_task_of_the_school_is_its_own(pair, who):
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)

    task = add_at_school(pair, content(), who=who, review=review)

    assert (task.case, task.owner_id, task.classes, task.owner_tag, task.review) == (
        None,
        pair.school.pk,
        "B",
        "school",
        review,
    )
    assert (sees(pair.principal, task), sees(pair.counsellor, task)) == (True, False)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_nav_writes_no_task_of_the_school(pair, who):
    with pytest.raises(NotAllowed):
        add_at_school(pair, content(), who=who)


def test_no_task_is_written_in_another_schools_name(pair):
    with pytest.raises(NotAllowed):
        add_at_school(pair, content(), school=SchoolFactory())
    with pytest.raises(RuleBroken):
        add_at_school(pair, content(), review=CaseloadReviewFactory())


def test_the_school_gives_nothing_to_anybody_else(pair):
    give_consent(pair.case, pair.school, areas=[JOB])

    with pytest.raises(TaskNotCovered):
        add_at_school(pair, given(pair, JOB))
    with pytest.raises(NotOnOwnSide):
        add_at_school(pair, content(responsible=pair.counsellor))
    with pytest.raises(GoalOfAnotherCase):
        add_at_school(pair, content(goal=GoalFactory(case=pair.case)))


def test_a_sensitive_task_of_the_school_is_for_its_author_and_who_does_it(pair):
    other = member(Role.SCHOOL_COUNSELLOR, pair.school)

    task = add_at_school(pair, content(is_sensitive=True, responsible=pair.principal))

    assert [sees(who, task) for who in (pair.school_counsellor, pair.principal, other)] == [
        True,
        True,
        False,
    ]


# --- Changing, doing, striking --------------------------------------------------------


def test_a_change_makes_a_new_version_and_a_stale_one_is_refused(pair):
    task = add(pair, content(JOB))
    acting = pair.acting("counsellor")

    change_task(actor=acting, task=task, version=1, content=content(HOUSING, heading="Nytt"))

    task.refresh_from_db()
    assert (task.heading, task.version) == ("Nytt", 2)
    assert [a.code for a in task.areas.all()] == [HOUSING]
    assert {row.version: row.heading for row in task.history.all()} == {
        1: "Ring bedriften",
        2: "Nytt",
    }
    with pytest.raises(StaleVersion):
        change_task(actor=acting, task=task, version=1, content=content())


def test_a_task_is_done_once_and_opened_again(pair):
    task, acting = add(pair, content()), pair.acting("counsellor")

    complete_task(actor=acting, task=task)

    assert list(Task.objects.open()) == []
    with pytest.raises(AlreadyDone):
        complete_task(actor=acting, task=task)
    with pytest.raises(NotAllowed):
        change_task(actor=acting, task=task, version=2, content=content())
    assert reopen_task(actor=acting, task=task).done_by is None
    with pytest.raises(NotDone):
        reopen_task(actor=acting, task=task)
    assert list(Task.objects.open()) == [task]


def test_a_colleague_on_the_case_works_with_the_task_and_others_do_not(pair):
    task = add(pair, content())
    co_worker = member(Role.NAV_COUNSELLOR, pair.office)
    with pytest.raises(NotAllowed):
        complete_task(actor=actor_on(co_worker), task=task)
    with pytest.raises(NotAllowed):
        complete_task(actor=pair.acting("manager"), task=task)

    put_on_case(pair.case, co_worker)

    assert complete_task(actor=actor_on(co_worker), task=task).done_by == co_worker


def test_a_struck_task_stays_readable_and_is_neither_changed_nor_done(pair):
    task, acting = add(pair, content()), pair.acting("counsellor")

    strike_task(actor=acting, task=task, version=1, reason="Feil elev")

    task.refresh_from_db()
    assert (task.struck_by, task.struck_reason) == (pair.counsellor, "Feil elev")
    assert sees(pair.counsellor, task)
    assert list(Task.objects.standing()) == []
    with pytest.raises(NotAllowed):
        change_task(actor=acting, task=task, version=2, content=content())
    with pytest.raises(NotAllowed):
        complete_task(actor=acting, task=task)


@pytest.mark.parametrize(("due", "late"), [(-1, True), (0, False), (1, False)])
def test_a_task_is_overdue_from_the_day_after_its_deadline(pair, due, late):
    task = TaskFactory(case=pair.case, due_on=day(due))

    assert list(Task.objects.overdue(on=day())) == ([task] if late else [])
    assert task.is_overdue(on=day()) is late
