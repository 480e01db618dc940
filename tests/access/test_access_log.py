"""Every look is written down, the refused ones too."""

from __future__ import annotations

import re
import uuid
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
from tests.access.forms import FORMS
from tests.access.logged import events_since, latest_event, pupils_of, the_event
from tests.addresses import Address

pytestmark = pytest.mark.django_db


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
    shown = address.name not in {"pupils:log_detail", "pupils:log_print"}
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


@pytest.mark.parametrize("writer", [AccessEvent.objects, AccessedPupil.objects])
def test_a_refusal_whose_log_row_cannot_be_written_is_not_given_as_one(
    world, session_keys, settings, writer
):
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["manager_2"]
    url = BY_NAME["followup:case_notes"].url(world.case_unconsented)
    name, before = "create" if writer is AccessEvent.objects else "bulk_create", latest_event()

    with mock.patch.object(writer, name, side_effect=OperationalError):
        failed = client.get(url)
        unknown = client.get(url.replace(str(world.case_unconsented.public_id), str(uuid.uuid4())))

    assert (failed.status_code, unknown.status_code) == (503, 503)
    assert events_since(before) == []
    assert client.get(url).status_code == 404


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
