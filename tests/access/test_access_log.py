"""Every look is written down, the refused ones too; who may read which lines."""

from __future__ import annotations

import re
import uuid
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.test import Client
from django.urls import reverse

from followup.models import Note
from followup.views.note import CaseNoteCreateView
from navskole.access.grounds import Ground
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Role
from tests.access.declared import ADDRESSES, BY_NAME, OPEN, Sight, address_of
from tests.access.test_forged_posts import FORMS, find
from tests.addresses import Address
from tests.factories.pupils import name_for
from tests.world import World

pytestmark = pytest.mark.django_db

Row = tuple[Any, ...]


def events_since(latest: int) -> list[AccessEvent]:
    """Return the events written after `latest`, the oldest first."""
    return list(AccessEvent.objects.filter(pk__gt=latest).order_by("pk"))


def latest_event() -> int:
    """Return the number of the newest event."""
    return AccessEvent.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def pupils_of(event: AccessEvent) -> set[Row]:
    """Return whose data an event tells of: pupil, owner, ground and classes."""
    rows = event.pupils.values_list("pupil_id", "owner_id", "ground", "classes")
    return set(rows)


def the_event(client: Client, url: str, **how: Any) -> AccessEvent:
    """Ask for the address, and return the one event that this wrote."""
    before = latest_event()
    client.get(url, **how)
    (event,) = events_since(before)
    return event


# --- What a look writes ---------------------------------------------------------------


def test_a_page_writes_who_looked_in_which_role_at_what(world, enter):
    url = BY_NAME["followup:case_notes"].url(world.case_consented)

    event = the_event(enter("counsellor_1"), url)

    assert (
        event.user_id,
        event.role,
        event.organisation_id,
        event.action,
        event.decision,
        event.method,
        event.path,
    ) == (
        world.counsellor_1.pk,
        Role.NAV_COUNSELLOR,
        world.office_1.pk,
        Action.VIEW,
        Decision.PERMIT,
        "GET",
        url,
    )
    assert event.request_id is not None


@pytest.mark.parametrize(
    ("who", "address", "name", "owner", "ground", "classes"),
    [
        (
            "counsellor_1",
            "followup:case_detail",
            "case_consented",
            "office_1",
            Ground.CASE_TEAM,
            "CDE",
        ),
        (
            "manager_1",
            "followup:case_detail",
            "case_consented",
            "office_1",
            Ground.OFFICE_LEAD,
            "CE",
        ),
        (
            "principal_a",
            "followup:case_detail",
            "case_consented",
            "office_1",
            Ground.CONSENT_FROM_NAV,
            "CE",
        ),
        (
            "principal_a",
            "followup:measure_detail",
            "measure_sent_consented",
            "office_1",
            Ground.CONSENT_FROM_NAV,
            "C",
        ),
        (
            "manager_1",
            "followup:measure_detail",
            "measure_sent_sensitive_consented",
            "office_1",
            Ground.DECIDER,
            "CD",
        ),
        (
            "counsellor_1",
            "followup:note_update",
            "note_shared_sensitive_consented",
            "office_1",
            Ground.CASE_TEAM,
            "DE",
        ),
        (
            "school_counsellor_a",
            "followup:note_update",
            "note_school_consented",
            "school_a",
            Ground.OWN_SCHOOL,
            "B",
        ),
        (
            "colleague_1",
            "pupils:received_referral_detail",
            "referral_referral_pending",
            "office_1",
            Ground.REFERRAL_RECEIVED,
            "B",
        ),
    ],
)
def test_a_record_is_logged_with_pupil_owner_ground_and_classes(
    world, enter, who, address, name, owner, ground, classes
):
    record = world.records[name]

    event = the_event(enter(who), BY_NAME[address].url(record))

    assert (record.pupil_id, world.records[owner].pk, ground, classes) in pupils_of(event)
    assert {row[0] for row in pupils_of(event)} == {record.pupil_id}


