"""Which tests `make test` runs on one database alone, since two cores have fifteen minutes.

What they ask is about texts, forms and pages: rows come through the same querysets, which the
rest of the suite asks on both. `make test-sqlite` and `make test-postgres` run everything.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent

# PostgreSQL is the stricter one about what is typed; the browser takes the time on SQLite.
ON_POSTGRES_ALONE = {
    "access/test_canaries.py": "what pages hold; who sees which row is asked on both",
    "access/test_protected.py": "walks every page; the hard rules are asked on both",
    "guards/test_pages.py": "words and markup of the pages",
}
ON_SQLITE_ALONE = {
    "access/test_forged_posts.py": "the gate of the policies, asked on both by itself",
    "access/test_oracle_sequences.py": "sequences of actions; generated worlds are asked on both",
    "access/test_matrix_by_hand.py": "statuses; the generated matrix is asked on both",
}


def share_out(item: pytest.Item) -> None:
    """Mark a test that runs on one database when both are run side by side."""
    name = item.path.relative_to(TESTS).as_posix()
    if name in ON_POSTGRES_ALONE or name.endswith("bad_input.py"):
        item.add_marker("postgres_suffices")
    elif name in ON_SQLITE_ALONE or name.startswith("ui/"):
        item.add_marker("sqlite_suffices")
