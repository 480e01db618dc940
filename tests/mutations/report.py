"""The list of breakages and what noticed each, for docs/mutations.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutations.bench import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.mutations.bench import Outcome

REPORT = ROOT / "docs" / "mutations.md"
HEADING = """# Breakages, and the tests that notice them

Each line is one small change to the code that lets somebody see or do what they may not, or shuts
out somebody who may. `make test-mutations` applies them to a copy of the project, one at a time,
and runs the tests of the rules; each must make a test fail. The last column is the first test that
did. This page is written by `make test-mutations ARGS=--write`; the breakages stand in
`tests/mutations/`.

"""


def write_report(outcomes: Sequence[Outcome]) -> None:
    """Write the page anew."""
    noticed = sum(outcome.is_noticed for outcome in outcomes)
    lines = [f"{noticed} of {len(outcomes)} are noticed.", "", "| broken | where | noticed by |"]
    lines.append("|---|---|---|")
    for outcome in outcomes:
        test = f"`{outcome.test}`" if outcome.is_noticed else "**nothing**"
        lines.append(f"| {outcome.breakage.name} | `{outcome.breakage.file}` | {test} |")
    REPORT.write_text(HEADING + "\n".join(lines) + "\n")
