"""Say whom to call about a collaboration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.models import Collaboration, ContactPerson
from navskole.access import policies
from navskole.access.person_text import require_no_national_id, require_no_person_in
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version
from navskole.records.models import sign_history

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor


@dataclass(frozen=True)
class ContactContent:
    """Who it is, and how they are reached: by telephone, by e-mail or both."""

    name: str
    function: str
    organisation: str
    phone: str
    email: str


@transaction.atomic
def add_contact_person(
    *,
    actor: Actor,
    collaboration: Collaboration,
    content: ContactContent,
    submission_id: UUID | None = None,
) -> ContactPerson:
    """Add a contact person; a second post returns the first.

    Raises NationalIdInText or PersonInText.
    """
    policies.require(actor, "agreements.add_contact_person", collaboration)
    known = ContactPerson.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    _require_no_pupil(actor, content)
    contact = ContactPerson(collaboration=collaboration, created_by=actor.user, **vars(content))
    if submission_id:
        contact.submission_id = submission_id
    contact.full_clean(exclude=["created_by"])
    contact.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.CONTACT_PERSON_SAVED)
    return contact


def _require_no_pupil(actor: Actor, content: ContactContent) -> None:
    reached = {"name": content.name, "phone": content.phone, "email": content.email}
    require_no_national_id(reached)
    about = {"function": content.function, "organisation": content.organisation}
    require_no_person_in(actor, about)


@transaction.atomic
def change_contact_person(
    *, actor: Actor, contact: ContactPerson, version: int, content: ContactContent
) -> ContactPerson:
    """Change a contact person. Raises StaleVersion, or what adding raises."""
    contact = ContactPerson.objects.select_for_update().get(pk=contact.pk)
    policies.require(actor, "agreements.change_contact_person", contact)
    require_version(contact, version)
    _require_no_pupil(actor, content)
    for name, value in vars(content).items():
        setattr(contact, name, value)
    contact.full_clean(exclude=["created_by"])
    contact.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTACT_PERSON_SAVED)
    return contact


@transaction.atomic
def remove_contact_person(*, actor: Actor, contact: ContactPerson) -> Collaboration:
    """Take a contact person off the collaboration, and return it."""
    policies.require(actor, "agreements.change_contact_person", contact)
    collaboration = contact.collaboration
    sign_history(contact, by=actor.user, at=actor.now)
    contact.delete()
    log.record(actor, Action.CONTACT_PERSON_REMOVED)
    return collaboration
