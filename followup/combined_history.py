"""How combinations of measures were asked for, made and ended, as their reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup import sentences
from navskole.access.changes import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from followup.models import MeasureLink


@dataclass(frozen=True)
class Event:
    """One thing that was done to a combination."""

    at: datetime
    who: str
    what: str
    link: MeasureLink
    changes: tuple[Change, ...] = ()


def events_of(links: Iterable[MeasureLink]) -> Iterator[Event]:
    """Yield what was done to each of the visible links: asked or made, and ended."""
    for link in links:
        if link.school_measure is not None:
            yield Event(link.made_at, str(link.made_by), sentences.of_link(link), link)
        if link.ended_at is not None:
            reason = Change(sentences.why(), "", link.ended_reason)
            yield Event(
                link.ended_at,
                str(link.ended_by),
                sentences.of_ended_link(link),
                link,
                (reason,) if link.ended_reason else (),
            )
