"""Save the assessment of a case, and its goals."""

from __future__ import annotations

import uuid

import pytest

from followup.actions.plan import (
    AssessmentContent,
    GoalContent,
    add_goal,
    change_goal,
    save_assessment,
)
from followup.models import Assessment, AssessmentArea, Goal
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import day, sees
from tests.factories.followup import GoalFactory
from tests.factories.pupils import area, give_consent

pytestmark = pytest.mark.django_db

JOB, HOUSING, DRUGS = "jobb-og-praksis", "bolig", "rus"


def save(pair, *, who="counsellor", version=0, marked=False, **words) -> Assessment:
    return save_assessment(
        actor=pair.acting(who),
        case=pair.case,
        version=version,
        content=AssessmentContent(
            words={area(code.replace("_", "-")): text for code, text in words.items()},
            resources="God familie",
            own_goal="Vil bli kokk",
            is_sensitive=marked,
        ),
    )


def words_on(assessment: Assessment) -> dict[str, str]:
    standing = AssessmentArea.objects.standing().filter(assessment=assessment)
    return {row.area.code: row.words for row in standing}


# --- The assessment -------------------------------------------------------------------


def test_an_assessment_holds_words_on_each_area(pair):
    assessment = save(pair, jobb_og_praksis="Vil ha praksis", bolig="Bor trangt")

    assert (assessment.pupil, assessment.owner_id, assessment.case) == (
        pair.pupil,
        pair.office.pk,
        pair.case,
    )
    assert (assessment.resources, assessment.own_goal) == ("God familie", "Vil bli kokk")
    assert (assessment.saved_by, assessment.version) == (pair.counsellor, 1)
    assert words_on(assessment) == {JOB: "Vil ha praksis", HOUSING: "Bor trangt"}
    assert AccessEvent.objects.latest("pk").action == Action.ASSESSMENT_SAVED


def test_saving_again_changes_the_one_assessment_and_keeps_what_stood(pair):
    save(pair, jobb_og_praksis="Vil ha praksis", bolig="Bor trangt")

    save(pair, version=1, jobb_og_praksis="Har praksis", bolig="")

    assessment = Assessment.objects.get()
    assert (assessment.version, words_on(assessment)) == (2, {JOB: "Har praksis"})
    housing = AssessmentArea.objects.get(area__code=HOUSING)
    assert (housing.words, housing.removed_at is None) == ("Bor trangt", False)
    job = AssessmentArea.objects.get(area__code=JOB)
    assert [row.words for row in job.history.order_by("version")] == [
        "Vil ha praksis",
        "Har praksis",
    ]


def test_an_area_taken_out_can_come_back_and_one_left_alone_gets_no_version(pair):
    save(pair, jobb_og_praksis="Vil ha praksis", bolig="Bor trangt")
    save(pair, version=1, jobb_og_praksis="Vil ha praksis")
    assessment = save(pair, version=2, jobb_og_praksis="Vil ha praksis", bolig="Flyttet")

    assert words_on(assessment) == {JOB: "Vil ha praksis", HOUSING: "Flyttet"}
    versions = dict(AssessmentArea.objects.values_list("area__code", "version"))
    assert versions == {JOB: 1, HOUSING: 3}


def test_a_stale_assessment_is_refused_also_the_first_one(pair):
    save(pair, bolig="Bor trangt")

    for version in (0, 2):
        with pytest.raises(StaleVersion) as refused:
            save(pair, version=version, bolig="For sent")
        assert refused.value.facts["record"].version == 1
    assert words_on(Assessment.objects.get()) == {HOUSING: "Bor trangt"}


def test_the_leader_reads_all_but_the_sensitive_area(pair):
    assessment = save(pair, bolig="Bor trangt", rus="Drikker")
    plain, sensitive = assessment.areas.order_by("is_sensitive")

    assert (plain.classes, sensitive.classes) == ("C", "CD")
    assert [sees(pair.manager, row) for row in (assessment, plain, sensitive)] == [
        True,
        True,
        False,
    ]
    assert sees(pair.counsellor, sensitive)


def test_a_marked_assessment_is_the_teams_alone_until_the_mark_goes(pair):
    assessment = save(pair, marked=True, bolig="Bor trangt")
    row = assessment.areas.get()
    hidden = [sees(pair.manager, record) for record in (assessment, row)]

    save(pair, version=1, bolig="Bor trangt")

    assert (hidden, [sees(pair.manager, record) for record in (assessment, row)]) == (
        [False, False],
        [True, True],
    )


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_assesses(pair, who):
    with pytest.raises(NotAllowed):
        save(pair, who=who)


def test_a_closed_case_is_not_assessed_and_gets_no_goal(pair):
    pair.case.status, pair.case.closed_on = "closed", day(0)
    pair.case.save()

    with pytest.raises(NotAllowed):
        save(pair)
    with pytest.raises(NotAllowed):
        add(pair, GoalContent(heading="Lære"))


def test_no_consent_opens_the_plan_to_the_school(pair):
    give_consent(pair.case, pair.school, areas=[JOB, HOUSING, DRUGS], includes_sensitive=True)
    assessment = save(pair, bolig="Bor trangt")
    goal = add(pair, GoalContent(heading="Lære", areas=[area(JOB)]))

    for who in (pair.principal, pair.school_counsellor):
        seen = [sees(who, record) for record in (assessment, assessment.areas.get(), goal)]
        assert seen == [False, False, False]


# --- Goals ----------------------------------------------------------------------------


def add(pair, content, *, who="counsellor", submission_id=None) -> Goal:
    return add_goal(
        actor=pair.acting(who), case=pair.case, content=content, submission_id=submission_id
    )


def test_a_goal_is_added_once_for_a_form(pair):
    form = uuid.uuid4()

    goal = add(pair, GoalContent(heading="Lære", due_on=day(60)), submission_id=form)

    assert add(pair, GoalContent(heading="Annet"), submission_id=form) == goal
    assert (goal.case, goal.heading, goal.due_on, goal.is_open) == (
        pair.case,
        "Lære",
        day(60),
        True,
    )
    assert sees(pair.manager, goal)


def test_a_goal_with_a_sensitive_area_is_the_teams_alone(pair):
    goal = add(pair, GoalContent(heading="Slutte", areas=[area(DRUGS)]))

    assert (goal.classes, sees(pair.manager, goal), sees(pair.counsellor, goal)) == (
        "CD",
        False,
        True,
    )


def test_a_reached_goal_is_a_new_version_and_comes_after_those_worked_on(pair):
    first = add(pair, GoalContent(heading="Lære", due_on=day(1)))
    second = add(pair, GoalContent(heading="Praksis"))

    change_goal(
        actor=pair.acting("counsellor"),
        goal=first,
        version=1,
        content=GoalContent(heading="Lære", state="reached"),
    )

    assert list(Goal.objects.for_list()) == [second, first]
    first.refresh_from_db()
    assert (first.version, first.is_open) == (2, False)
    with pytest.raises(StaleVersion):
        change_goal(
            actor=pair.acting("counsellor"),
            goal=first,
            version=1,
            content=GoalContent(heading="x"),
        )


@pytest.mark.parametrize("who", ["manager", "principal"])
def test_only_the_team_sets_and_changes_goals(pair, who):
    with pytest.raises(NotAllowed):
        add(pair, GoalContent(heading="Lære"), who=who)
    with pytest.raises(NotAllowed):
        change_goal(
            actor=pair.acting(who),
            goal=GoalFactory(case=pair.case),
            version=1,
            content=GoalContent(heading="x"),
        )
