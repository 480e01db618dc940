"""The case page: overview, plan and history in sentences, asked through the browser."""

from __future__ import annotations

import pytest

from followup.actions.note import change_note, write_case_note
from followup.actions.plan import AssessmentContent, save_assessment
from followup.actions.task import TaskContent, add_case_task, complete_task
from followup.history import history_visible_to
from followup.models import Audience
from pupils.actions.case import change_status
from pupils.actions.team import assign_responsible
from pupils.models import Case, FlagLevel
from tests.asking import day
from tests.factories.followup import GoalFactory, TaskFactory, make_measure
from tests.factories.organisations import member
from tests.factories.pupils import RiskFlagFactory, area, give_consent, put_on_case
from tests.followup.pages import HEALTH, JOB, note, page, status_of, words

pytestmark = pytest.mark.django_db


def sentences(pair, who="counsellor") -> list[str]:
    """Return the history as `who` reads it, the oldest first."""
    actor = pair.acting(who)
    case = Case.objects.visible_to(actor).with_ground(actor).get(pk=pair.case.pk)
    lines = reversed(history_visible_to(actor, case))
    return [
        " | ".join([f"{line.who} {line.what}", *(change.sentence for change in line.changes)])
        for line in lines
    ]


# --- Overview -------------------------------------------------------------------------


def test_the_overview_tells_what_happened_and_what_is_to_be_done(pair):
    actor = pair.acting("counsellor")
    write_case_note(actor=actor, case=pair.case, content=note())
    change_status(actor=actor, case=pair.case, status="paused", reason="Utplassert")
    RiskFlagFactory(case=pair.case, level=FlagLevel.CONCERN, reason="Sover lite")
    make_measure(case=pair.case, state="submitted")
    TaskFactory(case=pair.case, heading="Ring bedriften", due_on=day(-1))
    give_consent(pair.case, pair.school, areas=[JOB])

    shown = words(page(pair, "counsellor"))

    for text in (
        "Eleven vil prøve arbeid.",
        "endret status i saken til «Hviler»",
        "Begrunnelse: «Utplassert»",
        "Sover lite",
        "foreslo tiltaket Arbeidstrening",
        "registrerte svar om samtykke: gitt",
        "Ring bedriften",
        "Over fristen",
        f"{pair.counsellor} Ansvarlig",
        f"{pair.school} Gjennom samtykke",
        "Hvorfor ser jeg dette?",
        "Du er satt på saken",
    ):
        assert text in shown, text


def test_the_team_on_the_overview_is_who_works_there_today(pair):
    colleague, former = (member("nav_counsellor", pair.office) for _ in range(2))
    put_on_case(pair.case, colleague, ends_on=day(9))
    put_on_case(pair.case, former)
    former.memberships.update(ended_at=pair.acting("manager").now)

    shown = words(page(pair, "manager"))

    assert f"{colleague} Medarbeider, til" in shown
    assert str(former) not in shown


def test_through_consent_the_school_meets_what_the_lines_open_and_no_more(pair):
    actor = pair.acting("counsellor")
    give_consent(pair.case, pair.school, areas=[JOB])
    write_case_note(actor=actor, case=pair.case, content=note(JOB, audience=Audience.SHARED))
    write_case_note(actor=actor, case=pair.case, content=note(text="Bare for NAV"))
    change_status(actor=actor, case=pair.case, status="paused", reason="Internt om pausen")
    RiskFlagFactory(case=pair.case, reason="Sover lite")
    measure = make_measure(case=pair.case, state="submitted", justification="Intern begrunnelse")
    goal = GoalFactory(case=pair.case, heading="Internt mål")
    given = {"given_to": "pupil_services", "receiver": pair.school}
    add_case_task(
        actor=actor,
        case=pair.case,
        content=TaskContent(
            heading="Finn fag", due_on=day(3), areas=[area(JOB)], goal=goal, **given
        ),
    )
    TaskFactory(case=pair.case, heading="Intern oppgave")

    shown = words(page(pair, "school_counsellor"))
    leader = words(page(pair, "principal"))

    assert "Eleven vil prøve arbeid." in shown
    assert "Finn fag" in shown
    assert f"tiltaket {measure.type}" in shown
    assert "Finn fag" not in leader
    for hidden in (
        "Bare for NAV", "Internt om pausen", "Sover lite", "Intern begrunnelse", "Internt mål",
        "Intern oppgave", "registrerte svar", "På saken",
    ):  # fmt: skip
        assert hidden not in shown, hidden
        assert hidden not in leader, hidden