def test_a_pupils_page_is_logged_with_the_ground(world, enter):
    event = the_event(
        enter("principal_a"), BY_NAME["followup:pupil_detail"].url(world.pupil_no_case)
    )

    # Shared notes of the school's own stand among the others.
    row = (world.pupil_no_case.pk, world.school_a.pk, Ground.OWN_SCHOOL, "ABDE")
    assert row in pupils_of(event)


def test_a_list_is_logged_with_everybody_on_it(world, enter):
    event = the_event(enter("counsellor_2"), reverse("followup:own_case_list"))

    assert event.action == Action.LIST
    assert pupils_of(event) == {
        (world.pupil_other_office.pk, world.office_2.pk, Ground.CASE_TEAM, "C")
    }


def test_a_search_is_logged_with_whom_it_found_and_without_its_words(world, enter):
    client, before = enter("school_counsellor_b"), latest_event()

    client.post(reverse("pupils:pupil_list"), {"question": "other-school"}, follow=True)

    posted, found = events_since(before)
    assert pupils_of(posted) == set()
    assert (found.action, found.path) == (Action.SEARCH, "/elever/")
    assert {row[0] for row in pupils_of(found)} == {world.pupil_other_school.pk}


def test_oppfolging_logs_the_cases_it_shows_beside_the_pupils(world, enter):
    event = the_event(enter("principal_b"), reverse("followup:followup_list"))

    assert pupils_of(event) == {
        (world.pupil_other_school.pk, world.school_b.pk, Ground.OWN_SCHOOL, "A"),
        (world.pupil_school_b.pk, world.school_b.pk, Ground.OWN_SCHOOL, "A"),
        (world.pupil_school_b.pk, world.office_3.pk, Ground.CONSENT_FROM_NAV, "C"),
    }


ASKING = (
    "system", "privacy_officer_1", "principal_a", "school_counsellor_a", "counsellor_1",
    "manager_1",
)  # fmt: skip
GET = [each for each in ADDRESSES if "get" in each.methods and each.name not in OPEN]


@pytest.mark.usefixtures("unrendered")
@pytest.mark.parametrize("address", GET, ids=str)
def test_a_shown_page_writes_one_permit_and_a_refused_one_a_deny(sight, enter, address):
    expected, written = {}, {}
    form = FORMS.get(address.name)
    asked = {who: _names(sight, address, who) for who in ASKING}
    for who, names in {**asked, **({form.who: form.names} if form else {})}.items():
        before = latest_event()

        answer = enter(who).get(address_of(sight, address, names))

        decision = Decision.PERMIT if answer.status_code == 200 else Decision.DENY
        expected[who] = [(decision, "GET")]
        written[who] = [(event.decision, event.method) for event in events_since(before)]
    assert written == expected
    # Nobody's log has a page in a world where nobody has looked yet.
    shown = address.name != "pupils:log_detail"
    assert ([(Decision.PERMIT, "GET")] in expected.values()) == shown


def _names(sight: Sight, address: Address, who: str) -> tuple[str, ...]:
    """Return a record they see where there is one, and any other where there is none."""
    if not address.arguments:
        return ()
    known = [min(sight.named[argument]) for argument in address.arguments]
    return (min(sight.seen(address, who), default=known[0]), *known[1:])


# --- Refusals -------------------------------------------------------------------------


def test_a_hidden_record_is_logged_as_denied_with_its_pupil(world, enter):
    event = the_event(
        enter("principal_a"), BY_NAME["followup:case_detail"].url(world.case_unconsented)
    )

    assert (event.decision, event.action) == (Decision.DENY, Action.VIEW)
    assert pupils_of(event) == {(world.pupil_unconsented.pk, world.office_1.pk, "", "C")}


def test_an_unknown_id_is_logged_as_denied_without_a_pupil(world, enter):
    event = the_event(enter("principal_a"), reverse("followup:case_detail", args=[uuid.uuid4()]))

    assert event.decision == Decision.DENY
    assert pupils_of(event) == set()


