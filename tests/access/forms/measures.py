"""The forms of measures, filled in."""

from __future__ import annotations

from typing import Any

from followup.models import Measure
from tests.access.forms.form import Body, Form, once, words
from tests.factories.followup import measure_type
from tests.world import World


def _measure(world: World, record: Any) -> dict[str, Any]:
    version = record.parts.get().version if isinstance(record, Measure) else 1
    return once(
        type=measure_type().pk,
        justification="Falsk begrunnelse",
        planned_start=world.day(14).isoformat(),
        version=version,
    )


def _decision(world: World, record: Measure) -> dict[str, Any]:
    waiting = record.parts.get().submissions.order_by("-part_version").first()
    digest, version = (waiting.digest, waiting.part_version) if waiting else ("0" * 64, 1)
    why = {"reasons": ["facts"], "text": "Falsk begrunnelse"}
    return {"digest": digest, "version": version, **why}


def _undo(world: World, record: Measure) -> dict[str, Any]:
    standing = record.parts.get().standing_decision()
    return {"decision": standing.pk if standing else 1}


def _step(**fields: Any) -> Body:
    def body(world: World, record: Measure) -> dict[str, Any]:
        today = world.today.isoformat()
        days = {name: today for name, value in fields.items() if value == "today"}
        return fields | days | {"version": record.parts.get().version}

    return body


def _forward(world: World, record: Measure) -> dict[str, Any]:
    return _step(agreed_on="today", how="Falsk")(world, record) | {"office": world.office_1.pk}


FORMS = {
    "followup:measure_create": Form("counsellor_1", ("case_consented",), _measure),
    "followup:measure_update": Form("counsellor_1", ("measure_draft_consented",), _measure),
    "followup:measure_submit": Form("counsellor_1", ("measure_draft_consented",), _measure),
    "followup:school_measure_create": Form(
        "school_counsellor_a",
        ("pupil_no_case",),
        lambda world, pupil: (
            _measure(world, pupil) | {"type": measure_type("tilrettelagt-opplaering").pk}
        ),
    ),
    "followup:school_part_create": Form(
        "school_counsellor_a", ("measure_asking_consented",), _measure
    ),
    "followup:nav_part_create": Form(
        "counsellor_1", ("measure_school_asking_consented",), _measure
    ),
    "followup:nav_part_ask": Form(
        "school_counsellor_a",
        ("measure_school_consented",),
        lambda world, _: {"nav_type": measure_type("oppfolging").pk, "nav_request": "Falsk"},
    ),
    "followup:combination_decline": Form(
        "counsellor_1", ("measure_school_asking_consented",), words()
    ),
    "followup:question_take_back": Form(
        "counsellor_1", ("measure_asking_consented",), lambda world, _: {}
    ),
    "followup:combination_end": Form(
        "counsellor_1", ("measure_combined_consented",), lambda world, _: {}
    ),
    "followup:measure_forward": Form("counsellor_3", ("measure_municipal_school_b",), _forward),
    "followup:measure_outside": Form(
        "counsellor_1",
        ("measure_external_consented",),
        _step(where="Falsk", reference="F-1", applied_on="today"),
    ),
    **{
        f"followup:measure_{end}": Form("manager_1", ("measure_sent_consented",), _decision)
        for end in ("approve", "return", "hold", "reject")
    },
    "followup:measure_undo": Form("manager_1", ("measure_approved_consented",), _undo),
    "followup:measure_offer": Form("counsellor_1", ("measure_approved_consented",), _step()),
    "followup:measure_decline": Form(
        "counsellor_1", ("measure_offered_consented",), _step(pupils_view="Falsk")
    ),
    "followup:measure_agreement": Form(
        "counsellor_1",
        ("measure_approved_consented",),
        _step(pupil_agreed_on="today", pupil_agreed_how="Falsk"),
    ),
    "followup:measure_formal_decision": Form(
        "counsellor_1", ("measure_offered_consented",), _step(reference="F-1", decided_on="today")
    ),
    "followup:measure_start": Form(
        "counsellor_1", ("measure_startable_consented",), _step(started_on="today")
    ),
    **{
        f"followup:measure_{end}": Form(
            "counsellor_1",
            ("measure_running_consented",),
            _step(effect="good", evaluation="Falsk", pupils_view="Falsk"),
        )
        for end in ("complete", "discontinue")
    },
}
