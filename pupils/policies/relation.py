"""Who may declare a close relation, and lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.organisations.models import Role
from pupils.grounds import SCHOOL_ROLES

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import PersonRelation, Pupil


_FOLLOWS_UP = (*SCHOOL_ROLES, Role.NAV_COUNSELLOR, Role.NAV_MANAGER)


@policy("pupils.declare_relation", refusal=_("Nære relasjoner meldes av den det gjelder."))
def can_declare_relation(actor: Actor, pupil: Pupil) -> bool:
    return actor.has_role(*_FOLLOWS_UP)


@policy("pupils.list_relations", refusal=_("Meldte relasjoner er for rektor og NAV-leder."))
def can_list_relations(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL, Role.NAV_MANAGER)


@policy(
    "pupils.lift_relation", refusal=_("Bare lederen til den som meldte, kan oppheve relasjonen.")
)
def can_lift_relation(actor: Actor, relation: PersonRelation) -> bool:
    leads = relation.owner_id in actor.at(Role.PRINCIPAL, Role.NAV_MANAGER)
    return leads and relation.user_id != actor.person.pk
