"""The pupils of the world: one for each relation, with records on both sides of the wall."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from followup.models import Audience, MeasureLink, MeasureState
from pupils.models import (
    SCHOOL_INFORMATION,
    AddressProtection,
    CaseOutcome,
    ConsentStatus,
    FlagKind,
    Information,
    PersonRelation,
    Service,
)
from tests.factories.followup import (
    AssessmentFactory,
    DisclosureFactory,
    GoalFactory,
    NoteFactory,
    ReminderFactory,
    TaskFactory,
    make_measure,
    measure_type,
)
from tests.factories.pupils import (
    ALL_INFORMATION,
    BOTH_SERVICES,
    CaseFactory,
    ContactDetailsFactory,
    EnrolmentFactory,
    OwnNameFactory,
    PersonRelationFactory,
    ProtectionChangeFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    area,
    enter_standing,
    give_consent,
    give_school_consent,
    name_for,
    put_on_case,
)

if TYPE_CHECKING:
    from tests.world import World

SCHOOLS_PART = "tilrettelagt-opplaering"
COVERED = ("jobb-og-praksis", "fravaer-og-motivasjon")


@dataclass(frozen=True)
class Consented:
    """What the pupil answered; days count from today."""

    areas: tuple[str, ...] = COVERED
    information: tuple[str, ...] = ALL_INFORMATION
    services: tuple[str, ...] = BOTH_SERVICES
    includes_sensitive: bool = False
    status: str = ConsentStatus.GIVEN
    starts: int = -30
    ends: int = 300
    ended: int | None = None


@dataclass(frozen=True)
class Relation:
    """A pupil's ties; days count from today, `left` is the last day at school A."""

    name: str
    school: str | None = "school_a"
    left: int | None = None
    new_school: str | None = None
    office: str | None = None
    consent: Consented | None = None
    school_consent: Consented | None = None
    closed: int | None = None
    protection: str = AddressProtection.NONE
    related: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    referral: str = ""


FULL = Consented()
FROM_SCHOOL = Consented(information=SCHOOL_INFORMATION)
FROM_SCHOOL_SENSITIVE = Consented(
    information=SCHOOL_INFORMATION, areas=(*COVERED, "psykisk-helse"), includes_sensitive=True
)
CASE = "office_1"

CALLED_OTHERWISE = {"withdrawn"}
"""The relations whose pupil the school and the office each call by a name of their own."""

CARRIED_ON: dict[str, dict[str, tuple[str, str]]] = {
    "consented": {
        "approved": ("arbeidstrening", MeasureState.APPROVED),
        "offered": ("kvalifiseringsprogram", MeasureState.OFFERED),
        "startable": ("jobbklubb", MeasureState.OFFERED),
        "running": ("oppfolging", MeasureState.RUNNING),
        "external": ("los", MeasureState.DRAFT),
        "combined": ("arbeidstrening", MeasureState.APPROVED),
        "asking": ("arbeidstrening", MeasureState.SUBMITTED),
    },
    "withdrawn": {"combined": ("arbeidstrening", MeasureState.RUNNING)},
    "school_b": {"municipal": ("medvirkning-bolig", MeasureState.DRAFT)},
}
"""By relation, measures beyond those of every case: type and state, by name."""

COMBINED = {relation for relation, measures in CARRIED_ON.items() if "combined" in measures}
"""The relations with a combined measure: a part of NAV's and one of the school's."""

ASKING_NAV = {"consented"}
"""The relations in which the school asks NAV for a part of a measure of its own."""

DISCLOSED = {
    "unconsented": "school_counsellor_a",
    "closed_91": "school_counsellor_a",
    "moved_61": "school_counsellor_a",
    "strict": "principal_a",
}
"""By relation, with whom at the school a note of NAV's was shared on a statute."""

DISCLOSED_BY_SCHOOL = {"no_case": "counsellor_1"}
"""By relation, with whom at an office a note of the school's was."""

