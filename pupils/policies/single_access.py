"""Who asks for a single access, who answers, and who ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.organisations.models import Role
from pupils.grounds import ASKING_ROLES
from pupils.models import SingleAccessState

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import SingleAccessRequest


@policy(
    "pupils.ask_single_access",
    refusal=_("Enkelttilgang er for rektor og rådgiver ved skolen og veileder ved NAV-kontoret."),
)
def can_ask_single_access(actor: Actor, subject: None) -> bool:
    return actor.has_role(*ASKING_ROLES)


@policy(
    "pupils.list_single_accesses",
    refusal=_(
        "Enkelttilganger leses av den som kan be om dem, av lederen og av personvernombudet."
    ),
)
def can_list_single_accesses(actor: Actor, subject: None) -> bool:
    return actor.has_role(*ASKING_ROLES, Role.NAV_MANAGER, Role.PRIVACY_OFFICER)


def _who_answers(actor: Actor, asked: SingleAccessRequest) -> str:
    if asked.answered_at is not None:
        return gettext("Forespørselen er alt besvart.")
    if asked.asked_by_id == actor.person.pk:
        return gettext("Du kan ikke svare på din egen forespørsel. En annen leder må gjøre det.")
    return gettext("Bare lederen kan svare på forespørselen.")


@policy("pupils.answer_single_access", refusal=_who_answers)
def can_answer_single_access(actor: Actor, asked: SingleAccessRequest) -> bool:
    own = asked.asked_by_id == actor.person.pk
    return asked.answered_at is None and not own and _leads(actor, asked)


def _leads(actor: Actor, asked: SingleAccessRequest) -> bool:
    return asked.owner_id in actor.at(Role.PRINCIPAL, Role.NAV_MANAGER)


def _who_ends(actor: Actor, asked: SingleAccessRequest) -> str:
    if _is_in_force(actor, asked):
        return gettext("Bare lederen og den som har tilgangen, kan avslutte den.")
    return gettext("Tilgangen gjelder ikke lenger.")


@policy("pupils.end_single_access", refusal=_who_ends)
def can_end_single_access(actor: Actor, asked: SingleAccessRequest) -> bool:
    own = asked.asked_by_id == actor.person.pk
    return _is_in_force(actor, asked) and (own or _leads(actor, asked))


def _is_in_force(actor: Actor, asked: SingleAccessRequest) -> bool:
    return asked.state(on=actor.on) == SingleAccessState.IN_FORCE
