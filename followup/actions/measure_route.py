"""Send a measure to whoever decides it, here or outside; take it back when the pupil moves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import fall_back, locked_part, set_state
from followup.conditions import assess_conditions, unanswered
from followup.models import (
    WAITING_STATES,
    LiftCause,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    Sector,
)
from followup.routing import NoOfficeHere, NotDecidedHere, StayUnknown, find_route
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from pupils.actions.own_name import hand_on_name

if TYPE_CHECKING:
    from datetime import date

    from followup.models import Measure
    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, Organisation
    from pupils.models import Pupil


class ConditionsUnanswered(RuleBroken):
    """A condition is breached, and the breach stops the measure or is not answered."""


class DecidedHere(RuleBroken):
    """An office in the system decides: nothing is applied for outside."""

    message = _("Et NAV-kontor i navskole betjener oppholdskommunen og avgjør tiltaket. Send det.")


class ReferenceMissing(RuleBroken):
    """An application outside is noted with its reference."""

    message = _("Skriv referansen til søknaden")
    field = "reference"


class CombinedOutside(RuleBroken):
    """What is applied for outside never reaches the school."""

    message = _(
        "Et tiltak som søkes utenfor navskole, kan ikke kombineres med et på skolen. Ta skolens "
        "del ut av tiltaket først."
    )


class WrongOffice(RuleBroken):
    """The office does not serve the municipality of stay."""

    message = _("Velg kontoret som betjener elevens oppholdskommune.")
    field = "office"


@transaction.atomic
def submit_measure(*, actor: Actor, measure: Measure, version: int) -> MeasureSubmission:
    """Send the part as it stands to whoever decides it.

    Raises one of routing's CannotBeSent, ConditionsUnanswered or StaleVersion.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.submit_measure", measure)
    require_version(part, version)
    part.deciding_organisation = find_route(actor, part).require()
    _require_conditions(part)
    part.state = MeasureState.SUBMITTED
    part.save_change(by=actor.user, at=actor.now)
    part.proposers.add(actor.person)
    if part.deciding_organisation.pk != part.owner_id:
        receiver = part.deciding_organisation
        hand_on_name(actor=actor, pupil=measure.pupil, sender=part.owner, receiver=receiver)
    submission = MeasureSubmission.objects.create(
        part=part,
        part_version=part.version,
        digest=part.digest,
        content=json.loads(json.dumps(part.content(), cls=DjangoJSONEncoder)),
        deciding_organisation=part.deciding_organisation,
        submitted_by=actor.person,
        submitted_at=actor.now,
    )
    log.record(actor, Action.MEASURE_SUBMITTED, [measure.access()])
    return submission


def _require_conditions(part: MeasurePart) -> None:
    pupil, kind = part.measure.pupil, part.measure.type
    open_ends = unanswered(assess_conditions(kind, part.content(), birth_date=pupil.birth_date))
    if not open_ends:
        return
    first = open_ends[0]
    sentence = (
        _("Vilkåret er ikke oppfylt, og tiltaket kan ikke sendes: %(condition)s")
        if first.stops
        else _("Vilkåret er ikke oppfylt. Skriv hvorfor tiltaket likevel foreslås: %(condition)s")
    )
    raise ConditionsUnanswered(sentence % {"condition": first.condition})


@transaction.atomic
def agree_to_forwarding(
    *,
    actor: Actor,
    measure: Measure,
    version: int,
    office: NavOffice | Organisation,
    agreed_on: date,
    how: str,
) -> MeasurePart:
    """Record that the pupil said yes to the measure being sent to another office.

    Raises WrongOffice unless it serves the municipality of stay, or StaleVersion.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.submit_measure", measure)
    require_version(part, version)
    serving = find_route(actor, part).offices
    if office.pk not in [each.pk for each in serving] or office.pk == part.owner_id:
        raise WrongOffice
    part.forward_office_id = office.pk
    part.forward_agreed_on, part.forward_agreed_how = agreed_on, how
    part.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.MEASURE_SAVED, [measure.access()])
    return part


@transaction.atomic
def apply_outside(
    *,
    actor: Actor,
    measure: Measure,
    version: int,
    where: str,
    applied_on: date,
    reference: str = "",
) -> MeasurePart:
    """Note that it was applied for, or the pupil referred, where navskole does not reach.

    Raises CombinedOutside, DecidedHere or StayUnknown, ReferenceMissing for an application,
    or StaleVersion.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.submit_measure", measure)
    require_version(part, version)
    if part.other_type_id is not None:
        raise CombinedOutside
    obstacle = find_route(actor, part).obstacle
    if isinstance(obstacle, StayUnknown):
        raise obstacle
    if not isinstance(obstacle, NoOfficeHere | NotDecidedHere):
        raise DecidedHere
    if not reference.strip() and not measure.type.is_referral_only:
        raise ReferenceMissing
    part.outside_where, part.outside_reference, part.outside_on = where, reference, applied_on
    set_state(actor, part, MeasureState.OUTSIDE)
    log.record(actor, Action.MEASURE_PROGRESSED, [measure.access()])
    return part


def take_back_moved(*, actor: Actor, pupil: Pupil, owner: Organisation) -> None:
    """Make the municipal measures that wait drafts again: another municipality may owe them."""
    waiting = MeasurePart.objects.select_for_update(of=("self",)).filter(
        measure__pupil=pupil,
        measure__type__sector=Sector.MUNICIPAL,
        owner_id=owner.pk,
        state__in=WAITING_STATES,
    )
    for part in waiting.select_related("measure__type"):
        fall_back(actor, part, LiftCause.MOVED)
        part.save_change(by=actor.user, at=actor.now)
        log.record(actor, Action.MEASURE_FELL_BACK, [part.measure.access()])
