"""What does not depend on the machine: statements, plans and bytes of a person's pages."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from followup.models import Note
from navskole.access import barrier
from navskole.access.reading import read_by
from tests.benchmarks.plans import plans

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.probes import Measured

_VERBS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
_TELLS_WHO_READS = "WITH before AS MATERIALIZED (SELECT current_setting("
_COMPRESSED = {".css", ".js", ".svg"}


def facts_of(one: Measured) -> dict[str, Any]:
    """Return the facts of the person's list, case and first visit."""
    with read_by(one.actor):
        rows = statements(lambda: list(one.person.rows(one.actor)[: len(one.ids)]))
    page, asked = shown(one, one.address())
    facts = {
        "rows shown": len(one.ids),
        "visible": one.probes["count"](),
        "rows": worst(one, rows),
        "list statements": len(asked),
        "list plan": worst(one, asked),
        "list bytes": len(page.content),
        "first visit bytes": len(page.content) + assets_bytes(page),
    }
    if one.case:
        case, asked = shown(one, reverse("followup:case_notes", args=[one.case.public_id]))
        notes = Note.objects.visible_to(one.actor).filter(case=one.case).count()
        facts |= {
            "case statements": len(asked),
            "case plan": worst(one, asked),
            "case bytes": len(case.content),
            "notes": notes,
        }
    return facts


def statements(do: Callable[[], Any]) -> list[str]:
    """Return the statements that read or write rows while something is done.

    The one that tells PostgreSQL who reads is no question of the page; docs/decisions/0012.
    """
    with CaptureQueriesContext(connection) as context:
        do()
    written = [query["sql"] for query in context.captured_queries]
    asked = [sql for sql in written if not sql.startswith(_TELLS_WHO_READS)]
    return [sql for sql in asked if sql.lstrip(" (").upper().startswith(_VERBS)]


def shown(one: Measured, address: str) -> tuple[Any, list[str]]:
    """Return the page as it goes over the wire, and its statements."""
    pages: list[Any] = []
    asked = statements(lambda: pages.append(one.get(address)))
    return pages[0], asked


def worst(one: Measured, asked: list[str]) -> dict[str, Any]:
    """Return the most rows thrown away and blocks read by one statement, and which ones.

    With the tables that any of them reads from one end to the other.
    """
    with barrier.reading_as(one.actor):
        told = plans(asked)
    removed = max(told, key=lambda plan: plan.removed)
    blocks = max(told, key=lambda plan: plan.blocks)
    return {
        "removed": removed.removed,
        "blocks": blocks.blocks,
        "removed by": removed.sql,
        "blocks by": blocks.sql,
        "scanned": sorted(set().union(*(plan.scanned for plan in told))),
    }


def assets_bytes(page: Any) -> int:
    """Return the bytes of every file that the page or its styles name, as they are sent."""
    text = plain_text(page)
    names = set(re.findall(r'(?:src|href)="/static/([^"?#]+)', text))
    for style in [name for name in names if name.endswith(".css")]:
        folder = Path(style).parent
        for named in re.findall(r"url\(['\"]?([^'\")]+\.woff2)", _file(style).read_text()):
            names.add((folder / named).as_posix())
    return sum(_sent(_file(name)) for name in names)


def plain_text(page: Any) -> str:
    """Return the page as text, whether it was sent compressed or not."""
    content = page.content
    return (
        gzip.decompress(content) if page.get("Content-Encoding") == "gzip" else content
    ).decode()


def _file(name: str) -> Path:
    found = finders.find(name)
    assert found, name
    return Path(found)


def _sent(path: Path) -> int:
    content = path.read_bytes()
    return len(brotli.compress(content)) if path.suffix in _COMPRESSED else len(content)
