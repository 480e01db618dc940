"""What notices there are: the apps that tell something register its kinds and its finders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor
    from navskole.organisations.models import Membership


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its sentence, with the names of the facts it holds in `%(name)s`.

    No kind may hold a pupil's name or anything about one: the sentence is sent by e-mail.
    """

    code: str
    sentence: StrPromise


@dataclass(frozen=True)
class Telling:
    """One thing to tell some people once.

    subject   the public id of what it is about
    occasion  tells two tellings of one kind about one subject apart
    facts     what the kind's sentence holds, as texts
    to        the memberships through which people are told; who acted is left out
    page      the URL name of the subject's page, or nothing where those told may not open it
    """

    kind: Kind
    subject: UUID
    occasion: str
    to: Iterable[Membership]
    page: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


if TYPE_CHECKING:
    Finder = Callable[[Actor], Iterable[Telling]]

_KINDS: dict[str, Kind] = {}
_finders: list[Finder] = []


def add_kind(code: str, sentence: StrPromise) -> Kind:
    """Register a kind of notice, and return it."""
    if code in _KINDS:
        raise ValueError(f"{code} is registered twice")
    _KINDS[code] = Kind(code, sentence)
    return _KINDS[code]


def kind_of(code: str) -> Kind:
    """Return the kind called `code`; KeyError when nobody registered it."""
    return _KINDS[code]


def register_finder(find: Finder) -> None:
    """Add a function that finds what is to be told on the actor's day because a date has come.

    It may find the same every day: nobody is told the same twice.
    """
    _finders.append(find)


def due(actor: Actor) -> Iterable[Telling]:
    """Yield what the registered finders find."""
    for find in _finders:
        yield from find(actor)
