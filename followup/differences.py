"""What differs between two versions of a measure's content, in words."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.conditions import Standing
from followup.models import MeasureType
from navskole.ui.templatetags.ui_dates import short_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrPromise

    Content = Mapping[str, Any]

_LABELS: dict[str, StrPromise] = {
    "justification": gettext_lazy("Begrunnelse"),
    "extent": gettext_lazy("Omfang"),
    "planned_start": gettext_lazy("Planlagt start"),
    "planned_end": gettext_lazy("Planlagt slutt"),
    "assessment_reference": gettext_lazy("§ 14 a-vedtak"),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kept, taken away or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One field that differs, as one text with what went and what came marked."""

    label: str
    pieces: list[Piece]


def content_changes(old: Content, new: Content, measure_type: MeasureType) -> list[Change]:
    """Return what differs, in the order of the page; an empty list where nothing does."""
    pairs = [
        (str(label), _text(old.get(name)), _text(new.get(name))) for name, label in _LABELS.items()
    ]
    pairs += [
        (str(_("Skolens del")), _type_name(old), _type_name(new)),
        (
            str(_("Hva NAV ber skolen om")),
            _text(old.get("other_request")),
            _text(new.get("other_request")),
        ),
    ]
    pairs += [
        (str(condition), _answer(old, condition.code), _answer(new, condition.code))
        for condition in measure_type.conditions.all()
    ]
    return [
        Change(label, pieces(before, after)) for label, before, after in pairs if before != after
    ]


def is_same(old: Content, new: Content) -> bool:
    """Tell whether two contents say the same, also when one was stored before a field existed."""
    return _said(old) == _said(new)


def _said(content: Content) -> dict[str, str]:
    known = {name: _text(value) for name, value in content.items() if name != "condition_answers"}
    answers = content.get("condition_answers") or {}
    known |= {code: _answer(content, code) for code in answers}
    return {name: text for name, text in known.items() if text}


def _text(value: Any) -> str:
    if isinstance(value, str) and (found := _as_date(value)):
        return short_date(found)
    return short_date(value) if isinstance(value, date) else str(value or "")


def _type_name(content: Content) -> str:
    """Return the name of what the school is asked for; only the code is bound."""
    code = content.get("other_type")
    found = MeasureType.objects.filter(code=code).first() if code else None
    return str(found) if found else ""


def _as_date(value: str) -> date | None:
    try:
        return parse_date(value)
    except ValueError:
        return None


def _answer(content: Content, code: str) -> str:
    """Return what was answered about a condition, in a sentence."""
    answer = (content.get("condition_answers") or {}).get(code, {})
    standing = answer.get("standing")
    said = [str(Standing(standing).label)] if standing and standing != Standing.UNKNOWN else []
    said += [_("nedsatt arbeidsevne")] if answer.get("extended") else []
    said += [answer["reason"]] if answer.get("reason") else []
    return " – ".join(said)


def pieces(before: str, after: str) -> list[Piece]:
    """Return both texts as one, word by word: kept, gone and new.

    >>> [(piece.kind, piece.text) for piece in pieces("to dager", "tre dager")]
    [('gone', 'to'), ('new', 'tre'), ('kept', ' dager')]
    """
    old, new = (re.findall(r"\s+|\S+", text) for text in (before, after))
    found: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("kept", "".join(old[a:b])))
            continue
        found += [Piece("gone", "".join(old[a:b]))] if b > a else []
        found += [Piece("new", "".join(new[c:d]))] if d > c else []
    return found