RELATIONS = [
    Relation("no_case", school_consent=FROM_SCHOOL),
    Relation("unconsented", office=CASE, school_consent=FROM_SCHOOL),
    Relation("consented", office=CASE, consent=FULL, school_consent=FROM_SCHOOL_SENSITIVE),
    Relation(
        "narrow",
        office=CASE,
        consent=Consented(
            areas=("jobb-og-praksis",),
            information=(Information.EXISTENCE, Information.NOTES),
            services=(Service.PUPIL_SERVICES,),
            ends=40,
        ),
        school_consent=Consented(information=(Information.NOTES,), areas=(), ends=40),
    ),
    Relation(
        "existence_only",
        office=CASE,
        consent=Consented(
            information=(Information.EXISTENCE,), services=(Service.SCHOOL_LEADERSHIP,)
        ),
    ),
    Relation(
        "sensitive_consent",
        office=CASE,
        consent=Consented(areas=(*COVERED, "psykisk-helse"), includes_sensitive=True),
    ),
    Relation(
        "withdrawn",
        office=CASE,
        consent=Consented(status=ConsentStatus.WITHDRAWN, ended=-1),
        school_consent=replace(FROM_SCHOOL, status=ConsentStatus.WITHDRAWN, ended=-1),
    ),
    Relation(
        "refused",
        office=CASE,
        consent=Consented(status=ConsentStatus.REFUSED),
        school_consent=replace(FROM_SCHOOL, status=ConsentStatus.REFUSED),
    ),
    Relation(
        "blocked",
        office=CASE,
        consent=Consented(status=ConsentStatus.BLOCKED),
        school_consent=replace(FROM_SCHOOL, status=ConsentStatus.BLOCKED),
    ),
    Relation(
        "expired",
        office=CASE,
        consent=Consented(ends=-1),
        school_consent=replace(FROM_SCHOOL, ends=-1),
    ),
    Relation(
        "future",
        office=CASE,
        consent=Consented(starts=1),
        school_consent=replace(FROM_SCHOOL, starts=1),
    ),
    Relation(
        "lapsed",
        office="office_3",
        consent=FULL,
        school_consent=FROM_SCHOOL,
        referral="pending",
    ),
    Relation("closed_90", office=CASE, consent=FULL, school_consent=FROM_SCHOOL, closed=-90),
    Relation("closed_91", office=CASE, consent=FULL, closed=-91),
    Relation("moved_59", left=-59, new_school="school_b", office=CASE, consent=FULL),
    Relation("moved_60", left=-60, new_school="school_b", office=CASE, consent=FULL),
    Relation("moved_61", left=-61, new_school="school_b", office=CASE, consent=FULL),
    Relation("left", left=-1, office=CASE, consent=FULL, school_consent=FROM_SCHOOL),
    Relation("without_school", school=None, office=CASE),
    Relation(
        "strict",
        office=CASE,
        consent=FULL,
        school_consent=FROM_SCHOOL_SENSITIVE,
        protection=AddressProtection.STRICT,
        named=("school_counsellor_a", "deputy_principal_a", "counsellor_1", "deputy_manager_1"),
    ),
    Relation(
        "confidential",
        office=CASE,
        consent=FULL,
        protection=AddressProtection.CONFIDENTIAL,
        named=(
            "school_counsellor_a",
            "deputy_principal_a",
            "principal_a",
            "counsellor_1",
            "deputy_manager_1",
        ),
    ),
    Relation(
        "related",
        office=CASE,
        consent=FULL,
        school_consent=FROM_SCHOOL,
        related=("school_counsellor_a", "principal_a", "counsellor_1", "manager_1"),
    ),
    Relation("other_office", office="office_2"),
    Relation("school_b", school="school_b", office="office_3", consent=FULL),
    Relation("other_school", school="school_b"),
    Relation("referral_pending", referral="pending"),
    Relation("referral_declined", referral="declined"),
    Relation("referral_taken", office=CASE, referral="taken"),
]


