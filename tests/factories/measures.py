"""Measures carried through the real actions by the people of a pair."""

from __future__ import annotations

from typing import Any

from followup.actions.measure import (
    PartContent,
    change_measure,
    propose_measure,
    propose_school_measure,
)
from followup.actions.measure_decision import decide_measure
from followup.actions.measure_route import (
    agree_to_forwarding,
    submit_measure,
)
from followup.models import Measure, MeasureDecision, MeasurePart, MeasureSubmission
from navskole.organisations.models import NavOffice
from pupils.models import ContactDetails
from tests.asking import day
from tests.factories.followup import measure_type
from tests.factories.pair import Pair

STATE, MUNICIPAL, SCHOOLS, EXTERNAL, FORMAL = (
    "arbeidstrening",
    "medvirkning-bolig",
    "tilrettelagt-opplaering",
    "los",
    "okonomi-gjeldsradgivning",
)
"""A type of each owner, and one that needs a vedtak."""


def asked(justification: str = "Eleven trenger erfaring.", **facts: Any) -> PartContent:
    """Return what is asked for: three months from two weeks ahead."""
    given = {"planned_start": day(14), "planned_end": day(90), "extent": "To dager i uken"}
    return PartContent(justification=justification, **given | facts)


def propose(pair: Pair, *, code: str = STATE, who: str = "counsellor", **how: Any) -> Measure:
    """Return a draft in the pair's case; `how` takes facts of the content too."""
    facts = {name: how.pop(name) for name in list(how) if name in PartContent.__annotations__}
    return propose_measure(
        actor=pair.acting(who),
        case=pair.case,
        type=measure_type(code),
        content=asked(**facts),
        **how,
    )


def propose_at_school(
    pair: Pair,
    *,
    who: str = "school_counsellor",
    code: str = SCHOOLS,
    school: Any = None,
    **facts: Any,
) -> Measure:
    """Return a draft of the pair's school; `facts` are of the content."""
    return propose_school_measure(
        actor=pair.acting(who),
        pupil=pair.pupil,
        school=school or pair.school,
        type=measure_type(code),
        content=asked(**facts),
    )


def part_of(measure: Measure) -> MeasurePart:
    """Return the measure's part as it stands in the database."""
    return MeasurePart.objects.select_related("measure__type", "measure__pupil").get(
        measure=measure
    )


def send(pair: Pair, measure: Measure, *, who: str = "counsellor") -> MeasureSubmission:
    """Send the measure as it stands."""
    return submit_measure(actor=pair.acting(who), measure=measure, version=part_of(measure).version)


def answer(
    pair: Pair,
    submission: MeasureSubmission,
    outcome: str = "approved",
    *,
    who: str = "manager",
    **facts: Any,
) -> MeasureDecision:
    """Decide exactly the version on the decider's page."""
    given: dict[str, Any] = {"version": submission.part_version, "digest": submission.digest}
    if outcome in ("returned", "rejected"):
        given |= {"reasons": ["facts"], "text": "Skriv mer om målet."}
    return decide_measure(
        actor=pair.acting(who),
        measure=submission.part.measure,
        outcome=outcome,
        **given | facts,
    )


def change(pair: Pair, measure: Measure, justification: str = "Endret", **facts: Any) -> Measure:
    """Change what the measure asks for."""
    return change_measure(
        actor=pair.acting("counsellor"),
        measure=measure,
        version=part_of(measure).version,
        content=asked(justification, **facts),
    )


def stay(pair: Pair, municipality: Any) -> None:
    """Let NAV's own record say where the pupil stays."""
    ContactDetails.objects.update_or_create(
        pupil=pair.pupil, owner=pair.office, defaults={"municipality_of_stay": municipality}
    )


def agree(pair: Pair, measure: Measure, office: NavOffice, **facts: Any) -> None:
    """Record that the pupil says yes to that office deciding the measure."""
    given = {"version": part_of(measure).version, "agreed_on": day(), "how": "Muntlig"} | facts
    agree_to_forwarding(actor=pair.acting("counsellor"), measure=measure, office=office, **given)
