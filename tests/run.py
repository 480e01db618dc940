"""Run every check and the whole suite on both databases; this is what `make test` starts.

`python -m tests.run` runs all; `lint`, `types`, `sqlite`, `browser` or `postgres` runs that part,
and what follows `--` goes to pytest. The tests in a browser, which wait for pages much of their
time, run on SQLite beside the others on each database. Logs are kept below var/test-logs; what
failed is printed in full, and the last lines are pytest's own summaries.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psycopg2

from tests.chromium import WINDOWLESS, find_chromium
from tests.postgres import UnsuitableRoleError, provide_database_url

ROOT = Path(__file__).resolve().parents[1]
LOGS = Path("var/test-logs")
OWN = ("navskole", "agreements", "pupils", "followup", "tests")
SUITES = {"browser": "Browser", "sqlite": "SQLite", "postgres": "PostgreSQL"}
PARTS = ("lint", "types", *SUITES)
BROWSER = "tests/browser"
SIDE_BY_SIDE = 3
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 15  # seconds for a stopped job to clean up after itself
APT_PATIENCE = 180  # seconds


class CannotRunError(Exception):
    """Something the tests need is not on this machine; the message says what to do."""


@dataclass
class Job:
    """One command, the part it belongs to, and its process."""

    name: str
    part: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """The file that holds the command's whole output."""
        return LOGS / f"{self.name.lower()}.log"

    @property
    def code(self) -> int | None:
        """The exit code; None before the start and while it runs."""
        return self.process.poll() if self.process else None

    def start(self, *, to_terminal: bool) -> None:
        """Start in a process group of its own, so that it can be stopped with all its children."""
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**os.environ, **self.env},
                stdin=subprocess.DEVNULL,
                stdout=None if to_terminal else log,
                stderr=None if to_terminal else subprocess.STDOUT,
                start_new_session=True,
            )

    def output(self) -> str:
        """Return what the command has written."""
        return self.log.read_text(errors="replace").rstrip()


def files(pattern: str, *folders: str) -> list[str]:
    """List our own files for the tools that want names."""
    return [str(path) for folder in folders for path in sorted(Path(folder).rglob(pattern))]


def script(name: str) -> str:
    """Find a tool that cannot be started as a module, beside this Python."""
    return str(Path(sys.executable).with_name(name))


def check_jobs() -> list[Job]:
    """Make the jobs that need no database; mypy is the slowest and comes first."""
    module = [sys.executable, "-m"]
    upgrade = [*module, "django_upgrade", "--check", "--target-version", "5.2"]
    migrations = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    jobs = [
        Job("types", "types", [*module, "mypy"]),
        Job("ruff", "lint", [*module, "ruff", "check", "."]),
        Job("format", "lint", [*module, "ruff", "format", "--check", "."]),
        Job("layers", "lint", [script("lint-imports")]),
        Job("migrations", "lint", migrations),
        Job("django-upgrade", "lint", [*upgrade, *files("*.py", *OWN)]),
    ]
    if templates := files("*.html", "templates"):
        jobs.append(Job("djlint", "lint", [*module, "djlint", "--lint", "templates"]))
        jobs.append(Job("djade", "lint", [script("djade"), "--check", *templates]))
    return jobs


def suite_job(part: str, arguments: Sequence[str], env: dict[str, str]) -> Job:
    """Make one pytest run; its scratch folders are its own, since two run at the same time."""
    scratch = [f"--output=var/test-results-{part}", "-o", f"cache_dir=var/pytest-{part}"]
    command = [sys.executable, "-m", "pytest", *scratch, *arguments]
    return Job(SUITES[part], part, command, env)


@contextlib.contextmanager
def prepared_jobs(parts: Sequence[str], arguments: Sequence[str]) -> Iterator[list[Job]]:
    """Provide the jobs of the wanted parts, with a PostgreSQL that runs as long as they do."""
    jobs = [job for job in check_jobs() if job.part in parts]
    if not set(SUITES).isdisjoint(parts):
        ensure_chromium()
    shared = set(SUITES) <= set(parts)
    if "browser" in parts:
        apart = {"DATABASE_URL": "sqlite:///browser.sqlite3"}
        # Without other words this folder alone is read: no test elsewhere needs a browser.
        jobs.append(suite_job("browser", ["-m", "browser", *(arguments or [BROWSER])], apart))
    if "sqlite" in parts:
        marks = ["-m", "not browser and not postgres_suffices"] if shared else []
        jobs.append(suite_job("sqlite", [*marks, *arguments], {}))
    with contextlib.ExitStack() as stack:
        if "postgres" in parts:
            url = stack.enter_context(provide_database_url())
            # Of the browser tests the main flow is enough to run on both databases.
            wanted = "(not browser or flow)" + (" and not sqlite_suffices" if shared else "")
            jobs.append(suite_job("postgres", ["-m", wanted, *arguments], {"DATABASE_URL": url}))
        yield jobs


