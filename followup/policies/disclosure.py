"""Who may share one item on a statute, end it, and read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.grounds.disclosure import RECEIVING_ROLES
from followup.models import Measure
from navskole.access.policies import policy
from pupils.grounds import SCHOOL_ROLES
from pupils.policies import answers_for

if TYPE_CHECKING:
    from followup.models import Disclosure, Note, Task
    from navskole.access.actor import Actor
    from pupils.models import Case


def _answers_for(actor: Actor, case: Case | None, owner_id: int) -> bool:
    """Tell whether the actor answers for what crosses from the own side."""
    if case is not None:
        return answers_for(actor, case)
    return owner_id in actor.at(*SCHOOL_ROLES)


def _can_cross(item: Note | Task | Measure) -> bool:
    """Tell whether the item stands: not struck, and sent where it is a measure."""
    if isinstance(item, Measure):
        return Measure.objects.filter(pk=item.pk).sent().exists()
    return item.struck_at is None


def _who_discloses(actor: Actor, item: Note | Task | Measure) -> str:
    if not _can_cross(item):
        return gettext("Bare det som er sendt og ikke strøket, kan deles.")
    if item.case_id is not None:
        return gettext("Lovhjemlet deling gjøres av ansvarlig veileder eller NAV-lederen.")
    return gettext("Lovhjemlet deling gjøres av rektor eller rådgiver ved skolen.")


@policy("followup.disclose", refusal=_who_discloses)
def can_disclose(actor: Actor, item: Note | Task | Measure) -> bool:
    return _can_cross(item) and _answers_for(actor, item.case, item.owner_id)


def _who_ends(actor: Actor, disclosure: Disclosure) -> str:
    if not disclosure.is_in_force(on=actor.on):
        return gettext("Delingen er alt avsluttet.")
    if disclosure.case_id is not None:
        return gettext("Delingen avsluttes av ansvarlig veileder eller NAV-lederen.")
    return gettext("Delingen avsluttes av rektor eller rådgiver ved skolen.")


@policy("followup.end_disclosure", refusal=_who_ends)
def can_end_disclosure(actor: Actor, disclosure: Disclosure) -> bool:
    return disclosure.is_in_force(on=actor.on) and _answers_for(
        actor, disclosure.case, disclosure.owner_id
    )


@policy("followup.read_disclosure", refusal=_("Du kan ikke se denne delingen."))
def can_read_disclosure(actor: Actor, disclosure: Disclosure) -> bool:
    return type(disclosure).objects.visible_to(actor).filter(pk=disclosure.pk).exists()


@policy("followup.list_disclosures", refusal=_("Delt med meg er for ansatte ved skole og NAV."))
def can_list_disclosures(actor: Actor, subject: None) -> bool:
    return actor.has_role(*RECEIVING_ROLES)
