"""Propose a measure and change what it asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.differences import is_same
from followup.grounds import NAV_ALONE
from followup.models import (
    ENDED_STATES,
    LiftCause,
    Measure,
    MeasureLink,
    MeasurePart,
    MeasureState,
    Sector,
)
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from followup.models import MeasureType
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case, Pupil


class CannotBeCombined(RuleBroken):
    """Only NAV's own measures are combined, and only with one of the school's own."""

    message = _("Bare NAVs egne tiltak kan kombineres med et tiltak på skolen.")
    field = "other_type"


class WrongSector(RuleBroken):
    """The type belongs to the other side."""

    message = _("Velg et tiltak som din side kan foreslå.")
    field = "type"


NAV_SECTORS = [Sector.MUNICIPAL, Sector.STATE, Sector.EXTERNAL]
SCHOOL_SECTORS = [Sector.SCHOOL, Sector.EXTERNAL]


@dataclass(frozen=True)
class PartContent:
    """What is asked for; `condition_answers` holds, by code, what was answered.

    `other_type` and `other_request` are what the school is asked to make of a combined measure.
    """

    justification: str
    planned_start: date
    planned_end: date | None = None
    extent: str = ""
    assessment_reference: str = ""
    condition_answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    other_type: MeasureType | None = None
    other_request: str = ""


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
    if type.sector not in NAV_SECTORS:
        raise WrongSector
    _require_combinable(type, content)
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
    if type.sector not in SCHOOL_SECTORS:
        raise WrongSector
    _require_combinable(type, content)
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


def _require_combinable(own: MeasureType, content: PartContent) -> None:
    """Raise CannotBeCombined where the school is asked for what it, or by what, cannot be."""
    other = content.other_type
    if other is None:
        return
    if own.sector not in NAV_ALONE or other.sector != Sector.SCHOOL:
        raise CannotBeCombined


def _answers_the_school(measure: Measure) -> bool:
    """Tell whether NAV's measure was made because the school asked for it."""
    return MeasureLink.objects.questions().standing().filter(nav_measure=measure).exists()


def _fill(part: MeasurePart, content: PartContent) -> None:
    for name, value in vars(content).items():
        setattr(part, name, value)


@transaction.atomic
def change_measure(
    *, actor: Actor, measure: Measure, version: int, content: PartContent
) -> Measure:
    """Change what is asked for. Raises StaleVersion.

    A change of something that waits or was decided takes it back to a draft: what was
    sent and answered no longer counts.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.change_measure", measure)
    require_version(part, version)
    _require_combinable(measure.type, content)
    if content.other_type != part.other_type and _answers_the_school(measure):
        raise CannotBeCombined
    before = part.content()
    _fill(part, content)
    if is_same(before, part.content()):
        return measure
    if not part.is_drafting:
        fall_back(actor, part, LiftCause.EDITED)
    part.save_change(by=actor.user, at=actor.now)
    part.proposers.add(actor.person)
    log.record(actor, Action.MEASURE_SAVED, [measure.access()])
    return measure


def locked_part(measure: Measure) -> MeasurePart:
    """Return the measure's part, locked until the transaction ends."""
    part = MeasurePart.objects.select_for_update().get(measure=measure)
    part.measure = measure
    return part


def fall_back(actor: Actor, part: MeasurePart, because: LiftCause) -> None:
    """Make the part a draft again; what was sent and answered is kept, but counts no longer."""
    sent = part.latest_submission()
    if sent is not None and sent.lifted_at is None:
        for decision in sent.decisions.filter(lifted_at__isnull=True):
            decision.lift(by=actor.user, at=actor.now, because=because)
        sent.lift(by=actor.user, at=actor.now, because=because)
    part.state = MeasureState.DRAFT
    part.offered_on = None


def set_state(actor: Actor, part: MeasurePart, state: str) -> None:
    """Carry the part to `state`; the day it ends is noted."""
    part.state = state
    part.ended_on = actor.on if state in ENDED_STATES else None
    part.save_change(by=actor.user, at=actor.now)
