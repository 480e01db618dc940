"""Ids that a statement asks for in several places, asked for once on PostgreSQL.

The rules of access put the same questions into every part of a page's statement: which pupils the
reader is named for, which lines open something. Each stands alone (`visibility.Ids`), so that all
its places may share one answer. It moves to the statement's beginning:

    WITH nk_1 AS MATERIALIZED (SELECT ARRAY(...) AS ids)
    SELECT ... id = ANY((SELECT ids FROM nk_1)::bigint[]) ...

That halves what PostgreSQL has to plan and read. What is asked stays the same.
"""

from __future__ import annotations

import re
import secrets
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.base import BaseDatabaseWrapper

# Comments that nobody can guess, so that no text a person wrote is taken for one of them.
_BEGINS, _ENDS = (f"/*{secrets.token_hex(6)} {word}*/" for word in ("ids", "end"))
_MARKS = re.compile(f"({re.escape(_BEGINS)}|{re.escape(_ENDS)})")
_MAY_BEGIN_WITH = ("SELECT", "UPDATE", "DELETE", "INSERT", "(")
_STATEMENTS_KEPT = 128


def marked(sql: str) -> str:
    """Return a question for ids that can be told from what is around it."""
    return f"{_BEGINS}{sql}{_ENDS}"


def share_ids(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement with its repeated questions for ids asked once."""
    if isinstance(sql, str) and _BEGINS in sql:
        sql = shared(sql)
    return execute(sql, params, many, context)


@lru_cache(_STATEMENTS_KEPT)
def shared(sql: str) -> str:
    """Return the statement with every question for ids that it repeats at its beginning."""
    if not sql.startswith(_MAY_BEGIN_WITH):
        return _MARKS.sub(lambda mark: "ARRAY(" if mark[0] == _BEGINS else ")", sql)
    times = _how_often(sql)
    names: dict[str, str] = {}
    asked: list[str] = []
    written: list[list[str]] = [[]]
    as_it_stood: list[list[str]] = [[]]
    for piece in _MARKS.split(sql):
        if piece == _BEGINS:
            written.append([])
            as_it_stood.append([])
        elif piece == _ENDS:
            text, original = "".join(written.pop()), "".join(as_it_stood.pop())
            if times[original] > 1 and original not in names:
                names[original] = f"nk_{len(names) + 1}"
                asked.append(f"{names[original]} AS MATERIALIZED (SELECT ARRAY({text}) AS ids)")
            written[-1].append(_answer(names.get(original)) or f"ARRAY({text})")
            as_it_stood[-1].append(marked(original))
        else:
            written[-1].append(piece)
            as_it_stood[-1].append(piece)
    statement = "".join(written[0])
    return f"WITH {', '.join(asked)} {statement}" if asked else statement


def _answer(name: str | None) -> str:
    """Return where the answer to a question asked at the beginning stands."""
    return f"(SELECT ids FROM {name})::bigint[]" if name else ""  # noqa: S608 - a name of ours


def _how_often(sql: str) -> Counter[str]:
    """Return how often each question for ids stands in the statement."""
    times: Counter[str] = Counter()
    open_ones: list[list[str]] = [[]]
    for piece in _MARKS.split(sql):
        if piece == _BEGINS:
            open_ones.append([])
        elif piece == _ENDS:
            text = "".join(open_ones.pop())
            times[text] += 1
            open_ones[-1].append(marked(text))
        else:
            open_ones[-1].append(piece)
    return times


def install(*, connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """Let a new connection to PostgreSQL share ids."""
    if connection.vendor == "postgresql" and share_ids not in connection.execute_wrappers:
        connection.execute_wrappers.append(share_ids)
