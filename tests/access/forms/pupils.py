"""The forms about pupils, referrals, flags and those who work with them, filled in."""

from __future__ import annotations

from typing import Any

from navskole.records.school_year import school_year_of
from pupils.demo.national_id import national_ids
from pupils.models import Level
from tests.access.forms.form import Form, once, words
from tests.factories.pupils import area
from tests.world import World


def _pupil(world: World, record: Any) -> dict[str, Any]:
    return once(
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


def flag(world: World, record: Any) -> dict[str, Any]:
    return once(kind="area", area=area("jobb-og-praksis").pk, level="concern", reason="Falsk grunn")


def _standing(world: World, record: Any) -> dict[str, Any]:
    return once(
        subject="Falskt fag",
        school_year=school_year_of(world.today),
        term="second",
        lesson_hours="40",
        hours_undocumented="2",
        version=getattr(record, "version", 1),
    )


def _national_id(world: World, pupil: Any) -> dict[str, Any]:
    return {"national_id": next(national_ids(getattr(pupil, "birth_date", world.today)))}


def _protection(world: World, record: Any) -> dict[str, Any]:
    return {
        "after": "confidential",
        "named": [world.principal_a.pk, world.school_counsellor_a.pk],
        "reason": "Falsk melding fra folkeregisteret",
    }


def _single_access(world: World, record: Any) -> dict[str, Any]:
    return once(
        owner=world.office_1.pk,
        first_name="Falsk",
        last_name="Innsendt",
        birth_date=f"{world.day(-17 * 366):%d.%m.%Y}",
        reason="Falsk grunn til å lese",
        ends_on=f"{world.day(60):%d.%m.%Y}",
    )


def _new_case(world: World, record: Any) -> dict[str, Any]:
    return once(
        first_name="Falsk",
        last_name="Innsendt",
        birth_date=world.day(-17 * 366).isoformat(),
        source="self",
        office=world.office_1.pk,
        responsible=world.colleague_1.pk,
        is_new=f"Falsk Innsendt, {world.day(-17 * 366):%d.%m.%Y}",
    )


FORMS = {
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
        lambda world, _: once(office=world.office_1.pk, text="Falsk henvisning", pupil_knows="yes"),
    ),
    "pupils:school_flag_create": Form("principal_a", ("pupil_no_case",), flag),
    "pupils:enrolment_end": Form(
        "school_counsellor_a",
        ("pupil_no_case",),
        lambda world, _: {"ends_on": world.today.isoformat(), "end_reason": "left"},
    ),
    "pupils:standing_create": Form("principal_a", ("pupil_no_case",), _standing),
    "pupils:standing_update": Form("principal_a", ("standing_no_case",), _standing),
    "pupils:flag_resolve": Form("counsellor_1", ("flag_nav_consented",), words()),
    "pupils:referral_take": Form(
        "counsellor_1", ("referral_referral_pending",), lambda world, _: {}
    ),
    "pupils:referral_decline": Form("manager_1", ("referral_referral_pending",), words()),
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
    "pupils:single_access_create": Form("colleague_1", (), _single_access),
    "pupils:single_access_answer": Form(
        "deputy_principal_a",
        ("single_waiting_school",),
        lambda world, _: {"answer": "yes", "ends_on": f"{world.day(60):%d.%m.%Y}"},
    ),
    "pupils:single_access_end": Form("deputy_manager_1", ("single_nav",), lambda world, _: {}),
    "pupils:protection_update": Form("principal_a", ("pupil_no_case",), _protection),
    "pupils:protection_confirm": Form(
        "school_counsellor_a", ("protection_school_confidential",), lambda world, _: {}
    ),
    "pupils:protection_withdraw": Form(
        "deputy_manager_1", ("protection_nav_confidential",), lambda world, _: {}
    ),
    "pupils:naming_create": Form(
        "deputy_principal_a",
        ("pupil_confidential",),
        lambda world, _: {"person": world.colleague_a.pk},
    ),
    "pupils:naming_end": Form(
        "deputy_principal_a",
        ("pupil_confidential",),
        lambda world, _: {"person": str(world.principal_a.public_id)},
    ),
    "pupils:log_list": Form(
        "privacy_officer_1", (), lambda world, _: {"question": "Elev"}, changes=False
    ),
    "pupils:staff_log_list": Form(
        "privacy_officer_1", (), lambda world, _: {"question": "Ansatt"}, changes=False
    ),
}
