"""What the forms of a case's plan and status answer when something is wrong.

Each form is opened once and sent with one thing wrong at a time.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import Assessment, AssessmentArea, Goal, Note, Task
from pupils.actions.case import close_case
from tests.bad_input import (
    AREA_MESSAGE,
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.factories.pupils import area, give_consent
from tests.followup.entries import ONCE, VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

AREAS = [
    bad("areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("areas", [TOO_BIG], AREA_MESSAGE),
    bad("areas", ["rus"], AREA_MESSAGE),
]


def form_at(client: Client, world: World, name: str, record: Any, **typed: Any) -> FilledForm:
    """Return the form at the address, filled in by the responsible veileder."""
    path = address(name, record)
    return FilledForm(client, world.user("counsellor_1"), path, **typed)


def refuses_all(form: FilledForm, entries: list[Any]) -> None:
    """Assert that the form refuses each entry at its field and stores nothing."""
    for entry in entries:
        form.refuses(entry.values[0])


# --- Tasks ----------------------------------------------------------------------------

SOMEBODY = "Velg en kollega fra listen"
TASK = [
    bad("heading", "", "Skriv hva som skal gjøres"),
    bad("heading", "o" * 121, too_long(120)),
    bad("heading", NUL, NUL_MESSAGE),
    bad("text", "🦊" * 2001, too_long(2000)),
    bad("text", NUL, NUL_MESSAGE),
    bad("due_on", "", "Fyll inn fristen"),
    bad("due_on", "31.11.2026", DATE_MESSAGE),
    bad("due_on", "snart", DATE_MESSAGE),
    bad("due_on", days(-1), "Fristen må være i dag eller senere."),
    bad("due_on", days(1200), "Fristen er for langt fram. Kontroller året."),
    bad("responsible", NOT_OFFERED, SOMEBODY),
    bad("responsible", TOO_BIG, SOMEBODY),
    *AREAS,
]
CASE_TASK = [
    *TASK,
    bad("goal", NOT_OFFERED, "Velg et av målene i saken"),
    bad("goal", "x", "Velg et av målene i saken"),
    bad("given_to", "alle", CHOICE_MESSAGE),
    bad("given_to", f"pupil_services-{NOT_OFFERED}", CHOICE_MESSAGE),
]


@pytest.fixture
def case_task(client: Client, world: World) -> FilledForm:
    """Return the form of a new task in a case whose consent covers jobb og praksis."""
    return form_at(
        client,
        world,
        "case_task_create",
        world.case_consented,
        heading="Ring bedriften",
        text="Spør om plass.",
        due_on=days(7),
        areas=[str(area("jobb-og-praksis").pk)],
        given_to="",
    )


def test_a_case_task_refuses(case_task: FilledForm) -> None:
    refuses_all(case_task, [*CASE_TASK, *ONCE])


def test_a_task_goes_to_nobody_who_could_not_read_it(case_task: FilledForm, world: World) -> None:
    for name in ("principal_a", "counsellor_2", "colleague_1", "former_1"):
        other = str(world.records[name].pk)
        case_task.refuses(Bad("responsible", other, SOMEBODY, "responsible", {}))
    leader = str(world.manager_1.pk)
    case_task.refuses(Bad("responsible", leader, SOMEBODY, "responsible", {"is_sensitive": ["on"]}))


def test_a_task_is_not_given_beyond_the_consent(case_task: FilledForm, world: World) -> None:
    given = f"pupil_services-{world.school_a.pk}"
    uncovered = {"areas": [str(area("okonomi").pk)]}

    case_task.refuses(Bad("given_to", given, "mangler: Økonomi", "given_to", uncovered))
    task = case_task.makes(Task, given_to=given)

    assert (task.given_to, task.receiver_id) == ("pupil_services", world.school_a.pk)


def test_a_task_sent_twice_is_one_and_odd_text_stands_as_written(case_task: FilledForm) -> None:
    assert case_task.shows(ODD_TEXT.replace("\x07", "").strip(), text=ODD_TEXT)

    assert case_task.send(text="Sendt igjen").status_code == 302

    assert Task.objects.filter(heading="Ring bedriften").count() == 1


def test_changing_and_striking_a_task_refuses(client: Client, world: World) -> None:
    own = world.task_own_consented
    refuses_all(form_at(client, world, "task_update", own, text="Ny."), [*CASE_TASK, *VERSION])
    why = [
        bad("reason", "", "Skriv hvorfor oppgaven strykes"),
        bad("reason", "r" * 501, too_long(500)),
    ]
    striking = form_at(client, world, "task_strike", own, reason="Feil elev.")
    refuses_all(striking, [*why, *VERSION])
    school = address("task_update", world.task_school_no_case)
    form = FilledForm(client, world.user("school_counsellor_a"), school, text="Ny.")
    refuses_all(form, [*TASK, *VERSION])


def test_a_task_changed_meanwhile_keeps_the_own_text(client: Client, world: World) -> None:
    form = form_at(client, world, "task_update", world.task_own_consented, text="Ny.")
    assert form.send(text="Fra et annet vindu.").status_code == 302

    form.refuses(Bad("text", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409)

    assert "Fra et annet vindu." in read(form.send(text="Min egen")).text


def test_a_task_given_away_is_not_taken_back_unseen(client: Client, world: World) -> None:
    """The line has ended: the form still offers the receiver, and the rule says no."""
    world.consent_consented.ended_at = world.noon(-1)
    world.consent_consented.save()

    form = form_at(client, world, "task_update", world.task_given_consented, text="Ny.")
    given = form.values["given_to"]

    assert given == [f"pupil_services-{world.school_a.pk}"]
    form.refuses(Bad("text", "Ny.", "Ingen samtykkelinje", "given_to", {}))


# --- Goals and the assessment ---------------------------------------------------------

GOAL = [
    bad("heading", "", "Skriv målet"),
    bad("heading", "m" * 201, too_long(200)),
    bad("heading", NUL, NUL_MESSAGE),
    bad("text", "m" * 2001, too_long(2000)),
    bad("due_on", "til jul", DATE_MESSAGE),
    bad("due_on", days(-1), "Datoen må være i dag eller senere."),
    bad("due_on", days(2000), "Datoen er for langt fram. Kontroller året."),
    *AREAS,
]


def test_a_goal_refuses(client: Client, world: World) -> None:
    new = form_at(client, world, "goal_create", world.case_consented, heading="Lære")
    refuses_all(new, [*GOAL, *ONCE])
    assert new.makes(Goal).heading == "Lære"
    assert new.send(heading="Igjen").status_code == 302
    assert not Goal.objects.filter(heading="Igjen").exists()
    changed = form_at(client, world, "goal_update", world.goal_consented, text="Ny.")
    state = [bad("state", "glemt", CHOICE_MESSAGE), bad("state", [], "Velg status")]
    refuses_all(changed, [*GOAL, *state, *VERSION])


def test_an_assessment_refuses(client: Client, world: World) -> None:
    form = form_at(client, world, "assessment_update", world.case_consented, own_goal="Fagbrev")
    empty = {name: "" for name in form.values if name.startswith("area_")} | {"resources": ""}

    refuses_all(
        form,
        [
            bad("own_goal", "m" * 1001, too_long(1000)),
            bad("resources", NUL, NUL_MESSAGE),
            bad("area_bolig", "b" * 1001, too_long(1000)),
            bad("area_rus", NUL, NUL_MESSAGE),
            bad("own_goal", "", "Skriv noe i minst ett felt.", at="", also=empty),
            *VERSION,
        ],
    )
    assert form.shows(ODD_TEXT.replace("\x07", "").strip(), area_bolig=ODD_TEXT)


def test_an_assessment_changed_meanwhile_keeps_the_own_words(client: Client, world: World) -> None:
    form = form_at(client, world, "assessment_update", world.case_consented, area_bolig="Min")
    assert form.send(area_bolig="Fra et annet vindu.").status_code == 302

    form.refuses(Bad("area_bolig", "Min", CONFLICT, "", {}), forgets=("version",), status=409)

    answer = form.send(area_bolig="Min")
    assert "Fra et annet vindu." in read(answer).text
    assert Assessment.objects.get(case=world.case_consented).version == 2
    assert AssessmentArea.objects.filter(words="Min").count() == 0


# --- Status, closing and addenda ------------------------------------------------------


def test_moving_closing_and_reopening_refuse(client: Client, world: World) -> None:
    moving = form_at(client, world, "case_status_update", world.case_consented, status=["paused"])
    refuses_all(
        moving,
        [
            bad("status", [], "Velg ny status"),
            bad("status", "closed", CHOICE_MESSAGE),
            bad("reason", "", "Skriv hvorfor saken skal hvile"),
            bad("reason", "r" * 501, too_long(500), also={"status": "paused"}),
            bad("reason", NUL, NUL_MESSAGE),
        ],
    )
    closing = form_at(client, world, "case_close", world.case_consented, reason="Ferdig")
    refuses_all(
        closing,
        [
            bad("outcome", [], "Velg hvordan oppfølgingen endte"),
            bad("outcome", "glemt", CHOICE_MESSAGE),
            bad("reason", "r" * 501, too_long(500), also={"outcome": "work"}),
            bad("outcome", "work", "Dette må avsluttes først:", at=""),
        ],
    )
    reopening = form_at(client, world, "case_reopen", world.case_closed_90, reason="Mistet jobben")
    refuses_all(
        reopening,
        [
            bad("reason", "", "Skriv hvorfor saken gjenåpnes"),
            bad("reason", "r" * 501, too_long(500)),
        ],
    )


def test_a_case_moved_meanwhile_is_not_moved_again(client: Client, world: World) -> None:
    moving = form_at(
        client, world, "case_status_update", world.case_consented, status="paused", reason="Ferie"
    )
    assert moving.send().status_code == 302

    assert moving.send().status_code == 422


def test_an_addendum_refuses_and_is_added_once(client: Client, world: World) -> None:
    form = form_at(
        client,
        world,
        "case_addendum_create",
        world.case_closed_90,
        kind="conversation",
        occurred_at_0=days(-1),
        occurred_at_1="09.15",
        heading="Etterpå",
        text="Eleven ringte.",
    )

    refuses_all(
        form,
        [
            bad("heading", "", "Fyll inn overskrift"),
            bad("text", "", "Skriv notatet"),
            bad(
                "occurred_at_0", days(1), "Tidspunktet kan ikke ligge fram i tid.", at="occurred_at"
            ),
            *AREAS,
            *ONCE,
        ],
    )
    assert form.makes(Note).is_addendum
    assert form.send(text="Igjen").status_code == 302
    assert Note.objects.filter(heading="Etterpå").count() == 1


def test_a_case_closed_meanwhile_takes_no_task(client: Client, pair: Any) -> None:
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    path = address("case_task_create", pair.case)
    form = FilledForm(client, pair.counsellor, path, heading="Ring", due_on=days(3))
    filled_in = form.values
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")

    assert client.post(path, filled_in).status_code == 403
    assert not Task.objects.exists()