def test_what_is_seen_but_not_allowed_is_logged_as_denied_with_its_pupil(world, enter):
    event = the_event(
        enter("principal_a"), BY_NAME["followup:case_consents"].url(world.case_consented)
    )

    assert event.decision == Decision.DENY
    assert pupils_of(event) == {(world.pupil_consented.pk, world.office_1.pk, "", "C")}


def test_a_refused_post_is_logged_as_denied(world, enter):
    url = BY_NAME["followup:case_note_create"].url(world.case_unconsented)
    before = latest_event()

    enter("manager_2").post(url, {"text": "x"})

    (event,) = events_since(before)
    assert (event.decision, event.action, event.method) == (
        Decision.DENY,
        Action.SUBMIT,
        "POST",
    )
    assert pupils_of(event) == {(world.pupil_unconsented.pk, world.office_1.pk, "", "C")}


# --- The log and the page stand or fall together ---------------------------------------


def test_a_page_whose_log_row_cannot_be_written_is_not_shown(world, session_keys, settings):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["counsellor_1"]
    url = BY_NAME["followup:case_notes"].url(world.case_consented)

    with mock.patch.object(AccessEvent.objects, "create", side_effect=OperationalError):
        answer = client.get(url)

    assert answer.status_code == 503
    assert "kanarifugl" not in answer.content.decode()


def test_a_list_whose_pupils_cannot_be_logged_is_not_shown(world, session_keys, settings):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["counsellor_1"]

    with mock.patch.object(AccessedPupil.objects, "bulk_create", side_effect=RuntimeError):
        answer = client.get(reverse("followup:own_case_list"))

    assert answer.status_code == 500
    assert "kanarifugl" not in answer.content.decode()


@pytest.mark.parametrize(
    ("failure", "status", "decisions"),
    [
        (PermissionDenied, 403, [Decision.DENY]),
        (Http404, 404, [Decision.DENY]),
        (RuntimeError, 500, []),
        (OperationalError, 503, []),
    ],
)
def test_what_a_view_wrote_is_undone_where_it_fails_and_the_refusal_stays(
    world, session_keys, settings, failure, status, decisions
):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["counsellor_1"]
    form = FORMS["followup:case_note_create"]
    url = BY_NAME["followup:case_note_create"].url(world.case_consented)
    notes, before = Note.objects.count(), latest_event()

    # The note has been written when the view looks for where to go.
    with mock.patch.object(CaseNoteCreateView, "get_success_address", side_effect=failure):
        answer = client.post(url, form.body(world, world.case_consented))

    assert answer.status_code == status
    assert Note.objects.count() == notes
    assert [event.decision for event in events_since(before)] == decisions


# --- What is done writes an event of its own --------------------------------------------

