"""Sort and search keys that order names alike on SQLite and PostgreSQL."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, Value
from django.db.models.functions import Replace

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

# æ, ø and å come after z, in that order; ä and ö are their Swedish spellings.
_LETTERS = str.maketrans(
    {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"}
    | {"đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i"}
    # Only what stands between two names is a zero.
    | {"0": "o"}
    | dict.fromkeys(" -", "0")
)


def fold(text: str) -> str:
    """Return `text` in `[a-z0-9]` only, in Norwegian order when compared byte by byte.

    >>> fold("Østby-Åsen")
    'zzbstby0zzcsen'
    """
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    bare = unicodedata.normalize("NFD", lowered.translate(_LETTERS))
    return "".join(letter for letter in bare if letter.isascii() and letter.isalnum()).strip("0")


def sort_key(*, first_name: str, last_name: str) -> str:
    """Return the stored key by which persons are listed: last name, then first."""
    return f"{fold(last_name)}0{fold(first_name)}"


def search_key(*, first_name: str, last_name: str) -> str:
    """Return the stored key in which a folded question is looked for: first name, then last."""
    return f"{fold(first_name)}0{fold(last_name)}"


class NorwegianOrder(Func):
    """A stored name as the databases sort it alike: byte by byte, with æ, ø and å last.

    For names without a key of their own; persons have `sort_key`.
    """

    template = "%(expressions)s COLLATE BINARY"
    _LAST = (("Æ", "Zza"), ("Ø", "Zzb"), ("Å", "Zzc"), ("æ", "zza"), ("ø", "zzb"), ("å", "zzc"))

    def __init__(self, name: str, **extra: Any) -> None:
        spelled: Any = F(name)
        for letter, key in self._LAST:
            spelled = Replace(spelled, Value(letter), Value(key))
        super().__init__(spelled, **extra)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Name the same order as PostgreSQL does."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)
