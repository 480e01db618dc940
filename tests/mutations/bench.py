"""A copy of the project to break, and what its tests said."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.mutations.breakage import Breakage

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    *("navskole", "agreements", "pupils", "followup", "templates", "tests"),
    *("manage.py", "pyproject.toml", "package.json", "package-lock.json"),
)
_FAILED = re.compile(r"^FAILED (tests/[\w/]+\.py::\w+)", re.MULTILINE)
_TESTS_FAILED = 1  # pytest's own exit code


class NotGreenError(Exception):
    """The tests fail on the unbroken project; the message is what they said."""


@dataclass(frozen=True)
class Outcome:
    """What the tests said of one breakage: the first that failed, or nothing."""

    breakage: Breakage
    test: str
    said: str

    @property
    def is_noticed(self) -> bool:
        """Whether a test failed."""
        return bool(self.test)

    def __str__(self) -> str:
        """Return a line for the terminal, and what pytest said where nobody noticed."""
        if self.is_noticed:
            return f"noticed      {self.breakage.name}: {self.test}"
        return f"NOT NOTICED  {self.breakage.name}\n{self.said[-1500:]}"


class Bench:
    """One copy of the project, whole again after each breakage.

    On PostgreSQL every run makes its database anew: what is broken there may stand in a migration.
    """

    def __init__(self, tree: Path, postgres: str = "") -> None:
        self.tree = tree
        self.database = postgres or "sqlite:///mutations.sqlite3"
        self._kept = "--create-db" if postgres else "--reuse-db"
        for name in NEEDED:
            if (ROOT / name).is_dir():
                skip = shutil.ignore_patterns("__pycache__")
                shutil.copytree(ROOT / name, tree / name, ignore=skip)
            else:
                shutil.copy(ROOT / name, tree / name)
        (tree / "var" / "static").mkdir(parents=True)
        (tree / "var" / "assets").symlink_to(ROOT / "var" / "assets")

    def copied_to(self, tree: Path) -> Bench:
        """Return a bench of the same tree with a test database of its own, made already."""
        other = Bench(tree)
        for database in (self.tree / "var").glob("test-mutations*"):
            shutil.copy(database, tree / "var")
        return other

    def must_be_green(self, tests: Iterable[str]) -> None:
        """Run the tests unbroken, and keep their database; raises NotGreenError."""
        done = self._pytest(["--create-db", *sorted(tests)])
        if done.returncode:
            raise NotGreenError(done.stdout)

    def run(self, breakage: Breakage) -> Outcome:
        """Break, test, and mend again."""
        whole = breakage.apply(self.tree)
        try:
            done = self._pytest(["-x", *breakage.tests])
        finally:
            (self.tree / breakage.file).write_text(whole)
        failed = _FAILED.search(done.stdout) if done.returncode == _TESTS_FAILED else None
        return Outcome(breakage, failed[1] if failed else "", done.stdout)

    def _pytest(self, arguments: list[str]) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pytest", "-q", self._kept, "-p", "no:randomly"]
        return subprocess.run(
            [*command, *arguments],
            cwd=self.tree,
            env={
                **os.environ,
                "PYTHONDONTWRITEBYTECODE": "1",
                "DATABASE_URL": self.database,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
