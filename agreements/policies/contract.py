"""Who may make, sign and end a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
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


@policy(
    "agreements.read_contract_history",
    refusal=_("Historikken leses av rektor og NAV-leder, som er partene i kontrakten."),
)
def can_read_contract_history(actor: Actor, contract: Contract) -> bool:
    return _speaks(actor, contract)


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


@policy("agreements.discard_contract", refusal=_("Bare et utkast kan forkastes."))
def can_discard_contract(actor: Actor, contract: Contract) -> bool:
    return can_change_contract(actor, contract)


def _why_not_sign(actor: Actor, contract: Contract) -> str:
    """Say who signs, or what has happened to the contract meanwhile."""
    if not _speaks(actor, contract):
        return gettext("Bare rektor og NAV-leder kan signere.")
    if contract.state(on=actor.on) == ContractState.DRAFT:
        return gettext(
            "Signaturene er opphevet, og teksten kan endres. Kontrakten må sendes til signering "
            "på nytt."
        )
    return gettext("Kontrakten er ikke til signering.")


@policy("agreements.sign_contract", refusal=_why_not_sign)
def can_sign_contract(actor: Actor, contract: Contract) -> bool:
    return _speaks(actor, contract) and contract.state(on=actor.on) == ContractState.OPEN


@policy(
    "agreements.lift_signatures",
    refusal=_("Signaturene kan bare oppheves av rektor eller NAV-leder før kontrakten gjelder."),
)
def can_lift_signatures(actor: Actor, contract: Contract) -> bool:
    liftable = {ContractState.OPEN, ContractState.SIGNED}
    return _speaks(actor, contract) and contract.state(on=actor.on) in liftable


@policy(
    "agreements.renew_contract",
    refusal=_("Rektor og NAV-leder lager en ny versjon mens kontrakten gjelder, én om gangen."),
)
def can_renew_contract(actor: Actor, contract: Contract) -> bool:
    return _speaks_while_in_force(actor, contract) and not contract.successors.standing().exists()


@policy(
    "agreements.give_notice",
    refusal=_("Rektor og NAV-leder kan si opp en kontrakt som gjelder og ikke er sagt opp."),
)
def can_give_notice(actor: Actor, contract: Contract) -> bool:
    return _speaks_while_in_force(actor, contract) and not contract.is_under_notice


@policy(
    "agreements.end_contract",
    refusal=_("Rektor og NAV-leder kan avslutte en kontrakt mens den gjelder."),
)
def can_end_contract(actor: Actor, contract: Contract) -> bool:
    return _speaks_while_in_force(actor, contract)


def _speaks_while_in_force(actor: Actor, contract: Contract) -> bool:
    return _speaks(actor, contract) and contract.is_in_force(on=actor.on)


def _speaks(actor: Actor, contract: Contract) -> bool:
    return bool(parties_of(actor, contract))
