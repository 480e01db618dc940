"""Complete and correct forms, posted by everybody who may not: refused, and nothing changes.

Each form is first shown to work for somebody who may, so that the refusals below are not
those of a broken form.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from agreements.forms.contract import CLAUSES
from agreements.standard_model import standard_content
from followup.models import Measure, Note
from navskole.organisations.models import Role
from navskole.records.school_year import school_year_of
from pupils.demo.national_id import national_ids
from pupils.models import CaseGrant, Level
from tests.access.declared import (
    ADDRESSES,
    BY_NAME,
    EVERYBODY,
    OPEN,
    address_of,
    asked_for,
    expected_status,
    in_turn,
)
from tests.factories.followup import measure_type
from tests.factories.pupils import area
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unrendered")]

Body = Callable[[World, Any], dict[str, Any]]


@dataclass(frozen=True)
class Form:
    """A form that works: who may post it, about what, and with which fields."""

    who: str
    names: tuple[str, ...]
    body: Body
    changes: bool = True
    answer: int = 302


def _words(text: str = "Skrevet av en som ikke får") -> Body:
    return lambda world, record: {"reason": text, "version": getattr(record, "version", 1)}


def _once(**fields: Any) -> dict[str, Any]:
    return {"submission_id": str(uuid.uuid4()), **fields}


def _pupil(world: World, record: Any) -> dict[str, Any]:
    return _once(
        first_name="Falsk",
        last_name="Innsendt",
        birth_date=world.day(-17 * 366).isoformat(),
        programme_area="Studiespesialisering",
        level=Level.VG1,
        class_name="1STA",
        starts_on=world.today.isoformat(),
        school=world.school_a.pk,
        version=getattr(record, "version", 1),
    )


def _note(world: World, record: Any) -> dict[str, Any]:
    return _once(
        kind="conversation",
        occurred_at_0=world.day(-1).isoformat(),
        occurred_at_1="09.15",
        heading="Falsk overskrift",
        text="Falsk tekst",
        audience="own",
        version=getattr(record, "version", 1),
    )


def _yes(world: World, **ticked: Any) -> dict[str, Any]:
    return _once(
        status="given",
        method="written",
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


def _flag(world: World, record: Any) -> dict[str, Any]:
    return _once(
        kind="area", area=area("jobb-og-praksis").pk, level="concern", reason="Falsk grunn"
    )


def _standing(world: World, record: Any) -> dict[str, Any]:
    return _once(
        subject="Falskt fag",
        school_year=school_year_of(world.today),
        term="second",
        lesson_hours="40",
        hours_undocumented="2",
        version=getattr(record, "version", 1),
    )


def _outreach(world: World, record: Any) -> dict[str, Any]:
    return _once(
        held_on=world.today.isoformat(),
        school=world.school_a.pk,
        kind="group",
        theme="Falskt tema",
        headcount="12",
        version=getattr(record, "version", 1),
    )


def _measure(world: World, record: Any) -> dict[str, Any]:
    version = record.parts.get().version if isinstance(record, Measure) else 1
    return _once(
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


def _clauses(world: World, record: Any) -> dict[str, Any]:
    content = standard_content(school=world.school_a, office=world.office_3)
    dates = {"starts_on": world.day(410).isoformat(), "ends_on": world.day(700).isoformat()}
    fields = {name: content[name] for name in CLAUSES if name in content}
    return _once(**{"notice_months": 3} | fields | dates, version=getattr(record, "version", 1))


def _task(world: World, record: Any) -> dict[str, Any]:
    return _once(
        heading="Falsk oppgave",
        due_on=world.day(14).isoformat(),
        version=getattr(record, "version", 1),
    )


def _goal(world: World, record: Any) -> dict[str, Any]:
    return _once(heading="Falsk mål", state="open", version=getattr(record, "version", 1))


def _assessment(world: World, record: Any) -> dict[str, Any]:
    return {"version": 1, "own_goal": "Falskt", "area_bolig": "Falske ord"}


def _grant(world: World, case: Any) -> dict[str, Any]:
    put_on = CaseGrant.objects.filter(content_object=case).order_by("pk").first()
    return {"grant": str(put_on.public_id) if put_on else ""}


def _user(world: World, record: Any) -> dict[str, Any]:
    return {
        "username": "falsk.bruker",
        "first_name": "Falsk",
        "last_name": "Bruker",
        "password": "et-langt-falskt-ord",
        "is_active": "on",
        "version": getattr(record, "version", 1),
    }


def _find_place(world: World, record: Any) -> dict[str, Any]:
    return {"question": "Skole"}


def _school(world: World, record: Any) -> dict[str, Any]:
    return {
        "org_number": "310 000 019",
        "name": "Falsk skole",
        "municipality": world.municipality_a.pk,
        "version": 1,
    }


def _office(world: World, record: Any) -> dict[str, Any]:
    place = world.municipality_a.pk
    facts = {"number": "9977", "name": "NAV Falsk", "municipality": place, "version": 1}
    return facts | {"serves": [place, world.municipality_b.pk]}


def _municipality(world: World, record: Any) -> dict[str, Any]:
    county = world.county_a
    facts = {"number": f"{county.number}77", "name": "Falsk kommune", "version": 1}
    return facts | {"county": county.pk}


def _county(world: World, record: Any) -> dict[str, Any]:
    return {"number": "99", "name": "Falskt fylke", "version": 1}


def _rule(world: World, record: Any) -> dict[str, Any]:
    day = world.day(30).isoformat()
    value = {"code": "consent_months", "number": "6", "source": "Falsk kilde"}
    return value | {"effective_from": day}


def _absence_reason(world: World, record: Any) -> dict[str, Any]:
    named = {"code": "falsk", "name": "Falsk årsak", "source": "Falsk kilde"}
    return named | {"effective_from": world.today.isoformat()}


def _national_id(world: World, pupil: Any) -> dict[str, Any]:
    return {"national_id": next(national_ids(getattr(pupil, "birth_date", world.today)))}


def _new_case(world: World, record: Any) -> dict[str, Any]:
    return _once(
        first_name="Falsk",
        last_name="Innsendt",
        birth_date=world.day(-17 * 366).isoformat(),
        source="self",
        office=world.office_1.pk,
        responsible=world.colleague_1.pk,
        is_new=f"Falsk Innsendt, {world.day(-17 * 366):%d.%m.%Y}",
    )


FORMS = {
    "administration:school_list": Form("system", (), _find_place, changes=False),
    "administration:school_create": Form("system", (), _school),
    "administration:school_update": Form("system", ("school_a",), _school),
    "administration:office_list": Form("system", (), _find_place, changes=False),
    "administration:office_create": Form("system", (), _office),
    "administration:office_update": Form("system", ("office_1",), _office),
    "administration:municipality_list": Form("system", (), _find_place, changes=False),
    "administration:municipality_create": Form("system", (), _municipality),
    "administration:municipality_update": Form("system", ("municipality_b",), _municipality),
    "administration:county_list": Form("system", (), _find_place, changes=False),
    "administration:county_create": Form("system", (), _county),
    "administration:county_update": Form("system", ("county_a",), _county),
    "administration:rule_create": Form("system", (), _rule),
    "administration:absence_reason_create": Form("system", (), _absence_reason),
    "administration:user_list": Form("system", (), lambda world, _: {"question": "Ansatt"}, False),
    "administration:user_create": Form("system", (), _user),
    "administration:user_update": Form("system", ("counsellor_2",), _user),
    "administration:membership_create": Form(
        "system",
        ("counsellor_2",),
        lambda world, _: {
            "role": Role.NAV_MANAGER,
            "organisation": world.office_2.pk,
            "starts_on": world.today.isoformat(),
        },
    ),
    "administration:membership_update": Form(
        "system",
        ("membership_counsellor_2",),
        lambda world, record: _words()(world, record) | {"ends_on": world.day(9).isoformat()},
    ),
    "administration:membership_end": Form(
        "system", ("membership_counsellor_2",), lambda world, _: {}
    ),
    "agreements:contract_list": Form(
        "principal_a", (), lambda world, _: {"question": "Skole"}, changes=False
    ),
    "agreements:contract_pair": Form(
        "principal_a",
        (),
        lambda world, _: {"school": world.school_a.pk, "office": world.office_3.pk},
        changes=False,
    ),
    "agreements:contract_create": Form("principal_a", ("school_a", "office_3"), _clauses),
    "agreements:contract_update": Form("principal_b", ("contract_draft",), _clauses),
    "agreements:contract_open": Form("principal_b", ("contract_draft",), lambda world, _: {}),
    "agreements:contract_sign": Form(
        "principal_a",
        ("contract_open",),
        lambda world, contract: {"digest": contract.digest, "confirmed": "on"},
    ),
    "agreements:signatures_lift": Form("principal_a", ("contract_open",), _words()),
    "agreements:placement_create": Form(
        "manager_1",
        ("contract_a1",),
        lambda world, _: {
            "counsellor": world.unplaced_1.pk,
            "post_fraction": "50",
            "starts_on": world.today.isoformat(),
        },
    ),
    "pupils:pupil_list": Form("principal_a", (), lambda world, _: {"question": "Elev"}, False),
    "pupils:pupil_create": Form("school_counsellor_a", (), _pupil),
    "pupils:pupil_update": Form("school_counsellor_a", ("pupil_consented",), _pupil),
    "pupils:national_id_update": Form("school_counsellor_a", ("pupil_no_case",), _national_id),
    "pupils:national_id_show": Form(
        "school_counsellor_a",
        ("pupil_no_case",),
        lambda world, _: {},
        changes=False,
        answer=200,
    ),
    "pupils:case_create": Form("counsellor_1", (), _new_case),
    "pupils:referral_create": Form(
        "school_counsellor_a",
        ("pupil_no_case",),
        lambda world, _: _once(
            office=world.office_1.pk, text="Falsk henvisning", pupil_knows="yes"
        ),
    ),
    "pupils:school_flag_create": Form("principal_a", ("pupil_no_case",), _flag),
    "pupils:enrolment_end": Form(
        "school_counsellor_a",
        ("pupil_no_case",),
        lambda world, _: {"ends_on": world.today.isoformat(), "end_reason": "left"},
    ),
    "pupils:standing_create": Form("principal_a", ("pupil_no_case",), _standing),
    "pupils:standing_update": Form("principal_a", ("standing_no_case",), _standing),
    "pupils:flag_resolve": Form("counsellor_1", ("flag_nav_consented",), _words()),
    "pupils:referral_take": Form(
        "counsellor_1", ("referral_referral_pending",), lambda world, _: {}
    ),
    "pupils:referral_decline": Form("manager_1", ("referral_referral_pending",), _words()),
    "pupils:caseload_handover": Form(
        "manager_1",
        ("counsellor_1",),
        lambda world, _: {"everyone": str(world.colleague_1.public_id)},
    ),
    "pupils:caseload_substitute": Form(
        "manager_1",
        ("counsellor_1",),
        lambda world, _: {
            "person": world.colleague_1.pk,
            "starts_on": world.today.isoformat(),
            "ends_on": world.day(20).isoformat(),
        },
    ),
    "pupils:placement_end": Form(
        "manager_1",
        ("placement_counsellor_1_a1",),
        lambda world, _: {"everyone": "left"},
    ),
    "pupils:relation_create": Form(
        "counsellor_1", ("pupil_unconsented",), lambda world, _: {"kind": "family"}
    ),
    "pupils:relation_lift": Form(
        "deputy_manager_1", ("relation_counsellor_1_related",), lambda world, _: {}
    ),
    "pupils:log_list": Form(
        "privacy_officer_1", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "pupils:staff_log_list": Form(
        "privacy_officer_1", (), lambda world, _: {"question": "Ansatt"}, changes=False
    ),
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
    "followup:case_reopen": Form("manager_1", ("case_closed_91",), _words()),
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
    "followup:note_strike": Form("counsellor_1", ("note_own_consented",), _words()),
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
    "followup:consent_withdraw": Form("counsellor_1", ("consent_consented",), _words()),
    "followup:case_flag_create": Form("counsellor_1", ("case_consented",), _flag),
    "followup:assessment_update": Form("counsellor_1", ("case_consented",), _assessment),
    "followup:goal_create": Form("counsellor_1", ("case_consented",), _goal),
    "followup:goal_update": Form("counsellor_1", ("goal_consented",), _goal),
    "followup:case_task_create": Form("counsellor_1", ("case_consented",), _task),
    "followup:school_task_create": Form("principal_a", ("pupil_no_case",), _task),
    "followup:task_update": Form("counsellor_1", ("task_own_consented",), _task),
    "followup:task_strike": Form("counsellor_1", ("task_own_consented",), _words()),
    "followup:task_complete": Form("counsellor_1", ("task_own_consented",), lambda world, _: {}),
    "followup:task_reopen": Form("counsellor_1", ("task_done_consented",), lambda world, _: {}),
    "followup:measure_create": Form("counsellor_1", ("case_consented",), _measure),
    "followup:measure_update": Form("counsellor_1", ("measure_draft_consented",), _measure),
    "followup:measure_submit": Form("counsellor_1", ("measure_draft_consented",), _measure),
    "followup:contact_request_create": Form(
        "counsellor_1",
        (),
        lambda world, _: _once(
            school=world.school_a.pk, first_name="Falsk", channel="drop_in", theme="Falskt tema"
        ),
    ),
    "followup:contact_request_close": Form(
        "manager_1", ("contact_request_1",), lambda world, _: {"outcome": "talked"}
    ),
    "followup:contact_request_take": Form(
        "counsellor_1",
        ("contact_request_1",),
        lambda world, _: _once(
            first_name=world.pupil_no_case.first_name,
            last_name=world.pupil_no_case.last_name,
            birth_date=world.pupil_no_case.birth_date.isoformat(),
            school=world.school_a.pk,
            source="self",
        ),
    ),
    "followup:outreach_create": Form("counsellor_1", (), _outreach),
    "followup:outreach_update": Form("counsellor_1", ("outreach_1",), _outreach),
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
    "followup:followup_list": Form(
        "principal_a", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "followup:review_create": Form(
        "principal_a", (), lambda world, _: _once(school=world.school_a.pk, remarks="Falsk")
    ),
    "followup:review_point_create": Form(
        "principal_a",
        ("review_a",),
        lambda world, _: _once(
            pupil=str(world.pupil_no_case.public_id),
            heading="Falskt punkt",
            responsible=world.principal_a.pk,
            due_on=world.day(7).isoformat(),
        ),
    ),
}
"""A working form for every address that takes a post; those of `OPEN` hold nothing to forge."""

POSTED = [
    address for address in ADDRESSES if "post" in address.methods and address.name not in OPEN
]


def test_every_address_that_takes_a_post_has_a_form_here():
    assert {address.name for address in POSTED} == set(FORMS)


# --- What is stored -------------------------------------------------------------------

_LOGS = {"audit", "sessions", "contenttypes"}


def stored() -> dict[str, Any]:
    """Return every row of every table, without logs and sessions."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _LOGS and model._meta.managed
    ]
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in models
    }


