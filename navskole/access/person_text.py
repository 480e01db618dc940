"""The one guard against naming pupils where a text must be without names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.records.errors import RuleBroken
from navskole.records.sorting import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from navskole.access.actor import Actor

    Finder = Callable[[Actor], Iterable["PersonName"]]

_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_finders: list[Finder] = []


@dataclass(frozen=True)
class PersonName:
    """Somebody who can be named: the full name as it is searched for, the first as written."""

    folded: str
    first: str


class NationalIdInText(RuleBroken):
    """The text holds what looks like a national id."""

    message = _("Teksten inneholder et fødselsnummer. Ta det bort.")


class PersonInText(RuleBroken):
    """The text names somebody the writer may see."""

    message = _("Teksten inneholder navnet på en elev. Skriv uten navn.")


def register_finder(finder: Finder) -> None:
    """Register who can be named: `finder` gives the names of those the actor may see."""
    _finders.append(finder)


def _names(actor: Actor) -> Iterable[PersonName]:
    return (name for finder in _finders for name in finder(actor))


def _words(text: str) -> list[str]:
    return re.sub(r"[^\w\s-]", " ", text).split()


def require_no_person(actor: Actor, text: str, *, field: str) -> None:
    """Raise NationalIdInText or PersonInText when `text` identifies a pupil.

    Only first and last name together stop the text: a lone first name is too common, see
    `first_names_in`.
    """
    require_no_person_in(actor, {field: text})


def require_no_person_in(actor: Actor, texts: Mapping[str, str]) -> None:
    """Raise as `require_no_person` at the first of the fields whose text identifies a pupil."""
    for field, text in texts.items():
        if _NATIONAL_ID.search(text):
            raise NationalIdInText(field=field)
    padded = {field: f"0{fold(' '.join(_words(text)))}0" for field, text in texts.items()}
    known = {name.folded for name in _names(actor)} if any(texts.values()) else set()
    for field, text in padded.items():
        # With the genitive's -s too: "Kari Nordmanns fravær" names her as well.
        if any(f"0{name}0" in text or f"0{name}s0" in text for name in known):
            raise PersonInText(field=field)


def first_names_in(actor: Actor, text: str) -> list[str]:
    """Return the words of `text` that are a first name of somebody the actor may see.

    Written with a capital, in the genitive or not: many a name is a common word as well.
    """
    named = {word: fold(word) for word in _words(text) if word[0].isupper()}
    if not named:
        return []
    known = {fold(part) for name in _names(actor) for part in [name.first, *name.first.split()]}
    return [
        word
        for word, folded in named.items()
        if folded in known or (folded.endswith("s") and folded[:-1] in known)
    ]
