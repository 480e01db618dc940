"""Registering somebody whom only NAV knows answers as for a new pupil."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from pupils.models import Pupil
from tests.access.looking import Seen, ask
from tests.access.wall import Hidden, Wall, full_case
from tests.asking import at_noon, day
from tests.conftest import QueryCount
from tests.factories.pupils import PupilFactory
from tests.pupils.test_national_id import number_of
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def register(wall: Wall, query_count: QueryCount, pupil: Any, **typed: str) -> list[Seen]:
    """Register somebody of that name at school A; return the answer and the pages after it."""
    client = client_of(wall.school_counsellor)
    client.get(reverse("start"))
    fields = {
        "submission_id": str(uuid.uuid4()),
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "birth_date": pupil.birth_date.isoformat(),
        "school": str(wall.school.pk),
        "programme_area": "Studiespesialisering",
        "level": "vg1",
        "class_name": "1STA",
        "starts_on": day().isoformat(),
        **typed,
    }
    first = ask(client, query_count, ("post", reverse("pupils:pupil_create"), fields))
    address = dict(first.headers).get("Location", reverse("pupils:pupil_create"))
    pages = [
        address,
        f"{address}rediger/",
        f"{address}fravaer/",
        f"{address}henvis/",
        reverse("pupils:pupil_list"),
    ]
    words = {"question": f"{fields['first_name']} {fields['last_name']}"}
    asked: list[tuple[str, str, dict[str, str]]] = [("get", page, {}) for page in pages]
    asked += [
        ("search", reverse("pupils:pupil_list"), words),
        ("search", reverse("pupils:pupil_list"), {"question": pupil.last_name}),
    ]
    later = [ask(client, query_count, each) for each in asked]
    version = re.compile(r'(?<=name="version" value=")\d+')  # counts from anywhere
    ids = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    return [
        Seen(
            seen.status,
            tuple((name, ids.sub("-", value)) for name, value in seen.headers),
            version.sub("-", ids.sub("-", seen.body.decode())).encode(),
            seen.statements,
        )
        for seen in (first, *later)
    ]


def test_registering_somebody_whom_only_nav_knows_answers_as_for_a_new_pupil(wall, query_count):
    stranger = PupilFactory.build()
    with transaction.atomic():
        as_new = register(wall, query_count, stranger)
        transaction.set_rollback(True)
    known = PupilFactory(
        first_name=stranger.first_name,
        last_name=stranger.last_name,
        birth_date=stranger.birth_date,
    )
    full_case(wall, known, Hidden.new())

    as_known = register(wall, query_count, stranger)

    assert [seen.status for seen in as_new] == [302] + [200] * 7
    assert as_known == as_new


def test_registering_by_number_whom_nav_calls_otherwise_answers_as_for_a_new_pupil(
    wall, query_count
):
    stranger = PupilFactory.build(first_name="Kari", last_name="Annerledes")
    number = number_of(stranger)
    with transaction.atomic():
        as_new = register(wall, query_count, stranger, national_id=number)
        transaction.set_rollback(True)
    known = PupilFactory(last_name="Hemmelig", birth_date=stranger.birth_date, national_id=number)
    for _change in range(3):  # what was changed before the school came is not the school's
        known.save_change(by=wall.counsellor, at=at_noon(day(-2)))
    full_case(wall, known, Hidden.new())

    as_known = register(wall, query_count, stranger, national_id=number)

    assert [seen.status for seen in as_new] == [302] + [200] * 7
    assert [seen.body for seen in as_known] == [seen.body for seen in as_new]
    assert as_known[1:] == as_new[1:]
    assert Pupil.objects.get(pk=known.pk).last_name == "Hemmelig"
    assert b"Hemmelig" not in b"".join(seen.body for seen in as_known)
