"""Of every form: nothing typed is lost on the way, and sent twice it is done once.

Each is posted as a person filled it in: without a session, with a dead token, to a lost
database and once more after an answer that never arrived.
"""

from __future__ import annotations

import uuid
from typing import Any
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.views import View

from navskole.access.posted import writer_mark
from navskole.access.views import ActionFormView, TargetActionView
from tests.access.declared import BY_NAME, address_of
from tests.access.forms import FORMS, find
from tests.access.test_forged_posts import stored
from tests.signing_in import client_with

pytestmark = pytest.mark.django_db

WRITTEN = [
    name for name in FORMS if issubclass(BY_NAME[name].view, ActionFormView | TargetActionView)
]
MAKE = [
    name
    for name in WRITTEN
    if name.endswith("_create") and issubclass(BY_NAME[name].view, ActionFormView)
]
"""Forms that make something new."""

CHOICES_AGAIN: dict[str, str] = {
    "administration:user_create": "the username is taken: said at the field",
    "administration:membership_create": "the period is taken: said at the field",
    "administration:absence_reason_create": "the code is taken: said at the field",
    "administration:school_create": "the number is taken: said at the field",
    "administration:office_create": "the number is taken: said at the field",
    "administration:municipality_create": "the number is taken: said at the field",
    "administration:county_create": "the number is taken: said at the field",
}
"""Forms without an id of their own, whose second post finds its name or period taken."""

HIDES = {"pupils:relation_create": "whoever declared the relation does not see the pupil any more"}


def filled_in(world: Any, sight: Any, name: str) -> tuple[str, dict[str, list[str]]]:
    """Return the form's address and what its author would post, as texts."""
    form = FORMS[name]
    body = form.body(world, find(sight, name, form.names))
    body |= {"written_by": writer_mark(world.records[form.who])}
    texts = {
        key: [str(each) for each in value] if isinstance(value, list) else [str(value)]
        for key, value in body.items()
    }
    return address_of(sight, BY_NAME[name], form.names), texts


def held(response: Any, url: str) -> dict[str, list[str]]:
    """Return the fields that the page's form would send again."""
    form = BeautifulSoup(response.content, "html.parser").select_one(f"form[action='{url}']")
    assert form is not None
    assert form.select_one("[name=csrfmiddlewaretoken]")
    fields: dict[str, list[str]] = {}
    for area in form.select("textarea[name]"):
        fields.setdefault(str(area["name"]), []).append(area.text.removeprefix("\n"))
    return fields


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_typed_comes_back_after_every_kind_of_stop(
    world, sight, session_keys, settings, name
):
    url, typed = filled_in(world, sight, name)
    key = session_keys[FORMS[name].who]

    signed_out = Client().post(url, typed)
    checking = Client(enforce_csrf_checks=True)
    checking.cookies[settings.SESSION_COOKIE_NAME] = key
    dead_token = checking.post(url, typed | {"csrfmiddlewaretoken": ["dead"]})
    patient = client_with(key)
    patient.raise_request_exception = False
    with mock.patch.object(View, "dispatch", side_effect=OperationalError):
        lost = patient.post(url, typed)

    answers = (signed_out, dead_token, lost)
    assert [answer.status_code for answer in answers] == [401, 403, 503]
    # A password or a national id is typed again: it stands on no page that tells of a stop.
    kept = {key: typed[key] for key in typed if key not in ("password", "national_id")}
    assert [held(answer, url) for answer in answers] == [kept] * 3


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.usefixtures("unrendered")
def test_what_came_back_is_taken_after_signing_in_and_only_from_its_author(
    world, sight, enter, name
):
    url, typed = filled_in(world, sight, name)
    author = FORMS[name].who
    typed_by_another = typed | {"written_by": [writer_mark(world.records["nobody"])]}

    refused = enter(author).post(url, typed_by_another)
    taken = enter(author).post(url, typed)

    assert refused.status_code == 403
    assert taken.status_code == FORMS[name].answer


@pytest.mark.parametrize("name", MAKE)
@pytest.mark.usefixtures("unrendered")
def test_a_form_sent_twice_makes_one_thing_and_leads_to_it(world, sight, enter, name):
    url, typed = filled_in(world, sight, name)
    if "submission_id" in typed:
        typed["submission_id"] = [str(uuid.uuid4())]
    browser = enter(FORMS[name].who)

    first = browser.post(url, typed)
    made = stored()
    second = browser.post(url, typed)

    assert stored() == made
    if name in HIDES:
        assert (first.status_code, second.status_code) == (302, 404)
    elif name in CHOICES_AGAIN:
        assert (first.status_code, second.status_code) == (302, 422)
    else:
        assert (first.status_code, second.status_code) == (302, 302)
        assert first["Location"] == second["Location"]
