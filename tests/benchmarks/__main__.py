"""Measure navskole on a made-up country of several sizes; `make bench` starts it.

`python -m tests.benchmarks` measures 2,000, 20,000 and 200,000 pupils; `--pupils 2000 20000`
those. Every size is a process of its own, and they take turns in an order that is dealt anew in
each round, so that whatever else the machine does hits all alike. Times are medians. `--write`
puts the tables into docs/benchmarks.md, `--fresh` makes the databases anew.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import IO, TYPE_CHECKING, Any, cast

from tests.benchmarks.databases import (
    ROOT,
    environment,
    kept_server,
    seeded_database,
    server_version,
)
from tests.benchmarks.report import Results, report, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = [2_000, 20_000, 200_000]
ROUNDS = 9


def main(arguments: Sequence[str]) -> int:
    """Measure, print the tables, and write them where asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--pupils", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"at least {ROUNDS} to write")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    parser.add_argument("--fresh", action="store_true", help="make the databases anew")
    asked = parser.parse_args(arguments)
    if asked.write and asked.rounds < ROUNDS:
        parser.error(f"medians of at least {ROUNDS} are written")
    with kept_server() as server, ExitStack() as stack:
        urls = {
            pupils: seeded_database(server, pupils, fresh=asked.fresh)
            for pupils in sorted(asked.pupils)
        }
        workers = {pupils: stack.enter_context(worker(url, pupils)) for pupils, url in urls.items()}
        results = measure(workers, asked.rounds)
        results.server = f"PostgreSQL {server_version(server)}"
    told = report(results)
    print(told)
    if asked.write:
        write(told)
    return 0


class Worker:
    """A process that measures on one database."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.probes: dict[str, list[str]] = self._answer()

    def ask(self, key: str, probe: str) -> Any:
        """Return what the process answers."""
        told = cast("IO[str]", self._process.stdin)
        told.write(json.dumps([key, probe]) + "\n")
        told.flush()
        return self._answer()

    def _answer(self) -> Any:
        line = cast("IO[str]", self._process.stdout).readline()
        if not line:
            raise SystemExit("A process that measures has stopped; its message stands above.")
        return json.loads(line)


@contextmanager
def worker(url: str, pupils: int) -> Iterator[Worker]:
    """Run a process for the database, warmed up."""
    print(f"Getting ready: {pupils:,} pupils", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "tests.benchmarks.worker"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Worker(process)
        finally:
            cast("IO[str]", process.stdin).close()


def measure(workers: dict[int, Worker], rounds: int) -> Results:
    """Time everything of everybody at every size, in an order dealt anew for each round."""
    began = time.monotonic()
    everything = [
        (pupils, key, probe)
        for pupils, one in workers.items()
        for key, probes in one.probes.items()
        for probe in probes
    ]
    taken: dict[Any, list[dict[str, float]]] = defaultdict(list)
    dealer = random.Random(rounds)  # noqa: S311 - deals an order
    for number in range(rounds):
        dealer.shuffle(everything)
        for what in everything:
            pupils, key, probe = what
            taken[what].append(workers[pupils].ask(key, probe))
        passed = time.monotonic() - began
        print(f"Round {number + 1} of {rounds}, {passed:.0f} s", file=sys.stderr, flush=True)
    return Results(
        sizes=list(workers),
        rounds=rounds,
        times={
            what: {clock: median(one[clock] for one in runs) for clock in ("processor", "clock")}
            for what, runs in taken.items()
        },
        facts={
            (pupils, key): one.ask(key, "facts")
            for pupils, one in workers.items()
            for key in one.probes
        },
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
