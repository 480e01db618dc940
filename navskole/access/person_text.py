"""The one guard against naming pupils where a text must be without names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.records.errors import RuleBroken
from navskole.records.sorting import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from navskole.access.actor import Actor

    Finder = Callable[[Actor], Iterable["PersonName"]]

_NATIONAL_ID = re.compile(r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)")
_BETWEEN = r"[\s./:\u2010\u2013\u2014-]{0,3}"
"""What people write between the groups of a national id; a comma parts two numbers."""
_IN_GROUPS = re.compile(
    rf"(?<!\d)(?=(\d\d){_BETWEEN}(\d\d){_BETWEEN}\d\d{_BETWEEN}\d{{3}}{_BETWEEN}\d\d(?!\d))"
)
_MONTHS, _DAYS = 12, 31
_ADDED = 40
"""What a D-number adds to the day, and a made-up one to the month."""
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


def _plain(text: str) -> str:
    """Return `text` without what cannot be seen, each blank as a blank."""
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", seen).replace("_", " ")


def _holds_national_id(text: str) -> bool:
    """Tell whether eleven digits stand together, or in groups that begin with a day and month."""
    return _NATIONAL_ID.search(text) is not None or any(
        1 <= int(day) % _ADDED <= _DAYS and 1 <= int(month) % _ADDED <= _MONTHS
        for day, month in _IN_GROUPS.findall(text)
    )


def _spellings(name: PersonName) -> Iterator[str]:
    """Yield how the full name is written, folded: last name first too, or with one first name.

    >>> list(_spellings(PersonName("kari0anne0lie", "Kari Anne")))
    ['kari0anne0lie', 'lie0kari0anne', 'kari0lie', 'lie0kari']
    """
    given = fold(name.first)
    last = name.folded.removeprefix(f"{given}0")
    for called in dict.fromkeys((given, fold(name.first.partition(" ")[0]))):
        yield f"{called}0{last}"
        yield f"{last}0{called}"


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


def require_no_national_id(texts: Mapping[str, str]) -> None:
    """Raise NationalIdInText at the first of the fields whose text holds a national id."""
    for field, text in texts.items():
        if _holds_national_id(_plain(text)):
            raise NationalIdInText(field=field)


def require_no_person_in(actor: Actor, texts: Mapping[str, str]) -> None:
    """Raise as `require_no_person` at the first of the fields whose text identifies a pupil."""
    require_no_national_id(texts)
    for field in _fields_naming(actor, texts):
        raise PersonInText(field=field)


def names_person(actor: Actor, text: str) -> bool:
    """Tell whether `text` holds the full name of somebody the actor may see."""
    return next(_fields_naming(actor, {"": text}), None) is not None


def _fields_naming(actor: Actor, texts: Mapping[str, str]) -> Iterator[str]:
    texts = {field: _plain(text) for field, text in texts.items()}
    padded = {field: f"0{fold(' '.join(_words(text)))}0" for field, text in texts.items()}
    names = _names(actor) if any(texts.values()) else ()
    known = {spelling for name in names for spelling in _spellings(name)}
    for field, text in padded.items():
        # With the genitive's -s too: "Kari Nordmanns fravær" names her as well.
        if any(f"0{name}0" in text or f"0{name}s0" in text for name in known):
            yield field


def first_names_in(actor: Actor, text: str) -> list[str]:
    """Return the words of `text` that are a first name of somebody the actor may see.

    Written with a capital, in the genitive or not: many a name is a common word as well.
    """
    named = {word: fold(word) for word in _words(_plain(text)) if word[0].isupper()}
    if not named:
        return []
    known = {fold(part) for name in _names(actor) for part in [name.first, *name.first.split()]}
    return [
        word
        for word, folded in named.items()
        if folded in known or (folded.endswith("s") and folded[:-1] in known)
    ]
