"""Write a contract, and send it to be signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.collaboration import include_pair
from agreements.models import Contract
from agreements.policies.contract import parties_of
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from navskole.organisations.models import NavOffice, School


class ContractOverlap(RuleBroken):
    """Another contract of the same school and office is in force in the period."""

    message = _("Skolen og NAV-kontoret har alt en kontrakt som gjelder i denne perioden.")


@transaction.atomic
def create_contract(
    *,
    actor: Actor,
    school: School,
    office: NavOffice,
    content: Mapping[str, Any],
    submission_id: UUID | None = None,
) -> Contract:
    """Make a draft between the two; a second post with the same id returns the first draft."""
    policies.require(actor, "agreements.add_contract")
    if submission_id and (made := _already_made(actor, submission_id)):
        return made
    contract = Contract(school=school, office=office, created_by=actor.user, **content)
    if submission_id:
        contract.submission_id = submission_id
    if not actor.is_system and not parties_of(actor, contract):
        raise RuleBroken(_("Du må være rektor ved skolen eller leder av NAV-kontoret."))
    contract.full_clean(exclude=["created_by"])
    contract.save_change(by=actor.user, at=actor.now, new=True)
    include_pair(actor=actor, contract=contract)
    log.record(actor, Action.CONTRACT_SAVED)
    return contract


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
    contract.full_clean(exclude=["created_by"])
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_SAVED)
    return contract


@transaction.atomic
def open_for_signing(*, actor: Actor, contract: Contract) -> Contract:
    """Lock the text so that both parties sign the same. Raises ContractOverlap."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.open_contract", contract)
    require_no_overlap(contract)
    contract.opened_for_signing_at = actor.now
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_OPENED)
    return contract


def require_no_overlap(contract: Contract) -> None:
    overlapping = (
        Contract.objects.between(school_id=contract.school_id, office_id=contract.office_id)
        .filter(in_force_from__lte=contract.ends_on, in_force_until__gte=contract.starts_on)
        .filter(ended_at__isnull=True)
        .exclude(pk=contract.pk)
    )
    if overlapping.exists():
        raise ContractOverlap
