"""Write, change, do and strike tasks, in a case and at a school."""

from __future__ import annotations

import uuid

import pytest

from followup.actions.task import (
    AlreadyDone,
    GoalOfAnotherCase,
    NotDone,
    NotOnOwnSide,
    TaskNotCovered,
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
from tests.asking import actor_on, day, sees
from tests.factories.followup import CaseloadReviewFactory, GoalFactory, TaskFactory
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import CaseFactory, give_consent, put_on_case
from tests.factories.tasks import HEALTH, HOUSING, JOB, add, add_at_school, content, given

pytestmark = pytest.mark.django_db


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
