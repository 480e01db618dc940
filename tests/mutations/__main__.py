"""Apply every breakage to a copy of the project, one at a time; `make test-mutations` starts it.

`python -m tests.mutations` runs all; words after it, those whose name holds one of them. First
the tests run on an unbroken copy and must be green. A breakage is noticed when a test fails: an
error before a test could look is not enough. `--write` puts the list and the result into
docs/mutations.md. Ends with 1 where something went unnoticed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from tests.mutations.barrier import BARRIER
from tests.mutations.bench import Bench, Outcome
from tests.mutations.grounds import GROUNDS
from tests.mutations.platform import PLATFORM
from tests.mutations.protection import PROTECTION
from tests.mutations.report import write_report
from tests.postgres import provide_database_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.mutations.breakage import Breakage

BREAKAGES = [*GROUNDS, *PROTECTION, *PLATFORM, *BARRIER]
SIDE_BY_SIDE = 2


def main(arguments: Sequence[str]) -> int:
    """Run the breakages asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations")
    parser.add_argument("words", nargs="*", help="only those whose name holds one of the words")
    parser.add_argument("--write", action="store_true", help="write docs/mutations.md")
    asked = parser.parse_args(arguments)
    wanted = [
        one for one in BREAKAGES if not asked.words or any(w in one.name for w in asked.words)
    ]
    anywhere = [one for one in wanted if not one.on_postgres]
    on_postgres = [one for one in wanted if one.on_postgres]
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="navskole-mutations-") as folder:
        outcomes = _run_all(Path(folder), anywhere) if anywhere else []
        if on_postgres:
            outcomes += _run_on_postgres(Path(folder) / "postgres", on_postgres)
    missed = [one for one in outcomes if not one.is_noticed]
    took = time.monotonic() - began
    print(f"{len(outcomes) - len(missed)} of {len(outcomes)} noticed, {took:.0f} s")
    if asked.write:
        write_report(outcomes)
    return 1 if missed else 0


def _run_all(folder: Path, wanted: Sequence[Breakage]) -> list[Outcome]:
    """Run the breakages on a few benches side by side, telling of each as it is done."""
    first = Bench(folder / "1")
    first.must_be_green({test for one in wanted for test in one.tests})
    benches: SimpleQueue[Bench] = SimpleQueue()
    benches.put(first)
    for number in range(2, SIDE_BY_SIDE + 1):
        benches.put(first.copied_to(folder / str(number)))

    def run(breakage: Breakage) -> Outcome:
        bench = benches.get()
        try:
            outcome = bench.run(breakage)
        finally:
            benches.put(bench)
        print(outcome, flush=True)
        return outcome

    with ThreadPoolExecutor(SIDE_BY_SIDE) as workers:
        return list(workers.map(run, wanted))


def _run_on_postgres(tree: Path, wanted: Sequence[Breakage]) -> list[Outcome]:
    """Run the breakages of what SQLite does not have, one after another."""
    with provide_database_url() as url:
        bench = Bench(tree, postgres=url)
        bench.must_be_green({test for one in wanted for test in one.tests})
        outcomes = []
        for breakage in wanted:
            outcomes.append(bench.run(breakage))
            print(outcomes[-1], flush=True)
    return outcomes


sys.exit(main(sys.argv[1:]))
