"""Carry a decided measure through: offer, the pupil's answer, start, end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import locked_part, set_state
from followup.combined import held_back
from followup.conditions import assess_conditions
from followup.models import MeasureState
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django_stubs_ext import StrPromise

    from followup.models import Measure, MeasurePart
    from navskole.access.actor import Actor


class WrongStep(RuleBroken):
    """The part cannot go from its state to the wanted one."""

    message = _("Tiltaket kan ikke føres videre slik nå. Last siden på nytt og se hvor det står.")


class CannotStart(RuleBroken):
    """Something the type asks for is not recorded yet."""


OFFERABLE = [MeasureState.APPROVED, MeasureState.OUTSIDE]
ANSWERABLE = [MeasureState.OFFERED]
ENDABLE = [MeasureState.RUNNING, MeasureState.OUTSIDE]
PREPARED = [MeasureState.APPROVED, MeasureState.OUTSIDE, MeasureState.OFFERED]
"""Where agreement and vedtak are recorded: decided, but not started."""


def _locked_at(
    actor: Actor, measure: Measure, version: int, states: Collection[MeasureState]
) -> MeasurePart:
    """Return the part, locked, when the actor may carry it on and it stands in one of `states`."""
    part = locked_part(measure)
    policies.require(actor, "followup.progress_measure", measure)
    if part.state not in states:
        raise WrongStep
    require_version(part, version)
    return part


def _go_on(actor: Actor, part: MeasurePart, state: str) -> MeasurePart:
    set_state(actor, part, state)
    log.record(actor, Action.MEASURE_PROGRESSED, [part.measure.access()])
    return part


@transaction.atomic
def offer_measure(*, actor: Actor, measure: Measure, version: int) -> MeasurePart:
    """Offer the pupil what was approved, or granted outside. Raises WrongStep, StaleVersion."""
    part = _locked_at(actor, measure, version, OFFERABLE)
    part.offered_on = actor.on
    return _go_on(actor, part, MeasureState.OFFERED)


@transaction.atomic
def decline_measure(
    *, actor: Actor, measure: Measure, version: int, pupils_view: str = ""
) -> MeasurePart:
    """Record that the pupil said no to the offer. Raises WrongStep, StaleVersion."""
    part = _locked_at(actor, measure, version, ANSWERABLE)
    part.pupils_view = pupils_view
    return _go_on(actor, part, MeasureState.DECLINED)


@transaction.atomic
def record_agreement(
    *,
    actor: Actor,
    measure: Measure,
    version: int,
    pupil_agreed_on: date | None,
    pupil_agreed_how: str,
    employer: str,
    employer_agreed_on: date | None,
    employer_agreed_how: str,
    reference: str,
) -> MeasurePart:
    """Record the pupil's and the employer's yes and the agreement's reference in NAV's system.

    Each may be recorded as it comes. Raises WrongStep, StaleVersion.
    """
    part = _locked_at(actor, measure, version, PREPARED)
    if not measure.type.needs_agreement:
        raise WrongStep
    part.pupil_agreed_on, part.pupil_agreed_how = pupil_agreed_on, pupil_agreed_how
    part.employer, part.employer_agreed_on = employer, employer_agreed_on
    part.employer_agreed_how, part.agreement_reference = employer_agreed_how, reference
    return _go_on(actor, part, part.state)


@transaction.atomic
def record_formal_decision(
    *, actor: Actor, measure: Measure, version: int, reference: str, decided_on: date
) -> MeasurePart:
    """Record the reference and date of the vedtak in NAV's own system, never its text.

    Raises WrongStep, StaleVersion.
    """
    part = _locked_at(actor, measure, version, PREPARED)
    if not measure.type.needs_formal_decision:
        raise WrongStep
    part.formal_decision_reference, part.formal_decision_on = reference, decided_on
    return _go_on(actor, part, part.state)


def missing_before_start(part: MeasurePart) -> list[str | StrPromise]:
    """Return what must be recorded before the part starts, in words; empty when nothing is."""
    kind = part.measure.type
    wanted: list[tuple[bool, object, str | StrPromise]] = [
        (kind.needs_formal_decision, part.formal_decision_reference, _("vedtakets referanse")),
        (kind.needs_formal_decision, part.formal_decision_on, _("vedtaksdato")),
        (kind.needs_agreement, part.pupil_agreed_on, _("at eleven sa ja")),
        (kind.needs_agreement, part.employer_agreed_on, _("at arbeidsgiveren sa ja")),
        (kind.needs_agreement, part.agreement_reference, _("avtalens referanse")),
    ]
    return [name for needed, known, name in wanted if needed and not known]


@transaction.atomic
def start_measure(*, actor: Actor, measure: Measure, version: int, started_on: date) -> MeasurePart:
    """Start what was offered. Raises CannotStart, naming what is missing, or WrongStep."""
    part = _locked_at(actor, measure, version, ANSWERABLE)
    if missing := [*missing_before_start(part), *held_back(actor, part)]:
        names = ", ".join(str(name) for name in missing)
        raise CannotStart(
            format_lazy("{} {}.", _("Dette må registreres før tiltaket starter:"), names)
        )
    _require_open_conditions(part, started_on)
    part.started_on = started_on
    return _go_on(actor, part, MeasureState.RUNNING)


def _require_open_conditions(part: MeasurePart, started_on: date) -> None:
    """Raise CannotStart when a condition that stops the type is breached from the real start."""
    content = part.content() | {"planned_start": started_on}
    found = assess_conditions(part.measure.type, content, birth_date=part.measure.pupil.birth_date)
    for each in found:
        if each.stops:
            raise CannotStart(each.condition.text, field="started_on")


@transaction.atomic
def end_measure(
    *,
    actor: Actor,
    measure: Measure,
    version: int,
    state: str,
    evaluation: str,
    effect: str = "",
    pupils_view: str = "",
) -> MeasurePart:
    """Complete or discontinue, with the evaluation. Raises WrongStep, StaleVersion.

    What was applied for outside and never started is discontinued without an effect.
    """
    part = _locked_at(actor, measure, version, ENDABLE)
    completes = state == MeasureState.COMPLETED and part.state == MeasureState.RUNNING
    if not completes and state != MeasureState.DISCONTINUED:
        raise WrongStep
    part.effect, part.evaluation, part.pupils_view = effect, evaluation, pupils_view
    return _go_on(actor, part, state)
