"""A combination is ended by hand: declined, taken back, or left by a side that goes on alone.

Each part, where there is one, goes on by its own rules; nothing of it is sent or decided anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from followup.actions.measure import locked_part
from followup.grounds import school_to_ask
from followup.models import LinkEnd, MeasureLink
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Side

if TYPE_CHECKING:
    from followup.models import Measure
    from followup.querysets.measure_link import MeasureLinkQuerySet
    from navskole.access.actor import Actor


@transaction.atomic
def decline_combination(*, actor: Actor, measure: Measure, reason: str) -> MeasureLink:
    """Say no to making the part that the other side's measure asks for, and why.

    A draft of it that was made already stays as the own side's alone.
    """
    locked_part(measure)
    policies.require(actor, "followup.decline_combination", measure)
    return end_link(actor, _asked_in(actor, measure), LinkEnd.DECLINED, reason=reason)


@transaction.atomic
def take_back_question(*, actor: Actor, measure: Measure) -> MeasureLink:
    """Take back what the own measure asks the other side for."""
    locked_part(measure)
    policies.require(actor, "followup.take_back_question", measure)
    return end_link(actor, _asked_in(actor, measure), LinkEnd.TAKEN_BACK)


@transaction.atomic
def end_combination(*, actor: Actor, measure: Measure) -> MeasureLink:
    """Go on alone with the own part while the other one waits."""
    locked_part(measure)
    policies.require(actor, "followup.end_combination", measure)
    link = _standing().joined().of(measure).latest("pk")
    return end_link(actor, link, LinkEnd.ALONE)


def _standing() -> MeasureLinkQuerySet:
    return MeasureLink.objects.standing().select_for_update(of=("self",))


def _asked_in(actor: Actor, measure: Measure) -> MeasureLink:
    """Return the question as a row of its own, without a part of the school's not sent yet."""
    if measure.case is None:
        return _standing().questions().get(school_measure=measure)
    part, school = measure.parts.get(), school_to_ask(measure.case, on=actor.on)
    assert school is not None  # noqa: S101 - the policies ask for the lines, and they for a school
    made = _standing().filter(nav_measure=measure, school_id=school.pk)
    assert part.other_type_id is not None  # noqa: S101 - the policies have looked
    link = made.for_asked(part.other_type_id).first() or MeasureLink(
        case=measure.case,
        school_id=school.pk,
        nav_measure=measure,
        made_by=actor.person,
        made_at=actor.now,
    )
    link.school_measure, link.asked_type = None, part.other_type
    return link


def end_link(actor: Actor, link: MeasureLink, because: LinkEnd, *, reason: str = "") -> MeasureLink:
    """End the link on behalf of the actor's side of it."""
    by_nav = actor.side == Side.NAV
    link.ended_because, link.ended_reason = because, reason
    link.ended_by, link.ended_at = actor.person, actor.now
    link.ended_for_id = link.case.office_id if by_nav else link.school_id
    link.save()
    log.record(actor, Action.COMBINATION_ENDED, [link.access()])
    return link
