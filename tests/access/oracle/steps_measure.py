"""Steps of a measure: proposed, sent, decided, carried on."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from followup.actions.measure import (
    PartContent,
    change_measure,
    propose_measure,
    propose_school_measure,
)
from followup.actions.measure_combined import make_school_part
from followup.actions.measure_decision import decide_measure, undo_decision
from followup.actions.measure_progress import (
    decline_measure,
    end_measure,
    offer_measure,
    start_measure,
)
from followup.actions.measure_route import submit_measure
from followup.models import Measure, MeasurePart
from pupils.models import Case
from tests.access.oracle.stage import AT_NAV, AT_SCHOOL, NO, PICK, Stage

DECIDERS = st.sampled_from(["manager_1", "manager_1", "principal_a", "deputy_a", "manager_2"])
OUTCOMES = st.sampled_from(["approved", "approved", "returned", "on_hold", "rejected"])
NEXT = st.sampled_from(["offered", "declined", "running", "completed", "discontinued"])
TYPE = st.integers(0, 2)


class MeasureSteps(Stage):
    """Two people, bound to content."""

    def _asked_for(self, of_school: Any = None) -> PartContent:
        return PartContent(
            justification="Eleven trenger erfaring.",
            planned_start=self.today,
            other_type=of_school,
            other_request="Gi eleven tid." if of_school else "",
        )

    @rule(who=AT_NAV, number=PICK, type_=TYPE, sensitive=NO)
    def propose_in_a_case(self, who: str, number: int, type_: int, sensitive: bool) -> None:
        """A veileder makes a draft, at times with a part for the school, and mostly sends it."""
        case = self.pick(Case.objects.open(), number)
        actor = self.on_case(case, who)
        measure = self.attempt(
            propose_measure,
            actor=actor,
            case=case,
            type=self.cast.types[type_],
            content=self._asked_for(self.cast.school_type if number % 2 else None),
            is_sensitive=sensitive,
        )
        self._send(actor, measure, number)
        if number % 2 and measure is not None:
            self._make_part(measure, "counsellor_a", number)

    @rule(who=AT_SCHOOL, number=PICK)
    def make_the_schools_part(self, who: str, number: int) -> None:
        """The school makes what a measure of NAV's asks for, and mostly sends it at once."""
        measure = self.pick(Measure.objects.filter(parts__other_type__isnull=False), number)
        if measure is not None:
            self._make_part(measure, who, number)

    def _make_part(self, measure: Measure, who: str, number: int) -> None:
        actor = self.at_school(measure.pupil, who)
        made = self.attempt(
            make_school_part, actor=actor, measure=measure, content=self._asked_for()
        )
        self._send(actor, made, number)

    @rule(who=AT_SCHOOL, number=PICK, sensitive=NO)
    def propose_at_school(self, who: str, number: int, sensitive: bool) -> None:
        """The school makes a draft, and mostly sends it at once."""
        pupil = self.pupil(number)
        actor = self.at_school(pupil, who)
        measure = self.attempt(
            propose_school_measure,
            actor=actor,
            pupil=pupil,
            school=self.school_of(pupil),
            type=self.cast.school_type,
            content=self._asked_for(),
            is_sensitive=sensitive,
        )
        self._send(actor, measure, number)

    def on_measure(self, measure: Any, who: str) -> Any:
        """Return whoever answers for the measure's case, or one of its school."""
        if measure.case is not None:
            return self.on_case(measure.case, who)
        return self.at_school(measure.pupil, who)

    def _send(self, actor: Any, measure: Any, number: int) -> None:
        if measure is not None and number % 4:
            part = MeasurePart.objects.get(measure=measure)
            self.attempt(submit_measure, actor=actor, measure=measure, version=part.version)

    @rule(who=st.one_of(AT_NAV, AT_SCHOOL), number=PICK)
    def change_and_send(self, who: str, number: int) -> None:
        """Somebody changes a draft, or what was sent or decided, and mostly sends it again."""
        part = self.pick(
            MeasurePart.objects.filter(state__in=["draft", "returned", "submitted", "approved"]),
            number,
        )
        if part is None:
            return
        actor = self.on_measure(part.measure, who)
        measure = self.attempt(
            change_measure,
            actor=actor,
            measure=part.measure,
            version=part.version,
            content=self._asked_for(),
        )
        self._send(actor, measure, number)

    @rule(who=DECIDERS, number=PICK, outcome=OUTCOMES)
    def decide(self, who: str, number: int, outcome: str) -> None:
        """A leader answers."""
        part = self.pick(MeasurePart.objects.filter(state="submitted"), number)
        if part is None:
            return
        case = part.measure.case
        leader = self.leader(case, who) if case else self.acting("principal_a")
        self.attempt(
            decide_measure,
            actor=leader if number % 5 else self.acting(who),
            measure=part.measure,
            version=part.version,
            digest=part.digest,
            outcome=outcome,
            reasons=["facts"],
            text="Skriv mer.",
        )

    @rule(who=st.one_of(AT_NAV, AT_SCHOOL), number=PICK, state=NEXT)
    def carry_on(self, who: str, number: int, state: str) -> None:
        """What was approved is offered, runs and ends."""
        rows = MeasurePart.objects.filter(state__in=["approved", "offered", "running"])
        part = self.pick(rows, number)
        if part is not None:
            action, facts = self._step(state)
            self.attempt(
                action,
                actor=self.on_measure(part.measure, who),
                measure=part.measure,
                version=part.version,
                **facts,
            )

    def _step(self, state: str) -> tuple[Any, dict[str, Any]]:
        """Return the action that carries a part to `state`, with what it is told."""
        ended = {"state": state, "evaluation": "Det gikk bra.", "effect": "good"}
        return {
            "offered": (offer_measure, {}),
            "declined": (decline_measure, {}),
            "running": (start_measure, {"started_on": self.today}),
        }.get(state, (end_measure, ended))

    @rule(who=DECIDERS, number=PICK)
    def undo(self, who: str, number: int) -> None:
        """A leader takes an answer back."""
        part = self.pick(MeasurePart.objects.filter(state__in=["approved", "rejected"]), number)
        decision = part.standing_decision() if part is not None else None
        if part is not None and decision is not None:
            self.attempt(
                undo_decision,
                actor=self.acting(who),
                measure=part.measure,
                decision_id=decision.pk,
            )
