"""What can happen in a story: notes and measures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from followup.actions.measure import (
    PartContent,
    change_measure,
    decide_measure,
    progress_measure,
    propose_measure,
    propose_school_measure,
    submit_measure,
)
from followup.actions.note import (
    NoteContent,
    change_note,
    strike_note,
    write_case_note,
    write_school_note,
)
from followup.models import Audience, DecisionOutcome, Measure, MeasureType, Note
from pupils.demo.scene import areas

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from followup.models import MeasurePart
    from pupils.demo.scene import Scene

_WRITTEN_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class WriteNote:
    """A note on what happened a little earlier the same day; `{navn}` is the pupil's first name.

    `next_contact` counts days from today.
    """

    days: int
    kind: str
    heading: str
    text: str
    about: tuple[str, ...] = ()
    shared: bool = False
    sensitive: bool = False
    next_contact: int | None = None
    readers: tuple[str, ...] = ()
    key: str = ""

    def play(self, scene: Scene) -> None:
        write: Callable[..., Note] = (
            partial(write_case_note, case=scene.case)
            if scene.on_case
            else partial(write_school_note, pupil=scene.pupil, school=scene.school)
        )
        scene.made[self.key] = write(actor=scene.actor(), content=self.content(scene))

    def content(self, scene: Scene) -> NoteContent:
        """Return what the author enters."""
        return NoteContent(
            kind=self.kind,
            occurred_at=scene.at - _WRITTEN_AFTER,
            heading=self.heading,
            text=self.text.format(navn=scene.first_name),
            areas=areas(self.about),
            is_sensitive=self.sensitive,
            audience=Audience.SHARED if self.shared else Audience.OWN,
            next_contact_on=self._next_contact_on(scene),
            named_readers=[scene.world.people[username] for username in self.readers],
        )

    def _next_contact_on(self, scene: Scene) -> date | None:
        return None if self.next_contact is None else scene.working_day(self.next_contact)


@dataclass(frozen=True)
class AmendNote:
    """The author adds to the note of that key: a new version."""

    days: int
    key: str
    addition: str

    def play(self, scene: Scene) -> None:
        note = cast("Note", scene.made[self.key])
        content = NoteContent(
            kind=note.kind,
            occurred_at=note.occurred_at,
            heading=note.heading,
            text=f"{note.text}\n\n{self.addition.format(navn=scene.first_name)}",
            areas=list(note.areas.all()),
            is_sensitive=note.is_sensitive,
            audience=note.audience,
            next_contact_on=note.next_contact_on,
        )
        change_note(actor=scene.actor(), note=note, version=note.version, content=content)


@dataclass(frozen=True)
class StrikeNote:
    """The author strikes the note of that key."""

    days: int
    key: str
    reason: str

    def play(self, scene: Scene) -> None:
        note = cast("Note", scene.made[self.key])
        strike_note(actor=scene.actor(), note=note, version=note.version, reason=self.reason)


@dataclass(frozen=True)
class Propose:
    """A draft from the catalogue; `starts` and `ends` count days from today."""

    days: int
    key: str
    type: str
    justification: str
    starts: int
    ends: int | None = None
    extent: str = ""
    sensitive: bool = False

    def play(self, scene: Scene) -> None:
        propose: Callable[..., Measure] = (
            partial(propose_measure, case=scene.case)
            if scene.on_case
            else partial(propose_school_measure, pupil=scene.pupil, school=scene.school)
        )
        scene.made[self.key] = propose(
            actor=scene.actor(),
            type=MeasureType.objects.get(code=self.type),
            content=self.content(scene),
            is_sensitive=self.sensitive,
        )

    def content(self, scene: Scene) -> PartContent:
        """Return what is asked for."""
        return PartContent(
            justification=self.justification.format(navn=scene.first_name),
            planned_start=scene.working_day(self.starts),
            planned_end=None if self.ends is None else scene.working_day(self.ends),
            extent=self.extent,
        )


@dataclass(frozen=True)
class Submit:
    """The draft, or what was returned, goes to whoever decides."""

    days: int
    key: str

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        submit_measure(actor=scene.actor(), measure=measure, version=part.version)


@dataclass(frozen=True)
class Decide:
    """The leader answers what waits."""

    days: int
    key: str
    by: str
    outcome: str = DecisionOutcome.APPROVED
    text: str = ""
    reasons: tuple[str, ...] = ()

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        waiting = part.submissions.latest("part_version")
        decide_measure(
            actor=scene.actor(self.by),
            measure=measure,
            version=waiting.part_version,
            digest=waiting.digest,
            outcome=self.outcome,
            reasons=self.reasons,
            text=self.text,
        )


@dataclass(frozen=True)
class Revise:
    """The proposer changes the text of what was returned."""

    days: int
    key: str
    justification: str
    extent: str = ""

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        content = PartContent(
            justification=self.justification.format(navn=scene.first_name),
            planned_start=part.planned_start,
            planned_end=part.planned_end,
            extent=self.extent or part.extent,
        )
        change_measure(actor=scene.actor(), measure=measure, version=part.version, content=content)


@dataclass(frozen=True)
class Progress:
    """The proposer carries an approved measure on."""

    days: int
    key: str
    state: str
    evaluation: str = ""

    def play(self, scene: Scene) -> None:
        measure, _ = _measure(scene, self.key)
        progress_measure(
            actor=scene.actor(),
            measure=measure,
            state=self.state,
            evaluation=self.evaluation.format(navn=scene.first_name),
        )


def _measure(scene: Scene, key: str) -> tuple[Measure, MeasurePart]:
    measure = cast("Measure", scene.made[key])
    return measure, measure.parts.get()
