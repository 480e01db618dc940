"""Which sensitive records a leader opens one at a time, read from the rule's words."""

from __future__ import annotations

from typing import Any

import pytest

from followup.models import Goal, Measure, Note, Task
from pupils.models import Case, RiskFlag
from tests.access.oracle.comparing import acting, actor_of
from tests.access.oracle.facts import Facts
from tests.access.oracle.people import Asker
from tests.access.oracle.reading import seen
from tests.world import World

pytestmark = pytest.mark.django_db


def opened_one_at_a_time(asker: Asker, model: Any) -> set[int]:
    """Sensitive, in a case the person leads, and not theirs to read on another ground."""
    led = {pk for pk, why in seen(asker, Case).items() if "office_lead" in why}
    known = seen(asker, model)
    return {
        row.pk
        for row in model.objects.all()
        if row.is_sensitive and row.case_id in led and row.pk not in known
    }


def test_the_test_worlds_leaders_open_what_the_rule_says(world: World) -> None:
    facts, opened = Facts(), 0
    for name in world.usernames:
        for asker in acting(facts, world.records[name], world.today):
            for model in (Note, RiskFlag, Goal, Task, Measure):
                expected = opened_one_at_a_time(asker, model)
                rows = model.objects.closed_to_leader(actor_of(asker))
                assert set(rows.values_list("pk", flat=True)) == expected, (name, model)
                opened += len(expected)
    assert opened > 50
