"""The school makes its part of a combined measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import locked_part, propose_school_measure
from followup.grounds import school_to_ask
from followup.models import Measure, MeasureLink
from navskole.access import policies
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from uuid import UUID

    from followup.actions.measure import PartContent
    from navskole.access.actor import Actor


class AlreadyMade(RuleBroken):
    """The school has made its part."""

    message = _(
        "Skolen har allerede laget sin del av tiltaket. Du finner den under elevens tiltak."
    )


@transaction.atomic
def make_school_part(
    *, actor: Actor, measure: Measure, content: PartContent, submission_id: UUID | None = None
) -> Measure:
    """Make the school's own draft of what NAV's measure asks for, and link the two.

    The draft is the rådgiver's: nothing in it says where the idea came from. Who proposed
    NAV's part never decides this one either. A second post with the same id returns the
    first draft. Raises AlreadyMade.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.make_school_part", measure)
    school = school_to_ask(measure.case, on=actor.on) if measure.case else None
    assert part.other_type is not None  # noqa: S101 - the policy has looked
    assert school is not None  # noqa: S101 - as above
    own = propose_school_measure(
        actor=actor,
        pupil=measure.pupil,
        school=school,
        type=part.other_type,
        content=content,
        submission_id=submission_id,
    )
    made = MeasureLink.objects.filter(
        nav_measure=measure,
        school_measure__type=part.other_type,
        school_measure__owner_id=school.pk,  # what another school made is not this one's to know
    )
    if made.filter(school_measure=own).exists():
        return own
    if made.exists():
        raise AlreadyMade
    MeasureLink.objects.create(
        nav_measure=measure, school_measure=own, made_by=actor.person, made_at=actor.now
    )
    locked_part(own).proposers.add(*part.proposers.all())
    return own
