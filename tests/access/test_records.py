"""Who sees a note, a flag, a plan, a task, a measure with what hangs on it, and a review."""

from __future__ import annotations

from itertools import product

import pytest

from followup.models import (
    Assessment,
    AssessmentArea,
    CaseloadReview,
    Goal,
    Measure,
    MeasureLink,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    Note,
    Reminder,
    Task,
)
from pupils.models import Absence, RiskFlag, SubjectStanding
from tests.access.expected import (
    AT_A,
    AT_B,
    CASE_READS,
    FROM_SCHOOL_SENSITIVE,
    LEADER_READS,
    NOBODY_SEES_FOR,
    OPENED_CASES,
    READ_ALONE,
    SCHOOL_READS,
    SHARED_AT_SCHOOL,
    TEAM_READS,
    from_school,
)
from tests.world_pupils import ASKING_NAV, CARRIED_ON, COMBINED

pytestmark = pytest.mark.django_db

MOVED = {"moved_59", "moved_60", "moved_61"}
NOTES = [
    "note_own",
    "note_sensitive",
    "note_shared",
    "note_shared_no_area",
    "note_shared_other_area",
    "note_shared_sensitive",
]
MEASURES = [
    "measure_draft",
    "measure_draft_sensitive",
    "measure_sent",
    "measure_sent_sensitive",
]
TASKS = [
    "task_own",
    "task_sensitive",
    "task_done",
    "task_given",
    "task_given_other_area",
    "task_given_sensitive",
]

REMINDERS = ["reminder", "reminder_ended"]


def each(prefixes: list[str], relations: set[str]) -> set[str]:
    """Return the names of several kinds of record for the relations."""
    return {f"{prefix}_{relation}" for prefix, relation in product(prefixes, relations)}


def carried_on(relations: set[str], *, sent: bool = False) -> set[str]:
    """Return the names of the measures beyond those of every case, or of those once sent."""
    return {
        f"measure_{name}_{relation}"
        for relation in relations & set(CARRIED_ON)
        for name, (_code, state) in CARRIED_ON[relation].items()
        if not sent or state != MeasureState.DRAFT
    }


def own_records(who: str) -> set[str]:
    """Return the relations whose records at the person's own school they read."""
    at_own = AT_A if who.endswith("_a") else AT_B - MOVED
    return SCHOOL_READS[who] & (at_own | READ_ALONE.get(who, set()))


# --- The school's own record ----------------------------------------------------------


def opened_notes(who: str) -> set[str]:
    """Return the names of NAV's shared notes that consent opens to the person."""
    with_notes = OPENED_CASES[who] - {"existence_only"}
    sensitive = {"note_shared_sensitive_sensitive_consent"} & each(
        ["note_shared_sensitive"], with_notes
    )
    return each(["note_shared", "note_shared_no_area"], with_notes) | sensitive


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_school_reads_its_own_notes_and_the_shared_ones_a_line_covers(world, who):
    own = each(["note_school"], own_records(who))
    own |= each(["note_school_shared"], own_records(who) & SHARED_AT_SCHOOL)
    reads_sensitive = who in ("principal_a", "school_counsellor_a") or who.endswith("_b")
    if reads_sensitive:
        own |= each(["note_school_sensitive"], own_records(who))
        shared = own_records(who) & SHARED_AT_SCHOOL
        own |= each(["note_school_shared_sensitive"], shared)

    assert world.visible(Note, who) == own | opened_notes(who)


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_schools_sensitive_flag_is_for_whoever_raised_it(world, who):
    expected = each(["flag_school"], own_records(who))
    if who.startswith("school_counsellor"):
        expected |= each(["flag_school_sensitive"], own_records(who))

    assert world.visible(RiskFlag, who) == expected


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_school_reads_its_own_measures_and_the_sent_ones_a_line_covers(world, who):
    own = each(["measure_school"], own_records(who))
    own |= each(["measure_school_sent"], own_records(who) & SHARED_AT_SCHOOL)
    own |= each(["measure_school_combined"], own_records(who) & COMBINED)
    own |= each(["measure_school_asking"], own_records(who) & ASKING_NAV)
    lines = OPENED_CASES[who] - {"existence_only", "narrow"}
    # The consent covers every area but one of the vedtak's.
    uncovered = {"measure_offered_consented"}
    opened = each(["measure_sent"], lines) | carried_on(lines, sent=True) - uncovered
    if "sensitive_consent" in lines:
        opened |= {"measure_sent_sensitive_sensitive_consent"}

    assert world.visible(Measure, who) == own | opened


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_school_reads_its_own_tasks_and_those_given_to_the_readers_service(world, who):
    own = each(["task_school"], own_records(who))
    if who in ("principal_a", "school_counsellor_a") or who.endswith("_b"):
        own |= each(["task_school_sensitive"], own_records(who))
    given = set()
    if not who.endswith(("principal_a", "principal_b")):
        given = each(["task_given"], OPENED_CASES[who])
        given |= {"task_given_sensitive_sensitive_consent"} & each(
            ["task_given_sensitive"], OPENED_CASES[who]
        )

    assert world.visible(Task, who) == own | given


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_no_assessment_no_goal_and_no_slip_crosses_to_a_school(world, who):
    for model in (Assessment, AssessmentArea, Goal, Reminder):
        assert world.visible(model, who) == set()


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_school_reads_the_absence_it_entered_itself(world, who):
    own = own_records(who)

    assert world.visible(SubjectStanding, who) == each(["standing"], own)
    assert world.visible(Absence, who) == each(["absence_undocumented", "absence_health"], own)


