"""Write what the steering group decided, and say when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.models import SteeringDecision
from agreements.steering_notices import tell_decision_given
from navskole.access import policies
from navskole.access.person_text import require_no_national_id, require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from agreements.models import SteeringMeeting, SteeringMember
    from navskole.access.actor import Actor


@dataclass(frozen=True)
class DecisionContent:
    """What was decided, who answers for it - a member or somebody by name - and by when."""

    text: str
    owner: SteeringMember | None
    owner_name: str
    deadline: date


@transaction.atomic
def add_decision(
    *,
    actor: Actor,
    meeting: SteeringMeeting,
    content: DecisionContent,
    submission_id: UUID | None = None,
) -> SteeringDecision:
    """Write a decision; a second post returns the first.

    Raises NationalIdInText or PersonInText.
    """
    policies.require(actor, "agreements.minute_steering_meeting", meeting)
    known = SteeringDecision.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    _require_no_pupil(actor, content)
    decision = SteeringDecision(meeting=meeting, created_by=actor.user, **vars(content))
    if submission_id:
        decision.submission_id = submission_id
    decision.full_clean(exclude=["created_by"])
    decision.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.STEERING_DECISION_SAVED)
    tell_decision_given(actor, decision)
    return decision


def _require_no_pupil(actor: Actor, content: DecisionContent) -> None:
    require_no_person(actor, content.text, field="text")
    require_no_national_id({"owner_name": content.owner_name})


@transaction.atomic
def change_decision(
    *,
    actor: Actor,
    decision: SteeringDecision,
    version: int,
    content: DecisionContent,
    done_on: date | None,
) -> SteeringDecision:
    """Change a decision, or open it again. Raises StaleVersion, or what writing it raises."""
    decision = SteeringDecision.objects.select_for_update(of=["self"]).get(pk=decision.pk)
    policies.require(actor, "agreements.change_steering_decision", decision)
    require_version(decision, version)
    _require_no_pupil(actor, content)
    answered = decision.owner_id
    for name, value in vars(content).items():
        setattr(decision, name, value)
    decision.done_on = done_on
    decision.full_clean(exclude=["created_by"])
    decision.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STEERING_DECISION_SAVED)
    if done_on is None and decision.owner_id != answered:
        tell_decision_given(actor, decision)
    return decision


@transaction.atomic
def finish_decision(*, actor: Actor, decision: SteeringDecision) -> SteeringDecision:
    """Say that a decision has been carried out today."""
    decision = SteeringDecision.objects.select_for_update(of=["self"]).get(pk=decision.pk)
    policies.require(actor, "agreements.finish_steering_decision", decision)
    decision.done_on = actor.on
    decision.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STEERING_DECISION_SAVED)
    return decision
