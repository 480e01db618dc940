"""Who can be named in a text that must be without names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from navskole.access.person_text import PersonName
from pupils.called import own_names
from pupils.models import Pupil

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navskole.access.actor import Actor


def names_of_pupils(actor: Actor) -> Iterable[PersonName]:
    """Return the names of the pupils the actor may see, as the actor's own side calls them.

    All at once: a server-side cursor left half read when a name is found would outlive the
    savepoint it was opened in, and PostgreSQL then aborts the transaction.
    """
    rows = list(Pupil.objects.visible_to(actor).values_list("pk", "search_key", "first_name"))
    own = own_names(actor)
    return [
        PersonName(folded=own[pk].search_key, first=own[pk].first)
        if pk in own
        else PersonName(folded=folded, first=first)
        for pk, folded, first in rows
    ]
