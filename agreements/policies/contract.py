"""Who may make, sign and end a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, ContractState, Party
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor


LIST_ROLES = (
    Role.PRINCIPAL,
    Role.NAV_MANAGER,
    Role.NAV_COUNSELLOR,
    Role.COUNTY_COORDINATOR,
    Role.DIRECTORATE_READER,
)


def parties_of(actor: Actor, contract: Contract) -> list[Party]:
    """Return the parties the actor may speak for: rektor's, NAV-leder's, or neither."""
    held = {
        Party.SCHOOL: actor.holds(Role.PRINCIPAL, contract.school_id),
        Party.NAV: actor.holds(Role.NAV_MANAGER, contract.office_id),
    }
    return [party for party, membership in held.items() if membership]


@policy("agreements.list_contracts", refusal=_("Samarbeid er for rektor, NAV-leder og veiledere."))
def can_list_contracts(actor: Actor, subject: None) -> bool:
    return actor.has_role(*LIST_ROLES)


@policy("agreements.read_contract", refusal=_("Du kan ikke se denne kontrakten."))
def can_read_contract(actor: Actor, contract: Contract) -> bool:
    return can_list_contracts(actor, None)


@policy("agreements.add_contract", refusal=_("Bare rektor eller NAV-leder kan lage en kontrakt."))
def can_add_contract(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL, Role.NAV_MANAGER)


@policy(
    "agreements.change_contract",
    refusal=_("Kontrakten er låst. Opphev signaturene for å endre den."),
)
def can_change_contract(actor: Actor, contract: Contract) -> bool:
    return _speaks(actor, contract) and contract.state(on=actor.on) == ContractState.DRAFT


@policy("agreements.open_contract", refusal=_("Bare et utkast kan sendes til signering."))
def can_open_contract(actor: Actor, contract: Contract) -> bool:
    return can_change_contract(actor, contract)


@policy("agreements.sign_contract", refusal=_("Bare rektor og NAV-leder kan signere."))
def can_sign_contract(actor: Actor, contract: Contract) -> bool:
    return _speaks(actor, contract) and contract.state(on=actor.on) == ContractState.OPEN


@policy(
    "agreements.lift_signatures",
    refusal=_("Signaturene kan bare oppheves av rektor eller NAV-leder før kontrakten gjelder."),
)
def can_lift_signatures(actor: Actor, contract: Contract) -> bool:
    liftable = {ContractState.OPEN, ContractState.SIGNED}
    return _speaks(actor, contract) and contract.state(on=actor.on) in liftable


def _speaks(actor: Actor, contract: Contract) -> bool:
    return bool(parties_of(actor, contract))