@pytest.fixture(scope="session")
def untouched(world: World, django_db_blocker: Any) -> dict[str, Any]:
    """Return the world as it was built."""
    with django_db_blocker.unblock():
        return stored()


def find(sight: Any, name: str, names: tuple[str, ...]) -> Any:
    """Return the first of the records called `names`, for the address `name`."""
    return sight.named[BY_NAME[name].arguments[0]][names[0]] if names else None


# --- The forms ------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMS)
def test_the_form_works_for_somebody_who_may(world, sight, enter, untouched, name):
    form = FORMS[name]
    url = address_of(sight, BY_NAME[name], form.names)

    answer = enter(form.who).post(url, form.body(world, find(sight, name, form.names)))

    assert answer.status_code == form.answer
    assert (stored() != untouched) == form.changes


@pytest.mark.parametrize("address", POSTED, ids=str)
def test_posted_by_whoever_may_not_it_is_refused_and_changes_nothing(
    world, sight, enter, untouched, address
):
    form = FORMS[address.name]
    expected, answers = {}, {}
    askers = in_turn(address, 1) if address.arguments else EVERYBODY
    for turn, who in enumerate(askers):
        names = form.names if turn % 2 else asked_for(sight, address, who)
        refusal = expected_status(sight, address, who, names, "post")
        if refusal == 200:
            continue
        expected[who, *names] = refusal
        body = form.body(world, find(sight, address.name, names))

        answer = enter(who).post(address_of(sight, address, names), body)

        answers[who, *names] = answer.status_code
    assert answers == expected
    assert stored() == untouched


def test_a_post_without_its_token_is_refused_and_changes_nothing(
    world, session_keys, untouched, settings
):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["counsellor_1"]
    url = BY_NAME["followup:case_note_create"].url(world.case_consented)

    answer = client.post(url, _note(world, None))

    assert answer.status_code == 403
    assert stored() == untouched


def test_a_note_posted_to_a_case_belongs_to_that_case_whatever_the_fields_say(world, enter):
    url = BY_NAME["followup:case_note_create"].url(world.case_consented)
    extra = {"case": world.case_unconsented.pk, "owner": world.office_2.pk, "author": 1}

    enter("counsellor_1").post(url, _note(world, None) | extra)

    note = Note.objects.latest("pk")
    assert (note.case_id, note.owner_id, note.author_id, note.pupil_id) == (
        world.case_consented.pk,
        world.office_1.pk,
        world.counsellor_1.pk,
        world.pupil_consented.pk,
    )
