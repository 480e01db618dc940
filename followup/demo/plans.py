"""The plan that follows from what a case's notes are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.demo.plan_steps import Assess, DoTask, PlanTask, SetGoal
from followup.demo.texts.plans import OWN_GOALS, PLANS, RESOURCES
from pupils.demo.steps import Close

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.demo.threads import Thread
    from pupils.demo.scene import Step

_ASSESSED_AFTER = 7
_TASK_TAKES = 12


@dataclass(frozen=True)
class _Period:
    """The days a plan can be written in: from the opening until the case closed, or today."""

    opened: int
    closed: int

    def day(self, wanted: int) -> int:
        """Return the wanted day, or the nearest in the period; as days ago."""
        return min(max(wanted, self.closed + 1), self.opened - 1)


def plan_of(
    name: str, *, opened: int, threads: Iterable[Thread], steps: Iterable[Step]
) -> list[Step]:
    """Return the assessment, goals and tasks of the pupil's case, from its themes.

    Of each theme the first task is done; the second waits, unless the case has been closed.
    """
    closed = max((step.days for step in steps if isinstance(step, Close)), default=-1)
    period = _Period(opened, closed)
    themes = [thread.theme for thread in threads if thread.theme in PLANS]
    number = sum(map(ord, name))
    plan: list[Step] = [
        Assess(
            period.day(opened - _ASSESSED_AFTER),
            OWN_GOALS[number % len(OWN_GOALS)],
            RESOURCES[number % len(RESOURCES)],
            {PLANS[theme].area: PLANS[theme].words for theme in themes},
        )
    ]
    for place, theme in enumerate(themes):
        plan += _steps_of(theme, period, started=opened - _ASSESSED_AFTER - 3 * (place + 1))
    return plan


def _steps_of(theme: str, period: _Period, *, started: int) -> list[Step]:
    found, about = PLANS[theme], (PLANS[theme].area,)
    goal, first, second = f"goal_{theme}", f"first_{theme}", f"second_{theme}"
    day = period.day(started)
    done = period.day(started - _TASK_TAKES)
    due = -period.closed - 2 if period.closed >= 0 else found.due
    steps: list[Step] = [
        SetGoal(day, goal, found.goal, due=due + 30, about=about),
        PlanTask(day, first, found.first, due=_TASK_TAKES - day, goal=goal, about=about),
        DoTask(done, first),
    ]
    if period.closed < 0:
        steps.append(PlanTask(done, second, found.second, due=found.due, goal=goal, about=about))
    return steps
