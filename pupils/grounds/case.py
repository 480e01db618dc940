"""Why somebody may see a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from pupils.grounds.crossing import open_lines
from pupils.grounds.own_side import own_case_records
from pupils.models import Information

if TYPE_CHECKING:
    from navskole.access.actor import Actor


def case_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a case itself."""
    arms = own_case_records(actor, case="pk")
    lines = open_lines(actor, Information.EXISTENCE)
    if lines is not None:
        arms[Ground.CONSENT_FROM_NAV] = Q(Among("pk", lines.values("consent__case_id")))
    return arms