DONE: dict[str, set[Action]] = {
    "administration:user_create": {Action.USER_SAVED},
    "administration:user_update": {Action.USER_SAVED},
    "administration:membership_create": {Action.MEMBERSHIP_STARTED},
    "administration:membership_update": {Action.MEMBERSHIP_CHANGED},
    # Who leaves the office leaves its cases in the same act.
    "administration:membership_end": {
        Action.MEMBERSHIP_ENDED,
        Action.CASE_ASSIGNED,
        Action.GRANT_ENDED,
    },
    "administration:school_create": {Action.PLACE_SAVED},
    "administration:school_update": {Action.PLACE_SAVED},
    "administration:office_create": {Action.PLACE_SAVED},
    "administration:office_update": {Action.PLACE_SAVED},
    "administration:municipality_create": {Action.PLACE_SAVED},
    "administration:municipality_update": {Action.PLACE_SAVED},
    "administration:county_create": {Action.PLACE_SAVED},
    "administration:county_update": {Action.PLACE_SAVED},
    "administration:rule_create": {Action.RULE_SAVED},
    "administration:absence_reason_create": {Action.RULE_SAVED},
    "agreements:contract_create": {Action.CONTRACT_SAVED},
    "agreements:contract_update": {Action.CONTRACT_SAVED},
    "agreements:contract_open": {Action.CONTRACT_OPENED},
    "agreements:contract_sign": {Action.CONTRACT_SIGNED},
    "agreements:signatures_lift": {Action.SIGNATURES_LIFTED},
    "agreements:placement_create": {Action.PLACEMENT_STARTED},
    "pupils:pupil_create": {Action.PUPIL_SAVED},
    "pupils:pupil_update": {Action.PUPIL_SAVED},
    "pupils:national_id_update": {Action.NATIONAL_ID_SAVED},
    "pupils:case_create": {Action.PUPIL_SAVED, Action.CASE_OPENED, Action.GRANT_STARTED},
    "pupils:referral_create": {Action.REFERRAL_SENT},
    "pupils:school_flag_create": {Action.FLAG_RAISED},
    "pupils:flag_resolve": {Action.FLAG_RESOLVED},
    "pupils:referral_take": {Action.CASE_OPENED, Action.GRANT_STARTED},
    "pupils:referral_decline": {Action.REFERRAL_DECLINED},
    "pupils:relation_create": {
        Action.RELATION_DECLARED,
        Action.GRANT_ENDED,
        Action.CASE_ASSIGNED,
    },
    "pupils:relation_lift": {Action.RELATION_LIFTED},
    "followup:school_note_create": {Action.NOTE_WRITTEN},
    "followup:case_assign": {Action.CASE_ASSIGNED, Action.GRANT_STARTED, Action.GRANT_ENDED},
    "followup:case_note_create": {Action.NOTE_WRITTEN},
    "followup:note_update": {Action.NOTE_CHANGED},
    "followup:note_strike": {Action.NOTE_STRUCK},
    "followup:consent_create": {Action.CONSENT_RECORDED},
    "followup:consent_renew": {Action.CONSENT_RECORDED},
    "followup:pupil_consent_create": {Action.CONSENT_RECORDED},
    "followup:consent_withdraw": {Action.CONSENT_WITHDRAWN},
    "followup:case_flag_create": {Action.FLAG_RAISED},
    "followup:measure_create": {Action.MEASURE_SAVED},
    "followup:measure_update": {Action.MEASURE_SAVED},
    "followup:measure_submit": {Action.MEASURE_SUBMITTED},
    "followup:school_measure_create": {Action.MEASURE_SAVED},
    "followup:school_part_create": {Action.MEASURE_SAVED},
    "followup:measure_forward": {Action.MEASURE_SAVED},
    "followup:measure_outside": {Action.MEASURE_PROGRESSED},
    "followup:measure_approve": {Action.MEASURE_DECIDED},
    "followup:measure_return": {Action.MEASURE_DECIDED},
    "followup:measure_hold": {Action.MEASURE_DECIDED},
    "followup:measure_reject": {Action.MEASURE_DECIDED},
    "followup:measure_undo": {Action.MEASURE_UNDONE},
    "followup:measure_offer": {Action.MEASURE_PROGRESSED},
    "followup:measure_decline": {Action.MEASURE_PROGRESSED},
    "followup:measure_agreement": {Action.MEASURE_PROGRESSED},
    "followup:measure_formal_decision": {Action.MEASURE_PROGRESSED},
    "followup:measure_start": {Action.MEASURE_PROGRESSED},
    "followup:measure_complete": {Action.MEASURE_PROGRESSED},
    "followup:measure_discontinue": {Action.MEASURE_PROGRESSED},
    "followup:review_create": {Action.CASELOAD_REVIEWED},
    "pupils:enrolment_end": {Action.ENROLMENT_ENDED},
    "pupils:standing_create": {Action.STANDING_SAVED},
    "pupils:standing_update": {Action.STANDING_SAVED},
    "pupils:caseload_handover": {
        Action.CASE_ASSIGNED,
        Action.GRANT_STARTED,
        Action.GRANT_ENDED,
    },
    "pupils:caseload_substitute": {Action.GRANT_STARTED},
    # The form leaves the cases to wait for the leader.
    "pupils:placement_end": {
        Action.PLACEMENT_ENDED,
        Action.CASE_ASSIGNED,
        Action.GRANT_ENDED,
    },
    "followup:case_status_update": {Action.CASE_STATUS_CHANGED},
    "followup:case_reopen": {Action.CASE_REOPENED},
    "followup:case_addendum_create": {Action.NOTE_WRITTEN},
    "followup:case_team_create": {Action.GRANT_STARTED},
    "followup:case_colleague_create": {Action.GRANT_STARTED},
    "followup:case_grant_end": {Action.GRANT_ENDED, Action.CASE_ASSIGNED},
    "followup:assessment_update": {Action.ASSESSMENT_SAVED},
    "followup:goal_create": {Action.GOAL_SAVED},
    "followup:goal_update": {Action.GOAL_SAVED},
    "followup:case_task_create": {Action.TASK_SAVED},
    "followup:school_task_create": {Action.TASK_SAVED},
    "followup:task_update": {Action.TASK_SAVED},
    "followup:task_strike": {Action.TASK_STRUCK},
    "followup:task_complete": {Action.TASK_DONE},
    "followup:task_reopen": {Action.TASK_REOPENED},
    "followup:contact_request_create": {Action.CONTACT_SAVED},
    "followup:contact_request_close": {Action.CONTACT_CLOSED},
    "followup:contact_request_take": {
        Action.CASE_OPENED,
        Action.GRANT_STARTED,
        Action.CONTACT_CLOSED,
    },
    "followup:outreach_create": {Action.OUTREACH_SAVED},
    "followup:outreach_update": {Action.OUTREACH_SAVED},
    "followup:review_point_create": {Action.TASK_SAVED},
    # The office's own way to reach the pupil: the form that was sent names case and pupil.
    "followup:case_contact": set(),
}


