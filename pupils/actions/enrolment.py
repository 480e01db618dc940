"""End a pupil's place at the school, and hand the identity on to a new one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from pupils.actions.protection import is_named_at
from pupils.actions.pupil import current_enrolment
from pupils.models import EndReason, Enrolment

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import School
    from pupils.models import Pupil


class AlreadyEnded(RuleBroken):
    """Somebody has ended the place already."""

    message = _("Skoleplassen er alt avsluttet.")


class EndsBeforeStart(RuleBroken):
    """The last day lies before the first."""

    message = _("Siste dag kan ikke være før eleven begynte.")
    field = "ends_on"


class NotNamedAtNewSchool(RuleBroken):
    """Fewer than two at the new school are named for the protected pupil."""

    message = _("Denne eleven må flyttes sammen med rektor.")


@transaction.atomic
def end_enrolment(
    *,
    actor: Actor,
    pupil: Pupil,
    ends_on: date,
    end_reason: str,
    new_school: School | None = None,
) -> Enrolment:
    """End the pupil's place with its last day; where they move on, a place there begins next day.

    The new school gets the identity, programme and level, and nothing of the record. A second
    post of the same answers the same. Raises AlreadyEnded, EndsBeforeStart, or
    NotNamedAtNewSchool for a pupil at a strictly confidential address.
    """
    policies.require(actor, "pupils.end_enrolment", pupil)
    found = current_enrolment(actor, pupil)
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if enrolment.ends_on is not None:
        if (enrolment.ends_on, enrolment.end_reason) == (ends_on, end_reason):
            return enrolment
        raise AlreadyEnded
    if ends_on < enrolment.starts_on:
        raise EndsBeforeStart
    enrolment.ends_on, enrolment.end_reason = ends_on, end_reason
    enrolment.save_change(by=actor.user, at=actor.now)
    if new_school is not None and end_reason == EndReason.MOVED:
        _begin_at(actor, pupil, new_school, after=enrolment)
    log.record(actor, Action.ENROLMENT_ENDED, [enrolment.access(Ground.OWN_SCHOOL)])
    return enrolment


def _begin_at(actor: Actor, pupil: Pupil, school: School, *, after: Enrolment) -> None:
    """Begin a place at the new school; where it knows the pupil already, nothing is said of it."""
    if pupil.is_strictly_protected and not is_named_at(pupil, school, on=actor.on):
        raise NotNamedAtNewSchool(field="new_school")
    starts_on = (after.ends_on or actor.on) + timedelta(days=1)
    if Enrolment.objects.filter(pupil=pupil, school=school).exclude(ends_on__lt=starts_on).exists():
        return
    enrolment = Enrolment(
        pupil=pupil,
        school=school,
        programme_area=after.programme_area,
        level=after.level,
        starts_on=starts_on,
    )
    enrolment.save_change(by=actor.user, at=actor.now, new=True)
