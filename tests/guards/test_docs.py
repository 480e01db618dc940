"""What the documents promise exists."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

RULES = Path(settings.BASE_DIR) / "docs" / "access-rules.md"
NAMED = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")


def test_every_test_named_beside_an_access_rule_exists():
    named = set(NAMED.findall(RULES.read_text()))

    missing = [
        f"{path}::{name}"
        for path, name in sorted(named)
        if not re.search(rf"^def {name}\(", _text(path), re.MULTILINE)
    ]

    assert named
    assert missing == []


def test_every_access_rule_names_what_proves_it():
    rows = [line for line in RULES.read_text().splitlines() if line.startswith("| ")]

    unproved = [row for row in rows if not NAMED.search(row)]

    assert unproved == ["| rule | proved by |"] * RULES.read_text().count("| rule | proved by |")


def _text(path: str) -> str:
    file = Path(settings.BASE_DIR) / path
    return file.read_text() if file.exists() else ""
