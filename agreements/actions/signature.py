"""Sign a contract, bring it into force, and lift the signatures again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.collaboration import include_pair
from agreements.actions.contract import ContractOverlap, require_no_overlap
from agreements.actions.placement import continue_placements, take_back_continued
from agreements.actions.signed_document import keep_documents
from agreements.models import Contract, Party, Signature
from agreements.notices import tell_lifted, tell_signed
from agreements.policies.contract import parties_of
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date


class ContentChanged(RuleBroken):
    """The content was changed after the signer opened the page."""

    message = _("Innholdet er endret siden du åpnet kontrakten. Les den på nytt før du signerer.")


class PeriodOver(RuleBroken):
    """The contract's last day has passed; signing it could never bring it into force."""

    message = _("Perioden i kontrakten er over. Opphev signaturene og sett en ny periode.")


class AlreadySigned(RuleBroken):
    """The party, or the person for the other party, has signed."""

    message = _("Samme person kan ikke signere to ganger eller for begge parter.")


class SignedMeanwhile(RuleBroken):
    """Somebody signed after the page that asked for no reason was shown."""

    message = _("Kontrakten er signert mens du leste. Skriv hvorfor signaturene oppheves.")


class SidesMeet(RuleBroken):
    """Somebody would belong to both sides of a pair with a contract in force."""

    message = _("En person har medlemskap både ved skolen og NAV-kontoret.")


@transaction.atomic
def sign_contract(*, actor: Actor, contract: Contract, digest: str) -> Signature:
    """Sign for the party the actor leads; the second signature sets the contract's period.

    `digest` is what stood on the signer's page. Raises ContentChanged when it is not the
    content's, PeriodOver, AlreadySigned, ContractOverlap, or SidesMeet.
    """
    contract = _locked(contract)
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
    tell_signed(actor, contract, signature)
    return signature


def _locked(contract: Contract) -> Contract:
    """Return the contract as it stands, locked; the version it replaces is locked before it.

    So does ending that version, which ends this one with it: two never wait for each other.
    """
    _replaced(contract)
    return Contract.objects.select_for_update().get(pk=contract.pk)


def _signing_party(actor: Actor, contract: Contract) -> Party:
    standing = contract.signatures.standing()
    if standing.filter(signed_by=actor.user).exists():
        raise AlreadySigned
    signed = set(standing.values_list("party", flat=True))
    free = [party for party in parties_of(actor, contract) if party not in signed]
    if not free:
        raise AlreadySigned
    return free[0]


def _bring_into_force(actor: Actor, contract: Contract) -> None:
    require_no_overlap(contract, on=actor.on)
    starts = max(contract.starts_on, actor.on)
    _require_sides_apart(contract, on=starts)
    replaced = _replaced(contract)
    try:
        with transaction.atomic():
            if replaced is not None and replaced.is_in_force(on=actor.on):
                starts = _give_way(actor, replaced, starts)
            if starts > contract.ends_on:
                raise PeriodOver
            contract.in_force_from, contract.in_force_until = starts, contract.ends_on
            contract.save_change(by=actor.user, at=actor.now)
    except IntegrityError as overlap:  # another signature brought a second contract into force
        raise ContractOverlap from overlap
    include_pair(actor=actor, contract=contract)
    keep_documents(actor, contract)
    if replaced is not None:
        continue_placements(replaced, contract)


def _replaced(contract: Contract) -> Contract | None:
    if contract.replaces_id is None:
        return None
    return Contract.objects.select_for_update().get(pk=contract.replaces_id)


def _give_way(actor: Actor, replaced: Contract, starts: date) -> date:
    """End the old version the day before the new; return the first day of the new.

    The old one keeps at least the day it began on: two are never in force on one day.
    """
    first = replaced.in_force_from or starts
    starts = max(starts, first + timedelta(days=1))
    last = min(replaced.last_day, starts - timedelta(days=1))
    if replaced.in_force_until != last:
        replaced.in_force_until = last
        replaced.save_change(by=actor.user, at=actor.now)
    return starts


def _require_sides_apart(contract: Contract, *, on: date) -> None:
    at_school = Membership.objects.in_force(on=on).filter(organisation_id=contract.school_id)
    at_office = Membership.objects.in_force(on=on).filter(organisation_id=contract.office_id)
    if at_school.filter(user__in=at_office.values("user")).exists():
        raise SidesMeet


@transaction.atomic
def lift_signatures(*, actor: Actor, contract: Contract, reason: str) -> Contract:
    """Lift every signature, with a reason, and open the text again; not once it is in force.

    Where nobody has signed there is nothing to give a reason for. A version that would have given
    way to this one stands to its own last day again. Raises SignedMeanwhile, NationalIdInText or
    PersonInText.
    """
    contract = _locked(contract)
    policies.require(actor, "agreements.lift_signatures", contract)
    require_no_person(actor, reason, field="reason")
    if not reason and contract.signatures.standing().exists():
        raise SignedMeanwhile
    contract.signatures.standing().update(
        lifted_at=actor.now, lifted_by=actor.user, lift_reason=reason
    )
    was_signed = contract.in_force_from is not None
    contract.opened_for_signing_at = None
    contract.in_force_from = contract.in_force_until = None
    contract.save_change(by=actor.user, at=actor.now)
    replaced = _replaced(contract) if was_signed else None
    if replaced is not None:
        _stand_again(actor, replaced, contract)
    log.record(actor, Action.SIGNATURES_LIFTED)
    tell_lifted(actor, contract)
    return contract


def _stand_again(actor: Actor, replaced: Contract, contract: Contract) -> None:
    take_back_continued(actor, contract)
    if replaced.ended_at is None and replaced.in_force_until != replaced.last_day:
        replaced.in_force_until = replaced.last_day
        replaced.save_change(by=actor.user, at=actor.now)
