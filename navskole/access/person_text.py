"""The one guard against naming pupils where a text must be without names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.records.errors import RuleBroken
from navskole.records.sorting import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from navskole.access.actor import Actor

    Finder = Callable[[Actor], Iterable[str]]

_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_finders: list[Finder] = []


class NationalIdInText(RuleBroken):
    """The text holds what looks like a national id."""

    message = _("Teksten inneholder et fødselsnummer. Ta det bort.")


class PersonInText(RuleBroken):
    """The text names somebody the writer may see."""

    message = _("Teksten inneholder navnet på en elev. Skriv uten navn.")


def register_finder(finder: Finder) -> None:
    """Register who can be named: `finder` gives the folded full names the actor may see."""
    _finders.append(finder)


def require_no_person(actor: Actor, text: str, *, field: str) -> None:
    """Raise NationalIdInText or PersonInText when `text` identifies a pupil.

    Only first and last name together stop the text: a lone first name is too common.
    """
    if _NATIONAL_ID.search(text):
        raise NationalIdInText(field=field)
    folded = fold(" ".join(re.sub(r"[^\w\s-]", " ", text).split()))
    padded = f"0{folded}0"
    names = (name for finder in _finders for name in finder(actor))
    # With the genitive's -s too: "Kari Nordmanns fravær" names her as well.
    if any(f"0{name}0" in padded or f"0{name}s0" in padded for name in names):
        raise PersonInText(field=field)
