"""Propose, submit, decide and carry through a measure: two people, bound to content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.models import (
    DecisionOutcome,
    DecisionReason,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    Sector,
)
from followup.models.measure import ENDED_STATES
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken, require_version
from pupils.models import ContactDetails
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from followup.models import MeasureType
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case, Pupil


class StayUnknown(RuleBroken):
    """A municipal measure needs the municipality of stay, which says who owes it."""

    message = _("Registrer oppholdskommunen før du sender et kommunalt tiltak.")


class CannotBeSentYet(RuleBroken):
    """The office does not serve the municipality of stay."""

    message = _(
        "Tiltaket kan ikke sendes ennå: NAV-kontoret betjener ikke elevens oppholdskommune, "
        "som har ansvaret etter sosialtjenesteloven § 3."
    )


class NotDecidedHere(RuleBroken):
    """An external service decides for itself."""

    message = _("Tjenesten avgjør selv. Tiltaket kan bare noteres her.")


class ContentChanged(RuleBroken):
    """The version on the decider's screen is no longer the one that waits."""

    message = _("Tiltaket er endret siden du åpnet siden. Les den nye versjonen før du avgjør.")


class ReasonMissing(RuleBroken):
    """A return or a rejection needs a reason from the list and a text."""

    message = _("Velg minst én grunn og skriv en begrunnelse.")
    field = "reasons"


class WrongStep(RuleBroken):
    """The part cannot go from its state to the wanted one."""

    message = _("Tiltaket kan ikke føres videre slik nå.")


@dataclass(frozen=True)
class PartContent:
    """What is asked for."""

    justification: str
    planned_start: date
    planned_end: date | None = None
    extent: str = ""


def propose_measure(
    *,
    actor: Actor,
    case: Case,
    type: MeasureType,  # noqa: A002 - the domain's word
    content: PartContent,
    is_sensitive: bool = False,
    submission_id: UUID | None = None,
) -> Measure:
    """Make a draft in a case; a second post with the same id returns the first draft."""
    policies.require(actor, "followup.add_measure", case)
    return _propose(
        actor, type, content, is_sensitive, submission_id, pupil=case.pupil, owner=case.office,
        case=case,
    )  # fmt: skip


def propose_school_measure(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    type: MeasureType,  # noqa: A002 - the domain's word
    content: PartContent,
    is_sensitive: bool = False,
    submission_id: UUID | None = None,
) -> Measure:
    """Make a draft of the school's own; a second post returns the first."""
    policies.require(actor, "followup.propose_school_measure", pupil)
    require_at_school(actor, pupil, school)
    return _propose(actor, type, content, is_sensitive, submission_id, pupil=pupil, owner=school)


@transaction.atomic
def _propose(
    actor: Actor,
    measure_type: MeasureType,
    content: PartContent,
    is_sensitive: bool,
    submission_id: UUID | None,
    **place: Any,
) -> Measure:
    known = Measure.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    measure = Measure(
        type=measure_type,
        is_sensitive=is_sensitive or measure_type.is_sensitive,
        created_by=actor.user,
        created_at=actor.now,
        **place,
    )
    if submission_id:
        measure.submission_id = submission_id
    measure.save()
    part = MeasurePart(measure=measure, owner=place["owner"])
    _fill(part, content)
    part.save_change(by=actor.user, at=actor.now, new=True)
    part.proposers.add(actor.person)
    log.record(actor, Action.MEASURE_SAVED, [measure.access()])
    return measure


def _fill(part: MeasurePart, content: PartContent) -> None:
    part.justification = content.justification
    part.planned_start, part.planned_end = content.planned_start, content.planned_end
    part.extent = content.extent


@transaction.atomic
def change_measure(
    *, actor: Actor, measure: Measure, version: int, content: PartContent
) -> Measure:
    """Change the part's content before it is sent (again). Raises StaleVersion."""
    part = _locked_part(measure)
    policies.require(actor, "followup.change_measure", measure)
    require_version(part, version)
    _fill(part, content)
    part.save_change(by=actor.user, at=actor.now)
    part.proposers.add(actor.person)
    log.record(actor, Action.MEASURE_SAVED, [measure.access()])
    return measure


def _locked_part(measure: Measure) -> MeasurePart:
    return MeasurePart.objects.select_for_update().get(measure=measure)


