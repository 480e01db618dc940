"""The forms of follow-up, less those of measures, filled in."""

from __future__ import annotations

from typing import Any

from pupils.models import CaseGrant
from tests.access.forms.form import Body, Form, once, words
from tests.access.forms.pupils import flag
from tests.factories.pupils import area
from tests.world import World


def _note(world: World, record: Any) -> dict[str, Any]:
    return once(
        kind="conversation",
        occurred_at_0=world.day(-1).isoformat(),
        occurred_at_1="09.15",
        heading="Falsk overskrift",
        text="Falsk tekst",
        audience="own",
        version=getattr(record, "version", 1),
    )


def _yes(world: World, **ticked: Any) -> dict[str, Any]:
    return once(
        status="given",
        method="written",
        language="nb",
        starts_on=world.today.isoformat(),
        ends_on=world.day(30).isoformat(),
        age_assessment="Forstår hva det gjelder",
        guardian_involved="no",
        guardian_reason="Eleven ønsker det ikke",
        **ticked,
    )


def _yes_at_school(world: World) -> dict[str, Any]:
    key = f"office_{world.office_1.number}"
    return _yes(world, **{key: ["measures"], f"{key}_areas": [area("bolig").pk]})


def _outreach(world: World, record: Any) -> dict[str, Any]:
    return once(
        held_on=world.today.isoformat(),
        school=world.school_a.pk,
        kind="group",
        theme="Falskt tema",
        headcount="12",
        version=getattr(record, "version", 1),
    )


def _task(world: World, record: Any) -> dict[str, Any]:
    return once(
        heading="Falsk oppgave",
        due_on=world.day(14).isoformat(),
        version=getattr(record, "version", 1),
    )


def _goal(world: World, record: Any) -> dict[str, Any]:
    return once(heading="Falsk mål", state="open", version=getattr(record, "version", 1))


def _reminder(world: World, record: Any) -> dict[str, Any]:
    return once(text="Falsk huskelapp", version=getattr(record, "version", 1))


def _disclosure(who: str) -> Body:
    def body(world: World, record: Any) -> dict[str, Any]:
        return once(
            recipients=[world.records[who].memberships.get().pk],
            statute="fvl_13b_7",
            assessment="Falsk vurdering av hvorfor det er nødvendig å dele dette.",
            pupil_informed="yes",
            ends_on=world.day(10).isoformat(),
            version=getattr(record, "version", 1),
        )

    return body


def _assessment(world: World, record: Any) -> dict[str, Any]:
    return {"version": 1, "own_goal": "Falskt", "area_bolig": "Falske ord"}


def _grant(world: World, case: Any) -> dict[str, Any]:
    put_on = CaseGrant.objects.filter(content_object=case).order_by("pk").first()
    return {"grant": str(put_on.public_id) if put_on else ""}


