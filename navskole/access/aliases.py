"""Names for the subqueries of a condition that is written once and put into many queries."""

from __future__ import annotations

import hashlib
import re

_ALIAS = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|\b[U-Z][0-9]+\b""")


def with_own_aliases(sql: str) -> str:
    """Return the text with names for its subqueries that no query it is put into has given a row.

    Django names the rows of every nested query U0, V0 and so on, as it has those within.
    """
    own = f"nk_{hashlib.sha256(sql.encode()).hexdigest()[:8]}_"
    return _ALIAS.sub(
        lambda found: found[0] if found[0][0] in "'\"" else own + found[0].lower(), sql
    )
