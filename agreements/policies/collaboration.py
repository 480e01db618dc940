"""Who may set up a collaboration, change it and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import Collaboration, CollaborationOffice, ContactPerson
from agreements.policies.contract import LIST_ROLES
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor

_LEADERS = _("Rektor ved skolen og NAV-lederne ved kontorene i samarbeidet kan gjøre dette.")


def leads_office_in(actor: Actor, collaboration: Collaboration) -> bool:
    """Tell whether the actor is NAV-leder of an office that is in the collaboration today."""
    led = actor.at(Role.NAV_MANAGER)
    return bool(led) and actor.answer_once(
        "leads_office_in",
        collaboration.pk,
        lambda: collaboration.members.not_left(on=actor.on).filter(office_id__in=led).exists(),
    )


def _leads_school(actor: Actor, collaboration: Collaboration) -> bool:
    return actor.holds(Role.PRINCIPAL, collaboration.school_id) is not None


@policy(
    "agreements.list_collaborations",
    refusal=_("Samarbeid er for rektor, NAV-leder og veiledere."),
)
def can_list_collaborations(actor: Actor, subject: None) -> bool:
    return actor.has_role(*LIST_ROLES)


@policy("agreements.read_collaboration", refusal=_("Du kan ikke se dette samarbeidet."))
def can_read_collaboration(actor: Actor, collaboration: Collaboration) -> bool:
    return can_list_collaborations(actor, None)


@policy(
    "agreements.read_collaboration_history",
    refusal=_("Historikken leses av rektor ved skolen og NAV-lederne ved kontorene."),
)
def can_read_collaboration_history(actor: Actor, collaboration: Collaboration) -> bool:
    return _leads_school(actor, collaboration) or leads_office_in(actor, collaboration)


@policy(
    "agreements.add_collaboration",
    refusal=_("Bare rektor eller NAV-leder kan opprette et samarbeid."),
)
def can_add_collaboration(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL, Role.NAV_MANAGER)


@policy("agreements.change_collaboration", refusal=_LEADERS)
def can_change_collaboration(actor: Actor, collaboration: Collaboration) -> bool:
    is_standing = collaboration.ended_on is None
    return is_standing and can_read_collaboration_history(actor, collaboration)


@policy("agreements.add_collaboration_office", refusal=_LEADERS)
def can_add_collaboration_office(actor: Actor, collaboration: Collaboration) -> bool:
    return can_change_collaboration(actor, collaboration)


@policy(
    "agreements.end_collaboration_office",
    refusal=_("Rektor, eller NAV-lederen ved kontoret, tar et kontor ut av samarbeidet."),
)
def can_end_collaboration_office(actor: Actor, member: CollaborationOffice) -> bool:
    collaboration = member.collaboration
    own = actor.holds(Role.NAV_MANAGER, member.office_id) is not None
    standing = member.ends_on is None and collaboration.ended_on is None
    return standing and (own or _leads_school(actor, collaboration))


@policy(
    "agreements.end_collaboration",
    refusal=_("Rektor avslutter samarbeidet. NAV-lederen kan når eget kontor er det eneste i det."),
)
def can_end_collaboration(actor: Actor, collaboration: Collaboration) -> bool:
    if collaboration.ended_on is not None:
        return False
    return _leads_school(actor, collaboration) or _leads_the_only_office(actor, collaboration)


def _leads_the_only_office(actor: Actor, collaboration: Collaboration) -> bool:
    led = actor.at(Role.NAV_MANAGER)
    inside = collaboration.members.not_left(on=actor.on) if led else ()
    offices = {member.office_id for member in inside}
    return len(offices) == 1 and offices <= led


@policy("agreements.add_contact_person", refusal=_LEADERS)
def can_add_contact_person(actor: Actor, collaboration: Collaboration) -> bool:
    return can_change_collaboration(actor, collaboration)


@policy("agreements.change_contact_person", refusal=_LEADERS)
def can_change_contact_person(actor: Actor, contact: ContactPerson) -> bool:
    return can_change_collaboration(actor, contact.collaboration)