FORMS = {
    "followup:school_note_create": Form("principal_a", ("pupil_no_case",), _note),
    "followup:own_case_list": Form(
        "counsellor_1", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "followup:office_case_list": Form(
        "manager_1", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "followup:case_assign": Form(
        "manager_1",
        ("case_consented",),
        lambda world, case: {"person": world.colleague_1.pk, "version": case.version},
    ),
    "followup:case_status_update": Form(
        "counsellor_1",
        ("case_consented",),
        lambda world, _: {"status": "paused", "reason": "Falsk"},
    ),
    # Every case of the world has a measure that waits: right, and refused by the rule alone.
    "followup:case_close": Form(
        "manager_2",
        ("case_other_office",),
        lambda world, _: {"outcome": "work"},
        changes=False,
        answer=422,
    ),
    "followup:case_reopen": Form("manager_1", ("case_closed_91",), words()),
    "followup:case_addendum_create": Form("manager_1", ("case_closed_91",), _note),
    "followup:case_team_create": Form(
        "manager_1",
        ("case_consented",),
        lambda world, _: {
            "person": world.colleague_1.pk,
            "team_role": "substitute",
            "starts_on": world.today.isoformat(),
            "ends_on": world.day(20).isoformat(),
        },
    ),
    "followup:case_colleague_create": Form(
        "counsellor_1",
        ("case_consented",),
        lambda world, _: {"person": world.colleague_1.pk, "reason": "Falsk, men lang nok"},
    ),
    "followup:case_grant_end": Form("manager_1", ("case_consented",), _grant),
    "followup:case_contact": Form(
        "counsellor_1",
        ("case_consented",),
        lambda world, _: {"first_name": "Falsk", "last_name": "Navn", "phone": "99999999"},
    ),
    "followup:case_note_create": Form("counsellor_1", ("case_consented",), _note),
    "followup:case_note_readers": Form(
        "counsellor_1", ("case_consented",), _note, changes=False, answer=200
    ),
    "followup:school_note_readers": Form(
        "principal_a", ("pupil_no_case",), _note, changes=False, answer=200
    ),
    "followup:note_update": Form("counsellor_1", ("note_own_consented",), _note),
    **{
        f"followup:sensitive_{name}": Form(
            "manager_1",
            (record,),
            lambda world, _: {"purpose": "complaint", "explanation": "Falsk"},
            changes=False,
        )
        for name, record in (
            ("note", "note_sensitive_consented"),
            ("flag", "flag_nav_sensitive_consented"),
            ("goal", "goal_sensitive_consented"),
            ("task", "task_sensitive_consented"),
            ("measure", "measure_draft_sensitive_consented"),
        )
    },
    "followup:note_strike": Form("counsellor_1", ("note_own_consented",), words()),
    "followup:consent_create": Form(
        "counsellor_1",
        ("case_unconsented",),
        lambda world, _: _yes(world, school_leadership=["existence"]),
    ),
    "followup:consent_renew": Form(
        "counsellor_1",
        ("consent_narrow",),
        lambda world, _: _yes(world, pupil_services=["existence"]),
    ),
    "followup:pupil_consent_create": Form(
        "principal_a", ("pupil_no_case",), lambda world, _: _yes_at_school(world)
    ),
    "followup:consent_sheet": Form(
        "counsellor_1",
        ("case_unconsented",),
        lambda world, _: _yes(world, school_leadership=["existence"]),
        changes=False,
        answer=200,
    ),
    "followup:pupil_consent_sheet": Form(
        "principal_a",
        ("pupil_no_case",),
        lambda world, _: _yes_at_school(world),
        changes=False,
        answer=200,
    ),
    "followup:consent_withdraw": Form("counsellor_1", ("consent_consented",), words()),
    "followup:case_flag_create": Form("counsellor_1", ("case_consented",), flag),
    "followup:assessment_update": Form("counsellor_1", ("case_consented",), _assessment),
    "followup:goal_create": Form("counsellor_1", ("case_consented",), _goal),
    "followup:goal_update": Form("counsellor_1", ("goal_consented",), _goal),
    "followup:case_task_create": Form("counsellor_1", ("case_consented",), _task),
    "followup:school_task_create": Form("principal_a", ("pupil_no_case",), _task),
    "followup:task_update": Form("counsellor_1", ("task_own_consented",), _task),
    "followup:task_strike": Form("counsellor_1", ("task_own_consented",), words()),
    "followup:task_complete": Form("counsellor_1", ("task_own_consented",), lambda world, _: {}),
    "followup:task_reopen": Form("counsellor_1", ("task_done_consented",), lambda world, _: {}),
    "followup:note_disclose": Form(
        "counsellor_1", ("note_own_consented",), _disclosure("principal_a")
    ),
    "followup:task_disclose": Form(
        "counsellor_1", ("task_own_consented",), _disclosure("principal_a")
    ),
    "followup:measure_disclose": Form(
        "counsellor_1", ("measure_sent_consented",), _disclosure("principal_a")
    ),
    "followup:disclosure_end": Form("counsellor_1", ("disclosure_unconsented",), words()),
    "followup:reminder_create": Form("counsellor_1", ("case_consented",), _reminder),
    "followup:reminder_update": Form("counsellor_1", ("reminder_consented",), _reminder),
    "followup:reminder_end": Form("counsellor_1", ("reminder_consented",), lambda world, _: {}),
    "followup:contact_request_create": Form(
        "counsellor_1",
        (),
        lambda world, _: once(
            school=world.school_a.pk, first_name="Falsk", channel="drop_in", theme="Falskt tema"
        ),
    ),
    "followup:contact_request_close": Form(
        "manager_1", ("contact_request_1",), lambda world, _: {"outcome": "talked"}
    ),
    "followup:contact_request_take": Form(
        "counsellor_1",
        ("contact_request_1",),
        lambda world, _: once(
            first_name=world.pupil_no_case.first_name,
            last_name=world.pupil_no_case.last_name,
            birth_date=world.pupil_no_case.birth_date.isoformat(),
            school=world.school_a.pk,
            source="self",
        ),
    ),
    "followup:outreach_create": Form("counsellor_1", (), _outreach),
    "followup:outreach_update": Form("counsellor_1", ("outreach_1",), _outreach),
    "followup:followup_list": Form(
        "principal_a", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "followup:review_create": Form(
        "principal_a", (), lambda world, _: once(school=world.school_a.pk, remarks="Falsk")
    ),
    "followup:review_point_create": Form(
        "principal_a",
        ("review_a",),
        lambda world, _: once(
            pupil=str(world.pupil_no_case.public_id),
            heading="Falskt punkt",
            responsible=world.principal_a.pk,
            due_on=world.day(7).isoformat(),
        ),
    ),
}
