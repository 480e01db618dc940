"""What was typed survives an ended session, a dead token and a lost database."""

from __future__ import annotations

from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory

BACKEND = "navskole.accounts.backends.SignInBackend"
TYPED = {"remarks": "Mange elever\r\nkommer for sent.", "school": ["1", "2"]}
ADDRESS = "/oppfolging/gjennomgang/"


def kept(html: bytes) -> list[tuple[str, str]]:
    """Return what the page's form would send again."""
    form = BeautifulSoup(html, "html.parser").select_one(f"form[action='{ADDRESS}']")
    assert form is not None
    return [(str(area["name"]), area.text.lstrip("\n")) for area in form.select("textarea")]


def test_a_post_without_a_session_is_answered_by_a_page_that_holds_it(db):
    response = Client().post(ADDRESS, TYPED)

    assert response.status_code == 401
    assert kept(response.content) == [
        ("remarks", "Mange elever\r\nkommer for sent."),
        ("school", "1"),
        ("school", "2"),
    ]


def test_a_dead_token_is_answered_by_a_page_that_holds_the_post_and_a_living_token(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(), backend=BACKEND)

    response = client.post(ADDRESS, TYPED | {"csrfmiddlewaretoken": "dead"})

    assert response.status_code == 403
    assert len(kept(response.content)) == 3
    assert BeautifulSoup(response.content, "html.parser").select_one(
        f"form[action='{ADDRESS}'] [name=csrfmiddlewaretoken]"
    )


def test_a_lost_database_is_answered_by_a_page_that_holds_the_post(db):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory(), backend=BACKEND)

    with mock.patch(
        "followup.views.review.ReviewCreateView.get_target", side_effect=OperationalError
    ):
        response = client.post(ADDRESS, TYPED)

    assert response.status_code == 503
    assert len(kept(response.content)) == 3


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