def ensure_chromium() -> None:
    """Find Chromium, or install it where root may; browser tests are never skipped silently."""
    if not os.environ.get("CHROMIUM_PATH") and shutil.which(WINDOWLESS) is None:
        install_chromium()
    chromium = find_chromium()
    if chromium is None:
        raise CannotRunError(
            "The browser tests need Chromium, and it could not be found or installed: "
            "install it, or name its program in CHROMIUM_PATH."
        )
    os.environ["CHROMIUM_PATH"] = chromium


def install_chromium() -> None:
    """Install Chromium from the machine's own packages, if there is apt and we are root."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return
    print(f"Installing {WINDOWLESS} with apt-get ...", flush=True)
    install = [apt, "--quiet", "install", "-y", "--no-install-recommends", WINDOWLESS]
    # Where the machine's list of packages is old, what it names may be gone.
    if not succeeds("install", install):
        succeeds("update", [apt, "--quiet", "update"])
        succeeds("install", install)


def succeeds(name: str, command: Sequence[str]) -> bool:
    """Run a command of apt for a few minutes at most, and tell whether it went well."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with (LOGS / f"apt-{name}.log").open("wb") as log:
        try:
            ended = subprocess.run(
                command,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
                timeout=APT_PATIENCE,
            )
        except subprocess.TimeoutExpired:
            return False
    return ended.returncode == 0


def run_jobs(jobs: Sequence[Job]) -> None:
    """Run the jobs in the given order, some at a time, and tell how each ends."""
    began = time.monotonic()
    waiting, running = list(jobs), list[Job]()
    try:
        while waiting or running:
            while waiting and len(running) < SIDE_BY_SIDE:
                running.append(waiting.pop(0))
                running[-1].start(to_terminal=len(jobs) == 1)
            time.sleep(0.05)
            for job in [job for job in running if job.code is not None]:
                running.remove(job)
                outcome = "FAILED" if job.code else "ok"
                print(f"{time.monotonic() - began:6.1f} s  {job.name}: {outcome}", flush=True)
    finally:
        stop(running)


def stop(jobs: Sequence[Job]) -> None:
    """End what still runs: as by Ctrl-C, so that tests clean up, and then for certain."""
    for number in (signal.SIGINT, signal.SIGKILL):
        left = [job.process for job in jobs if job.process and job.code is None]
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, number)
        for process in left:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(PATIENCE)


def report(jobs: Sequence[Job]) -> None:
    """Print failures in full, the slowest tests and, as the last lines, pytest's summaries."""
    suites = [job for job in jobs if job.part in SUITES]
    for job in jobs:
        if job.code:
            print(f"\n----- {job.name}: FAILED -----\n{job.output()}")
        elif job in suites:
            text = job.output()
            slowest = text.rfind("\n", 0, max(text.find(" slowest "), 0)) + 1
            print(f"\n----- {job.name} -----\n{text[slowest:]}")
    print()
    if failed := [job.name for job in jobs if job.code]:
        print(f"FAILED: {', '.join(failed)}")
    for job in suites:
        print(f"{job.name}:\n{(job.output() or 'no output').splitlines()[-1]}")


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Let every request to end take the way out of Ctrl-C, once; cleaning up is not cut short."""
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(words: Sequence[str]) -> int:
    """Run the wanted parts; answer 0 only when all of it is well."""
    end = words.index("--") if "--" in words else len(words)
    parts, arguments = words[:end] or PARTS, words[end + 1 :]
    if unknown := set(parts).difference(PARTS):
        print(f"Unknown part {', '.join(unknown)}; there are {', '.join(PARTS)}.")
        return 2
    os.chdir(ROOT)
    LOGS.mkdir(parents=True, exist_ok=True)
    Path("var/static").mkdir(exist_ok=True)  # WhiteNoise warns where nothing was collected yet
    os.environ["DJANGO_SETTINGS_MODULE"] = "navskole.settings.test"
    os.environ.pop("DATABASE_URL", None)  # SQLite, unless a job says otherwise
    for number in SIGNALS:
        signal.signal(number, interrupt)
    try:
        with prepared_jobs(parts, arguments) as jobs:
            run_jobs(jobs)
    except KeyboardInterrupt:
        print("Stopped.")
        return 130
    except (CannotRunError, UnsuitableRoleError, psycopg2.Error) as error:
        print(error)
        return 1
    if len(jobs) > 1:
        report(jobs)
    return 1 if any(job.code for job in jobs) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
