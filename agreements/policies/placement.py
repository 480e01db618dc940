"""Who may place a veileder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Placement
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor


@policy(
    "agreements.add_placement",
    refusal=_("NAV-lederen ved kontoret plasserer veiledere mens kontrakten gjelder."),
)
def can_add_placement(actor: Actor, contract: Contract) -> bool:
    leads = actor.holds(Role.NAV_MANAGER, contract.office_id) is not None
    return leads and contract.is_in_force(on=actor.on)


@policy(
    "agreements.end_placement",
    refusal=_("NAV-lederen ved kontoret avslutter en plassering som ikke er over."),
)
def can_end_placement(actor: Actor, placement: Placement) -> bool:
    leads = actor.holds(Role.NAV_MANAGER, placement.contract.office_id) is not None
    over = placement.ends_on is not None and placement.ends_on < actor.on
    return leads and placement.ended_at is None and not over
