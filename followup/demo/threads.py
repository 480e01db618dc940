"""Turn a theme's course into a case's notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from followup.demo.steps import WriteNote
from followup.demo.texts import CLOSERS, OPENERS, THEMES, Beat

if TYPE_CHECKING:
    from collections.abc import Iterable

_REGULARLY = 60
_TWO_WEEKS = 14


@dataclass(frozen=True)
class Thread:
    """One theme through a case: a note on each of `days`, those in `shared` for the school too."""

    theme: str
    days: tuple[int, ...]
    shared: tuple[int, ...] = ()


class Phrases:
    """Deals out the phrases of one pupil's notes: none again before all have been used."""

    def __init__(self, name: str, pronoun: str) -> None:
        self._pronoun = pronoun.capitalize()
        self._rng = Random(name)  # noqa: S311 - picks phrases for fictional notes
        self._left: dict[tuple[str, ...], list[str]] = {}

    def deal(self, phrases: tuple[str, ...]) -> str:
        """Return one of the phrases."""
        if not self._left.get(phrases):
            self._left[phrases] = self._rng.sample(phrases, len(phrases))
        return self._left[phrases].pop()

    def note_text(self, beat: Beat) -> str:
        """Return an opening, the beat's own text and a close; the name comes before "hun"."""
        closers = ("",) if beat.is_last else CLOSERS[beat.kind]
        opener, body = self.deal(OPENERS[beat.kind]), self.deal(beat.texts)
        if "{navn}" in opener:
            body = self._with_pronoun(body)
        closer = self.deal(closers)
        if "{navn}" in opener + body:
            closer = self._with_pronoun(closer)
        return " ".join(part for part in (opener, body, closer) if part)

    def _with_pronoun(self, text: str) -> str:
        """Let a text that starts with the name start with the pronoun."""
        return self._pronoun + text.removeprefix("{navn}") if text.startswith("{navn}") else text


def notes_of(
    name: str, threads: Iterable[Thread], *, pronoun: str, next_contact: int | None
) -> list[WriteNote]:
    """Return the notes of the pupil's threads, the oldest first.

    Each names the next one as the next contact; the last names `next_contact`, counted in
    days from today: negative is overdue, None is none. The same name gives the same texts.
    """
    phrases = Phrases(name, pronoun)
    notes = [note for thread in threads for note in _course(thread, phrases)]
    notes.sort(key=lambda note: -note.days)
    return _with_next_contacts(notes, last=next_contact)


def _course(thread: Thread, phrases: Phrases) -> list[WriteNote]:
    beats, about = THEMES[thread.theme]
    return [
        WriteNote(
            days=days,
            kind=beat.kind,
            heading=beat.heading,
            text=phrases.note_text(beat),
            about=about,
            shared=days in thread.shared,
        )
        for days, beat in zip(thread.days, beats[: len(thread.days)], strict=True)
    ]


def _with_next_contacts(notes: list[WriteNote], *, last: int | None) -> list[WriteNote]:
    followed = [
        replace(note, next_contact=_agreed(note, following)) for note, following in pairwise(notes)
    ]
    return followed + [replace(note, next_contact=last) for note in notes[-1:]]


def _agreed(note: WriteNote, following: WriteNote) -> int:
    """Return the day agreed on: that of the next note, or two weeks later where it took long."""
    if note.days - following.days <= _REGULARLY:
        return -following.days
    return _TWO_WEEKS - note.days
