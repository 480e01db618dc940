"""A process that measures on one database: reads what to do line by line, answers with JSON."""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Answer questions until there are no more."""
    django.setup()
    from tests import identity

    identity.install()
    from tests.benchmarks.facts import facts_of
    from tests.benchmarks.people import PEOPLE
    from tests.benchmarks.probes import Measured

    measured = {person.key: Measured(person) for person in PEOPLE}
    for one in measured.values():
        for probe in one.probes.values():
            probe()
    gc.collect()
    gc.freeze()
    answer({key: list(one.probes) for key, one in measured.items()})
    for line in sys.stdin:
        key, probe = json.loads(line)
        one = measured[key]
        answer(facts_of(one) if probe == "facts" else timed(one.probes[probe]))


def timed(probe: Callable[[], Any]) -> dict[str, float]:
    """Return the milliseconds that the probe takes: on the clock, and of processor time.

    Processor time is this process's and its database session's together. What else the
    machine does lengthens the one and hardly the other.
    """
    began, used = time.perf_counter(), processor_time()
    probe()
    return {
        "processor": 1000 * (processor_time() - used),
        "clock": 1000 * (time.perf_counter() - began),
    }


def processor_time() -> float:
    """Return the seconds that this process and its database session have worked."""
    return time.process_time() + time.clock_gettime(_clock_of(_session()))


def _session() -> int:
    """Return the process of the database session, which has to be on this machine."""
    from django.db import connection

    connection.ensure_connection()
    return int(connection.connection.info.backend_pid)


def _clock_of(process: int) -> int:
    """Return the clock of another process's processor time, as clock_getcpuclockid(3) does."""
    return (~process << 3) | 2


def answer(what: Any) -> None:
    """Write a line to who asks."""
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
