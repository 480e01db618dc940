"""What PostgreSQL did for the statements of a page: rows thrown away and blocks read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Plan:
    """One statement's."""

    sql: str
    removed: int
    blocks: int
    ms: float
    scanned: frozenset[str]
    """The tables that were read from one end to the other."""


def plans(statements: Iterable[str]) -> list[Plan]:
    """Run the questions among the statements once more and return what each took.

    Only PostgreSQL tells; elsewhere they take nothing.
    """
    tell = _plan if connection.vendor == "postgresql" else _nothing
    return [tell(sql) for sql in statements if sql.startswith(("SELECT", "WITH", "("))]


def _nothing(sql: str) -> Plan:
    return Plan(sql, removed=0, blocks=0, ms=0.0, scanned=frozenset())


def _plan(sql: str) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + sql.replace("%", "%%"), [])
        ((told,),) = cursor.fetchall()
    top = told[0]["Plan"]
    blocks = top.get("Shared Hit Blocks", 0) + top.get("Shared Read Blocks", 0)
    return Plan(sql, _removed(top), blocks, told[0]["Execution Time"], _scanned(top))


def _removed(node: dict[str, Any]) -> int:
    """Return how many rows the step and those below it looked at and threw away."""
    own = sum(
        node.get(name, 0)
        for name in (
            "Rows Removed by Filter",
            "Rows Removed by Join Filter",
            "Rows Removed by Index Recheck",
        )
    )
    return int(own * node.get("Actual Loops", 1)) + sum(map(_removed, node.get("Plans", [])))


def _scanned(node: dict[str, Any]) -> frozenset[str]:
    """Return the tables that the step and those below it read from one end to the other."""
    own = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set()
    return frozenset(own).union(*map(_scanned, node.get("Plans", [])))
