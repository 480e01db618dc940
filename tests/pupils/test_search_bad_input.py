"""What searching for a pupil answers when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.bad_input import NUL, NUL_MESSAGE, ODD_TEXT, Bad, FilledForm, bad, read, too_long
from tests.world import World

pytestmark = pytest.mark.django_db

SEARCHES: list[tuple[str, str]] = [
    ("school_counsellor_a", "pupils:pupil_list"),
    ("principal_a", "followup:followup_list"),
    ("counsellor_1", "followup:own_case_list"),
    ("manager_1", "followup:office_case_list"),
    ("privacy_officer_1", "pupils:log_list"),
    ("system", "administration:user_list"),
]


@pytest.mark.parametrize(("name", "place"), SEARCHES)
@pytest.mark.parametrize(
    "entry", [bad("question", "e" * 101, too_long(100)), bad("question", NUL, NUL_MESSAGE)]
)
def test_searching_refuses(client: Client, world: World, name: str, place: str, entry: Bad) -> None:
    form = FilledForm(client, world.user(name), reverse(place), question="Elev")
    # The list may show a pupil at a strict address: the day's first look is told to a place.
    form.open()

    form.refuses(entry)


@pytest.mark.parametrize(("name", "place"), SEARCHES)
@pytest.mark.parametrize("question", [ODD_TEXT, "%", "_", "'; --", "🦊"], ids=ascii)
def test_searching_for_odd_words_finds_nothing_and_shows_them(
    client: Client, world: World, name: str, place: str, question: str
) -> None:
    form = FilledForm(client, world.user(name), reverse(place), question="Elev")

    response = client.post(form.action, {"question": question}, follow=True)

    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    field = read(response).find(id="id_question")
    assert field is not None
    assert field["value"] == question.strip()


@pytest.mark.parametrize("key", ["", "ukjent", NUL, "æ" * 500], ids=ascii)
def test_an_unknown_search_key_shows_the_whole_list(client: Client, world: World, key: str) -> None:
    client.force_login(world.user("school_counsellor_a"))

    found = client.get(reverse("pupils:pupil_list"), {"sok": key, "side": key})

    assert found.status_code == 200
    assert world.pupil_no_case.last_name in found.content.decode()
