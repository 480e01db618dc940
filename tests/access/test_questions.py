"""The questions of the grounds are kept between a person's requests, and never their answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from navskole.access import actor as actors
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role
from pupils.models import Pupil
from tests.access.declared import STAFF_NAMES
from tests.asking import actor_on, day
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import EnrolmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Any:
    """Begin without a question of an earlier test."""
    actors._questions_of.cache_clear()


def _questions() -> list[GuardedQuerySet]:
    managers = [model._default_manager.get_queryset() for model in apps.get_models()]
    return [rows for rows in managers if isinstance(rows, GuardedQuerySet)]


def test_a_ground_asks_nothing_of_the_database_while_it_is_written(world):
    with CaptureQueriesContext(connection) as asked:
        actor_of = {who: world.actor(who) for who in STAFF_NAMES}
    before = len(asked)

    with CaptureQueriesContext(connection) as asked:
        written = {
            (who, rows.model): rows.arms_once(actor)
            for who, actor in actor_of.items()
            for rows in _questions()
        }

    assert before >= len(actor_of)  # the counting counts
    assert any(written.values())
    assert [query["sql"] for query in asked] == []


def test_a_question_knows_the_day_and_not_the_moment_or_the_request():
    user = member(Role.PRINCIPAL, SchoolFactory())
    actor = actor_on(user)

    asker = actor.asker

    assert (asker.person, asker.side, asker.memberships) == (user, actor.side, actor.memberships)
    assert (asker.on, asker.now.hour, asker.path, asker.request_id) == (actor.on, 0, "", None)
    assert asker.asker.answers is asker.answers


def test_the_questions_of_a_day_are_written_once_for_each_person():
    user, other = member(Role.PRINCIPAL, school := SchoolFactory()), member(Role.PRINCIPAL, school)

    kept = actor_on(user).asker.answers

    assert actor_on(user).asker.answers is kept
    assert actor_on(other).asker.answers is not kept
    assert actor_on(user, 1).asker.answers is not kept
    assert actor_on(user).answers is not kept


@pytest.mark.parametrize(
    "change",
    [
        {"role": Role.SCHOOL_COUNSELLOR},
        {"is_deputy": True},
        {"starts_on": day(-40)},
        {"ends_on": day(-1)},
    ],
    ids=str,
)
def test_a_membership_that_changes_is_asked_about_anew(change):
    user = member(Role.PRINCIPAL, SchoolFactory())
    kept = actor_on(user).asker.answers

    user.memberships.update(**change)

    assert actor_on(user).asker.answers is not kept


def test_an_answer_is_never_kept():
    school = SchoolFactory()
    user = member(Role.PRINCIPAL, school)
    assert not Pupil.objects.visible_to(actor_on(user)).exists()

    enrolment = EnrolmentFactory(school=school)
    assert list(Pupil.objects.visible_to(actor_on(user))) == [enrolment.pupil]

    enrolment.pupil.address_protection = "strict"
    enrolment.pupil.save()
    assert not Pupil.objects.visible_to(actor_on(user)).exists()
