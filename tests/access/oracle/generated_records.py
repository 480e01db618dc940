"""Writes what a drawn world says of its pupils: consents, notes, flags, measures, reviews."""

from __future__ import annotations

import uuid
from typing import Any

from hypothesis import strategies as st

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
    Task,
)
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
from tests.access.oracle.drawing import HALF, SELDOM, period, some
from tests.access.oracle.generated import World

STATES = st.sampled_from(list(MeasureState))
REASONS = ["undocumented", "health", "known-to-no-rule"]
ENDED = {"rejected", "declined", "completed", "discontinued"}
ENDED_DAYS = st.sampled_from([-1, -364, -365, -366])


def add_records(world: World) -> None:
    """Write records in every case and at every school, for every pupil."""
    for case in world.cases:
        for _ in range(world.draw(st.integers(0, 2))):
            _add_consent(world, case)
        _add_of(world, pupil=case.pupil, owner=case.office, case=case)
    for pupil in world.pupils:
        for school in some(world.draw, world.cast.schools, 2):
            if world.draw(HALF):
                _add_school_consent(world, pupil, school)
            _add_of(world, pupil=pupil, owner=school, case=None)
    for office in some(world.draw, world.cast.offices, 2):
        _add_first_contacts(world, office)
    for school in some(world.draw, world.cast.schools, 1):
        reviewer = world.cast.people["principal_a"]
        CaseloadReview.objects.create(
            school=school, reviewed_by=reviewer, reviewed_at=world.cast.now
        )


