"""What can be done to a contract: write, open, sign, lift, place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Party, Placement, Signature
from agreements.policies import parties_of
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role
from navskole.records.errors import RuleBroken, require_version
from navskole.records.models import in_force

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal
    from uuid import UUID

    from navskole.accounts.models import User
    from navskole.organisations.models import NavOffice, School


class ContractOverlap(RuleBroken):
    """Another contract of the same school and office is in force in the period."""

    message = _("Skolen og NAV-kontoret har alt en kontrakt som gjelder i denne perioden.")


class ContentChanged(RuleBroken):
    """The content was changed after the signer opened the page."""

    message = _("Innholdet er endret siden du åpnet kontrakten. Les den på nytt før du signerer.")


class PeriodOver(RuleBroken):
    """The contract's last day has passed; signing it could never bring it into force."""

    message = _("Perioden i kontrakten er over. Opphev signaturene og sett en ny periode.")


class AlreadySigned(RuleBroken):
    """The party, or the person for the other party, has signed."""

    message = _("Samme person kan ikke signere to ganger eller for begge parter.")


class SidesMeet(RuleBroken):
    """Somebody would belong to both sides of a pair with a contract in force."""

    message = _("En person har medlemskap både ved skolen og NAV-kontoret.")


class OutsideContract(RuleBroken):
    """The placement would reach outside the contract's period."""

    message = _("Plasseringen må ligge innenfor perioden kontrakten gjelder.")


class EndsOutside(RuleBroken):
    """The last day has passed, or lies outside the placement's own period."""

    message = _("Siste dag må være i dag eller senere, og innenfor plasseringens periode.")


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
    _require_no_overlap(contract)
    contract.opened_for_signing_at = actor.now
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_OPENED)
    return contract


@transaction.atomic
def sign_contract(*, actor: Actor, contract: Contract, digest: str) -> Signature:
    """Sign for the party the actor leads; the second signature sets the contract's period.

    `digest` is what stood on the signer's page. Raises ContentChanged when it is not the
    content's, PeriodOver, AlreadySigned, ContractOverlap, or SidesMeet.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.sign_contract", contract)
    if digest != contract.digest:
        raise ContentChanged
    if contract.ends_on < actor.on:
        raise PeriodOver
    party = _signing_party(actor, contract)
    role = Role.PRINCIPAL if party == Party.SCHOOL else Role.NAV_MANAGER
    organisation_id = contract.school_id if party == Party.SCHOOL else contract.office_id
    membership = actor.holds(role, organisation_id)
    signature = Signature.objects.create(
        contract=contract,
        party=party,
        signed_by=actor.person,
        is_deputy=membership is not None and membership.is_deputy,
        signed_at=actor.now,
        digest=digest,
    )
    log.record(actor, Action.CONTRACT_SIGNED)
    if contract.signatures.standing().filter(digest=digest).count() == len(Party):
        _bring_into_force(actor, contract)
    return signature


def _signing_party(actor: Actor, contract: Contract) -> Party:
    standing = contract.signatures.standing()
    if standing.filter(signed_by=actor.user).exists():
        raise AlreadySigned
    signed = set(standing.values_list("party", flat=True))
    free = [party for party in parties_of(actor, contract) if party not in signed]
    if not free:
        raise AlreadySigned
    return free[0]


def _require_no_overlap(contract: Contract) -> None:
    overlapping = (
        Contract.objects.between(school_id=contract.school_id, office_id=contract.office_id)
        .filter(in_force_from__lte=contract.ends_on, in_force_until__gte=contract.starts_on)
        .filter(ended_at__isnull=True)
        .exclude(pk=contract.pk)
    )
    if overlapping.exists():
        raise ContractOverlap


def _bring_into_force(actor: Actor, contract: Contract) -> None:
    _require_no_overlap(contract)
    _require_sides_apart(contract, on=max(actor.on, contract.starts_on))
    contract.in_force_from = max(contract.starts_on, actor.on)
    contract.in_force_until = contract.ends_on
    try:
        with transaction.atomic():
            contract.save_change(by=actor.user, at=actor.now)
    except IntegrityError as overlap:  # another signature brought a second contract into force
        raise ContractOverlap from overlap


def _require_sides_apart(contract: Contract, *, on: date) -> None:
    at_school = Membership.objects.in_force(on=on).filter(organisation_id=contract.school_id)
    at_office = Membership.objects.in_force(on=on).filter(organisation_id=contract.office_id)
    if at_school.filter(user__in=at_office.values("user")).exists():
        raise SidesMeet


@transaction.atomic
def lift_signatures(*, actor: Actor, contract: Contract, reason: str) -> Contract:
    """Lift every signature, with a reason, and open the text again; not once it is in force."""
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.lift_signatures", contract)
    contract.signatures.standing().update(
        lifted_at=actor.now, lifted_by=actor.user, lift_reason=reason
    )
    contract.opened_for_signing_at = None
    contract.in_force_from = contract.in_force_until = None
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.SIGNATURES_LIFTED)
    return contract


@transaction.atomic
def place_counsellor(
    *,
    actor: Actor,
    contract: Contract,
    counsellor: User,
    post_fraction: Decimal,
    starts_on: date,
    ends_on: date | None = None,
) -> Placement:
    """Place an own veileder at the school, within the contract's period.

    Told the same twice, it answers with the first placement. Raises OutsideContract, or
    RuleBroken when the person is not a veileder of the office.
    """
    policies.require(actor, "agreements.add_placement", contract)
    first, last = contract.in_force_from, contract.in_force_until
    if first is None or last is None or not first <= starts_on <= (ends_on or last) <= last:
        raise OutsideContract(field="starts_on")
    if not _is_counsellor(counsellor, office_id=contract.office_id, on=starts_on):
        raise RuleBroken(
            _("Personen er ikke NAV-veileder ved kontoret på startdatoen."), field="counsellor"
        )
    content = {"post_fraction": post_fraction, "starts_on": starts_on, "ends_on": ends_on}
    told = Placement.objects.filter(
        contract=contract, counsellor=counsellor, ended_at__isnull=True, **content
    )
    if (known := told.first()) is not None:
        return known
    placement = Placement(contract=contract, counsellor=counsellor, **content)
    placement.full_clean()
    placement.save()
    log.record(actor, Action.PLACEMENT_STARTED)
    return placement


@transaction.atomic
def end_placement(*, actor: Actor, placement: Placement, ends_on: date | None = None) -> Placement:
    """End a placement after `ends_on`, the last day that counts, or at once without one.

    Raises EndsOutside when the day has passed, or lies before the start or after the end
    that was set before.
    """
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    policies.require(actor, "agreements.end_placement", placement)
    if ends_on is None:
        placement.ended_at = actor.now
    else:
        latest = placement.ends_on or placement.contract.in_force_until or ends_on
        if not max(actor.on, placement.starts_on) <= ends_on <= latest:
            raise EndsOutside(field="ends_on")
        placement.ends_on = ends_on
    placement.full_clean()
    placement.save()
    log.record(actor, Action.PLACEMENT_ENDED)
    return placement


def _is_counsellor(user: User, *, office_id: int, on: date) -> bool:
    return Membership.objects.filter(
        in_force(on=on), user=user, organisation_id=office_id, role=Role.NAV_COUNSELLOR
    ).exists()
