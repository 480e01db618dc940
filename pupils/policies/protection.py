"""Who may protect a pupil's address, confirm it, and name who still may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from pupils import grounds
from pupils.models import AddressProtection, Pupil
from pupils.policies.places import LEADERS, own_place

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import ProtectionChange

_LEADER_OR_NAMED = _(
    "Adressebeskyttelsen settes og heves av rektor eller NAV-leder, og av dem som er navngitt for "
    "eleven."
)


@policy("pupils.protect_address", refusal=_LEADER_OR_NAMED)
def can_protect_address(actor: Actor, pupil: Pupil) -> bool:
    if own_place(actor, pupil, *LEADERS) is not None:
        return True
    if pupil.address_protection == AddressProtection.NONE:
        return False
    return own_place(actor, pupil) is not None and _is_named(actor, pupil)


def _is_named(actor: Actor, pupil: Pupil) -> bool:
    return actor.answer_once(
        "named for",
        pupil.pk,
        lambda: Pupil.objects.filter(grounds.is_named(actor, path=""), pk=pupil.pk).exists(),
    )


@policy("pupils.name_for_protected", refusal=_LEADER_OR_NAMED)
def can_name_for_protected(actor: Actor, pupil: Pupil) -> bool:
    protected = pupil.address_protection != AddressProtection.NONE
    return protected and can_protect_address(actor, pupil)


@policy("pupils.withdraw_protection", refusal=_LEADER_OR_NAMED)
def can_withdraw_protection(actor: Actor, change: ProtectionChange) -> bool:
    place = own_place(actor, change.pupil)
    return place is not None and can_protect_address(actor, change.pupil)


def _who_confirms(actor: Actor, change: ProtectionChange) -> str:
    if change.proposed_by_id == actor.person.pk:
        return gettext("Du har selv foreslått dette. En annen må bekrefte det.")
    return str(_LEADER_OR_NAMED)


@policy("pupils.confirm_protection", refusal=_who_confirms)
def can_confirm_protection(actor: Actor, change: ProtectionChange) -> bool:
    other = change.proposed_by_id != actor.person.pk
    return other and can_withdraw_protection(actor, change)


@policy(
    "pupils.list_protection_changes",
    refusal=_("Listen over adressebeskyttelse er for rektor og NAV-leder."),
)
def can_list_protection_changes(actor: Actor, subject: None) -> bool:
    return actor.has_role(*LEADERS)