def add_pupils(world: World) -> None:
    """Add every relation, and what one person knows of two offices."""
    for relation in RELATIONS:
        world.relations.append(relation.name)
        _add_pupil(world, relation)
        _add_school_record(world, relation)
        if relation.office:
            _add_case(world, relation)
        if relation.school_consent:
            _add_school_consent(world, relation, relation.school_consent)
        if relation.name in COMBINED:
            _add_combined(world, relation.name)
        if relation.referral:
            _add_referral(world, relation)
    _add_protection_changes(world)
    for key, who in DISCLOSED.items():
        _add_disclosure(world, f"disclosure_{key}", f"note_own_{key}", who, side="nav")
    ended = {"ended_at": world.noon(-1), "ended_by": world.counsellor_1}
    note, who = "note_own_unconsented", DISCLOSED["unconsented"]
    _add_disclosure(world, "disclosure_ended_unconsented", note, who, side="nav", **ended)
    for key, who in DISCLOSED_BY_SCHOOL.items():
        name = f"disclosure_school_{key}"
        _add_disclosure(world, name, f"note_school_{key}", who, side="school")
    _add_absent_colleagues(world)


def _add_disclosure(
    world: World, name: str, note: str, who: str, *, side: str, **facts: Any
) -> None:
    """Share a note on a statute; why stands there for the own side alone."""
    classes = _classes(side, {})
    heading = world.sow(f"{name}-overskrift", side=side, classes=classes)
    text = world.sow(f"{name}-tekst", side=side, classes=classes)
    why = world.sow(f"{name}-vurdering", side=side, classes=classes)
    world.claim(world.records[note], why)
    disclosure = DisclosureFactory(
        note=world.records[note],
        heading=heading,
        text=text,
        assessment=why,
        recipients=[world.records[who]],
        **facts,
    )
    world.claim(world.add(name, disclosure), heading, text)


def _add_pupil(world: World, relation: Relation) -> None:
    key = relation.name
    name = world.sow(f"navn_{key}", side="shared", classes="A")
    pupil = PupilFactory(
        first_name="Elev",
        last_name=name,
        address_protection=relation.protection,
    )
    world.claim(world.add(f"pupil_{key}", pupil), name)
    for person in relation.named:
        name_for(pupil, world.records[person])
    for person in relation.related:
        user = world.records[person]
        place = user.memberships.get().organisation
        lives = PersonRelationFactory(
            pupil=pupil, user=user, owner=place, kind=PersonRelation.Kind.FAMILY
        )
        world.add(f"relation_{person}_{key}", lives)


PROPOSED = {
    "protection_school_confidential": ("confidential", "school_a", "deputy_principal_a"),
    "protection_nav_confidential": ("confidential", "office_1", "counsellor_1"),
    "protection_nav_strict": ("strict", "office_1", "counsellor_1"),
}
"""What waits for a second person: whose pupil, at which place, proposed by whom."""


def _add_protection_changes(world: World) -> None:
    for name, (relation, place, who) in PROPOSED.items():
        pupil = world.records[f"pupil_{relation}"]
        side = "nav" if place == CASE else "school"
        reason = world.sow(name, side=side, classes="C" if side == "nav" else "B")
        change = ProtectionChangeFactory(
            pupil=pupil,
            owner=world.records[place],
            before=pupil.address_protection,
            reason=reason,
            proposed_by=world.records[who],
        )
        world.claim(world.add(name, change), reason)


