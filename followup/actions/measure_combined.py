"""A side asks the other for a part of its measure, and the other side makes it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import locked_part, propose_measure, propose_school_measure
from followup.actions.measure_apart import end_link
from followup.grounds import Reach, cases_to_ask, missing_between, school_to_ask
from followup.models import LinkEnd, Measure, MeasureLink
from followup.routing import ConsentMissing
from navskole.access import barrier, policies
from navskole.access.visibility import sees
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from uuid import UUID

    from followup.actions.measure import PartContent
    from followup.models import MeasureType
    from navskole.access.actor import Actor
    from pupils.models import Case


class AlreadyMade(RuleBroken):
    """The school has made its part."""

    message = _(
        "Skolen har allerede laget sin del av tiltaket. Du finner den under elevens tiltak."
    )


class AlreadyAnswered(RuleBroken):
    """NAV has made its part."""

    message = _("NAV har allerede laget sin del av tiltaket. Du finner den under sakens tiltak.")


class AlreadyAsked(RuleBroken):
    """The school has asked NAV for a part of the measure already."""

    message = _("Skolen har allerede bedt NAV om en del i tiltaket.")


class NotCovered(RuleBroken):
    """NAV's consent does not reach that case, or that kind of measure."""

    message = _("Velg et tiltak som NAVs samtykke dekker.")
    field = "nav_type"


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
    assert measure.case is not None  # noqa: S101 - the policy has looked
    assert part.other_type is not None  # noqa: S101 - as above
    school = school_to_ask(measure.case, on=actor.on)
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
        case=measure.case,
        school=school,
        nav_measure=measure,
        school_measure=own,
        made_by=actor.person,
        made_at=actor.now,
    )
    locked_part(own).proposers.add(*part.proposers.all())
    return own


@transaction.atomic
def ask_nav(
    *, actor: Actor, measure: Measure, case: Case, kind: MeasureType, request: str
) -> MeasureLink:
    """Ask the case's veiledere to make a measure of the kind beside the school's own.

    They see it once the school's measure has been sent. The same question sent twice is one.
    An earlier one that the lines no longer tell of gives way without a word. Raises NotCovered,
    ConsentMissing or AlreadyAsked.
    """
    locked_part(measure)
    policies.require(actor, "followup.ask_nav", measure)
    standing = MeasureLink.objects.standing().filter(school_measure=measure).first()
    if standing is not None and sees(actor, standing):
        if (standing.asked_type, standing.asked_request) == (kind, request):
            return standing
        raise AlreadyAsked
    if kind not in cases_to_ask(actor, measure.pupil, measure.owner).get(case, []):
        raise NotCovered
    nav = Reach(kind, kind.is_sensitive)
    own = Reach.of(measure)
    missing = missing_between(case, measure.owner, nav=nav, school_part=own, on=actor.on)
    if missing:
        raise ConsentMissing(missing)
    if standing is not None:
        with barrier.lifted("ask_nav"):  # of a case that nobody at the school is told of any longer
            end_link(actor, standing, LinkEnd.TAKEN_BACK)
    link = MeasureLink.objects.create(
        case=case,
        school=measure.owner,
        school_measure=measure,
        is_asked_by_school=True,
        asked_type=kind,
        asked_request=request,
        made_by=actor.person,
        made_at=actor.now,
    )
    log.record(actor, Action.COMBINATION_ASKED, [link.access()])
    return link


@transaction.atomic
def make_nav_part(
    *,
    actor: Actor,
    measure: Measure,
    content: PartContent,
    is_sensitive: bool = False,
    submission_id: UUID | None = None,
) -> Measure:
    """Make NAV's own draft of what the school's measure asks for.

    Who proposed one of the parts never decides the other. A second post with the same id
    returns the first draft. Raises AlreadyAnswered.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.make_nav_part", measure)
    link = (
        MeasureLink.objects.questions().standing().select_for_update().get(school_measure=measure)
    )
    assert link.asked_type is not None  # noqa: S101 - a constraint says so
    own = propose_measure(
        actor=actor,
        case=link.case,
        type=link.asked_type,
        content=replace(content, other_type=measure.type),
        is_sensitive=is_sensitive,
        submission_id=submission_id,
    )
    if link.nav_measure_id == own.pk:
        return own
    if link.nav_measure_id is not None:
        raise AlreadyAnswered
    link.nav_measure = own
    link.save()
    made = locked_part(own)
    proposers = [*made.proposers.all(), *part.proposers.all()]
    for each in (made, part):
        each.proposers.add(*proposers)
    return own
