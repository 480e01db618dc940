"""The world itself."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_every_text_of_the_world_stands_in_exactly_one_record(world):
    unclaimed = [text for text, canary in world.canaries.items() if canary.record is None]

    assert [text for text in unclaimed if "klasse" not in text and "avvist" not in text] == []


def test_no_text_of_the_world_is_part_of_another(world):
    texts = sorted(world.canaries)

    assert [(a, b) for a in texts for b in texts if a != b and a in b] == []


def test_every_record_of_the_world_passes_its_own_validation(world):
    for record in world.records.values():
        unset = [
            field.name for field in record._meta.fields if getattr(record, field.attname) is None
        ]
        record.full_clean(exclude=[*unset, "password"])
