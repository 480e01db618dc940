"""Fixtures of the tests that ask as everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.template.backends.django import Template
from django.test import Client

from tests.access.declared import Sight
from tests.signing_in import client_with, session_of
from tests.world import World

Enter = Callable[[str], Client]


@pytest.fixture(scope="session")
def session_keys(world: World, django_db_blocker: Any) -> dict[str, str]:
    """Return a session for everybody in the world; made once, beside the world."""
    with django_db_blocker.unblock():
        return {who: session_of(world.records[who]) for who in world.usernames}


@pytest.fixture
def enter(db: None, session_keys: dict[str, str]) -> Enter:
    """Return a function that gives the browser of somebody; "anonymous" has not signed in."""

    def entering(who: str) -> Client:
        return Client() if who == "anonymous" else client_with(session_keys[who])

    return entering


@pytest.fixture
def unrendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave every template empty, where only the status and the database matter."""
    monkeypatch.setattr(Template, "render", lambda *args, **kwargs: "")


@pytest.fixture(scope="session")
def sight(world: World, django_db_blocker: Any) -> Iterator[Sight]:
    """Return who sees which records, by the world's names."""
    with django_db_blocker.unblock():
        yield Sight(world)
