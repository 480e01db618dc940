"""Who may administer users and memberships, places and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Membership

_REFUSAL = _("Brukere og medlemskap administreres av systemadministrator.")


@policy("administration.list_users", refusal=_REFUSAL)
def can_list_users(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)


@policy("administration.save_user", refusal=_REFUSAL)
def can_save_user(actor: Actor, user: User | None) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)


@policy("administration.add_membership", refusal=_("Ingen endrer sine egne medlemskap."))
def can_add_membership(actor: Actor, user: User) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN) and user.pk != actor.person.pk


@policy("administration.end_membership", refusal=_("Ingen endrer sine egne medlemskap."))
def can_end_membership(actor: Actor, membership: Membership) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN) and membership.user_id != actor.person.pk


@policy("administration.change_membership", refusal=_("Ingen endrer sine egne medlemskap."))
def can_change_membership(actor: Actor, membership: Membership) -> bool:
    return can_end_membership(actor, membership)


_PLACES = _("Organisasjoner administreres av systemadministrator.")
_RULES = _("Regler settes av systemadministrator.")


@policy("administration.list_places", refusal=_PLACES)
def can_list_places(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)


@policy("administration.save_place", refusal=_PLACES)
def can_save_place(actor: Actor, place: Any) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)


@policy("administration.list_rules", refusal=_RULES)
def can_list_rules(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)


@policy("administration.save_rule", refusal=_RULES)
def can_save_rule(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.SYSTEM_ADMIN)
