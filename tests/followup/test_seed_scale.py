"""The made-up country to measure on: in proportion, and the same every time."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from followup.demo.scale import Size, seed_scale
from followup.demo.scale.places import WIDE_USER
from followup.models import Measure, Note
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role, School
from pupils.models import AddressProtection, Case, ConsentLine, Pupil
from tests.factories.organisations import SchoolFactory

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Oslo"))


def _sample() -> list[tuple[object, ...]]:
    notes = Note.objects.select_related("pupil", "author").order_by("pk")[::500]
    return [(note.public_id, note.text, note.pupil.last_name, str(note.author)) for note in notes]


def test_the_country_has_everything_in_proportion_and_something_for_everybody(db):
    seed_scale(size=Size(500), now=NOW, tell=lambda what, more: None)

    assert (Size(200_000).schools, Size(200_000).offices) == (400, 300)
    assert (Pupil.objects.count(), School.objects.count(), NavOffice.objects.count()) == (500, 2, 2)
    assert (Case.objects.count(), Note.objects.count(), Measure.objects.count()) == (75, 2500, 250)
    assert Note.history.count() == 2500
    assert Pupil.objects.exclude(address_protection=AddressProtection.NONE).count() == 2
    _are_valid(Pupil, Case, Note, Measure, ConsentLine)
    for role in (Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR, Role.NAV_COUNSELLOR, Role.NAV_MANAGER):
        held = Membership.objects.filter(role=role).exclude(user__username=WIDE_USER)
        _sees_some(held.first().user, Pupil, Case, Note, Measure)
    wide = Actor.for_user(User.objects.get(username=WIDE_USER), now=NOW)
    assert len(wide.memberships) == 2


def _are_valid(*models: Any) -> None:
    for model in models:
        rows = model.objects.order_by("pk")
        for record in rows[:: rows.count() // 10]:
            record.full_clean(exclude=["submission_id"])


def _sees_some(user: User, *models: Any) -> None:
    actor = Actor.for_user(user, now=NOW)
    for model in models:
        assert 0 < model.objects.visible_to(actor).count() < model.objects.count(), (user, model)


def test_the_same_number_of_pupils_gives_the_same_country(db):
    found = []
    for _ in range(2):
        with transaction.atomic():
            seed_scale(size=Size(500), now=NOW, tell=lambda what, more: None)
            found.append(_sample())
            transaction.set_rollback(True)

    assert found[0] == found[1]
    assert len(found[0]) == 5


def test_the_command_refuses_what_is_not_empty_and_what_is_too_small(db):
    with pytest.raises(CommandError, match="500"):
        call_command("seed_scale", pupils=10)
    SchoolFactory()
    with pytest.raises(CommandError, match="empty"):
        call_command("seed_scale", pupils=500)

    assert not Pupil.objects.exists()
