"""What the reader's own organisations call pupils, where that is not the shared name.

The names come with the actor's memberships, in the same query: what is shown of a pupil
must cost the same whether there is such a name or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from navskole.records.sorting import search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navskole.access.actor import Actor

WITH_MEMBERSHIP = "pupils_called_otherwise"


@dataclass(frozen=True)
class CalledName:
    """A first and a last name, with the keys by which they are sorted and searched."""

    first: str
    last: str

    @property
    def sort_key(self) -> str:
        """The key by which persons are listed."""
        return sort_key(first_name=self.first, last_name=self.last)

    @property
    def search_key(self) -> str:
        """The key in which a folded question is looked for."""
        return search_key(first_name=self.first, last_name=self.last)


def own_names(actor: Actor | None) -> Mapping[int, CalledName]:
    """Return what the actor's organisations call pupils, by the pupil's row number.

    A name is no ground: it is shown on what the actor sees already. Of the names of two
    organisations of theirs the one of the higher row number counts, everywhere alike.
    """
    if actor is None:
        return {}
    places = sorted(actor.memberships, key=lambda row: (row.organisation_id, row.pk))
    return actor.answer_once(
        "own names",
        "",
        lambda: {
            pupil_id: CalledName(first, last)
            for place in places
            for pupil_id, first, last in getattr(place, WITH_MEMBERSHIP, None) or ()
        },
    )
