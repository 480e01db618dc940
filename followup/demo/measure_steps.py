"""What can happen in a story: measures in every state."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from followup.actions.measure import (
    PartContent,
    change_measure,
    propose_measure,
    propose_school_measure,
)
from followup.actions.measure_decision import decide_measure, undo_decision
from followup.actions.measure_progress import (
    decline_measure,
    end_measure,
    offer_measure,
    record_agreement,
    record_formal_decision,
    start_measure,
)
from followup.actions.measure_route import agree_to_forwarding, apply_outside, submit_measure
from followup.models import DecisionOutcome, MeasureEffect, MeasureState, MeasureType

if TYPE_CHECKING:
    from collections.abc import Callable

    from followup.models import Measure, MeasurePart
    from pupils.demo.scene import Scene


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
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    assessed_as: str = ""
    asks: str = ""
    request: str = ""

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
            condition_answers=self.answers,
            assessment_reference=self.assessed_as,
            other_type=MeasureType.objects.get(code=self.asks) if self.asks else None,
            other_request=self.request.format(navn=scene.first_name),
        )


@dataclass(frozen=True)
class Submit:
    """The draft, or what was returned, goes to whoever decides; `by` is who sends it."""

    days: int
    key: str
    by: str = ""

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        submit_measure(actor=scene.actor(self.by), measure=measure, version=part.version)


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
class Undo:
    """Whoever decided takes the answer back."""

    days: int
    key: str
    by: str

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        standing = part.standing_decision()
        assert standing is not None  # noqa: S101 - the story decided it before
        undo_decision(actor=scene.actor(self.by), measure=measure, decision_id=standing.pk)


@dataclass(frozen=True)
class Revise:
    """The proposer changes the text, also of what was sent or decided."""

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
            assessment_reference=part.assessment_reference,
            condition_answers=part.condition_answers,
            other_type=part.other_type,
            other_request=part.other_request,
        )
        change_measure(actor=scene.actor(), measure=measure, version=part.version, content=content)


@dataclass(frozen=True)
class Forward:
    """The pupil says yes to the measure being sent to the office that serves where they stay."""

    days: int
    key: str
    office: str

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        agree_to_forwarding(
            actor=scene.actor(),
            measure=measure,
            version=part.version,
            office=scene.world.places.offices[self.office],
            agreed_on=scene.actor().on,
            how="Muntlig i samtale på skolen",
        )


@dataclass(frozen=True)
class ApplyOutside:
    """The pupil applies, or is referred, where navskole does not reach."""

    days: int
    key: str
    where: str
    reference: str = ""

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        apply_outside(
            actor=scene.actor(),
            measure=measure,
            version=part.version,
            where=self.where,
            applied_on=scene.actor().on,
            reference=self.reference,
        )


@dataclass(frozen=True)
class Progress:
    """The proposer, or `by`, carries an approved measure on, with what its type asks for."""

    days: int
    key: str
    state: str
    evaluation: str = ""
    pupils_view: str = "{navn} er fornøyd med hvordan det gikk."
    effect: str = MeasureEffect.GOOD
    by: str = ""

    def play(self, scene: Scene) -> None:
        measure, part = _measure(scene, self.key)
        about: dict[str, Any] = {"actor": scene.actor(self.by), "measure": measure}
        about["version"] = part.version
        if self.state == MeasureState.OFFERED:
            offer_measure(**about)
        elif self.state == MeasureState.DECLINED:
            decline_measure(**about, pupils_view=self._named(self.evaluation, scene))
        elif self.state == MeasureState.RUNNING:
            _prepare(about, part)
            start_measure(**about, started_on=about["actor"].on)
        else:
            end_measure(
                **about,
                state=self.state,
                evaluation=self._named(self.evaluation, scene) or _ENDED,
                effect=self.effect,
                pupils_view=self._named(self.pupils_view, scene),
            )

    def _named(self, text: str, scene: Scene) -> str:
        return text.format(navn=scene.first_name)


_ENDED = "Avsluttet etter avtale med eleven."


def _prepare(about: dict[str, Any], part: MeasurePart) -> None:
    """Record the agreement or the vedtak, where the type asks for it before the start."""
    on, kind = about["actor"].on, part.measure.type
    if kind.needs_agreement:
        about["version"] = record_agreement(
            **about,
            pupil_agreed_on=on,
            pupil_agreed_how="Muntlig i samtale",
            employer="Sundet sykkelverksted",
            employer_agreed_on=on,
            employer_agreed_how="Signert avtale",
            reference=f"ARENA-{part.pk:05d}",
        ).version
    if kind.needs_formal_decision:
        about["version"] = record_formal_decision(
            **about, reference=f"VEDTAK-{part.pk:05d}", decided_on=on
        ).version


def _measure(scene: Scene, key: str) -> tuple[Measure, MeasurePart]:
    measure = cast("Measure", scene.made[key])
    return measure, measure.parts.get()
