"""What was shared on a statute: by whom it is read, and who may share and end."""

from __future__ import annotations

from typing import Any

from followup.models import Disclosure, Measure, MeasurePart, MeasureSubmission, Note, Task
from navskole.access.grounds import Ground
from navskole.organisations.models import Membership
from pupils.models import Case
from tests.access.oracle.facts import counts
from tests.access.oracle.people import Asker, does_not_exist
from tests.access.oracle.ties import (
    SCHOOL_STAFF,
    Grounds,
    is_on_team,
    leads,
    of_case,
    own_schools,
)

WORK_WITH_PUPILS = ("principal", "school_counsellor", "nav_counsellor", "nav_manager")


def disclosure(asker: Asker, row: Disclosure) -> Grounds:
    """The side that shared it; and whoever it names, in that very post, while it lasts."""
    found: Grounds = set()
    if row.case_id is not None:
        found |= of_case(asker, asker.facts.one(Case, row.case_id))
    elif row.owner_id in own_schools(asker, row.pupil_id):
        found.add(Ground.OWN_SCHOOL)
    if _is_named(asker, row) and not does_not_exist(asker, row.pupil_id):
        found.add(Ground.LAWFUL_DISCLOSURE)
    return found


def _is_named(asker: Asker, row: Disclosure) -> bool:
    if not counts(row, asker.on) or _is_struck(asker, row):
        return False
    posts = set(asker.facts.many(row, "recipients"))
    return any(
        post.pk in posts
        and post.user_id == asker.user_id
        and post.role in WORK_WITH_PUPILS
        and asker.facts.sides[post.organisation_id] == asker.side
        and counts(post, asker.on)
        for post in asker.facts.all(Membership)
    )


def _is_struck(asker: Asker, row: Disclosure) -> bool:
    if row.note_id is not None:
        return asker.facts.one(Note, row.note_id).struck_at is not None
    return row.task_id is not None and asker.facts.one(Task, row.task_id).struck_at is not None


def _answers(asker: Asker, row: Any) -> bool:
    """The responsible and the leader; at a school rektor and rådgiver."""
    if row.case_id is None:
        return asker.works_at(row.owner_id, *SCHOOL_STAFF)
    case: Case = asker.facts.one(Case, row.case_id)
    responsible = case.responsible_id == asker.user_id and is_on_team(asker, case)
    return responsible or leads(asker, case.office_id)


def discloses(asker: Asker, row: Note | Task) -> bool:
    """Of what stands, not of what was struck."""
    return row.struck_at is None and _answers(asker, row)


def discloses_measure(asker: Asker, row: Measure) -> bool:
    """Of what has been sent."""
    parts = {part.pk for part in asker.facts.all(MeasurePart) if part.measure_id == row.pk}
    sent = any(each.part_id in parts for each in asker.facts.all(MeasureSubmission))
    return sent and _answers(asker, row)


def ends_disclosure(asker: Asker, row: Disclosure) -> bool:
    """As long as it lasts."""
    return counts(row, asker.on) and _answers(asker, row)