def test_every_form_that_changes_something_has_its_event():
    assert set(DONE) == {name for name, form in FORMS.items() if form.changes}


@pytest.mark.usefixtures("unrendered")
@pytest.mark.parametrize("name", DONE)
def test_what_is_done_is_logged_by_its_own_name(world, sight, enter, name):
    form = FORMS[name]
    record = find(sight, name, form.names)
    url = address_of(sight, BY_NAME[name], form.names)
    before = latest_event()

    enter(form.who).post(url, form.body(world, record))

    events = events_since(before)
    assert {event.action for event in events} == {*DONE[name], Action.SUBMIT}
    assert {(event.decision, event.user_id, event.path) for event in events} == {
        (Decision.PERMIT, world.records[form.who].pk, url)
    }
    pupil = getattr(record, "pupil_id", None) or (
        record.pk if form.names and form.names[0].startswith("pupil_") else None
    )
    if pupil is not None and DONE[name]:
        by_name = [event for event in events if event.action != Action.SUBMIT]
        assert {row[0] for event in by_name for row in pupils_of(event)} == {pupil}


# --- Nothing about anybody in path or purpose -------------------------------------------


def test_the_log_keeps_paths_of_random_ids_and_no_query(world, enter):
    client, before = enter("counsellor_1"), latest_event()

    client.get("/saker/?side=2&sok=abc&q=Elev")
    client.get(BY_NAME["followup:case_notes"].url(world.case_consented) + "?side=1")
    client.post("/saker/", {"question": "Elev Etternavn"}, follow=True)

    events = events_since(before)
    ids = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    paths = {re.sub(ids, "<id>", event.path) for event in events}
    assert paths == {"/saker/", "/saker/<id>/notater/"}
    assert {event.purpose for event in events} == {""}


def test_an_address_that_does_not_exist_leaves_nothing_of_itself_in_the_log(enter):
    before = latest_event()

    enter("counsellor_1").get("/elever/Ola-Nordmann-01017012345/")

    assert [event.path for event in events_since(before) if "Ola" in event.path] == []


# --- Who reads which lines --------------------------------------------------------------


