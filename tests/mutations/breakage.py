"""What a breakage is, and the tests that are to notice it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# The oracle first: it is the shortest way to most breakages.
RULES = (
    "tests/access/test_oracle_world.py",
    "tests/access/test_days.py",
    "tests/access/test_days_of_case.py",
    "tests/access/test_days_of_decider.py",
    "tests/access/test_people.py",
    "tests/access/test_from_school.py",
    "tests/access/test_covered.py",
    "tests/access/test_records.py",
    "tests/access/test_cases.py",
    "tests/access/test_collaboration.py",
    "tests/access/test_oracle_combined.py",
    "tests/access/test_agreement.py",
    "tests/access/test_policies.py",
    "tests/access/test_actor.py",
    "tests/access/test_log_readers.py",
)


class NotThereError(Exception):
    """The text to break is not in the file, or is there more than once."""


@dataclass(frozen=True)
class Breakage:
    """One small change that lets somebody see or do what they may not, or shuts somebody out."""

    name: str
    """What is broken, in words."""
    file: str
    old: str
    new: str
    tests: tuple[str, ...] = RULES
    on_postgres: bool = False
    """Whether only PostgreSQL has what is broken."""

    def apply(self, tree: Path) -> str:
        """Write the change into the tree; return what stood in the file.

        Raises NotThereError unless the text stands there exactly once.
        """
        target = tree / self.file
        whole = target.read_text()
        if whole.count(self.old) != 1:
            raise NotThereError(f"{self.name}: {whole.count(self.old)} times in {self.file}")
        target.write_text(whole.replace(self.old, self.new))
        return whole