def test_the_service_says_done_where_it_meets_the_task(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    task = TaskFactory(case=pair.case, areas=[JOB], given_to="pupil_services", receiver=pair.school)

    assert status_of(pair, "school_counsellor", "task_complete", data={}, record=task) == 302
    assert status_of(pair, "principal", "task_complete", data={}, record=task) == 404
    task.refresh_from_db()
    assert task.done_by == pair.school_counsellor
    assert status_of(pair, "school_counsellor", "task_update", record=task) == 403
    assert status_of(pair, "school_counsellor", "task_reopen", data={}, record=task) == 302


# --- Plan -----------------------------------------------------------------------------


def test_the_plan_groups_tasks_under_their_goals(pair):
    goal = GoalFactory(case=pair.case, heading="Lære")
    TaskFactory(case=pair.case, heading="Søk plass", goal=goal)
    TaskFactory(case=pair.case, heading="Ring mor")

    shown = page(pair, "counsellor", "case_plan")

    section = next(item for item in shown.select(".nk-item") if "Lære" in item.text)
    assert "Søk plass" in section.text
    assert "Ring mor" not in section.text
    assert "Ring mor" in shown.text


def test_the_leader_reads_the_plan_without_what_is_sensitive(pair):
    save_assessment(
        actor=pair.acting("counsellor"),
        case=pair.case,
        version=0,
        content=AssessmentContent(
            words={area(JOB): "Vil ha praksis", area(HEALTH): "Sover lite"}, own_goal="Fagbrev"
        ),
    )
    goal = GoalFactory(case=pair.case, heading="Slutte å bekymre seg", is_sensitive=True)
    TaskFactory(case=pair.case, heading="Bestille time", goal=goal)
    TaskFactory(case=pair.case, heading="Skjult oppgave", is_sensitive=True)

    leader = words(page(pair, "manager", "case_plan"))
    team = words(page(pair, "counsellor", "case_plan"))

    for text in ("Vil ha praksis", "Fagbrev", "Bestille time"):
        assert text in leader
        assert text in team
    for hidden in ("Sover lite", "Slutte å bekymre seg", "Skjult oppgave"):
        assert hidden not in leader
        assert hidden in team


# --- Historikk ------------------------------------------------------------------------


def test_history_says_from_what_to_what(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    actor = pair.acting("counsellor")
    written = write_case_note(actor=actor, case=pair.case, content=note(JOB))
    shared = note(JOB, audience=Audience.SHARED, heading="Samtale om praksis")
    change_note(actor=actor, note=written, version=1, content=shared)
    change_note(actor=actor, note=written, version=2, content=note(heading="Samtale om praksis"))
    other = member("nav_counsellor", pair.office)
    manager = pair.acting("manager")
    assign_responsible(actor=manager, case=pair.case, version=1, person=other)

    told = sentences(pair, "manager")

    who, name = pair.counsellor, "Samtale om praksis"
    assert f"{who} skrev notatet «Samtale»" in told
    assert (
        f"{who} delte notatet «{name}» med skolen | Hvem notatet er for fra «Egen side» til "
        f"«Delt» | Overskrift fra «Samtale» til «{name}»"
    ) in told
    assert (
        f"{who} tok notatet «{name}» tilbake til egen side | Hvem notatet er for fra «Delt» til "
        "«Egen side» | Problemområder: «Jobb og praksis» er tatt bort"
    ) in told
    assert (
        f"{pair.manager} tildelte saken til {other} | Ansvarlig veileder fra «{who}» til «{other}»"
    ) in told


def test_history_tells_of_plan_and_tasks(pair):
    actor = pair.acting("counsellor")
    for version, text in enumerate(("Vil ha praksis", "Har praksis")):
        content = AssessmentContent(words={area(JOB): text})
        save_assessment(actor=actor, case=pair.case, version=version, content=content)
    task = add_case_task(
        actor=actor, case=pair.case, content=TaskContent(heading="Ring", due_on=day(2))
    )
    complete_task(actor=actor, task=task)

    told = sentences(pair)

    who = pair.counsellor
    assert f"{who} startet kartleggingen" in told
    assert f"{who} kartla området «Jobb og praksis» | Jobb og praksis: «Vil ha praksis»" in told
    assert (
        f"{who} endret kartleggingen av «Jobb og praksis» | Jobb og praksis fra «Vil ha praksis» "
        "til «Har praksis»"
    ) in told
    assert f"{who} gjorde oppgaven «Ring»" in told


def test_the_leader_meets_no_value_that_was_sensitive(pair):
    actor = pair.acting("counsellor")
    hidden = note(HEALTH, heading="Søvn", text="Sover lite")
    written = write_case_note(actor=actor, case=pair.case, content=hidden)
    change_note(actor=actor, note=written, version=1, content=note(heading="Praksis"))

    told = "\n".join(sentences(pair, "manager"))

    assert "endret notatet «Praksis»" in told
    for text in ("Søvn", "Sover lite", "Psykisk helse"):
        assert text not in told
        assert text in "\n".join(sentences(pair))


@pytest.mark.parametrize("tab", ["case_detail", "case_history", "case_measures", "case_print"])
def test_the_leader_meets_no_sensitive_measure_among_what_has_happened(pair, tab):
    make_measure(case=pair.case, state="submitted", is_sensitive=True, justification="Sover lite")

    shown = words(page(pair, "manager", tab))

    assert "Sover lite" not in shown
    assert "Arbeidstrening" not in shown
    assert "Arbeidstrening" in words(page(pair, "counsellor", tab))
