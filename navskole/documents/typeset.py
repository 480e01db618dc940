"""Set a document from a template and content; the content never becomes markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst
from django.core.serializers.json import DjangoJSONEncoder

from navskole.documents.signs import FONTS, showable

STANDARDS: list[Any] = ["ua-1", "a-3a"]
"""PDF/UA-1 (ISO 14289-1), and PDF/A-3a, which the archives take."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(FONTS)],
    )


@cache
def _compiler(template: Path) -> typst.Compiler:
    return typst.Compiler(template, font_paths=_fonts(), ignore_system_fonts=True)


def _shown(content: Any) -> Any:
    if isinstance(content, str):
        return showable(content)
    if isinstance(content, list):
        return [_shown(each) for each in content]
    if isinstance(content, dict):
        return {name: _shown(value) for name, value in content.items()}
    return content


def typeset(template: Path, content: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return the PDF of `template` (a .typ file) filled with `content`.

    The template reads `content` as JSON from `sys.inputs.content`. `at` is written into the
    file as when it was made; nothing else of the clock or the machine is, so that the same
    content and moment give the same bytes. A sign the font lacks is set as another, for the
    standards allow no document with a sign nobody can read.
    """
    known = _shown(json.loads(json.dumps(content, cls=DjangoJSONEncoder)))
    text = json.dumps(known, ensure_ascii=False)
    pdf = _compiler(template).compile(
        format="pdf",
        sys_inputs={"content": text},
        pdf_standards=STANDARDS,
        timestamp=int(at.timestamp()),
    )
    return cast("bytes", pdf)