def _add_school_record(world: World, relation: Relation) -> None:
    if relation.school is None:
        return
    key, pupil = relation.name, world.records[f"pupil_{relation.name}"]
    school = world.records[relation.school]
    letter = relation.school[-1]
    leaves = {"ends_on": world.day(relation.left), "end_reason": "moved"} if relation.left else {}
    where = world.sow(f"klasse_{key}", side="school", classes="A")[-20:]
    enrolment = EnrolmentFactory(pupil=pupil, school=school, class_name=where, **leaves)
    world.add(f"enrolment_{key}", enrolment)
    if relation.new_school:
        later = EnrolmentFactory(
            pupil=pupil,
            school=world.records[relation.new_school],
            starts_on=world.day((relation.left or 0) + 1),
        )
        world.add(f"new_enrolment_{key}", later)
    _add_contact(world, f"contact_school_{key}", relation, owner=school, side="school")
    _add_own_name(world, f"own_name_school_{key}", relation, owner=school, side="school")
    author = world.records[f"school_counsellor_{letter}"]
    readers = [world.records[f"principal_{letter}"]]
    own = {"pupil": pupil, "owner": school}
    _add_note(world, f"note_school_{key}", side="school", author=author, **own)
    _add_note(
        world,
        f"note_school_sensitive_{key}",
        side="school",
        author=author,
        named_readers=readers,
        areas=["psykisk-helse"],
        is_sensitive=True,
        **own,
    )
    _add_flag(world, f"flag_school_{key}", side="school", raised_by=author, **own)
    _add_flag(
        world,
        f"flag_school_sensitive_{key}",
        side="school",
        raised_by=author,
        is_sensitive=True,
        area=area("rus"),
        **own,
    )
    _add_standing(world, f"standing_{key}", recorded_by=author, **own)
    _add_measure(
        world,
        f"measure_school_{key}",
        side="school",
        created_by=author,
        type=measure_type("tilrettelagt-opplaering"),
        **own,
    )

    _add_task(world, f"task_school_{key}", side="school", created_by=author, **own)
    _add_task(
        world,
        f"task_school_sensitive_{key}",
        side="school",
        created_by=author,
        responsible=readers[0],
        is_sensitive=True,
        **own,
    )


def _add_school_consent(world: World, relation: Relation, given: Consented) -> None:
    """Add the school's own answer to the office of the case, and what it could open."""
    key, pupil = relation.name, world.records[f"pupil_{relation.name}"]
    school, author = world.school_a, world.school_counsellor_a
    summary = world.sow(f"skolesamtykke_{key}", side="school", classes="B")
    consent = give_school_consent(
        pupil,
        school,
        world.records[relation.office or CASE],
        areas=given.areas,
        information=given.information,
        includes_sensitive=given.includes_sensitive,
        status=given.status,
        summary=summary,
        starts_on=world.day(given.starts),
        ends_on=world.day(given.ends),
        ended_at=None if given.ended is None else world.noon(given.ended),
        recorded_by=author,
    )
    world.claim(world.add(f"school_consent_{key}", consent), summary)
    for line in consent.lines.all():
        world.add(f"school_line_{line.information}_{key}", line)
    own: dict[str, Any] = {"pupil": pupil, "owner": school, "side": "school"}
    shared = {"author": author, "audience": Audience.SHARED, **own}
    _add_note(world, f"note_school_shared_{key}", areas=COVERED, **shared)
    _add_note(
        world,
        f"note_school_shared_sensitive_{key}",
        areas=["psykisk-helse"],
        is_sensitive=True,
        named_readers=[world.principal_a],
        **shared,
    )
    _add_measure(
        world,
        f"measure_school_sent_{key}",
        created_by=author,
        type=measure_type("tilrettelagt-opplaering"),
        state=MeasureState.SUBMITTED,
        **own,
    )


def _add_own_name(world: World, name: str, relation: Relation, *, owner: Any, side: str) -> None:
    if relation.name not in CALLED_OTHERWISE:
        return
    called = world.sow(f"eget-navn_{name}", side=side, classes="A")
    pupil = world.records[f"pupil_{relation.name}"]
    own = OwnNameFactory(pupil=pupil, owner=owner, first_name="Elev", last_name=called)
    world.claim(world.add(name, own), called)


def _add_contact(world: World, name: str, relation: Relation, *, owner: Any, side: str) -> None:
    if relation.protection == AddressProtection.STRICT:
        return
    email = world.sow(name, side=side, classes="A")
    details = ContactDetailsFactory(
        pupil=world.records[f"pupil_{relation.name}"],
        owner=owner,
        email=f"{email}@elev.example",
        municipality_of_stay=world.municipality_a,
    )
    world.claim(world.add(name, details), email)


