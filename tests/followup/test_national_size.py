"""What a page costs on any machine: statements, plans and bytes, in a made-up country.

`make bench` measures time in a country of 200,000 pupils. Here the country is small, and what is
looked at is what would grow: which rows PostgreSQL has to look at for a page's statements.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction

from followup.demo.scale import Size, seed_scale
from tests.benchmarks.facts import facts_of
from tests.benchmarks.people import PEOPLE
from tests.benchmarks.probes import Measured

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Oslo"))
KB = 1000

LIST, CASE, ROWS = "list plan", "case plan", "rows"
REMOVED, BLOCKS = 5000, 2000
MORE = {
    ("rektor", ROWS): (REMOVED, 2900),
    ("rektor", LIST): (12_000, 9500),
    ("leder", LIST): (REMOVED, 3900),
}
"""Whose statements throw away or read more: they may not grow from here."""
STATEMENTS = {"rektor": 19}
"""Whose list asks more than twelve statements, likewise."""
OF_PEOPLE = {
    model._meta.db_table
    for model in apps.get_models()
    if hasattr(model._default_manager, "visible_to") or "history_date" in vars(model)
}
"""The tables that grow with the country."""
NOTHING = {"removed": 0, "blocks": 0, "scanned": []}


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> dict[str, dict[str, Any]]:
    """Return the facts of everybody's pages in a country that is gone again."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False):
        _leave_no_gaps()
        return _facts()


def _leave_no_gaps() -> None:
    """Let no block hold what earlier tests wrote and took back: it would be read and counted."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table)}")


def _facts() -> dict[str, dict[str, Any]]:
    with transaction.atomic():
        seed_scale(size=Size(1000), now=NOW, tell=lambda what, more: None)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            if connection.vendor == "postgresql":
                # In tables this small it reads all of a table sooner than look into an index.
                cursor.execute("SET LOCAL enable_seqscan = off")
        found = {person.key: facts_of(Measured(person)) for person in PEOPLE}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("who", [person.key for person in PEOPLE])
def test_a_page_costs_the_same_however_large_the_country_is(
    country: dict[str, dict[str, Any]], who: str
):
    """Few rows are thrown away, few blocks read, and no table of people read to its end."""
    facts = country[who]

    assert facts["rows shown"] >= 10
    assert facts["list statements"] <= STATEMENTS.get(who, 12)
    assert facts.get("case statements", 0) <= 20
    assert facts["list bytes"] <= 60 * KB
    assert facts.get("case bytes", 0) <= 60 * KB
    assert facts["first visit bytes"] <= 200 * KB
    for page in (ROWS, LIST, CASE):
        plan = facts.get(page, NOTHING)
        removed, blocks = MORE.get((who, page), (REMOVED, BLOCKS))
        assert plan["removed"] <= removed, plan["removed by"]
        assert plan["blocks"] <= blocks, plan["blocks by"]
        assert OF_PEOPLE.isdisjoint(plan["scanned"]), page


def test_who_works_on_cases_has_one_with_many_notes(country: dict[str, dict[str, Any]]):
    assert {who for who, facts in country.items() if facts.get("notes", 0) >= 50} == {
        "veileder",
        "leder",
        "vikar",
    }
