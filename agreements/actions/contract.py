"""Write a contract, and send it to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.collaboration import include_pair, may_take_in
from agreements.leaders import parties_without_leader
from agreements.models import Contract
from agreements.notices import tell_opened
from agreements.policies.contract import parties_of
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.person_text import require_no_person_in
from navskole.audit import log
from navskole.audit.events import Action
from navskole.documents.signs import signs_missing
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from navskole.organisations.models import NavOffice, School


class ContractOverlap(RuleBroken):
    """Another contract of the same school and office is in force in the period."""

    message = _("Skolen og NAV-kontoret har alt en kontrakt som gjelder i denne perioden.")


class NoLeader(RuleBroken):
    """A party has nobody who could sign; says which, and what to do."""


class LateStart(RuleBroken):
    """The contract begins before it is written, and nobody said why."""

    message = _("Skriv hvorfor kontrakten begynner før i dag, eller velg en senere dag.")
    field = "late_start_reason"


class SignNotShown(RuleBroken):
    """A clause has a sign that the signed document could not show; says which."""

    def __init__(self, sign: str, *, field: str) -> None:
        shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
        message = _("Dokumentet kan ikke vise tegnet %(sign)s. Ta det bort.") % {"sign": shown}
        super().__init__(message, field=field)


@transaction.atomic
def create_contract(
    *,
    actor: Actor,
    school: School,
    office: NavOffice,
    content: Mapping[str, Any],
    submission_id: UUID | None = None,
) -> Contract:
    """Make a draft between the two; a second post with the same id returns the first draft.

    The office comes into the school's collaboration with it, where the actor may take one in;
    else when both have signed. Raises LateStart, SignNotShown, NationalIdInText
    or PersonInText.
    """
    policies.require(actor, "agreements.add_contract")
    if submission_id and (made := _already_made(actor, submission_id)):
        return made
    contract = Contract(school=school, office=office, created_by=actor.user, **content)
    if submission_id:
        contract.submission_id = submission_id
    if not actor.is_system and not parties_of(actor, contract):
        raise RuleBroken(_("Du må være rektor ved skolen eller leder av NAV-kontoret."))
    _check(contract, actor)
    contract.save_change(by=actor.user, at=actor.now, new=True)
    if may_take_in(actor, school_id=school.pk):
        include_pair(actor=actor, contract=contract)
    log.record(actor, Action.CONTRACT_SAVED)
    return contract


@transaction.atomic
def renew_contract(
    *,
    actor: Actor,
    contract: Contract,
    content: Mapping[str, Any],
    submission_id: UUID | None = None,
) -> Contract:
    """Draft the next version of a contract in force; the old stands until both sign the new.

    A second post with the same id returns the first draft. Raises LateStart, NationalIdInText
    or PersonInText.
    """
    if submission_id and (made := _already_made(actor, submission_id)):
        return made
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.renew_contract", contract)
    successor = Contract(
        school=contract.school,
        office=contract.office,
        number=contract.number + 1,
        replaces=contract,
        created_by=actor.user,
        **content,
    )
    if submission_id:
        successor.submission_id = submission_id
    _check(successor, actor)
    successor.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.CONTRACT_SAVED)
    return successor


def _check(contract: Contract, actor: Actor) -> None:
    contract.full_clean(exclude=["created_by"])
    texts = contract.written_texts()
    require_no_person_in(actor, texts)
    for name, text in texts.items():
        for sign in signs_missing(text):
            raise SignNotShown(sign, field=name)
    if contract.starts_on < actor.on and not contract.late_start_reason:
        raise LateStart


def _already_made(actor: Actor, submission_id: UUID) -> Contract | None:
    return Contract.objects.filter(created_by=actor.user, submission_id=submission_id).first()


@transaction.atomic
def change_contract(
    *, actor: Actor, contract: Contract, version: int, content: Mapping[str, Any]
) -> Contract:
    """Replace the clauses of a draft. Raises StaleVersion when somebody else was first."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.change_contract", contract)
    require_version(contract, version)
    for name, value in content.items():
        setattr(contract, name, value)
    contract.content_schema = Contract.CONTENT_SCHEMA
    _check(contract, actor)
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_SAVED)
    return contract


@transaction.atomic
def discard_draft(*, actor: Actor, contract: Contract) -> Contract:
    """Put a draft away that nobody shall sign; it stays to be read."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.discard_contract", contract)
    contract.ended_at, contract.ended_by = actor.now, actor.user
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_DISCARDED)
    return contract


@transaction.atomic
def open_for_signing(*, actor: Actor, contract: Contract) -> Contract:
    """Lock the text so that both parties sign the same. Raises ContractOverlap or NoLeader."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.open_contract", contract)
    require_no_overlap(contract, on=actor.on)
    if vacancies := parties_without_leader(contract, on=actor.on):
        raise NoLeader(" ".join(vacancies))
    contract.opened_for_signing_at = actor.now
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_OPENED)
    tell_opened(actor, contract)
    return contract


def require_no_overlap(contract: Contract, *, on: date) -> None:
    """Raise ContractOverlap when another contract of the pair holds days this one would get.

    The one it replaces gives way and does not count. Access is never given backwards, so the
    days before `on` do not count either.
    """
    starts = max(contract.starts_on, on)
    overlapping = (
        Contract.objects.between(school_id=contract.school_id, office_id=contract.office_id)
        .filter(in_force_from__lte=contract.ends_on, in_force_until__gte=starts)
        .filter(ended_at__isnull=True)
        .exclude(pk__in=[contract.pk, contract.replaces_id])
    )
    if overlapping.exists():
        raise ContractOverlap
