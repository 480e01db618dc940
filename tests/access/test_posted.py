"""What was typed survives an ended session, a dead token and a lost database."""

from __future__ import annotations

from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from navskole.access.posted import writer_mark
from navskole.accounts.models import User
from tests.factories.accounts import UserFactory

BACKEND = "navskole.accounts.backends.SignInBackend"
TYPED = {"remarks": "Mange elever\r\nkommer for sent.", "school": ["1", "2"]}
ADDRESS = "/oppfolging/gjennomgang/"


def typed_by(user: User) -> dict[str, object]:
    """Return what a form of ours, shown to the person, would post."""
    return TYPED | {"written_by": writer_mark(user)}


def kept(html: bytes) -> list[tuple[str, str]]:
    """Return what the page's form would send again."""
    form = BeautifulSoup(html, "html.parser").select_one(f"form[action='{ADDRESS}']")
    assert form is not None
    return [(str(area["name"]), area.text.lstrip("\n")) for area in form.select("textarea")]


def test_a_post_without_a_session_is_answered_by_a_page_that_holds_it(db):
    response = Client().post(ADDRESS, typed_by(UserFactory()))

    assert response.status_code == 401
    assert kept(response.content) == [
        ("remarks", "Mange elever\r\nkommer for sent."),
        ("school", "1"),
        ("school", "2"),
    ]


def test_a_dead_token_is_answered_by_a_page_that_holds_the_post_and_a_living_token(db):
    client, user = Client(enforce_csrf_checks=True), UserFactory()
    client.force_login(user, backend=BACKEND)

    response = client.post(ADDRESS, typed_by(user) | {"csrfmiddlewaretoken": "dead"})

    assert response.status_code == 403
    assert len(kept(response.content)) == 3
    assert BeautifulSoup(response.content, "html.parser").select_one(
        f"form[action='{ADDRESS}'] [name=csrfmiddlewaretoken]"
    )


def test_a_lost_database_is_answered_by_a_page_that_holds_the_post(db):
    client, user = Client(raise_request_exception=False), UserFactory()
    client.force_login(user, backend=BACKEND)

    with mock.patch(
        "followup.views.review.ReviewCreateView.get_target", side_effect=OperationalError
    ):
        response = client.post(ADDRESS, typed_by(user))

    assert response.status_code == 503
    assert len(kept(response.content)) == 3


@pytest.mark.parametrize("mark", [{}, {"written_by": "made up"}])
def test_what_another_site_posts_never_comes_back_with_a_living_token(db, mark):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(), backend=BACKEND)

    signed_in = client.post(ADDRESS, TYPED | mark)
    signed_out = Client().post(ADDRESS, TYPED | mark)

    for response in (signed_in, signed_out):
        assert response.status_code in (401, 403)
        assert "Mange elever" not in response.content.decode()


def test_what_was_shown_to_one_never_comes_back_to_another(db):
    client, other = Client(enforce_csrf_checks=True), UserFactory()
    client.force_login(UserFactory(), backend=BACKEND)

    response = client.post(ADDRESS, typed_by(other))

    assert response.status_code == 403
    assert "Mange elever" not in response.content.decode()


def test_a_password_is_never_kept_in_the_page(db):
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("account_login"), {"login": "x", "password": "hemmelig-1"})

    assert response.status_code == 403
    assert b"hemmelig-1" not in response.content


@pytest.mark.django_db
def test_a_form_shown_to_one_person_is_not_taken_from_another(world):
    client = Client()
    client.force_login(world.user("principal_a"), backend=BACKEND)
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    form = {
        field["name"]: field.get("value", "")
        for field in page.select("main form input[name]")
        if field["name"] != "csrfmiddlewaretoken"
    }
    client.force_login(world.user("principal_b"), backend=BACKEND)

    response = client.post(ADDRESS, form | {"remarks": "Skrevet av en annen"})

    assert response.status_code == 403
    assert "fylt ut av en annen person" in response.content.decode()
    assert "Skrevet av en annen" not in response.content.decode()
