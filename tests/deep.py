"""Play many random sequences and worlds, side by side; this is what `make test-deep` starts.

What stands on the command line goes to both runs of pytest.
"""

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.run import LOGS, ROOT, SIGNALS, Job, interrupt, report, run_jobs

FOLLOWUP = (
    "tests/access/test_oracle_sequences.py::test_everybody_sees_what_the_rules_say_after_every_step"
)
SHARES = {
    "Deep-1": [f"{FOLLOWUP}[{part}]" for part in (0, 1, 2)],
    "Deep-2": [
        *[f"{FOLLOWUP}[{part}]" for part in (3, 4)],
        "tests/agreements/test_contract_sequences.py",
        "tests/access/test_oracle.py",
    ],
}


def job(name: str, tests: Sequence[str], arguments: Sequence[str]) -> Job:
    """Make one run of pytest, with a database and scratch folders of its own."""
    scratch = [f"--output=var/test-results-{name}", "-o", f"cache_dir=var/pytest-{name}"]
    profile = ["--hypothesis-profile=deep", "-o", "faulthandler_timeout=0"]
    command = [sys.executable, "-m", "pytest", *profile, *scratch, *tests, *arguments]
    return Job(name, name, command, {"DATABASE_URL": f"sqlite:///{name}.sqlite3"})


def main(arguments: Sequence[str]) -> int:
    """Play everything; answer 0 only when all of it is well, and tell how many steps it was."""
    os.chdir(ROOT)
    LOGS.mkdir(parents=True, exist_ok=True)
    Path("var/static").mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "navskole.settings.test"
    for number in SIGNALS:
        signal.signal(number, interrupt)
    jobs = [job(name, tests, arguments) for name, tests in SHARES.items()]
    try:
        run_jobs(jobs)
    except KeyboardInterrupt:
        print("Stopped.")
        return 130
    report(jobs)
    for each in jobs:
        steps = [line for line in each.output().splitlines() if line.startswith("Random steps")]
        print("\n".join(f"{each.name}: {line}" for line in steps))
    return 1 if any(each.code for each in jobs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
