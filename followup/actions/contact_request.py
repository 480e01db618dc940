"""Record that somebody got in touch, close it, go on to a case; delete what is past keeping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Placement
from followup.models import ContactOutcome, ContactRequest
from navskole.access import policies
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken
from pupils.actions.case_opening import open_case_for

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import School
    from pupils.models import Case


class AlreadyClosed(RuleBroken):
    """Somebody closed it first."""

    message = _("Henvendelsen er alt avsluttet.")


class NotPlacedThere(RuleBroken):
    """The veileder is not placed at the school today."""

    message = _("Velg en skole du er plassert ved.")
    field = "school"


@dataclass(frozen=True)
class ContactContent:
    """What is recorded; only a first name, and nothing that identifies a pupil."""

    school: School
    first_name: str
    channel: str
    theme: str
    preferred_time: str = ""


@transaction.atomic
def record_contact_request(
    *, actor: Actor, content: ContactContent, submission_id: UUID | None = None
) -> ContactRequest:
    """Record it for the office through which the actor is placed at the school.

    A second post returns the first. Raises NotPlacedThere, NationalIdInText or PersonInText.
    """
    policies.require(actor, "followup.add_contact_request")
    known = ContactRequest.objects.filter(  # type: ignore[misc]  # no id finds no row
        recorded_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    for field in ("first_name", "theme", "preferred_time"):
        require_no_person(actor, getattr(content, field), field=field)
    contact = ContactRequest(
        office_id=_office_at(actor, content.school),
        recorded_by=actor.user,
        received_at=actor.now,
        **vars(content),
    )
    if submission_id:
        contact.submission_id = submission_id
    contact.save()
    log.record(actor, Action.CONTACT_SAVED)
    return contact


def _office_at(actor: Actor, school: School) -> int:
    """Return the office of the actor's latest placement at the school."""
    placed = Placement.objects.in_force(on=actor.on).filter(
        counsellor=actor.person,
        contract__school=school,
        contract__office_id__in=actor.at(Role.NAV_COUNSELLOR),
    )
    latest = placed.select_related("contract").order_by("-starts_on", "-pk").first()
    if latest is None:
        raise NotPlacedThere
    return latest.contract.office_id


@transaction.atomic
def close_contact_request(*, actor: Actor, contact: ContactRequest, outcome: str) -> ContactRequest:
    """Close it with what came of it. Raises AlreadyClosed."""
    contact = ContactRequest.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not contact.is_open:
        raise AlreadyClosed
    policies.require(actor, "followup.close_contact_request", contact)
    _close(actor, contact, outcome)
    return contact


def _close(actor: Actor, contact: ContactRequest, outcome: str) -> None:
    contact.outcome, contact.closed_on, contact.closed_by = outcome, actor.on, actor.user
    contact.save(update_fields=["outcome", "closed_on", "closed_by"])
    log.record(actor, Action.CONTACT_CLOSED)


@transaction.atomic
def take_contact_request(*, actor: Actor, contact: ContactRequest, **person: Any) -> Case:
    """Open a case on the one who got in touch, and close the request.

    `person` is what opening without a referral asks for. Told twice, it answers with the same
    case. Raises AlreadyClosed when somebody else was first, or what opening raises.
    """
    contact = ContactRequest.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if contact.is_open:
        policies.require(actor, "followup.take_contact_request", contact)
    elif contact.closed_by_id != actor.person.pk:
        raise AlreadyClosed
    case = open_case_for(actor=actor, office=contact.office, responsible=actor.person, **person)
    if contact.is_open:
        _close(actor, contact, ContactOutcome.FOLLOWED_UP)
    return case


@transaction.atomic
def delete_past_keeping(*, actor: Actor) -> int:
    """Delete the requests closed longer ago than the rule keeps them; return how many."""
    if not actor.is_system:
        raise RuleBroken(_("Dette gjøres av systemet."))
    past = ContactRequest.objects.past_keeping(on=actor.on)
    deleted, _by_model = past.delete()
    if deleted:
        log.record(actor, Action.CONTACTS_DELETED)
    return deleted
