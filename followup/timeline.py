"""What has happened in a case, notes and all, the latest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followup import sentences
from followup.history import CaseLine, Kind, turns_visible_to
from navskole.access.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from followup.models import Note
    from navskole.access.actor import Actor
    from navskole.audit.log import Access
    from pupils.models import Case, RiskFlag

MOST = 15
"""How many events the overview shows."""

ICONS = {
    Kind.CASE: "Folder",
    Kind.FLAG: "ExclamationmarkTriangle",
    Kind.CONSENT: "FileCheckmark",
    Kind.MEASURE: "Briefcase",
}


@dataclass(frozen=True)
class Event:
    """A note, or a line of the history."""

    at: datetime
    note: Note | None = None
    line: CaseLine | None = None

    @property
    def icon(self) -> str:
        """The icon of the line's kind; a note brings its own."""
        return ICONS[self.line.kind] if self.line else ""

    @property
    def tells_changes(self) -> bool:
        """Whether the sentence alone says too little: a measure's says its state."""
        return self.line is not None and self.line.kind != Kind.MEASURE

    def access(self, ground: str = "") -> Access:
        """Return what the access log keeps of a look at this event."""
        shown = self.note or self.line
        if shown is None:
            raise ValueError("An event is a note or a line.")
        return shown.access(ground)


def timeline_of(
    actor: Actor, case: Case, *, notes: Iterable[Note], flags: Iterable[RiskFlag]
) -> list[Event]:
    """Return the latest events: `notes`, `flags`, and what else the reader may see."""
    events = [Event(note.occurred_at, note=note) for note in notes]
    lines = [*_lines_of(case, flags), *turns_visible_to(actor, case)]
    events += [Event(line.at, line=line) for line in lines]
    return sorted(events, key=lambda event: event.at, reverse=True)[:MOST]


def _lines_of(case: Case, flags: Iterable[RiskFlag]) -> Iterator[CaseLine]:
    """Yield how each flag was raised, and settled where it has been."""
    for flag in flags:
        own: dict[str, Any] = {"kind": Kind.FLAG, "classes": flag.classes, "case": case}
        yield CaseLine(
            at=flag.raised_at,
            who=str(flag.raised_by),
            what=sentences.of_raised_flag(flag),
            changes=(Change(sentences.why(), "", flag.reason),),
            **own,
        )
        if flag.resolved_at is not None:
            yield CaseLine(
                at=flag.resolved_at,
                who=str(flag.resolved_by or sentences.the_system()),
                what=sentences.of_settled_flag(flag),
                changes=(Change(sentences.why(), "", flag.resolved_reason),),
                **own,
            )
