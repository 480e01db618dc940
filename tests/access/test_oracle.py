"""The oracle and the product agree on worlds made up at random.

`make test` runs a few examples, always the same; `make test-deep` many, each time others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.access.oracle.cast import Cast, make_cast
from tests.access.oracle.comparing import (
    Product,
    disagreements,
    other_grounds,
    other_permissions,
)
from tests.access.oracle.drawing import drawing_from
from tests.access.oracle.facts import Facts
from tests.access.oracle.generated import World
from tests.access.oracle.generated_combined import add_combined
from tests.access.oracle.generated_records import add_records
from tests.access.oracle.generated_shared import add_protection_changes, add_shared


@pytest.fixture(scope="module")
def product() -> Product:
    """Return what keeps the product's statements between examples."""
    return Product()


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Return the people and places, written once for all examples."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_cast()
        transaction.set_rollback(True)


@given(number=st.integers(0, 2**32))
def test_a_generated_world_is_seen_as_the_rules_say(db, cast, product, number):
    draw = drawing_from(number)
    with transaction.atomic():
        world = World(cast, draw)
        add_records(world)
        add_combined(world)
        add_shared(world)
        add_protection_changes(world)
        world.write_ties()
        facts = Facts()
        found = disagreements(facts, world.people, cast.today, product=product)
        told = draw(world.people)
        number = draw(range(60))
        found += other_grounds(facts, told, cast.today, product=product, number=number)
        found += other_permissions(facts, told, cast.today, number=number)
        transaction.set_rollback(True)

    assert not found, "\n".join(found)
