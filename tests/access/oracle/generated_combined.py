"""Combined measures in a drawn world: mostly with consents that nearly, or just, reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from followup.models import Measure, MeasureLink, MeasurePart, MeasureSubmission
from pupils.models import Case, Consent, ConsentLine, Service
from tests.access.oracle.drawing import HALF, SELDOM
from tests.access.oracle.generated import World

ONE_THAT_FAILS = [None, None, None, "existence", "nav", "school", "asked"]


def add_combined(world: World) -> None:
    """Make some cases' measures and a school's of the same pupil one, with lines both ways."""
    for case in world.cases:
        if world.draw(HALF):
            _combine(world, case)


def _combine(world: World, case: Case) -> None:
    draw = world.draw
    school = draw(world.schools_of[case.pupil_id] or world.cast.schools)
    fails = draw(ONE_THAT_FAILS)
    own = _measure(world, case.pupil_id, case.office, case=case)
    other = _measure(world, case.pupil_id, school, case=None)
    if fails != "asked":
        MeasurePart.objects.filter(measure=own).update(other_type=other.type)
    _link(world, case, school, own, other)
    from_nav = _consent(world, case=case, pupil=case.pupil, owner_id=case.office_id)
    if fails != "existence":
        _line(world, from_nav, "existence", Service.PUPIL_SERVICES, school)
    if fails != "nav":
        _line(world, from_nav, "measures", Service.PUPIL_SERVICES, school)
        _line(world, from_nav, "measures", Service.SCHOOL_LEADERSHIP, school)
    from_school = _consent(world, case=None, pupil=case.pupil, owner_id=school.pk)
    if fails != "school":
        _line(world, from_school, "measures", Service.NAV_OFFICE, case.office)


def _link(world: World, case: Case, school: Any, own: Measure, other: Measure) -> None:
    """Tie the two, in one of the ways there are; some of it is over, by somebody's hand."""
    shape = world.draw(["both", "both", "question", "answered", "declined"])
    facts: dict[str, Any] = {"nav_measure": own, "school_measure": other}
    if shape == "question":
        facts["nav_measure"] = None
    if shape == "declined":
        facts |= {"school_measure": None, "asked_type": other.type}
    if shape in ("question", "answered"):
        facts |= {"is_asked_by_school": True, "asked_type": own.type}
    if shape == "declined" or world.draw(SELDOM):
        facts |= {"ended_at": world.cast.now, "ended_by": world.person(), "ended_for": school}
        facts["ended_because"] = "declined"
    world.add(
        MeasureLink,
        case=case,
        school_id=school.pk,
        made_by=world.person(),
        made_at=world.cast.now,
        **facts,
    )


def _measure(world: World, pupil_id: int, owner: Any, *, case: Case | None) -> Measure:
    writers = ("nav_1", "colleague_1", "nav_2") if case else ("counsellor_a", "counsellor_b")
    type_ = world.draw(world.cast.types)
    measure = world.add(
        Measure,
        pupil_id=pupil_id,
        owner_id=owner.pk,
        case=case,
        type=type_,
        is_sensitive=world.draw(SELDOM) or world.is_about_sensitive(type_),
        created_by=world.person(*writers),
        created_at=world.cast.at(-30),
    )
    is_draft = world.draw(SELDOM)
    part = world.add(
        MeasurePart,
        measure=measure,
        owner_id=owner.pk,
        state="draft" if is_draft else "submitted",
        justification="Eleven trenger begge.",
        planned_start=world.cast.day(10),
        deciding_organisation_id=None if is_draft else owner.pk,
    )
    world.tie(part, "proposers", [measure.created_by])
    if not is_draft:
        world.add(
            MeasureSubmission,
            part=part,
            part_version=1,
            digest=part.digest,
            content={},
            deciding_organisation_id=owner.pk,
            submitted_by=measure.created_by,
            submitted_at=world.cast.at(-20),
        )
    return measure


def _consent(world: World, **whose: Any) -> Consent:
    ends = world.draw([None, None, -1, 0])
    return world.add(
        Consent,
        status="given",
        method="oral",
        text_version="1",
        recorded_by=world.person(),
        recorded_at=world.cast.now - timedelta(days=30),
        starts_on=world.cast.day(-30),
        ends_on=world.cast.day(ends),
        **whose,
    )


def _line(world: World, consent: Consent, kind: str, service: str, receiver: Any) -> None:
    line = world.add(
        ConsentLine,
        consent=consent,
        information=kind,
        service=service,
        receiver_id=receiver.pk,
        includes_sensitive=world.draw(HALF),
    )
    world.tie(line, "areas", world.cast.areas[: world.draw([1, 2, 2, 3])])
