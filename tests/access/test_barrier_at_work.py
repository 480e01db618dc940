"""Commands and the database's own tools behind PostgreSQL's second barrier."""

from __future__ import annotations

import logging
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import call_command
from django.db import connection

from navskole.access import barrier
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.notices.models import Notice
from pupils.models import Consent, Pupil
from tests.access.test_barrier import PROTECTED, on_postgres, told
from tests.asking import day
from tests.factories.pair import Pair
from tests.factories.pupils import give_consent
from tests.followup.written import JOB
from tests.world import World

pytestmark = pytest.mark.django_db

_TO_PROTECTED: list[tuple[Any, Any]] = [
    (model, field)
    for model in apps.get_models()
    if hasattr(getattr(model, "objects", None), "visible_to")
    for field in model._meta.fields
    if field.related_model in PROTECTED
]


@on_postgres
def test_the_tests_ask_as_a_role_that_nothing_lets_past() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, pg_has_role(oid, 'pg_read_all_data', 'member') "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False, False, False)


# What a record points to and nobody asks for on the reader's behalf: written down, never followed.
_NOT_FOLLOWED = {
    "Referral.case": "the school never learns what became of it",
    "Disclosure.case": "the frozen copy tells nothing of it",
}


@on_postgres
def test_what_a_visible_record_points_to_is_there_too(world: World) -> None:
    """A join to a hidden row answers as if there were none: the rules must never meet one."""
    hidden = set()
    for name in world.usernames:
        actor = Actor.for_user(world.user(name))
        with barrier.reading_as(actor):
            for model, field in _TO_PROTECTED:
                rows = model.objects.visible_to(actor).exclude(**{field.attname: None})
                keys = set(rows.values_list(field.attname, flat=True))
                there = field.related_model.objects.filter(pk__in=keys).count()
                if there < len(keys):
                    hidden.add(f"{model.__name__}.{field.name}")
    assert len(_TO_PROTECTED) > len(PROTECTED)
    assert hidden == set(_NOT_FOLLOWED)


@on_postgres
def test_the_daily_command_tells_and_sends_under_its_own_name(pair: Pair, caplog: Any) -> None:
    User.objects.filter(pk=pair.counsellor.pk).update(email="veileder@example.org")
    give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(10))
    with told(""), caplog.at_level(logging.INFO, logger="navskole"):
        assert Consent.objects.exists()
        assert not Pupil.objects.exists()
        call_command("send_notices", stdout=StringIO())
        written = Notice.objects.filter(kind="consent_ends").values_list("recipient", "emailed_at")
        assert [(row[0], row[1] is not None) for row in written] == [(pair.counsellor.pk, True)]
        assert ["veileder@example.org"] in [sent.to for sent in mail.outbox]
        call_command("delete_contact_requests", stdout=StringIO())
    for name in ("send_notices", "delete_contact_requests"):
        assert f"Reads past the second barrier: {name}" in caplog.text