@transaction.atomic
def submit_measure(*, actor: Actor, measure: Measure, version: int) -> MeasureSubmission:
    """Send the part as it stands to whoever decides it.

    Raises StayUnknown, CannotBeSentYet, NotDecidedHere or StaleVersion.
    """
    part = _locked_part(measure)
    policies.require(actor, "followup.submit_measure", measure)
    require_version(part, version)
    part.deciding_organisation = _deciding_organisation(actor, measure)
    part.state = MeasureState.SUBMITTED
    part.save_change(by=actor.user, at=actor.now)
    part.proposers.add(actor.person)
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


def _deciding_organisation(actor: Actor, measure: Measure) -> Organisation:
    """Return who decides: the school's rektor, or the leader of the office that owes it."""
    sector = measure.type.sector
    if sector == Sector.EXTERNAL:
        raise NotDecidedHere
    if sector == Sector.MUNICIPAL:
        _require_served(actor, measure)
    return measure.owner


def _require_served(actor: Actor, measure: Measure) -> None:
    """Ask what the actor may see alone: a refusal must not tell a protected municipality."""
    own = ContactDetails.objects.visible_to(actor)
    known = own.filter(pupil=measure.pupil, owner=measure.owner).first()
    if known is None or known.municipality_of_stay is None:
        raise StayUnknown
    if (
        measure.case is None
        or not measure.case.office.serves.filter(pk=known.municipality_of_stay.pk).exists()
    ):
        raise CannotBeSentYet


@transaction.atomic
def decide_measure(
    *,
    actor: Actor,
    measure: Measure,
    version: int,
    digest: str,
    outcome: str,
    reasons: Collection[str] = (),
    text: str = "",
) -> MeasureDecision:
    """Answer the submission that waits.

    `version` and `digest` are what stood on the decider's page: raises ContentChanged when
    another version waits, ReasonMissing for a return or rejection without reason and text.
    """
    part = _locked_part(measure)
    waiting = part.submissions.filter(decision__isnull=True).order_by("-part_version").first()
    if waiting is None or (waiting.part_version, waiting.digest) != (version, digest):
        raise ContentChanged
    policies.require(actor, "followup.decide_measure", part)
    if outcome not in DecisionOutcome.values:
        raise WrongStep
    needs_reason = outcome in (DecisionOutcome.RETURNED, DecisionOutcome.REJECTED)
    from_list = set(reasons) <= set(DecisionReason.values)
    if not from_list or (needs_reason and not (reasons and text.strip())):
        raise ReasonMissing
    role = Role.NAV_MANAGER if measure.case_id else Role.PRINCIPAL
    membership = actor.holds(role, part.deciding_organisation_id)
    decision = MeasureDecision.objects.create(
        submission=waiting,
        outcome=outcome,
        reasons=list(reasons),
        text=text,
        decided_by=actor.person,
        role=role,
        is_deputy=membership is not None and membership.is_deputy,
        decided_at=actor.now,
    )
    _set_state(actor, part, outcome)
    log.record(actor, Action.MEASURE_DECIDED, [measure.access()])
    return decision


_STEPS = {
    MeasureState.APPROVED: {MeasureState.OFFERED},
    MeasureState.OFFERED: {MeasureState.DECLINED, MeasureState.RUNNING},
    MeasureState.RUNNING: {MeasureState.COMPLETED, MeasureState.DISCONTINUED},
}


@transaction.atomic
def progress_measure(
    *, actor: Actor, measure: Measure, state: str, evaluation: str = ""
) -> MeasurePart:
    """Carry an approved part on: offered, declined or running, ended. Raises WrongStep."""
    part = _locked_part(measure)
    policies.require(actor, "followup.progress_measure", measure)
    if state not in _STEPS.get(MeasureState(part.state), set()):
        raise WrongStep
    part.evaluation = evaluation or part.evaluation
    _set_state(actor, part, state)
    log.record(actor, Action.MEASURE_PROGRESSED, [measure.access()])
    return part


def _set_state(actor: Actor, part: MeasurePart, state: str) -> None:
    part.state = state
    part.ended_on = actor.on if state in ENDED_STATES else None
    part.save_change(by=actor.user, at=actor.now)
