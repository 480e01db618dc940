"""Save the assessment of a case, and its goals."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from followup.models import Assessment, AssessmentArea, Goal, GoalState
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from pupils.models import Case, ProblemArea


@dataclass(frozen=True)
class AssessmentContent:
    """What was found out; `words` holds the own words on each area that matters."""

    words: Mapping[ProblemArea, str] = field(default_factory=dict)
    resources: str = ""
    own_goal: str = ""
    is_sensitive: bool = False


@transaction.atomic
def save_assessment(
    *, actor: Actor, case: Case, version: int, content: AssessmentContent
) -> Assessment:
    """Save the case's one assessment; `version` is 0 where none was there when the form opened.

    An area without words any more is taken out, its earlier words kept in the history.
    Raises StaleVersion when somebody else saved in between.
    """
    policies.require(actor, "followup.save_assessment", case)
    type(case).objects.select_for_update().get(pk=case.pk)  # two first forms at once
    assessment = Assessment.objects.select_for_update().filter(case=case).first()
    is_new = assessment is None
    if assessment is None:
        assessment = Assessment(
            pupil=case.pupil,
            owner=case.office,
            case=case,
            created_by=actor.person,
            created_at=actor.now,
        )
    else:
        require_version(assessment, version)
    assessment.resources, assessment.own_goal = content.resources, content.own_goal
    assessment.is_sensitive = content.is_sensitive
    assessment.saved_by, assessment.saved_at = actor.person, actor.now
    assessment.save_change(by=actor.user, at=actor.now, new=is_new)
    _save_areas(actor, assessment, content)
    log.record(actor, Action.ASSESSMENT_SAVED, [assessment.access()])
    return assessment


def _save_areas(actor: Actor, assessment: Assessment, content: AssessmentContent) -> None:
    words = {area.pk: text for area, text in content.words.items() if text}
    known = {
        row.area_id: row
        for row in AssessmentArea.objects.filter(assessment=assessment).select_related("area")
    }
    for area in content.words:
        if area.pk in words and area.pk not in known:
            known[area.pk] = AssessmentArea(assessment=assessment, area=area)
    for area_id, row in known.items():
        _save_area(actor, row, words.get(area_id))


def _save_area(actor: Actor, row: AssessmentArea, words: str | None) -> None:
    """Save the row where something about it has changed; without words it is taken out."""
    before = (row.words, row.is_sensitive, row.removed_at is None)
    row.is_sensitive = row.area.is_sensitive or row.assessment.is_sensitive
    if words:
        row.words, row.removed_at = words, None
    elif row.removed_at is None:
        row.removed_at = actor.now
    is_new = row.pk is None
    if is_new or before != (row.words, row.is_sensitive, row.removed_at is None):
        row.save_change(by=actor.user, at=actor.now, new=is_new)


@dataclass(frozen=True)
class GoalContent:
    """What is to be reached."""

    heading: str
    text: str = ""
    areas: Collection[ProblemArea] = ()
    is_sensitive: bool = False
    due_on: date | None = None
    state: str = GoalState.OPEN

    @property
    def holds_sensitive(self) -> bool:
        """Whether the goal is sensitive: marked so, or by one of its areas."""
        return self.is_sensitive or any(area.is_sensitive for area in self.areas)


@transaction.atomic
def add_goal(
    *, actor: Actor, case: Case, content: GoalContent, submission_id: UUID | None = None
) -> Goal:
    """Add a goal to the plan; a second post with the same id returns the first goal."""
    policies.require(actor, "followup.add_goal", case)
    known = Goal.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    goal = Goal(
        pupil=case.pupil,
        owner=case.office,
        case=case,
        created_by=actor.user,
        created_at=actor.now,
    )
    if submission_id:
        goal.submission_id = submission_id
    _fill(goal, content)
    goal.save_change(by=actor.user, at=actor.now, new=True)
    goal.areas.set(content.areas)
    log.record(actor, Action.GOAL_SAVED, [goal.access()])
    return goal


def _fill(goal: Goal, content: GoalContent) -> None:
    goal.heading, goal.text = content.heading, content.text
    goal.is_sensitive = content.holds_sensitive
    goal.due_on, goal.state = content.due_on, content.state


@transaction.atomic
def change_goal(*, actor: Actor, goal: Goal, version: int, content: GoalContent) -> Goal:
    """Make a new version of the goal, also when it is reached or dropped. Raises StaleVersion."""
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    policies.require(actor, "followup.change_goal", goal)
    require_version(goal, version)
    _fill(goal, content)
    goal.save_change(by=actor.user, at=actor.now)
    goal.areas.set(content.areas)
    log.record(actor, Action.GOAL_SAVED, [goal.access()])
    return goal
