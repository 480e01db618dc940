"""Pausing, closing and reopening a case, and addenda, asked through the browser."""

from __future__ import annotations

import pytest
from django.urls import reverse

from followup.actions.note import write_addendum
from followup.models import Audience, Note
from navskole.records.errors import NotAllowed, RuleBroken
from pupils.actions.case import close_case, reopen_case
from pupils.models import FlagLevel
from tests.asking import day
from tests.factories.followup import make_measure
from tests.factories.organisations import member
from tests.factories.pupils import CaseFactory, RiskFlagFactory, area, give_consent, put_on_case
from tests.followup.pages import HEALTH, JOB, note, page, status_of, words
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def test_a_case_rests_with_a_reason_and_goes_on(pair):
    url = "case_status_update"
    assert status_of(pair, "counsellor", url, data={"status": "paused"}) == 422
    assert status_of(pair, "counsellor", url, data={"status": "new"}) == 422
    rests = {"status": "paused", "reason": "Utplassert"}

    assert status_of(pair, "counsellor", url, data=rests) == 302
    pair.case.refresh_from_db()
    assert (pair.case.status, pair.case.status_reason) == ("paused", "Utplassert")
    assert status_of(pair, "manager", url, data={"status": "active"}) == 302


@pytest.mark.parametrize("name", ["case_status_update", "case_close"])
def test_a_co_worker_moves_and_closes_nothing(pair, name):
    colleague = member("nav_counsellor", pair.office)
    put_on_case(pair.case, colleague)
    url = reverse(f"followup:{name}", args=[pair.case.public_id])

    answer = client_of(colleague).get(url)

    assert answer.status_code == 403
    assert "Bare ansvarlig veileder eller NAV-leder" in answer.content.decode()


def test_closing_names_what_is_open_first(pair):
    RiskFlagFactory(case=pair.case, level=FlagLevel.URGENT, area=area(JOB))
    make_measure(case=pair.case, state="running")

    shown = words(page(pair, "counsellor", "case_close"))
    refused = status_of(pair, "counsellor", "case_close", data={"outcome": "work"})

    assert "Haster: Jobb og praksis" in shown
    assert "Arbeidstrening" in shown
    assert refused == 422
    pair.case.refresh_from_db()
    assert pair.case.is_open


def test_closing_does_not_tell_the_leader_a_sensitive_area(pair):
    RiskFlagFactory(case=pair.case, level=FlagLevel.URGENT, area=area(HEALTH), is_sensitive=True)

    leader = words(page(pair, "manager", "case_close"))

    assert "Psykisk helse" not in leader
    assert "et sensitivt flagg som haster" in leader
    assert "Haster: Psykisk helse" in words(page(pair, "counsellor", "case_close"))


def test_closing_says_which_lines_end_and_ends_them(pair):
    give_consent(pair.case, pair.school, areas=[JOB])

    shown = words(page(pair, "counsellor", "case_close"))
    assert f"{pair.school}: At saken finnes, og status" in shown

    assert status_of(pair, "counsellor", "case_close", data={"outcome": "work"}) == 302
    assert status_of(pair, "principal", "case_detail") == 404
    assert status_of(pair, "counsellor", "case_note_create") == 403
    assert status_of(pair, "counsellor", "case_reopen", data={"reason": "Mistet jobben"}) == 302
    assert status_of(pair, "principal", "case_detail") == 404


def test_a_case_is_reopened_neither_without_a_reason_nor_beside_a_newer_one(pair):
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")
    assert status_of(pair, "manager", "case_reopen", data={"reason": ""}) == 422

    CaseFactory(pupil=pair.pupil, office=pair.office, responsible=pair.counsellor)

    assert status_of(pair, "manager", "case_reopen", data={"reason": "Mistet jobben"}) == 422


def test_a_case_is_not_reopened_without_a_contract(pair):
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")
    pair.contract.in_force_until = day(-1)
    pair.contract.save()

    with pytest.raises(RuleBroken, match="samarbeidskontrakt"):
        reopen_case(actor=pair.acting("manager"), case=pair.case, reason="Mistet jobben")


# --- Addenda --------------------------------------------------------------------------


def addendum(pair, who, *codes, **facts) -> Note:
    pair.case.refresh_from_db()
    return write_addendum(actor=pair.acting(who), case=pair.case, content=note(*codes, **facts))


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_a_closed_case_takes_addenda_on_the_own_side(pair, who):
    with pytest.raises(NotAllowed):
        addendum(pair, who)
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")

    added = addendum(pair, who, audience=Audience.SHARED, next_contact_on=day(3))

    assert (added.is_addendum, added.audience, added.next_contact_on) == (True, "own", None)
    assert "Tillegg" in words(page(pair, who, "case_notes"))
    assert status_of(pair, who, "note_update", record=added) == 403


def test_the_leader_adds_nothing_they_could_not_read_and_others_add_nothing(pair):
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")

    with pytest.raises(RuleBroken, match="sensitive tillegg"):
        addendum(pair, "manager", HEALTH)
    assert addendum(pair, "counsellor", HEALTH).is_sensitive
    with pytest.raises(NotAllowed):
        addendum(pair, "principal")
    fields = page(pair, "manager", "case_addendum_create")
    assert fields.select("[name=is_sensitive]") == []
    assert "Psykisk helse" not in fields.text
