"""Which signs the font of our documents has: the standards let no other be set."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import fontpkg_source_sans_3

if TYPE_CHECKING:
    from collections.abc import Iterator

FONTS = Path(fontpkg_source_sans_3.ROOT) / "files"
INSTEAD = "?"
"""What is set in the place of a sign the font does not have."""
_BLANK = "\t\n\v\f\r\x85\u2028\u2029\u200b\u200c\u200d\u2060\ufeff"
_SEGMENTED = 12
"""The format of a font's table that names every sign of Unicode, in groups."""


def signs_missing(text: str) -> list[str]:
    """Return the signs of `text` that a document cannot show, each once, in their order."""
    known = _signs()
    return [sign for sign in dict.fromkeys(text) if sign not in known]


def showable(text: str) -> str:
    """Return `text` with another sign for each that a document cannot show."""
    return text.translate({ord(sign): INSTEAD for sign in signs_missing(text)})


@cache
def _signs() -> frozenset[str]:
    """Return the signs that every font file has, and those that take no ink."""
    files = [frozenset(_signs_of(path.read_bytes())) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*files) | frozenset(_BLANK)


def _signs_of(font: bytes) -> Iterator[str]:
    """Yield the signs that the font file has a picture of: its `cmap` (ISO/IEC 14496-22)."""
    table = _table(font, b"cmap")
    (number,) = struct.unpack_from(">H", font, table + 2)
    for place in range(number):
        (offset,) = struct.unpack_from(">I", font, table + 4 + 8 * place + 4)
        (kind,) = struct.unpack_from(">H", font, table + offset)
        if kind == _SEGMENTED:
            (groups,) = struct.unpack_from(">I", font, table + offset + 12)
            for group in range(groups):
                first, last, _glyph = struct.unpack_from(
                    ">III", font, table + offset + 16 + 12 * group
                )
                yield from map(chr, range(first, last + 1))


def _table(font: bytes, name: bytes) -> int:
    """Return where the table called `name` begins in the font file."""
    (number,) = struct.unpack_from(">H", font, 4)
    for place in range(number):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no table {name!r}")
