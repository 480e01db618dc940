"""Why somebody may see a consent line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from pupils.grounds.crossing import open_school_lines, services_of
from pupils.grounds.hard_rules import hard_rules
from pupils.grounds.own_side import own_case_records, own_school_records
from pupils.models import ConsentLine

if TYPE_CHECKING:
    from navskole.access.actor import Actor


def consent_line_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a consent line."""
    arms = own_school_records(actor, owner="consent__owner_id", pupil="consent__pupil")
    arms |= own_case_records(actor, case="consent__case_id")
    if services_of(actor):
        mine = ConsentLine.objects.in_force(on=actor.on).addressed_to(actor)
        mine = mine.filter(hard_rules(actor, path="consent__pupil__"))
        arms[Ground.CONSENT_FROM_NAV] = Q(Among("pk", mine.values("pk")))
    opened = open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = Q(Among("pk", opened.values("pk")))
    return arms