def _add_case(world: World, relation: Relation) -> None:
    key, office = relation.name, world.records[str(relation.office)]
    number = str(relation.office)[-1]
    reason = world.sow(f"status_{key}", side="nav", classes="C")
    closed = (
        {"closed_on": world.day(relation.closed), "outcome": CaseOutcome.COMPLETED}
        if relation.closed
        else {}
    )
    case = CaseFactory(
        pupil=world.records[f"pupil_{key}"],
        office=office,
        responsible=world.records[f"counsellor_{number}"],
        status_reason=reason,
        **closed,
    )
    world.claim(world.add(f"case_{key}", case), reason)
    _add_contact(world, f"contact_nav_{key}", relation, owner=office, side="nav")
    _add_own_name(world, f"own_name_nav_{key}", relation, owner=office, side="nav")
    if relation.consent:
        _add_consent(world, key, relation.school or "school_a", relation.consent)
    _add_case_records(world, key, case)
    _add_plan(world, key, case, school=world.records[relation.school or "school_a"])


def _add_consent(world: World, key: str, school: str, given: Consented) -> None:
    summary = world.sow(f"samtykke_{key}", side="nav", classes="C")
    consent = give_consent(
        world.records[f"case_{key}"],
        world.records[school],
        areas=given.areas,
        information=given.information,
        services=given.services,
        includes_sensitive=given.includes_sensitive,
        status=given.status,
        summary=summary,
        starts_on=world.day(given.starts),
        ends_on=world.day(given.ends),
        ended_at=None if given.ended is None else world.noon(given.ended),
    )
    world.claim(world.add(f"consent_{key}", consent), summary)
    for line in consent.lines.all():
        world.add(f"line_{line.information}_{line.service}_{key}", line)


def _add_case_records(world: World, key: str, case: Any) -> None:
    nav: dict[str, Any] = {"case": case, "side": "nav"}
    shared = {"audience": Audience.SHARED}
    covered, other, health = ["jobb-og-praksis"], ["jobb-og-praksis", "bolig"], ["psykisk-helse"]
    _add_note(world, f"note_own_{key}", areas=covered, **nav)
    _add_note(world, f"note_sensitive_{key}", areas=health, is_sensitive=True, **nav)
    _add_note(world, f"note_shared_{key}", areas=covered, **shared, **nav)
    _add_note(world, f"note_shared_no_area_{key}", **shared, **nav)
    _add_note(world, f"note_shared_other_area_{key}", areas=other, **shared, **nav)
    _add_note(
        world, f"note_shared_sensitive_{key}", areas=health, is_sensitive=True, **shared, **nav
    )
    _add_flag(world, f"flag_nav_{key}", **nav)
    _add_flag(world, f"flag_nav_sensitive_{key}", is_sensitive=True, area=area("rus"), **nav)
    _add_measure(world, f"measure_draft_{key}", **nav)
    _add_measure(world, f"measure_draft_sensitive_{key}", is_sensitive=True, **nav)
    _add_measure(world, f"measure_sent_{key}", state=MeasureState.SUBMITTED, **nav)
    _add_measure(
        world,
        f"measure_sent_sensitive_{key}",
        state=MeasureState.SUBMITTED,
        is_sensitive=True,
        **nav,
    )
    for name, (code, state) in CARRIED_ON.get(key, {}).items():
        leader = world.records[f"manager_{str(case.office)[-1]}"]
        facts = {"type": measure_type(code), "state": state, "decided_by": leader}
        if name in ("combined", "asking"):
            facts |= {"asked_of_school": SCHOOLS_PART}
        _add_measure(world, f"measure_{name}_{key}", **facts, **nav)