def _add_consent(world: World, case: Case) -> None:
    draw = world.draw
    consent = Consent.objects.create(
        pupil=case.pupil,
        owner_id=case.office_id,
        case=case,
        status=draw(st.sampled_from([ConsentStatus.GIVEN] * 6 + list(ConsentStatus))),
        method="oral",
        text_version="1",
        recorded_by=world.person(),
        recorded_at=world.cast.at(draw(st.sampled_from([-30, -30, -1, 0]))),
        **world.dates(period(draw)),
    )
    kinds = draw(
        st.lists(
            st.tuples(
                st.sampled_from(NAV_INFORMATION),
                st.sampled_from(SCHOOL_SERVICES),
                st.sampled_from(world.cast.schools),
            ),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    for information, service, school in kinds:
        line = ConsentLine.objects.create(
            consent=consent,
            information=information,
            service=service,
            receiver_id=school.pk,
            includes_sensitive=draw(HALF),
        )
        line.areas.set(some(draw, world.cast.areas, 3))


def _add_school_consent(world: World, pupil: Pupil, school: Any) -> None:
    """Let the school open something of its own to one of the offices."""
    draw = world.draw
    consent = Consent.objects.create(
        pupil=pupil,
        owner_id=school.pk,
        status=draw(st.sampled_from([ConsentStatus.GIVEN] * 6 + list(ConsentStatus))),
        method="oral",
        text_version="1",
        recorded_by=world.person(),
        recorded_at=world.cast.at(draw(st.sampled_from([-30, -30, -1, 0]))),
        **world.dates(period(draw)),
    )
    office = draw(st.sampled_from(world.cast.offices))
    for information in some(draw, [*SCHOOL_INFORMATION], 3):
        line = ConsentLine.objects.create(
            consent=consent,
            information=information,
            service=Service.NAV_OFFICE,
            receiver_id=office.pk,
            includes_sensitive=draw(HALF),
        )
        line.areas.set(some(draw, world.cast.areas, 3))


def _add_of(world: World, *, pupil: Pupil, owner: Any, case: Case | None) -> None:
    place = {"pupil": pupil, "owner_id": owner.pk, "case": case}
    if case is None:
        writers = ("counsellor_a", "colleague_a", "counsellor_b", "principal_a")
    else:
        writers = ("nav_1", "colleague_1", "nav_2", "manager_1")
    for _ in range(world.draw(st.integers(0, 2))):
        _add_note(world, place, writers)
    if world.draw(HALF):
        _add_flag(world, place, writers)
    if world.draw(HALF):
        _add_measure(world, place, writers)
    if world.draw(HALF):
        _add_task(world, place, writers)
    if case is None and world.draw(HALF):
        _add_standing(world, place, writers)
    if case is not None and world.draw(HALF):
        _add_plan(world, place, writers)


def _add_note(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    areas = some(draw, world.cast.areas, 2)
    shared = draw(HALF) if place["case"] is None else not draw(SELDOM)
    note = Note.objects.create(
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
    note.areas.set(areas)
    if place["case"] is None and note.is_sensitive:
        note.named_readers.set([world.person(*writers)] if draw(HALF) else [])


def _add_first_contacts(world: World, office: Any) -> None:
    where = {"office": office, "school": world.draw(st.sampled_from(world.cast.schools))}
    writer = world.person("nav_1", "nav_2")
    ContactRequest.objects.create(
        first_name="Kim",
        channel="drop_in",
        theme="Jobb",
        recorded_by=writer,
        received_at=world.cast.at(-1),
        **where,
    )
    OutreachActivity.objects.create(
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
    standing.save()
    for code in some(world.draw, REASONS, 2):
        Absence.objects.create(standing=standing, reason_code=code, hours=4)


def _add_task(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    areas = some(draw, world.cast.areas, 2)
    given = place["case"] is not None and draw(HALF)
    task = Task.objects.create(
        heading="Ring hjem",
        is_sensitive=draw(SELDOM) or any(area.is_sensitive for area in areas),
        due_on=world.cast.day(3),
        created_by=world.person(*writers),
        created_at=world.cast.at(-1),
        responsible=world.person(*writers),
        given_to=draw(st.sampled_from(SCHOOL_SERVICES)) if given else "",
        receiver_id=draw(st.sampled_from(world.cast.schools)).pk if given else None,
        struck_at=world.cast.at(0) if draw(SELDOM) else None,
        **place,
    )
    task.areas.set(areas)


def _add_plan(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    draw = world.draw
    writer = world.person(*writers)
    written = {"created_by": writer, "created_at": world.cast.at(-1)}
    goal = Goal.objects.create(heading="Lære", is_sensitive=draw(HALF), **written, **place)
    goal.areas.set(some(draw, world.cast.areas[:2], 1))
    assessment = Assessment.objects.create(
        is_sensitive=draw(SELDOM), saved_by=writer, saved_at=world.cast.at(-1), **written, **place
    )
    for area in some(draw, world.cast.areas, 2):
        AssessmentArea.objects.create(
            assessment=assessment,
            area=area,
            words="Eget ord.",
            is_sensitive=area.is_sensitive or assessment.is_sensitive,
        )


def _add_flag(world: World, place: dict[str, Any], writers: tuple[str, ...]) -> None:
    area = world.draw(st.sampled_from([None, *world.cast.areas]))
    RiskFlag.objects.create(
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
    measure = Measure.objects.create(
        type=draw(st.sampled_from(world.cast.types)),
        is_sensitive=draw(SELDOM),
        created_by=writer,
        created_at=world.cast.at(-30),
        **place,
    )
    part = MeasurePart.objects.create(
        measure=measure,
        owner_id=place["owner_id"],
        state=state,
        justification="Eleven trenger det.",
        planned_start=world.cast.day(10),
        deciding_organisation_id=None if state == "draft" else place["owner_id"],
        ended_on=world.cast.day(draw(ENDED_DAYS)) if state in ENDED else None,
    )
    part.proposers.set([writer])
    if state != "draft":
        _add_submission(world, part, state)


def _add_submission(world: World, part: MeasurePart, state: str) -> None:
    sent = MeasureSubmission.objects.create(
        part=part,
        part_version=1,
        digest=part.digest,
        content={},
        deciding_organisation_id=part.owner_id,
        submitted_by=part.measure.created_by,
        submitted_at=world.cast.at(-20),
    )
    if state != "submitted":
        MeasureDecision.objects.create(
            submission=sent,
            outcome="approved",
            decided_by=world.person("manager_1", "manager_2", "principal_a"),
            role="nav_manager",
            decided_at=world.cast.at(-10),
        )
