"""Fixtures of the tests that ask as everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.template.backends.django import Template
from django.test import Client

from navskole.organisations.models import Role
from tests.access.declared import Sight
from tests.access.opened import ABSENCE, HOURS, Opened, school_records
from tests.access.wall import Wall
from tests.asking import at_noon, day
from tests.factories.agreements import contract_in_force
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import EnrolmentFactory, enter_standing, give_school_consent
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


@pytest.fixture
def wall(db: None) -> Iterator[Wall]:
    """Return the two sides, at noon of a day that is not the first of a month."""
    with time_machine.travel(at_noon(day(1 if day().day == 1 else 0)), tick=False):
        pair, outside, office = make_pair(), make_pair(), NavOfficeFactory()
        contract_in_force(school=pair.school, office=office, ends_on=day(-1))
        people = {
            "principal": pair.principal,
            "deputy_principal": member(Role.PRINCIPAL, pair.school, is_deputy=True),
            "school_counsellor": pair.school_counsellor,
            "other_principal": outside.principal,
            "other_school_counsellor": outside.school_counsellor,
        }
        yield Wall(pair, outside, office, people)


@pytest.fixture
def opened(pair: Pair) -> Opened:
    """Return what a school has opened to the office it works with."""
    consent = give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    standing = enter_standing(pair.pupil, pair.school, absent=HOURS)
    note, measure, task = school_records(pair, areas=[ABSENCE])
    place = EnrolmentFactory(
        pupil=pair.pupil, school=pair.school, starts_on=day(-700), ends_on=day(-400),
        end_reason="left",
    )  # fmt: skip
    return Opened(pair, consent, note, measure, task, standing, place)
