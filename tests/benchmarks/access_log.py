"""What the access log costs: a page without it, with it, and with it put up for sending.

No test of the suite; docs/operations.md says how to run it and what came out. Each transaction
is committed, and the ways take turns, so that what else the machine does hits all alike.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from navskole.access import middleware
from navskole.audit import log
from navskole.audit.events import Action
from navskole.audit.models import AccessedPupil, AccessEvent, CefDelivery
from tests.conftest import QueryCount
from tests.factories.pair import Pair, make_pair
from tests.followup import rows

pytestmark = pytest.mark.django_db(transaction=True)

CASES = 25
PAGES, WRITINGS, WARMING_UP = 15, 400, 3
EVENTS, PUPILS = 20_000, 60_000

Way = Callable[[], AbstractContextManager[Any]]


def sending(folder: Path) -> Way:
    """Return a way to put events up for sending."""
    return lambda: override_settings(AUDIT_CEF=f"file://{folder}/cef.log")


@contextmanager
def without_log() -> Iterator[None]:
    """Show pages without writing what was looked at."""
    with mock.patch.object(middleware, "_write_permit"):
        yield


def test_statements_and_time_of_a_page(query_count: QueryCount, tmp_path: Path) -> None:
    pair = make_pair()
    for number in range(CASES - 1):
        rows.add_case(pair, number)
    ways: dict[str, Way] = {
        "no log": without_log,
        "log": nullcontext,
        "log and outbox": sending(tmp_path),
    }
    client = Client()
    client.force_login(pair.counsellor)
    for page, url in (
        ("case page, 1 pupil", reverse("followup:case_detail", args=[pair.case.public_id])),
        (f"own cases, {CASES} pupils", reverse("followup:own_case_list")),
    ):
        times = in_turn(ways, partial(client.get, url), PAGES)
        for way, enter in ways.items():
            with enter(), query_count() as queries:
                client.get(url)
            told(f"{page:22} {way:15} {queries.count:3} statements {times[way]:7.2f} ms")


def test_time_of_the_log_alone(tmp_path: Path) -> None:
    pair = make_pair()
    actor = pair.acting("counsellor")
    ways: dict[str, Way] = {"log": nullcontext, "log and outbox": sending(tmp_path)}
    for pupils in (1, CASES):
        accesses = [log.Access(n, pair.office.pk, "case_team", "AC") for n in range(1, pupils + 1)]
        write = transaction.atomic(partial(log.record, actor, Action.VIEW, accesses))
        for way, taken in in_turn(ways, write, WRITINGS).items():
            told(f"written and committed, {pupils:2} pupils {way:15} {taken:7.2f} ms")


def in_turn(ways: dict[str, Way], do: Callable[[], object], rounds: int) -> dict[str, float]:
    """Return for each way the median of the milliseconds that `do` takes."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _turn in range(rounds + WARMING_UP):
        for way, enter in ways.items():
            with enter():
                began = time.perf_counter()
                do()
                times[way].append(1000 * (time.perf_counter() - began))
    return {way: statistics.median(taken[WARMING_UP:]) for way, taken in times.items()}


def test_pace_of_the_commands(tmp_path: Path, settings: Any) -> None:
    settings.AUDIT_CEF = f"file://{tmp_path}/cef.log"
    pair = make_pair()
    fill(pair)
    for command in ("audit_seal", "audit_verify", "send_audit_cef"):
        began = time.perf_counter()
        call_command(command, stdout=StringIO())
        taken = time.perf_counter() - began
        told(f"{command:15} {EVENTS} events, {PUPILS} pupils of events: {taken:6.2f} s")


def fill(pair: Pair) -> None:
    """Write a log of so many events, put up for sending."""
    AccessEvent.objects.bulk_create(
        [
            AccessEvent(at=timezone.now(), user=pair.counsellor, action="view", decision="permit")
            for _each in range(EVENTS)
        ],
        batch_size=5000,
    )
    ids = list(AccessEvent.objects.order_by("pk").values_list("pk", flat=True))
    CefDelivery.objects.bulk_create([CefDelivery(event_id=pk) for pk in ids], batch_size=5000)
    AccessedPupil.objects.bulk_create(
        [
            AccessedPupil(event_id=pk, pupil_id=pair.pupil.pk, owner=pair.office)
            for pk in ids
            for _each in range(PUPILS // EVENTS)
        ],
        batch_size=5000,
    )


def told(line: str) -> None:
    """Print a line of the result."""
    print(f"\n{connection.vendor:10} {line}", end="")