def _add_plan(world: World, key: str, case: Any, *, school: Any) -> None:
    """Add the assessment, goals, slips, and tasks, some given to the school's rådgivere."""
    nav: dict[str, Any] = {"case": case, "side": "nav"}
    given: dict[str, Any] = {"given_to": Service.PUPIL_SERVICES, "receiver": school, **nav}
    _add_assessment(world, key, case)
    _add_goal(world, f"goal_{key}", case)
    _add_goal(world, f"goal_sensitive_{key}", case, is_sensitive=True)
    _add_task(world, f"task_own_{key}", goal=world.records[f"goal_sensitive_{key}"], **nav)
    _add_task(world, f"task_sensitive_{key}", is_sensitive=True, **nav)
    done = {"done_by": case.responsible, "done_at": world.noon(-1)}
    _add_task(world, f"task_done_{key}", **done, **nav)
    _add_task(world, f"task_given_{key}", areas=["jobb-og-praksis"], **given)
    _add_task(world, f"task_given_other_area_{key}", areas=["bolig"], **given)
    _add_task(
        world,
        f"task_given_sensitive_{key}",
        areas=["psykisk-helse"],
        is_sensitive=True,
        **given,
    )
    _add_reminder(world, f"reminder_{key}", case, remind_on=world.day(2))
    taken_away = {"ended_at": world.noon(-1), "ended_by": case.responsible}
    _add_reminder(world, f"reminder_ended_{key}", case, **taken_away)


def _add_assessment(world: World, key: str, case: Any) -> None:
    texts = [
        world.sow(f"kartlegging_{field}_{key}", side="nav", classes="C")
        for field in ("ressurser", "mal")
    ]
    plain = world.sow(f"kartlegging_jobb_{key}", side="nav", classes="C")
    sensitive = world.sow(f"kartlegging_rus_{key}", side="nav", classes="CD")
    assessment = AssessmentFactory(
        case=case,
        resources=texts[0],
        own_goal=texts[1],
        words={"jobb-og-praksis": plain, "rus": sensitive},
    )
    world.claim(world.add(f"assessment_{key}", assessment), *texts)
    for row in assessment.areas.all():
        kind = "assessment_area_sensitive" if row.is_sensitive else "assessment_area"
        world.claim(world.add(f"{kind}_{key}", row), row.words)


def _add_goal(world: World, name: str, case: Any, **facts: Any) -> None:
    text = world.sow(name, side="nav", classes=_classes("nav", facts))
    world.claim(world.add(name, GoalFactory(case=case, heading=text, **facts)), text)


def _add_reminder(world: World, name: str, case: Any, **facts: Any) -> None:
    text = world.sow(name, side="nav", classes="C")
    world.claim(world.add(name, ReminderFactory(case=case, text=text, **facts)), text)


def _add_task(world: World, name: str, *, side: str, **facts: Any) -> None:
    classes = _classes(side, facts)
    heading = world.sow(f"{name}-overskrift", side=side, classes=classes)
    text = world.sow(f"{name}-tekst", side=side, classes=classes)
    task = TaskFactory(heading=heading, text=text, **facts)
    world.claim(world.add(name, task), heading, text)


def _add_note(world: World, name: str, *, side: str, **facts: Any) -> None:
    classes = _classes(side, facts)
    heading = world.sow(f"{name}-overskrift", side=side, classes=classes)
    text = world.sow(f"{name}-tekst", side=side, classes=classes)
    note = NoteFactory(heading=heading, text=text, **facts)
    world.claim(world.add(name, note), heading, text)


def _add_flag(world: World, name: str, *, side: str, **facts: Any) -> None:
    reason = world.sow(name, side=side, classes=_classes(side, facts))
    flag = RiskFlagFactory(reason=reason, kind=FlagKind.AREA, **facts)
    world.claim(world.add(name, flag), reason)


def _add_standing(world: World, name: str, *, pupil: Any, owner: Any, **facts: Any) -> None:
    subject = world.sow(name, side="school", classes="B")
    standing = enter_standing(
        pupil, owner, subject=subject, absent={"undocumented": 9, "health": 4}, **facts
    )
    world.claim(world.add(name, standing), subject)
    for absence in standing.absences.all():
        world.add(f"absence_{absence.reason_code}_{name.removeprefix('standing_')}", absence)


