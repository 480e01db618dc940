"""Who may register time, and who reads how it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.models import Placement
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor


@policy("agreements.list_time_use", refusal=_("Tidsbruk er for veiledere, rektor og NAV-leder."))
def can_list_time_use(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR, Role.PRINCIPAL, Role.NAV_MANAGER)


@policy(
    "agreements.read_time_use",
    refusal=_("Tidsbruken leses av veilederen selv, og av rektor og NAV-leder i samarbeidet."),
)
def can_read_time_use(actor: Actor, placement: Placement) -> bool:
    return Placement.objects.with_time_for(actor).filter(pk=placement.pk).exists()


@policy("agreements.register_time", refusal=_("Bare NAV-veiledere fører tidsbruk, og bare sin."))
def can_register_time(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.NAV_COUNSELLOR)
