"""Why somebody may see a pupil's standing in a subject, and the absence behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from navskole.access.grounds import Ground
from navskole.rules.models import AbsenceReason
from pupils.grounds.crossing import held_by_school, open_school_lines
from pupils.grounds.own_side import own_school_records
from pupils.models import Information

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.querysets.consent import ConsentLineQuerySet


def standing_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a standing, without the absence behind it."""
    arms = own_school_records(actor)
    opened = open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_standing(opened)
    return arms


def absence_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for the hours absent for one reason."""
    arms = own_school_records(actor, owner="standing__owner_id", pupil="standing__pupil")
    opened = open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_absence(opened, on=actor.on)
    return arms


def school_standing(lines: ConsentLineQuerySet) -> Q:
    """Return the condition that one of the schools' lines opens the standing."""
    return held_by_school(lines.about(Information.ABSENCE))


def school_absence(lines: ConsentLineQuerySet, *, on: date) -> Q:
    """Return the condition that one of the schools' lines opens the hours absent.

    Hours for a sensitive reason need the line's own tick; a reason no rule knows is sensitive.
    """
    about = lines.about(Information.ABSENCE)
    ticked = about.filter(includes_sensitive=True)
    return (held_by_school(about, path="standing__") & ~sensitive_absence(on=on)) | held_by_school(
        ticked, path="standing__"
    )


def sensitive_absence(*, on: date) -> Q:
    """Return the condition that the reason of the absence is a sensitive one."""
    return ~Q(reason_code__in=AbsenceReason.objects.plain_codes(on=on))
