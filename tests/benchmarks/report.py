"""The tables of a run: every figure with its bound, and whether it is met."""

from __future__ import annotations

import math
import os
import platform
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.databases import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
NAMES = {
    "rektor": "rektor",
    "radgiver": "rådgiver",
    "veileder": "veileder",
    "leder": "NAV-leder",
    "vikar": "substitute",
    "bred": "rådgiver at 40 schools",
}
MOST_STATEMENTS = {"list": 12, "case": 20}
MOST_REMOVED, MOST_BLOCKS = 5_000, 2_000
MOST_BYTES = {"list": 60_000, "case": 60_000, "first visit": 200_000}


@dataclass
class Results:
    """Everything that was measured."""

    sizes: list[int]
    rounds: int
    times: dict[tuple[int, str, str], dict[str, float]]
    facts: dict[tuple[int, str], dict[str, Any]]
    server: str = ""

    @property
    def people(self) -> list[str]:
        """Who was measured, in the order of the tables."""
        return [key for key in NAMES if any(key == one for _, one in self.facts)]

    def ms(self, size: int, key: str, probe: str, clock: str = "processor") -> float | None:
        """Return the median, or nothing where this is not measured of the person."""
        found = self.times.get((size, key, probe))
        return found[clock] if found else None


@dataclass
class Table:
    """A table of figures, with the misses it holds."""

    head: list[str]
    rows: list[list[str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [self.head, ["---"] + ["--:"] * (len(self.head) - 1), *self.rows]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def judged(figure: float | None, most: float, shown: str) -> str:
    """Return the figure, marked where it is over its bound."""
    if figure is None:
        return "–"
    return shown if figure <= most else f"**{shown}** miss"


def ms(figure: float | None) -> str:
    """Return the milliseconds in words."""
    return "–" if figure is None else f"{figure:.1f}"


def report(results: Results) -> str:
    """Return all tables as text."""
    largest = max(results.sizes)
    parts = [
        heading(results),
        "## Against the floor\n\n" + RATIOS + str(ratios(results)),
        "## Growth\n\n" + GROWTH + str(growth(results)),
        f"## What the parts take, at {largest:,} pupils\n\n" + PARTS + str(pieces(results)),
        "## Statements and plans\n\n" + PLANS + str(plans(results)),
        "## Bytes on the wire\n\n" + BYTES + str(wire(results)),
    ]
    return "\n\n".join(parts) + "\n"


RATIOS = """\
Rows: the first fifty of the list under the rules, against the same rows fetched by their keys:
at most 3, aim 2.5. Page: the whole page against the same page in a program without rules: at most
2. Note: "may this person see this note" against "is there such a note": at most 3.

"""
GROWTH = """\
The exponent of a page's time as the country grows: 0 where it takes the same time, 1 where ten
times the pupils take ten times as long. At most 0.15 from 20,000 to 200,000 pupils.

"""
PARTS = """\
Milliseconds of processor time, and in brackets of the clock. "First of the day" is a page of
somebody for whom no question has been written before. Guardian's `get_objects_for_user` finds the
same cases by the same grants, without dates and hard rules; whoever works at a school and the
leader have no grants, so there is nothing to compare with.

"""
PLANS = """\
The statements of a page, log included, without the one that tells PostgreSQL who reads: at most 12
for a list and 20 for a case. Rows thrown away and blocks read are those of the one statement of
the page that has most of them, by EXPLAIN (ANALYZE, BUFFERS): at most 5,000 and 2,000.

"""
BYTES = """\
Compressed as they are sent: a list and a case at most 60 kB; a first visit, with styles, scripts
and fonts, at most 200 kB.

"""


def heading(results: Results) -> str:
    """Return what was measured on what."""
    sizes = ", ".join(f"{size:,}" for size in results.sizes)
    packages = ", ".join(f"{name} {version(name)}" for name in ("Django", "django-guardian"))
    return f"""\
# Benchmarks

Written by `make bench ARGS=--write` on {date.today():%d.%m.%Y}; `tests/benchmarks/` says how it is
measured. {sizes} pupils side by side in one run, medians of {results.rounds}, in an order dealt
anew in each round. Times are of the processor, the web process and its database session together,
unless it says "clock": what else a machine does lengthens the clock's and hardly these. **Bold**
with "miss" is over its bound.

{_machine()}; Linux {platform.release().split("-")[0]}; Python {platform.python_version()},
{packages}, {results.server}."""


def _machine() -> str:
    """Return what the machine is."""
    cpu = Path("/proc/cpuinfo")
    names = [
        line.partition(":")[2].strip()
        for line in (cpu.read_text().splitlines() if cpu.exists() else [])
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {next(iter(names), platform.machine())}, {memory:.0f} GB"


def ratios(results: Results) -> Table:
    """Return how much the rules cost."""
    table = Table(["", *(f"{what} {size:,}" for what in _COMPARED for size in results.sizes)])
    for key in results.people:
        row = [NAMES[key]]
        for what, floor, most in _COMPARED.values():
            for size in results.sizes:
                above, below = results.ms(size, key, what), results.ms(size, key, floor)
                ratio = above / below if above and below else None
                row.append(judged(ratio, most, f"{ratio or 0:.1f}"))
        table.rows.append(row)
    return table


_COMPARED = {
    "rows": ("rows", "floor", 3),
    "page": ("page", "page without rules", 2),
    "case": ("case", "case without rules", 2),
    "note": ("note", "note floor", 3),
}


def growth(results: Results) -> Table:
    """Return the exponents from each size to the next."""
    steps = list(zip(results.sizes, results.sizes[1:], strict=False))
    table = Table(["", *(f"{what} {b:,}" for what in _GROWING for _, b in steps)])
    for key in results.people:
        row = [NAMES[key]]
        for what in _GROWING:
            for small, large in steps:
                at = [results.ms(size, key, what) for size in (small, large)]
                found = exponent(small, large, at)
                bound = 0.15 if small >= 20_000 else math.inf
                row.append(judged(found, bound, f"{found or 0:.2f}"))
        table.rows.append(row)
    return table


_GROWING = ["rows", "page", "search", "last page", "count", "case", "note", "inbox"]


def exponent(small: int, large: int, times: list[float | None]) -> float | None:
    """Return the power of the size that the time grows with."""
    before, after = times
    if not before or not after:
        return None
    return math.log(after / before) / math.log(large / small)


def pieces(results: Results) -> Table:
    """Return every time at the largest size."""
    largest = max(results.sizes)
    table = Table(["", *(NAMES[key] for key in results.people)])
    names = list(dict.fromkeys(probe for _, _, probe in results.times))
    for probe in sorted(names, key=_in_order):
        row = [probe]
        for key in results.people:
            used = results.ms(largest, key, probe)
            clock = results.ms(largest, key, probe, "clock")
            row.append("–" if used is None else f"{ms(used)} ({ms(clock)})")
        table.rows.append(row)
    return table


def _in_order(probe: str) -> tuple[int, str]:
    first = ["rows", "floor", "guardian", "count", "page", "page without rules"]
    return (first.index(probe) if probe in first else len(first), probe)


def plans(results: Results) -> Table:
    """Return statements, rows thrown away and blocks read."""
    table = Table(["", "pupils", "list", "case", "removed: rows", "list", "case"])
    table.head += ["blocks: rows", "list", "case"]
    for key in results.people:
        for size in results.sizes:
            facts = results.facts[size, key]
            row = [NAMES[key], f"{size:,}"]
            for what, most in MOST_STATEMENTS.items():
                found = facts.get(f"{what} statements")
                row.append(judged(found, most, str(found)))
            for measure, most in (("removed", MOST_REMOVED), ("blocks", MOST_BLOCKS)):
                for what in ("rows", "list plan", "case plan"):
                    found = facts.get(what, {}).get(measure)
                    row.append(judged(found, most, f"{found or 0:,}"))
            table.rows.append(row)
    return table


def wire(results: Results) -> Table:
    """Return how large the pages are."""
    largest = max(results.sizes)
    table = Table(["", "rows", "list", "case", "first visit"])
    for key in results.people:
        facts = results.facts[largest, key]
        row = [NAMES[key], str(facts["rows shown"])]
        for what, most in MOST_BYTES.items():
            found = facts.get(f"{what} bytes")
            row.append(judged(found, most, f"{(found or 0) / 1000:.1f} kB"))
        table.rows.append(row)
    return table


def write(told: str) -> None:
    """Write the page of the documentation."""
    PAGE.write_text(told)
