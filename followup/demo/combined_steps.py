"""What can happen in a story: a side asks the other for a part, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from followup.actions.measure import PartContent, propose_school_measure
from followup.actions.measure_apart import (
    decline_combination,
    end_combination,
    take_back_question,
)
from followup.actions.measure_combined import ask_nav, make_nav_part, make_school_part
from followup.models import MeasureType

if TYPE_CHECKING:
    from followup.models import Measure
    from pupils.demo.scene import Scene


def measure_called(scene: Scene, key: str) -> Measure:
    """Return the measure that the story calls `key`."""
    return cast("Measure", scene.made[key])


def _content(scene: Scene, justification: str, starts: int, ends: int) -> PartContent:
    return PartContent(
        justification=justification.format(navn=scene.first_name),
        planned_start=scene.working_day(starts),
        planned_end=scene.working_day(ends),
    )


@dataclass(frozen=True)
class MakePart:
    """The school's rådgiver makes the school's part of the measure called `of`."""

    days: int
    key: str
    of: str
    by: str
    justification: str
    starts: int
    ends: int

    def play(self, scene: Scene) -> None:
        scene.made[self.key] = make_school_part(
            actor=scene.actor(self.by),
            measure=measure_called(scene, self.of),
            content=_content(scene, self.justification, self.starts, self.ends),
        )


@dataclass(frozen=True)
class ProposeWithNav:
    """The school's rådgiver proposes a measure, and asks NAV for a part of the type `asks`."""

    days: int
    key: str
    type: str
    by: str
    justification: str
    starts: int
    ends: int
    asks: str
    request: str

    def play(self, scene: Scene) -> None:
        actor = scene.actor(self.by)
        measure = propose_school_measure(
            actor=actor,
            pupil=scene.pupil,
            school=scene.school,
            type=MeasureType.objects.get(code=self.type),
            content=_content(scene, self.justification, self.starts, self.ends),
        )
        ask_nav(
            actor=actor,
            measure=measure,
            case=scene.case,
            kind=MeasureType.objects.get(code=self.asks),
            request=self.request.format(navn=scene.first_name),
        )
        scene.made[self.key] = measure


@dataclass(frozen=True)
class AnswerWithPart:
    """The veileder makes NAV's part of the school's measure called `of`."""

    days: int
    key: str
    of: str
    justification: str
    starts: int
    ends: int

    def play(self, scene: Scene) -> None:
        scene.made[self.key] = make_nav_part(
            actor=scene.actor(),
            measure=measure_called(scene, self.of),
            content=_content(scene, self.justification, self.starts, self.ends),
        )


@dataclass(frozen=True)
class DeclineToCombine:
    """Whoever is asked for a part says no, and why."""

    days: int
    key: str
    reason: str
    by: str = ""

    def play(self, scene: Scene) -> None:
        decline_combination(
            actor=scene.actor(self.by),
            measure=measure_called(scene, self.key),
            reason=self.reason.format(navn=scene.first_name),
        )


@dataclass(frozen=True)
class TakeQuestionBack:
    """Whoever asked takes the question back."""

    days: int
    key: str
    by: str = ""

    def play(self, scene: Scene) -> None:
        take_back_question(actor=scene.actor(self.by), measure=measure_called(scene, self.key))


@dataclass(frozen=True)
class GoOnAlone:
    """A side goes on alone with its own part, while the other part waits."""

    days: int
    key: str
    by: str = ""

    def play(self, scene: Scene) -> None:
        end_combination(actor=scene.actor(self.by), measure=measure_called(scene, self.key))
