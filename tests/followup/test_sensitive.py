"""A leader opens a sensitive record one at a time, after saying what for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import Note
from navskole.access.purposes import LeaderPurpose
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from pupils.models import Case
from tests.factories.pupils import PersonRelationFactory
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db

STATED = "Jeg behandler en klage: Fristen er fredag"
ANSWER = {"purpose": LeaderPurpose.COMPLAINT, "explanation": "Fristen er fredag"}
KINDS = {
    "note": "note_sensitive_consented",
    "flag": "flag_nav_sensitive_consented",
    "goal": "goal_sensitive_consented",
    "task": "task_sensitive_consented",
    "measure": "measure_draft_sensitive_consented",
}


def address(world: World, kind: str = "note", name: str = "") -> str:
    record = world.records[name or KINDS[kind]]
    return reverse(f"followup:sensitive_{kind}", args=[record.public_id])


def latest() -> AccessEvent:
    return AccessEvent.objects.order_by("-pk")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sensitive_record_is_shown_once_its_leader_has_said_what_for(world, kind):
    leader, url = client_of(world.manager_1), address(world, kind)
    canary = getattr(world, KINDS[kind])
    words = {"flag": "reason", "measure": ""}.get(kind, "heading")
    text = getattr(canary, words) if words else canary.parts.get().justification

    asked = leader.get(url)
    asking = list(latest().pupils.values_list("classes", flat=True))
    stated = leader.post(url, ANSWER)
    said = AccessEvent.objects.get(action=Action.PURPOSE_STATED)
    shown = leader.get(url)

    assert (asked.status_code, stated.status_code, shown.status_code) == (200, 302, 200)
    assert stated["Location"] == url
    assert text not in asked.content.decode()
    assert text in shown.content.decode()
    assert STATED in shown.content.decode()
    assert asking == [""]
    assert AccessEvent.objects.filter(action=Action.PURPOSE_ASKED).count() == 1
    assert (said.purpose, said.user) == (STATED, world.manager_1)
    assert latest().purpose == STATED
    assert [(row.ground, row.classes) for row in latest().pupils.all()] == [("office_lead", "CD")]


def test_the_purpose_is_for_one_record_one_session_and_one_day(world, monkeypatch):
    leader = client_of(world.manager_1)
    other = address(world, "goal")
    leader.post(address(world), ANSWER)

    assert leader.get(other).context["purpose"] == ""
    assert client_of(world.manager_1).get(address(world)).context["purpose"] == ""
    assert leader.get(address(world)).context["purpose"] == STATED
    yesterday = leader.session
    for kept in yesterday["stated_purposes"].values():
        kept["on"] = (world.today - timedelta(days=1)).isoformat()
    yesterday.save()
    assert leader.get(address(world)).context["purpose"] == ""
    leader.post(other, ANSWER)
    assert len(leader.session["stated_purposes"]) == 1


def test_lists_and_prints_stay_closed_after_the_purpose(world):
    leader, note = client_of(world.manager_1), world.note_sensitive_consented
    leader.post(address(world), ANSWER)
    case = [note.case.public_id]

    for name in ("case_notes", "case_detail", "case_print", "case_history", "case_sensitive"):
        page = leader.get(reverse(f"followup:{name}", args=case))
        assert page.status_code == 200
        assert note.heading not in page.content.decode(), name
    assert note not in Note.objects.visible_to(world.actor("manager_1"))


def test_the_list_names_kind_time_and_author_and_leads_to_each(world, assert_max_queries):
    leader = client_of(world.manager_1)
    with assert_max_queries(15):
        page = leader.get(reverse("followup:case_sensitive", args=[world.case_consented.public_id]))

    urls = [closed.url for closed in page.context["closed"]]
    assert {address(world, kind) for kind in KINDS} <= set(urls)
    assert all(leader.get(url).status_code == 200 for url in urls)
    own = page.content.decode().partition("<main")[2]
    assert "kanarifugl" not in own.replace(world.pupil_consented.last_name, "")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("counsellor_1", 404),  # on the team: it stands in the case itself
        ("manager_2", 404),
        ("principal_a", 404),
        ("privacy_officer_1", 404),
        ("county", 404),
    ],
)
def test_nobody_else_opens_it_here_or_states_a_purpose(world, who, status):
    client = client_of(world.user(who))

    assert client.get(address(world)).status_code == status
    assert client.post(address(world), ANSWER).status_code == status
    assert not AccessEvent.objects.filter(action=Action.PURPOSE_STATED).exists()


def test_what_is_not_sensitive_or_the_schools_is_no_record_of_this_page(world):
    leader = client_of(world.manager_1)

    for name in ("note_own_consented", "note_school_sensitive_consented"):
        assert leader.get(address(world, "note", name)).status_code == 404


def test_a_purpose_passes_no_hard_rule_and_outlives_no_leadership(world):
    closed = Note.objects.closed_to_leader(world.actor("manager_1"))
    assert world.note_sensitive_consented in closed
    strict = Case.objects.get(pk=world.case_strict.pk)
    assert not closed.filter(case=strict).exists()

    leader: Client = client_of(world.manager_1)
    leader.post(address(world), ANSWER)
    PersonRelationFactory(pupil=world.pupil_consented, user=world.manager_1, owner=world.office_1)
    assert leader.get(address(world)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Velg hva du skal bruke opplysningen til"),
        ({"purpose": "nysgjerrig"}, "Velg"),
        ({"purpose": "complaint", "explanation": "x" * 151}, "Skriv høyst 150 tegn"),
        ({"purpose": "complaint", "explanation": "a\x00b"}, "tegn som ikke kan lagres"),
    ],
)
def test_a_purpose_that_is_none_opens_nothing_and_keeps_what_was_typed(world, typed, said):
    leader = client_of(world.manager_1)

    answer = leader.post(address(world), typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert leader.get(address(world)).context["purpose"] == ""
    if len(typed.get("explanation", "")) > 100:
        assert typed["explanation"] in answer.content.decode()


def test_the_privacy_officer_reads_the_purpose(world):
    leader = client_of(world.manager_1)
    leader.post(address(world), ANSWER)
    leader.get(address(world))

    log = client_of(world.privacy_officer_1).get(
        reverse("pupils:log_detail", args=[world.pupil_consented.public_id])
    )

    lines = [(line.what, line.purpose) for line in log.context["page"].object_list]
    assert lines == [("Så på et sensitivt notat", STATED), ("Oppga formål", STATED)]
    assert f"Formål: {STATED}" in log.content.decode()
