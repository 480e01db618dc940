"""Tasks, as the actions make them."""

from __future__ import annotations

from followup.actions.task import TaskContent, add_case_task, add_school_task
from followup.models import Task
from tests.asking import day
from tests.factories.pupils import area

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
