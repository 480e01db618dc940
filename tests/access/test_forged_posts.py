"""Complete and correct forms, posted by everybody who may not: refused, and nothing changes.

Each form is first shown to work for somebody who may, so that the refusals below are not
those of a broken form.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from followup.models import Note
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
from tests.access.forms import FORMS, find
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unrendered")]

GUARDED = [address for address in ADDRESSES if address.name not in OPEN]
POSTED = [address for address in GUARDED if "post" in address.methods]


def test_every_address_that_takes_a_post_has_a_form_here():
    assert {address.name for address in POSTED} == set(FORMS)


# --- What is stored -------------------------------------------------------------------

_LOGS = {"audit", "sessions", "contenttypes"}


def stored() -> dict[str, Any]:
    """Return every row of every table as the database holds it, without logs and sessions."""
    tables = {
        model._meta.db_table: model._meta.pk.column
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in _LOGS and model._meta.managed
    }
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table, key) for table, key in tables.items()}


def _rows(cursor: Any, table: str, key: str) -> list[tuple[Any, ...]]:
    quote = connection.ops.quote_name
    cursor.execute(f"SELECT * FROM {quote(table)} ORDER BY {quote(key)}")  # noqa: S608 - our names
    return list(cursor.fetchall())


@pytest.fixture(scope="session")
def untouched(world: World, django_db_blocker: Any) -> dict[str, Any]:
    """Return the world as it was built."""
    with django_db_blocker.unblock():
        return stored()


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


@pytest.mark.parametrize("address", GUARDED, ids=str)
def test_what_no_page_sends_is_refused_and_changes_nothing(world, sight, enter, untouched, address):
    form = FORMS.get(address.name)
    stranger = in_turn(address, 0)[0]
    askers = [(stranger, asked_for(sight, address, stranger), "")]
    if form:
        askers.append(
            (form.who, form.names, form.body(world, find(sight, address.name, form.names)))
        )
    expected, answers = {}, {}
    for who, names, body in askers:
        for method in ("put", "patch", "delete"):
            expected[who, method] = expected_status(sight, address, who, names, method)

            answer = getattr(enter(who), method)(
                address_of(sight, address, names),
                urlencode(body, doseq=True),
                content_type="application/x-www-form-urlencoded",
            )

            answers[who, method] = answer.status_code
    assert answers == expected
    assert stored() == untouched


def test_a_post_without_its_token_is_refused_and_changes_nothing(
    world, session_keys, untouched, settings
):
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = session_keys["counsellor_1"]
    name = "followup:case_note_create"
    url = BY_NAME[name].url(world.case_consented)

    answer = client.post(url, FORMS[name].body(world, None))

    assert answer.status_code == 403
    assert stored() == untouched


def test_a_note_posted_to_a_case_belongs_to_that_case_whatever_the_fields_say(world, enter):
    name = "followup:case_note_create"
    url = BY_NAME[name].url(world.case_consented)
    extra = {"case": world.case_unconsented.pk, "owner": world.office_2.pk, "author": 1}

    enter("counsellor_1").post(url, FORMS[name].body(world, None) | extra)

    note = Note.objects.latest("pk")
    assert (note.case_id, note.owner_id, note.author_id, note.pupil_id) == (
        world.case_consented.pk,
        world.office_1.pk,
        world.counsellor_1.pk,
        world.pupil_consented.pk,
    )
