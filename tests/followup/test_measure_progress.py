"""Offer, the pupil's answer, what must be recorded before the start, and the end."""

from __future__ import annotations

from typing import Any

import pytest

from followup.actions.measure_progress import (
    CannotStart,
    WrongStep,
    decline_measure,
    end_measure,
    missing_before_start,
    offer_measure,
    record_agreement,
    record_formal_decision,
    start_measure,
)
from followup.models import Measure, MeasurePart, MeasureState
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import day
from tests.factories.followup import make_measure, measure_type
from tests.factories.measures import FORMAL, SCHOOLS, part_of
from tests.factories.pair import Pair

pytestmark = pytest.mark.django_db

PLAIN = "jobbklubb"
END = {"evaluation": "Gikk bra", "effect": "good", "pupils_view": "Fornøyd"}

STEPS: dict[str, tuple[Any, dict[str, Any]]] = {
    "offered": (offer_measure, {}),
    "declined": (decline_measure, {"pupils_view": "Vil vente"}),
    "running": (start_measure, {"started_on": day()}),
    "completed": (end_measure, {"state": "completed", **END}),
    "discontinued": (end_measure, {"state": "discontinued", **END}),
}
POSSIBLE = {
    ("approved", "offered"),
    ("outside", "offered"),
    ("outside", "discontinued"),
    ("offered", "declined"),
    ("offered", "running"),
    ("running", "completed"),
    ("running", "discontinued"),
}


def step(pair: Pair, measure: Measure, wanted: str, *, who: str = "counsellor", **facts: Any):
    action, given = STEPS[wanted]
    version = {"version": part_of(measure).version}
    return action(actor=pair.acting(who), measure=measure, **version | given | facts)


def at(pair: Pair, state: str, code: str = PLAIN) -> Measure:
    return make_measure(case=pair.case, state=state, type=measure_type(code))


@pytest.mark.parametrize("state", MeasureState.values)
@pytest.mark.parametrize("wanted", STEPS)
def test_a_part_takes_exactly_the_steps_that_exist(pair, state, wanted):
    measure = at(pair, state)

    if (state, wanted) in POSSIBLE:
        step(pair, measure, wanted)
        part = part_of(measure)
        ends = wanted in ("declined", "completed", "discontinued")
        assert (part.state, part.ended_on) == (wanted, day() if ends else None)
    else:
        with pytest.raises(WrongStep):
            step(pair, measure, wanted)
        assert part_of(measure).state == state


def test_each_step_keeps_what_was_told(pair):
    measure = at(pair, "approved")

    step(pair, measure, "offered")
    step(pair, measure, "running", started_on=day(-2))
    step(pair, measure, "completed")

    part = part_of(measure)
    assert (part.offered_on, part.started_on, part.ended_on) == (day(), day(-2), day())
    assert (part.effect, part.evaluation, part.pupils_view) == ("good", "Gikk bra", "Fornøyd")


@pytest.mark.parametrize("wanted", STEPS)
@pytest.mark.parametrize("who", ["manager", "principal"])
def test_only_the_team_carries_it_through(pair, wanted, who):
    with pytest.raises(NotAllowed):
        step(pair, at(pair, "approved"), wanted, who=who)


def test_a_school_measure_is_carried_through_by_the_radgiver(pair):
    measure = make_measure(
        pupil=pair.pupil,
        owner=pair.school,
        created_by=pair.school_counsellor,
        type=measure_type(SCHOOLS),
        state="approved",
    )

    with pytest.raises(NotAllowed):
        step(pair, measure, "offered", who="principal")
    step(pair, measure, "offered", who="school_counsellor")

    assert part_of(measure).state == "offered"


def test_a_step_from_an_old_page_is_refused(pair):
    with pytest.raises(StaleVersion):
        step(pair, at(pair, "approved"), "offered", version=9)


# --- Vedtak ---------------------------------------------------------------------------


def test_what_needs_a_vedtak_starts_with_its_reference_and_date(pair):
    measure = at(pair, "offered", FORMAL)
    with pytest.raises(CannotStart, match="vedtakets referanse, vedtaksdato"):
        step(pair, measure, "running")

    record_formal_decision(
        actor=pair.acting("counsellor"),
        measure=measure,
        version=part_of(measure).version,
        reference="V-1",
        decided_on=day(-1),
    )
    step(pair, measure, "running")

    part = part_of(measure)
    assert (part.state, part.formal_decision_reference) == ("running", "V-1")
    assert part.formal_decision_on == day(-1)


@pytest.mark.parametrize(
    ("state", "code"), [("approved", PLAIN), ("submitted", FORMAL), ("running", FORMAL)]
)
def test_a_vedtak_is_noted_only_where_one_is_needed_and_before_the_start(pair, state, code):
    measure = at(pair, state, code)

    with pytest.raises(WrongStep):
        record_formal_decision(
            actor=pair.acting("counsellor"),
            measure=measure,
            version=part_of(measure).version,
            reference="V-1",
            decided_on=day(),
        )


# --- Arbeidstrening -------------------------------------------------------------------

EVERYTHING = {
    "pupil_agreed_on": day(-2),
    "pupil_agreed_how": "Muntlig",
    "employer": "Sykkelverkstedet",
    "employer_agreed_on": day(-1),
    "employer_agreed_how": "Signert",
    "reference": "AV-1",
}


def agree(pair: Pair, measure: Measure, **facts: Any) -> MeasurePart:
    given: dict[str, Any] = EVERYTHING | {"version": part_of(measure).version} | facts
    return record_agreement(actor=pair.acting("counsellor"), measure=measure, **given)


@pytest.mark.parametrize(
    ("without", "missing"),
    [
        ({"pupil_agreed_on": None}, "at eleven sa ja"),
        ({"employer_agreed_on": None}, "at arbeidsgiveren sa ja"),
        ({"reference": ""}, "avtalens referanse"),
    ],
)
def test_arbeidstrening_starts_with_both_yeses_and_the_reference(pair, without, missing):
    measure = at(pair, "offered", "arbeidstrening")
    agree(pair, measure, **without)
    with pytest.raises(CannotStart, match=missing):
        step(pair, measure, "running")
    assert [str(name) for name in missing_before_start(part_of(measure))] == [missing]

    agree(pair, measure)
    step(pair, measure, "running")

    assert part_of(measure).state == "running"


def test_an_agreement_is_recorded_for_arbeidstrening_before_the_start(pair):
    for state, code in (("offered", PLAIN), ("running", "arbeidstrening")):
        measure = at(pair, state, code)
        with pytest.raises(WrongStep):
            agree(pair, measure)


def test_arbeidstrening_does_not_start_so_early_that_it_lasts_too_long(pair):
    measure = at(pair, "offered", "arbeidstrening")
    MeasurePart.objects.filter(measure=measure).update(planned_end=day(370))
    agree(pair, measure)

    with pytest.raises(CannotStart, match="12 måneder"):
        step(pair, measure, "running", started_on=day())

    assert part_of(measure).state == "offered"
