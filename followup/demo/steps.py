"""What can happen in a story: notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from followup.actions.note import (
    NoteContent,
    change_note,
    strike_note,
    write_case_note,
    write_school_note,
)
from followup.models import Audience, Note
from pupils.demo.scene import areas

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pupils.demo.scene import Scene

_WRITTEN_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class WriteNote:
    """A note on what happened a little earlier the same day; `{navn}` is the pupil's first name.

    `next_contact` counts days from today.
    """

    days: int
    kind: str
    heading: str
    text: str
    about: tuple[str, ...] = ()
    shared: bool = False
    sensitive: bool = False
    next_contact: int | None = None
    readers: tuple[str, ...] = ()
    key: str = ""

    def play(self, scene: Scene) -> None:
        write: Callable[..., Note] = (
            partial(write_case_note, case=scene.case)
            if scene.on_case
            else partial(write_school_note, pupil=scene.pupil, school=scene.school)
        )
        scene.made[self.key] = write(actor=scene.actor(), content=self.content(scene))

    def content(self, scene: Scene) -> NoteContent:
        """Return what the author enters."""
        return NoteContent(
            kind=self.kind,
            occurred_at=scene.at - _WRITTEN_AFTER,
            heading=self.heading,
            text=self.text.format(navn=scene.first_name),
            areas=areas(self.about),
            is_sensitive=self.sensitive,
            audience=Audience.SHARED if self.shared else Audience.OWN,
            next_contact_on=self._next_contact_on(scene),
            named_readers=[scene.world.people[username] for username in self.readers],
        )

    def _next_contact_on(self, scene: Scene) -> date | None:
        return None if self.next_contact is None else scene.working_day(self.next_contact)


@dataclass(frozen=True)
class AmendNote:
    """The author adds to the note of that key: a new version."""

    days: int
    key: str
    addition: str

    def play(self, scene: Scene) -> None:
        note = cast("Note", scene.made[self.key])
        content = NoteContent(
            kind=note.kind,
            occurred_at=note.occurred_at,
            heading=note.heading,
            text=f"{note.text}\n\n{self.addition.format(navn=scene.first_name)}",
            areas=list(note.areas.all()),
            is_sensitive=note.is_sensitive,
            audience=note.audience,
            next_contact_on=note.next_contact_on,
        )
        change_note(actor=scene.actor(), note=note, version=note.version, content=content)


@dataclass(frozen=True)
class StrikeNote:
    """The author strikes the note of that key."""

    days: int
    key: str
    reason: str

    def play(self, scene: Scene) -> None:
        note = cast("Note", scene.made[self.key])
        strike_note(actor=scene.actor(), note=note, version=note.version, reason=self.reason)
