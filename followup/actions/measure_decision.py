"""Answer what was sent, and undo the answer until the measure starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import locked_part, set_state
from followup.differences import is_same
from followup.models import (
    DecisionOutcome,
    DecisionReason,
    LiftCause,
    MeasureDecision,
    MeasureState,
)
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection

    from followup.models import Measure, MeasurePart
    from navskole.access.actor import Actor


class ContentChanged(RuleBroken):
    """The version on the decider's screen is no longer the one that waits."""

    message = _("Tiltaket er endret siden du åpnet siden. Les den nye versjonen før du avgjør.")


class NotWaiting(ContentChanged):
    """Nothing waits for an answer any more."""

    message = _("Tiltaket venter ikke lenger på avgjørelse. Det er avgjort eller trukket tilbake.")


class ReasonMissing(RuleBroken):
    """A return or a rejection needs a reason from the list and a text."""

    message = _("Velg minst én grunn og skriv en begrunnelse.")
    field = "reasons"


class NoSuchAnswer(RuleBroken):
    """The outcome is none of those a decider can give."""

    message = _("Velg om tiltaket skal godkjennes, returneres, settes på vent eller avslås.")


class CannotBeUndone(RuleBroken):
    """No answer stands, the measure has started or ended, or what was answered has changed."""

    message = _(
        "Avgjørelsen kan ikke angres nå: tiltaket har startet, eller noe er endret etterpå."
    )


UNDOABLE_STATES = [
    MeasureState.APPROVED,
    MeasureState.RETURNED,
    MeasureState.ON_HOLD,
    MeasureState.REJECTED,
    MeasureState.OFFERED,
]
"""Where an answer can be taken back: until the measure starts or the pupil declines."""


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
    """Answer the submission that waits; one set on hold is taken up again.

    `version` and `digest` are what stood on the decider's page: raises ContentChanged when
    another version waits (NotWaiting when none does), ReasonMissing for a return or
    rejection without reason and text.
    """
    part = locked_part(measure)
    waiting = part.waiting_submission()
    if waiting is None:
        raise NotWaiting
    if (waiting.part_version, waiting.digest) != (version, digest):
        raise ContentChanged
    policies.require(actor, "followup.decide_measure", part)
    _require_answer(outcome, reasons, text)
    for on_hold in waiting.decisions.filter(lifted_at__isnull=True):
        on_hold.lift(by=actor.user, at=actor.now, because=LiftCause.RESUMED)
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
    set_state(actor, part, outcome)
    log.record(actor, Action.MEASURE_DECIDED, [measure.access()])
    return decision


def _require_answer(outcome: str, reasons: Collection[str], text: str) -> None:
    if outcome not in DecisionOutcome.values:
        raise NoSuchAnswer
    needs_reason = outcome in (DecisionOutcome.RETURNED, DecisionOutcome.REJECTED)
    from_list = set(reasons) <= set(DecisionReason.values)
    if not from_list or (needs_reason and not (reasons and text.strip())):
        raise ReasonMissing


def undoable_decision(part: MeasurePart) -> MeasureDecision | None:
    """Return the answer that can still be taken back, or None."""
    if part.state not in UNDOABLE_STATES:
        return None
    decision = part.standing_decision()
    if decision is None or not is_same(decision.submission.content, part.content()):
        return None
    return decision


@transaction.atomic
def undo_decision(*, actor: Actor, measure: Measure, decision_id: int) -> MeasurePart:
    """Take back the answer that stands, before the measure starts: it waits again.

    `decision_id` is the answer that stood on the page. Raises CannotBeUndone.
    """
    part = locked_part(measure)
    policies.require(actor, "followup.decide_measure", part)
    decision = undoable_decision(part)
    if decision is None or decision.pk != decision_id:
        raise CannotBeUndone
    decision.lift(by=actor.user, at=actor.now, because=LiftCause.UNDONE)
    part.offered_on = None
    set_state(actor, part, MeasureState.SUBMITTED)
    log.record(actor, Action.MEASURE_UNDONE, [measure.access()])
    return part
