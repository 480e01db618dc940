"""Turn a theme's course into a case's notes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from followup.demo.note_texts import CLOSERS, OPENERS, THEMES, Beat
from followup.demo.steps import WriteNote

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


def notes_of(name: str, threads: Iterable[Thread], *, next_contact: int | None) -> list[WriteNote]:
    """Return the notes of the pupil's threads, the oldest first.

    Each names the next one as the next contact; the last names `next_contact`, counted in
    days from today: negative is overdue, None is none. The same name gives the same texts.
    """
    rng = Random(name)  # noqa: S311 - picks phrases for fictional notes
    notes = [note for thread in threads for note in _course(thread, rng)]
    notes.sort(key=lambda note: -note.days)
    return _with_next_contacts(notes, last=next_contact)


def _course(thread: Thread, rng: Random) -> list[WriteNote]:
    beats, about = THEMES[thread.theme]
    return [
        WriteNote(
            days=days,
            kind=beat.kind,
            heading=beat.heading,
            text=_phrase(beat, rng),
            about=about,
            shared=days in thread.shared,
        )
        for days, beat in zip(thread.days, beats[: len(thread.days)], strict=True)
    ]


def _phrase(beat: Beat, rng: Random) -> str:
    parts = (rng.choice(OPENERS[beat.kind]), rng.choice(beat.texts), rng.choice(CLOSERS))
    return " ".join(part for part in parts if part)


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