def _add_measure(world: World, name: str, *, side: str, **facts: Any) -> None:
    text = world.sow(name, side=side, classes=_classes(side, facts))
    request = f"{text}-ber-skolen" if "asked_of_school" in facts else ""
    measure = make_measure(justification=text, other_request=request, **facts)
    world.claim(world.add(name, measure), text)
    for part in measure.parts.all():
        world.add(f"part_{name}", part)
        for submission in part.submissions.all():
            world.add(f"submission_{name}", submission)


def _add_combined(world: World, key: str) -> None:
    """Add the school's part of NAV's measure, and that the two are one while consents stand."""
    nav = world.records[f"measure_combined_{key}"]
    _add_measure(
        world,
        f"measure_school_combined_{key}",
        side="school",
        pupil=nav.pupil,
        owner=world.school_a,
        created_by=world.school_counsellor_a,
        type=measure_type(SCHOOLS_PART),
        state=MeasureState.SUBMITTED,
    )
    school = world.records[f"measure_school_combined_{key}"]
    link = MeasureLink.objects.create(
        case=nav.case,
        school=world.school_a,
        nav_measure=nav,
        school_measure=school,
        made_by=school.created_by,
        made_at=world.now,
    )
    world.add(f"link_{key}", link)
    if key in ASKING_NAV:
        _add_question(world, key, nav.case)


def _add_question(world: World, key: str, case: Any) -> None:
    """Add a measure of the school's that asks NAV for a part."""
    _add_measure(
        world,
        f"measure_school_asking_{key}",
        side="school",
        pupil=case.pupil,
        owner=world.school_a,
        created_by=world.school_counsellor_a,
        type=measure_type(SCHOOLS_PART),
        state=MeasureState.SUBMITTED,
    )
    text = world.sow(f"sporsmal_til_nav_{key}", side="nav", classes="C")
    link = MeasureLink.objects.create(
        case=case,
        school=world.school_a,
        school_measure=world.records[f"measure_school_asking_{key}"],
        is_asked_by_school=True,
        asked_type=measure_type("oppfolging"),
        asked_request=text,
        made_by=world.school_counsellor_a,
        made_at=world.now,
    )
    world.claim(world.add(f"link_asking_{key}", link), text)


def _classes(side: str, facts: dict[str, Any]) -> str:
    own = "C" if side == "nav" else "B"
    base = "E" if facts.get("audience") == Audience.SHARED else own
    return base + ("D" if facts.get("is_sensitive") else "")


def _add_referral(world: World, relation: Relation) -> None:
    key = relation.name
    text = world.sow(f"henvisning_{key}", side="school", classes="B")
    what: dict[str, Any] = {}
    if relation.referral == "taken":
        what = {"case": world.records[f"case_{key}"]}
    if relation.referral == "declined":
        why = world.sow(f"avvist_{key}", side="nav", classes="C")
        what = {
            "declined_at": world.noon(-3),
            "declined_by": world.counsellor_1,
            "decline_reason": why,
        }
    referral = ReferralFactory(
        pupil=world.records[f"pupil_{key}"],
        school=world.school_a,
        office=world.records[relation.office or CASE],
        text=text,
        sent_by=world.school_counsellor_a,
        sent_at=world.noon(-5),
        **what,
    )
    world.claim(world.add(f"referral_{key}", referral), text)


def _add_absent_colleagues(world: World) -> None:
    """Put on `case_unconsented` those who are there no longer, not yet, or must not be."""
    case = world.case_unconsented
    put_on_case(case, world.substitute_1, starts_on=world.day(-30), ends_on=world.day(-1))
    put_on_case(case, world.former_1)
    put_on_case(case, world.inactive_1)
    put_on_case(case, world.two_offices)
    put_on_case(case, world.two_sides_apart)
    put_on_case(case, world.two_sides_meeting)
    put_on_case(world.case_strict, world.two_offices)
    put_on_case(world.case_confidential, world.two_offices)