@pytest.mark.parametrize("who", [*TEAM_READS, *LEADER_READS])
def test_nav_reads_the_absence_that_a_line_of_the_school_opens_and_no_other(world, who):
    plain = each(["absence_undocumented"], from_school(who))
    sensitive = each(["absence_health"], from_school(who, FROM_SCHOOL_SENSITIVE))

    assert world.visible(SubjectStanding, who) == each(["standing"], from_school(who))
    assert world.visible(Absence, who) == plain | sensitive


# --- NAV's record ---------------------------------------------------------------------


def notes_from_school(who: str) -> set[str]:
    """Return the names of the school's shared notes that its lines open, sensitive ones too."""
    sensitive = from_school(who, FROM_SCHOOL_SENSITIVE)
    return each(["note_school_shared"], from_school(who)) | each(
        ["note_school_shared_sensitive"], sensitive
    )


def tasks_from_school(who: str) -> set[str]:
    """Return the names of the school's tasks that its lines open, sensitive ones too."""
    sensitive = from_school(who, FROM_SCHOOL_SENSITIVE)
    return each(["task_school"], from_school(who)) | each(["task_school_sensitive"], sensitive)


def sent_by_school(who: str) -> set[str]:
    """Return the names of the measures the school has sent that its lines open."""
    combined = each(["measure_school_combined"], from_school(who) & COMBINED)
    combined |= each(["measure_school_asking"], from_school(who) & ASKING_NAV)
    return each(["measure_school_sent"], from_school(who)) | combined


@pytest.mark.parametrize("who", TEAM_READS)
def test_the_team_reads_everything_in_its_cases_and_nothing_elsewhere(world, who):
    cases = TEAM_READS[who]

    assert world.visible(Note, who) == each(NOTES, cases) | notes_from_school(who)
    assert world.visible(RiskFlag, who) == each(["flag_nav", "flag_nav_sensitive"], cases)
    sent = sent_by_school(who)
    assert world.visible(Measure, who) == each(MEASURES, cases) | carried_on(cases) | sent
    assert world.visible(Task, who) == each(TASKS, cases) | tasks_from_school(who)
    assert world.visible(Goal, who) == each(["goal", "goal_sensitive"], cases)
    assert world.visible(Assessment, who) == each(["assessment"], cases)
    areas = ["assessment_area", "assessment_area_sensitive"]
    assert world.visible(AssessmentArea, who) == each(areas, cases)
    assert world.visible(Reminder, who) == each(REMINDERS, cases)


@pytest.mark.parametrize("who", [*LEADER_READS, "unplaced_1"])
def test_the_leader_reads_all_but_the_sensitive(world, who):
    cases = CASE_READS[who]
    plain = [name for name in NOTES if "sensitive" not in name]

    assert world.visible(Note, who) == each(plain, cases) | notes_from_school(who)
    assert world.visible(RiskFlag, who) == each(["flag_nav"], cases)
    plain_tasks = ["task_own", "task_done", "task_given", "task_given_other_area"]
    assert world.visible(Task, who) == each(plain_tasks, cases) | tasks_from_school(who)
    assert world.visible(Goal, who) == each(["goal"], cases)
    assert world.visible(Assessment, who) == each(["assessment"], cases)
    assert world.visible(AssessmentArea, who) == each(["assessment_area"], cases)
    assert world.visible(Reminder, who) == each(REMINDERS, cases)


@pytest.mark.parametrize("who", LEADER_READS)
def test_the_leader_reads_a_sensitive_measure_from_when_it_is_sent(world, who):
    cases = LEADER_READS[who]
    expected = [name for name in MEASURES if name != "measure_draft_sensitive"]

    sent = sent_by_school(who)
    assert world.visible(Measure, who) == each(expected, cases) | carried_on(cases) | sent


@pytest.mark.parametrize("who", [*SCHOOL_READS, *TEAM_READS, *LEADER_READS])
def test_two_measures_are_one_to_whoever_reads_both_while_consents_stand(world, who):
    reads_both = world.visible(Measure, who) >= {
        "measure_combined_consented",
        "measure_school_combined_consented",
    }
    links = {"link_consented", "link_asking_consented"}

    assert world.visible(MeasureLink, who) == (links if reads_both else set())


@pytest.mark.parametrize("who", [*SCHOOL_READS, *TEAM_READS, *LEADER_READS])
def test_parts_and_submissions_are_read_with_their_measure(world, who):
    measures = world.visible(Measure, who)

    assert world.visible(MeasurePart, who) == {f"part_{name}" for name in measures}
    assert world.visible(MeasureSubmission, who) == {
        f"submission_{name}"
        for name in measures
        if "_sent" in name
        or "_school_combined" in name
        or "_school_asking" in name
        or name in carried_on(set(CARRIED_ON), sent=True)
    }


@pytest.mark.parametrize(
    "model",
    [
        Note,
        RiskFlag,
        Measure,
        MeasurePart,
        MeasureSubmission,
        MeasureLink,
        CaseloadReview,
        Task,
        Goal,
        Assessment,
        AssessmentArea,
        SubjectStanding,
        Absence,
    ],
)
@pytest.mark.parametrize("who", NOBODY_SEES_FOR)
def test_roles_without_a_ground_see_no_record(world, who, model):
    assert world.visible(model, who) == set()


# --- Rektor's review ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("principal_a", {"review_a"}),
        ("deputy_principal_a", {"review_a"}),
        ("principal_b", {"review_b"}),
        ("school_counsellor_a", set()),
        ("counsellor_1", set()),
        ("manager_1", set()),
    ],
)
def test_a_review_is_the_own_rektors(world, who, expected):
    assert world.visible(CaseloadReview, who) == expected
