"""Writes what a drawn world says of its pupils: consents, notes, flags, measures, reviews."""

from __future__ import annotations

import uuid
from itertools import product
from typing import Any

from followup.models import (
    Assessment,
    AssessmentArea,
    CaseloadReview,
    ContactRequest,
    Goal,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from navskole.rules.models import AbsenceReason
from pupils.models import (
    NAV_INFORMATION,
    SCHOOL_INFORMATION,
    SCHOOL_SERVICES,
    Absence,
    Case,
    Consent,
    ConsentLine,
    ConsentStatus,
    Pupil,
    RiskFlag,
    Service,
    SubjectStanding,
)
from tests.access.oracle.drawing import HALF, MOSTLY, RECORDED, SELDOM, most_of, period, some
from tests.access.oracle.generated import World

STATES = [*MeasureState, "submitted", "submitted", "approved", "running"]
REASONS = ["undocumented", "health", "told-lately", "known-to-no-rule"]
ENDED = {"rejected", "declined", "completed", "discontinued"}
LIFTED = [-366, -365, -364, -1]
ENDED_DAYS = [-1, -364, -365, -366]


def add_records(world: World) -> None:
    """Write records in every case and at every school, for every pupil."""
    _add_reason(world)
    reviews = {school.pk: _add_review(world, school) for school in world.cast.schools}
    for case in world.cases:
        for _ in range(world.draw(range(3))):
            _add_consent(world, case)
        _add_of(world, pupil=case.pupil, owner=case.office, case=case)
    for pupil in world.pupils:
        usual = world.schools_of[pupil.pk]
        unusual = [s for s in world.cast.schools if s not in usual and world.draw(SELDOM)]
        for school in usual + unusual:
            for _ in range(world.draw(range(3))):
                _add_school_consent(world, pupil, school)
            _add_of(world, pupil=pupil, owner=school, case=None, review=reviews[school.pk])
    for office in most_of(world.draw, world.cast.offices):
        _add_first_contacts(world, office)


def _add_reason(world: World) -> None:
    """Let a reason for absence be told, and so be plain or not, from a day near today."""
    world.add(
        AbsenceReason,
        code="told-lately",
        name="Fortalt nylig",
        is_exempt=False,
        is_sensitive=world.draw(SELDOM),
        effective_from=world.cast.day(world.draw([-1, 0, 1, 1])),
        source="Prøve.",
    )


def _add_review(world: World, school: Any) -> CaseloadReview | None:
    """Let rektor have gone through the school's caseload; its points are tasks."""
    if world.draw(SELDOM):
        return None
    return world.add(
        CaseloadReview,
        school=school,
        reviewed_by=world.cast.people["principal_a"],
        reviewed_at=world.cast.now,
    )


def _add_consent(world: World, case: Case) -> None:
    draw = world.draw
    consent = _answer(world, pupil=case.pupil, owner_id=case.office_id, case=case)
    usual = world.schools_of[case.pupil_id] or world.cast.schools
    schools = usual if draw(MOSTLY) else world.cast.schools
    kinds = [*product(NAV_INFORMATION, SCHOOL_SERVICES, schools)]
    for information, service, school in some(draw, kinds, 8):
        _add_line(world, consent, information, service, school)


def _add_school_consent(world: World, pupil: Pupil, school: Any) -> None:
    """Let the school open something of its own to one of the offices."""
    consent = _answer(world, pupil=pupil, owner_id=school.pk, case=None)
    offices = [case.office for case in world.cases if case.pupil_id == pupil.pk]
    office = world.draw(offices or world.cast.offices)
    for information in most_of(world.draw, [*SCHOOL_INFORMATION]):
        _add_line(world, consent, information, Service.NAV_OFFICE, office)


def _answer(world: World, **place: Any) -> Consent:
    return world.add(
        Consent,
        status=world.draw([ConsentStatus.GIVEN] * 16 + list(ConsentStatus)),
        method="oral",
        text_version="1",
        recorded_by=world.person(),
        recorded_at=world.cast.at(world.draw(RECORDED)),
        **place,
        **world.dates(period(world.draw)),
    )


def _add_line(
    world: World, consent: Consent, information: str, service: str, receiver: Any
) -> None:
    line = world.add(
        ConsentLine,
        consent=consent,
        information=information,
        service=service,
        receiver_id=receiver.pk,
        includes_sensitive=world.draw(HALF),
    )
    world.tie(line, "areas", most_of(world.draw, world.cast.areas))


def _add_of(world: World, *, review: CaseloadReview | None = None, **drawn: Any) -> None:
    draw = world.draw
    case, owner = drawn["case"], drawn["owner"]
    place = {"pupil": drawn["pupil"], "owner_id": owner.pk, "case": case}
    if case is None:
        writers = ("counsellor_a", "colleague_a", "counsellor_b", "principal_a")
    else:
        writers = ("nav_1", "colleague_1", "nav_2", "manager_1")
    for _ in range(draw(range(1, 3))):
        _add_note(world, place, writers)
    if draw(HALF):
        _add_flag(world, place, writers)
    if draw(MOSTLY):
        _add_measure(world, place, writers)
    if draw(MOSTLY):
        _add_task(world, place, writers, review if draw(HALF) else None)
    if case is None and draw(MOSTLY):
        _add_standing(world, place, writers)
    if case is not None and draw(HALF):
        _add_plan(world, place, writers)


def _add_note(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    areas = some(draw, world.cast.areas, 2)
    shared = draw(MOSTLY)
    note = world.add(
        Note,
        kind="phone",
        occurred_at=world.cast.at(-1),
        heading="Samtale",
        text="Vi snakket.",
        is_sensitive=draw(SELDOM) or any(area.is_sensitive for area in areas),
        audience="shared" if shared else "own",
        author=world.person(*writers),
        created_at=world.cast.at(-1),
        struck_at=world.cast.at(0) if draw(SELDOM) else None,
        submission_id=uuid.uuid4(),
        **place,
    )
    world.tie(note, "areas", areas)
    if place["case"] is None and note.is_sensitive:
        world.tie(note, "named_readers", [world.person(*writers)] if draw(HALF) else [])


def _add_first_contacts(world: World, office: Any) -> None:
    where = {"office": office, "school": world.draw(world.cast.schools)}
    writer = world.person("nav_1", "nav_2")
    settled = world.draw(SELDOM)
    world.add(
        ContactRequest,
        outcome="talked" if settled else "",
        closed_on=world.cast.day(-1) if settled else None,
        first_name="Kim",
        channel="drop_in",
        theme="Jobb",
        recorded_by=writer,
        received_at=world.cast.at(-1),
        **where,
    )
    world.add(
        OutreachActivity,
        held_on=world.cast.day(-1),
        kind="group",
        theme="Jobb",
        headcount=9,
        recorded_by=writer,
        recorded_at=world.cast.at(-1),
        **where,
    )


def _add_standing(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    standing = SubjectStanding(
        pupil=place["pupil"],
        owner_id=place["owner_id"],
        school_year=2026,
        term="first",
        lesson_hours=60,
        recorded_by=world.person(*writers),
        recorded_at=world.cast.at(-1),
    )
    standing.set_subject("Norsk")
    SubjectStanding.objects.bulk_create([standing])
    for code in most_of(world.draw, REASONS):
        world.add(Absence, standing=standing, reason_code=code, hours=4)


def _add_task(
    world: World,
    place: dict[str, Any],
    writers: tuple[str, ...],
    review: CaseloadReview | None,
) -> None:
    draw = world.draw
    areas = some(draw, world.cast.areas, 2)
    given = place["case"] is not None and draw(MOSTLY)
    near = world.schools_of[place["pupil"].pk]
    task = world.add(
        Task,
        heading="Ring hjem",
        is_sensitive=draw(SELDOM) or any(area.is_sensitive for area in areas),
        due_on=world.cast.day(3),
        created_by=world.person(*writers),
        created_at=world.cast.at(-1),
        responsible=world.person(*writers),
        given_to=draw(SCHOOL_SERVICES) if given else "",
        receiver_id=draw(near or world.cast.schools).pk if given else None,
        review=review,
        struck_at=world.cast.at(0) if draw(SELDOM) else None,
        **place,
    )
    world.tie(task, "areas", areas)


def _add_plan(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    writer = world.person(*writers)
    written = {"created_by": writer, "created_at": world.cast.at(-1)}
    taken = {"ended_at": world.cast.at(0), "ended_by": writer} if draw(HALF) else {}
    saved = {"saved_by": writer, "saved_at": world.cast.at(-1)}
    world.add(Reminder, text="Husk nøkkelen", **saved, **taken, **written, **place)
    goal = world.add(Goal, heading="Lære", is_sensitive=draw(HALF), **written, **place)
    world.tie(goal, "areas", some(draw, world.cast.areas[:2], 1))
    assessment = world.add(
        Assessment,
        is_sensitive=draw(SELDOM),
        **saved,
        **written,
        **place,
    )
    for area in some(draw, world.cast.areas, 2):
        world.add(
            AssessmentArea,
            assessment=assessment,
            area=area,
            words="Eget ord.",
            is_sensitive=area.is_sensitive or assessment.is_sensitive,
        )


def _add_flag(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    area = world.draw([None, *world.cast.areas])
    world.add(
        RiskFlag,
        kind="area" if area else "signal",
        area=area,
        is_sensitive=world.draw(SELDOM) or (area is not None and area.is_sensitive),
        level="concern",
        reason="Det haster ikke.",
        raised_by=world.person(*writers),
        raised_at=world.cast.at(-1),
        expires_on=world.cast.day(30),
        **place,
    )


def _add_measure(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    state = draw(STATES)
    writer = world.person(*writers)
    type_ = draw(world.cast.types)
    measure = world.add(
        Measure,
        type=type_,
        is_sensitive=draw(SELDOM) or world.is_about_sensitive(type_),
        created_by=writer,
        created_at=world.cast.at(-30),
        **place,
    )
    decider = place["owner_id"]
    if place["case"] is not None and draw(SELDOM):
        decider = draw(world.cast.offices).pk
    part = world.add(
        MeasurePart,
        measure=measure,
        owner_id=place["owner_id"],
        state=state,
        justification="Eleven trenger det.",
        planned_start=world.cast.day(10),
        deciding_organisation_id=None if state == "draft" else decider,
        ended_on=world.cast.day(draw(ENDED_DAYS)) if state in ENDED else None,
    )
    world.tie(part, "proposers", [writer])
    if state != "draft" or draw(HALF):
        _add_submission(world, part, state, decider)


def _add_submission(world: World, part: MeasurePart, state: str, decider: int) -> None:
    """Send the part; what is a draft again was taken back."""
    sent = world.add(
        MeasureSubmission,
        part=part,
        part_version=1,
        digest=part.digest,
        content={},
        deciding_organisation_id=decider,
        lifted_at=world.cast.at(world.draw(LIFTED)) if state == "draft" else None,
        submitted_by=part.measure.created_by,
        submitted_at=world.cast.at(-20),
    )
    if state not in ("draft", "submitted"):
        world.add(
            MeasureDecision,
            submission=sent,
            outcome="approved",
            decided_by=world.person("manager_1", "manager_2", "principal_a"),
            role="nav_manager",
            decided_at=world.cast.at(-10),
        )
