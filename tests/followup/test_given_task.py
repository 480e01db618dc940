"""A task of a case given to a service at the school."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from followup.actions.note import NotCoveredByConsent
from followup.actions.task import (
    TaskNotCovered,
    change_task,
    complete_task,
    reopen_task,
    strike_task,
)
from followup.models import Task
from navskole.records.errors import NotAllowed
from tests.asking import day, days_seen, sees
from tests.factories.followup import TaskFactory
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import give_consent
from tests.factories.tasks import ADVISERS, HEALTH, HOUSING, JOB, add, content, given

pytestmark = pytest.mark.django_db


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
