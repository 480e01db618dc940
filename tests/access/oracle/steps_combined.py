"""Steps of a combination: the school asks NAV, NAV answers, and either side ends it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from hypothesis import strategies as st
from hypothesis.stateful import rule

from followup.actions.measure import propose_school_measure
from followup.actions.measure_apart import (
    decline_combination,
    end_combination,
    take_back_question,
)
from followup.actions.measure_combined import ask_nav, make_nav_part
from followup.models import Measure, MeasureLink
from pupils.models import Case
from tests.access.oracle.stage import AT_NAV, AT_SCHOOL, PICK
from tests.access.oracle.steps_measure import TYPE, MeasureSteps

ENDINGS = st.sampled_from([decline_combination, take_back_question, end_combination])


class CombinedSteps(MeasureSteps):
    """A side asks, the other makes its part or says no, and either leaves."""

    @rule(who=AT_SCHOOL, number=PICK, type_=TYPE)
    def ask_nav_for_a_part(self, who: str, number: int, type_: int) -> None:
        """A rådgiver proposes a measure, asks NAV for a part, and mostly sends it."""
        case = self.pick(Case.objects.open(), number)
        if case is None:
            return
        actor = self.at_school(case.pupil, who)
        measure = self.attempt(
            propose_school_measure,
            actor=actor,
            pupil=case.pupil,
            school=self.school_of(case.pupil),
            type=self.cast.school_type,
            content=self._asked_for(),
        )
        self.attempt(
            ask_nav,
            actor=actor,
            measure=measure,
            case=case,
            kind=self.cast.types[type_],
            request="Kan dere hjelpe?",
        )
        self._send(actor, measure, number)
        if measure is None:
            return
        if number % 3:
            self._answer(measure, "nav_1", number)
        ending = [decline_combination, take_back_question, end_combination][number % 3]
        leaving = actor if number % 3 else self.on_case(case, "nav_1")
        self._part_ways(ending, leaving, measure)

    @rule(who=AT_NAV, number=PICK)
    def answer_the_school(self, who: str, number: int) -> None:
        """The veileder makes what the school asks for, and mostly sends it at once."""
        asked = MeasureLink.objects.questions().values("school_measure")
        measure = self.pick(Measure.objects.filter(pk__in=asked), number)
        if measure is not None:
            self._answer(measure, who, number)

    def _answer(self, measure: Measure, who: str, number: int) -> None:
        link = MeasureLink.objects.questions().filter(school_measure=measure).last()
        actor = self.on_case(link.case if link else None, who)
        made = self.attempt(make_nav_part, actor=actor, measure=measure, content=self._asked_for())
        self._send(actor, made, number)

    @rule(who=st.one_of(AT_NAV, AT_SCHOOL), number=PICK, ending=ENDINGS)
    def end_by_hand(self, who: str, number: int, ending: Any) -> None:
        """Either side tries one of the three ways out, from either of the measures."""
        asking = Measure.objects.filter(parts__other_type__isnull=False).values("pk")
        asked = MeasureLink.objects.questions().values("school_measure")
        rows = Measure.objects.filter(Q(pk__in=asking) | Q(pk__in=asked))
        measure = self.pick(rows, number)
        if measure is None:
            return
        actors = [self.on_measure(measure, who), self.acting(who)]
        actors.append(self.at_school(measure.pupil, who))
        self._part_ways(ending, actors[number % 3], measure)

    def _make_part(self, measure: Measure, who: str, number: int) -> None:
        """The school makes its part or says no; or one of the two leaves again."""
        if number % 5 == 0:
            self._part_ways(decline_combination, self.at_school(measure.pupil, who), measure)
        super()._make_part(measure, who, number)
        if number % 5 == 1:
            ending = take_back_question if number % 2 else end_combination
            self._part_ways(ending, self.on_measure(measure, "nav_1"), measure)

    def _part_ways(self, ending: Any, actor: Any, measure: Measure) -> None:
        facts = {"reason": "Passer ikke nå."} if ending is decline_combination else {}
        self.attempt(ending, actor=actor, measure=measure, **facts)
