"""What can happen in a story: the assessment, goals, tasks and slips."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from followup.actions.plan import (
    AssessmentContent,
    GoalContent,
    add_goal,
    change_goal,
    save_assessment,
)
from followup.actions.reminder import (
    ReminderContent,
    add_reminder,
    change_reminder,
    end_reminder,
)
from followup.actions.task import (
    TaskContent,
    add_case_task,
    add_school_task,
    complete_task,
    strike_task,
)
from followup.models import Goal, Reminder, Task
from pupils.demo.scene import areas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pupils.demo.scene import Scene


@dataclass(frozen=True)
class Assess:
    """The veileder writes the assessment; `words` holds those on each area, by its code."""

    days: int
    own_goal: str
    resources: str
    words: Mapping[str, str] = field(default_factory=dict)

    def play(self, scene: Scene) -> None:
        content = AssessmentContent(
            words={
                area: self.words[area.code].format(navn=scene.first_name)
                for area in areas(self.words)
            },
            resources=self.resources.format(navn=scene.first_name),
            own_goal=self.own_goal,
        )
        save_assessment(actor=scene.actor(), case=scene.case, version=0, content=content)


@dataclass(frozen=True)
class SetGoal:
    """A goal of the plan; `due` counts days from today."""

    days: int
    key: str
    heading: str
    due: int
    about: tuple[str, ...] = ()

    def play(self, scene: Scene) -> None:
        content = GoalContent(
            heading=self.heading, due_on=scene.working_day(self.due), areas=areas(self.about)
        )
        scene.made[self.key] = add_goal(actor=scene.actor(), case=scene.case, content=content)


@dataclass(frozen=True)
class SettleGoal:
    """The goal of that key is reached, or not wanted any longer."""

    days: int
    key: str
    state: str

    def play(self, scene: Scene) -> None:
        goal = cast("Goal", scene.made[self.key])
        content = GoalContent(
            heading=goal.heading,
            text=goal.text,
            areas=list(goal.areas.all()),
            is_sensitive=goal.is_sensitive,
            due_on=goal.due_on,
            state=self.state,
        )
        change_goal(actor=scene.actor(), goal=goal, version=goal.version, content=content)


@dataclass(frozen=True)
class PlanTask:
    """A task of the one who follows up, or given to the service `to`; `due` from today."""

    days: int
    key: str
    heading: str
    due: int
    goal: str = ""
    about: tuple[str, ...] = ()
    to: str = ""

    def play(self, scene: Scene) -> None:
        content = TaskContent(
            heading=self.heading,
            due_on=scene.working_day(self.due),
            areas=areas(self.about),
            responsible=None if self.to else scene.actor().person,
            given_to=self.to,
            receiver=scene.school if self.to else None,
            goal=cast("Goal", scene.made[self.goal]) if self.goal else None,
        )
        if scene.on_case:
            task = add_case_task(actor=scene.actor(), case=scene.case, content=content)
        else:
            task = add_school_task(
                actor=scene.actor(), pupil=scene.pupil, school=scene.school, content=content
            )
        scene.made[self.key] = task


@dataclass(frozen=True)
class DoTask:
    """The task of that key is done, by the one who follows up or by `by`."""

    days: int
    key: str
    by: str = ""

    def play(self, scene: Scene) -> None:
        complete_task(actor=scene.actor(self.by), task=cast("Task", scene.made[self.key]))


@dataclass(frozen=True)
class StrikeTask:
    """The author strikes the task of that key."""

    days: int
    key: str
    reason: str

    def play(self, scene: Scene) -> None:
        task = cast("Task", scene.made[self.key])
        strike_task(actor=scene.actor(), task=task, version=task.version, reason=self.reason)


@dataclass(frozen=True)
class HangSlip:
    """A slip on the case; `on` counts days from today."""

    days: int
    text: str = ""
    on: int | None = None
    key: str = ""

    def play(self, scene: Scene) -> None:
        content = ReminderContent(
            self.text, None if self.on is None else scene.working_day(self.on)
        )
        slip = add_reminder(actor=scene.actor(), case=scene.case, content=content)
        if self.key:
            scene.made[self.key] = slip


@dataclass(frozen=True)
class ChangeSlip:
    """What the slip of that key says from now on."""

    days: int
    key: str
    text: str

    def play(self, scene: Scene) -> None:
        slip = cast("Reminder", scene.made[self.key])
        change_reminder(
            actor=scene.actor(),
            reminder=slip,
            version=slip.version,
            content=ReminderContent(self.text, slip.remind_on),
        )


@dataclass(frozen=True)
class TakeSlipAway:
    """The slip of that key is taken away."""

    days: int
    key: str

    def play(self, scene: Scene) -> None:
        end_reminder(actor=scene.actor(), reminder=cast("Reminder", scene.made[self.key]))
