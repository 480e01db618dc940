"""The forms of contracts and placements, filled in."""

from __future__ import annotations

from typing import Any

from agreements.forms.contract import CLAUSES
from agreements.forms.time_entry import initial_of, option_code, slot_name
from agreements.models import Contract, TimePlace, WorkKind
from agreements.standard_model import standard_content
from agreements.time_week import WeekSheet
from tests.access.forms.form import Form, once, words
from tests.addresses import NamedWeek
from tests.world import World


def _clauses(world: World, record: Any) -> dict[str, Any]:
    content = standard_content(school=world.school_a, office=world.office_3)
    dates = {"starts_on": world.day(410).isoformat(), "ends_on": world.day(700).isoformat()}
    fields = {name: content[name] for name in CLAUSES if name in content}
    shares = dict.fromkeys(Contract.SHARES, "0") | {"share_office": "100"}
    return once(**shares | fields | dates, version=getattr(record, "version", 1))


def _week(world: World, named: NamedWeek) -> dict[str, Any]:
    sheet = WeekSheet.of(world.actor("counsellor_1"), named.week)
    last = slot_name(sheet.slots[-1])
    place = option_code(world.placement_counsellor_1_a1, TimePlace.SCHOOL)
    chosen = {f"{last}_place": place, f"{last}_kind": WorkKind.TEAM}
    return initial_of(sheet) | chosen | {"version": sheet.version}


FORMS = {
    "agreements:contract_list": Form(
        "principal_a", (), lambda world, _: {"question": "Skole"}, changes=False
    ),
    "agreements:contract_pair": Form(
        "principal_a",
        (),
        lambda world, _: {
            "school": world.school_a.pk,
            "office": world.office_3.pk,
            "language": "nb",
        },
        changes=False,
    ),
    "agreements:contract_create": Form("principal_a", ("school_a", "office_3"), _clauses),
    "agreements:contract_update": Form("principal_b", ("contract_draft",), _clauses),
    "agreements:document_verify": Form(
        "principal_a", (), lambda world, _: {"digest": "f" * 64}, changes=False, answer=200
    ),
    "agreements:contract_renew": Form("principal_b", ("contract_b3",), _clauses),
    "agreements:contract_extend": Form("manager_3", ("contract_b3",), _clauses),
    "agreements:contract_discard": Form("principal_b", ("contract_draft",), lambda world, _: {}),
    "agreements:contract_notice": Form("principal_a", ("contract_a1",), words()),
    "agreements:contract_end": Form("manager_1", ("contract_a1",), words(confirmed="on")),
    "agreements:contract_open": Form("principal_b", ("contract_draft",), lambda world, _: {}),
    "agreements:contract_sign": Form(
        "principal_a",
        ("contract_open",),
        lambda world, contract: {"digest": contract.digest, "confirmed": "on"},
    ),
    "agreements:signatures_lift": Form("principal_a", ("contract_open",), words()),
    "agreements:placement_create": Form(
        "manager_1",
        ("contract_a1",),
        lambda world, _: {
            "counsellor": world.unplaced_1.pk,
            "post_fraction": "50",
            "starts_on": world.today.isoformat(),
        },
    ),
    "agreements:time_week": Form("counsellor_1", ("this_week",), _week),
}