@pytest.fixture
def looked_at(world: World, enter: Any) -> None:
    """Let people of both sides look, and be refused."""
    case = BY_NAME["followup:case_detail"].url(world.case_unconsented)
    pupil = BY_NAME["followup:pupil_detail"].url(world.pupil_unconsented)
    own_note = BY_NAME["followup:note_update"].url(world.note_school_unconsented)
    for who, url in (
        ("counsellor_1", case),
        ("principal_a", case),
        ("manager_2", case),
        ("principal_a", pupil),
        ("manager_2", pupil),
        ("school_counsellor_a", own_note),
        ("counsellor_1", own_note),
    ):
        enter(who).get(url)


def lines_for(enter: Any, who: str, pupil: Any) -> set[Row] | int:
    """Return the log's lines as an officer reads them, or the status they got instead."""
    answer = enter(who).get(reverse("pupils:log_detail", args=[pupil.public_id]))
    if answer.status_code != 200:
        return int(answer.status_code)
    return {
        (line.head.user.username, line.head.decision, line.owners)
        for line in answer.context["page"].object_list
    }


@pytest.mark.usefixtures("looked_at")
def test_navs_officer_reads_every_look_at_what_the_office_owns_and_by_its_own_staff(world, enter):
    assert lines_for(enter, "privacy_officer_1", world.pupil_unconsented) == {
        ("counsellor_1", "permit", "NAV 1"),
        ("principal_a", "deny", "NAV 1"),
        ("manager_2", "deny", "NAV 1"),
    }


@pytest.mark.usefixtures("looked_at")
def test_the_schools_officer_reads_no_refusal_that_would_tell_of_navs_case(world, enter):
    assert lines_for(enter, "privacy_officer_a", world.pupil_unconsented) == {
        ("principal_a", "permit", "Skole A"),
        ("school_counsellor_a", "permit", "Skole A"),
        ("counsellor_1", "deny", "Skole A"),
    }


@pytest.mark.usefixtures("looked_at")
@pytest.mark.parametrize(
    ("who", "status"),
    [("principal_a", 404), ("counsellor_1", 404), ("system", 404), ("records_officer_1", 404)],
)
def test_nobody_else_reads_the_log(world, enter, who, status):
    assert lines_for(enter, who, world.pupil_unconsented) == status


@pytest.mark.usefixtures("looked_at")
def test_the_officers_search_finds_names_of_the_own_log_alone(world, enter):
    found = enter("privacy_officer_1").post(
        reverse("pupils:log_list"), {"question": "kanarifugl"}, follow=True
    )

    assert [row.pk for row in found.context["page"].object_list] == [world.pupil_unconsented.pk]


@pytest.mark.usefixtures("looked_at")
def test_the_officer_sees_the_name_and_the_lines_and_nothing_else(world, enter):
    page = enter("privacy_officer_1").get(
        reverse("pupils:log_detail", args=[world.pupil_unconsented.public_id])
    )

    canaries = set(re.findall(r"kanarifugl-[\w-]+?-\d{4}(?!\d)", page.content.decode()))
    assert canaries == {world.pupil_unconsented.last_name}
    assert world.pupil_unconsented.birth_date.strftime("%d.%m.%Y") not in page.content.decode()


def test_the_log_of_a_strictly_protected_pupil_is_for_a_named_officer(world, enter):
    enter("counsellor_1").get(BY_NAME["followup:case_detail"].url(world.case_strict))

    unnamed = lines_for(enter, "privacy_officer_1", world.pupil_strict)
    name_for(world.pupil_strict, world.privacy_officer_1)
    named = lines_for(enter, "privacy_officer_1", world.pupil_strict)

    assert unnamed == 404
    assert named == {
        ("counsellor_1", "permit", "NAV 1"),
        ("privacy_officer_1", "deny", ""),
    }


def test_reading_the_log_is_logged(world, enter, looked_at):
    event = the_event(
        enter("privacy_officer_1"),
        reverse("pupils:log_detail", args=[world.pupil_unconsented.public_id]),
    )

    assert (event.decision, event.role) == (Decision.PERMIT, Role.PRIVACY_OFFICER)
    assert {row[:1] + row[2:3] for row in pupils_of(event)} == {
        (world.pupil_unconsented.pk, Ground.LOG_READER)
    }
