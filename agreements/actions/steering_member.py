"""Say who sits in the steering group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from agreements.models import Collaboration, SteeringGroup, SteeringMember
from navskole.access import policies
from navskole.access.person_text import require_no_national_id, require_no_person_in
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import require_version

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.accounts.models import User


@dataclass(frozen=True)
class SteeringMemberContent:
    """Who it is, what they do there, and from when until when."""

    name: str
    organisation: str
    function: str
    email: str
    user: User | None
    is_chair: bool
    is_secretary: bool
    starts_on: date
    ends_on: date | None


def group_of(collaboration: Collaboration) -> SteeringGroup:
    """Return the collaboration's steering group, made now if it had none."""
    return SteeringGroup.objects.get_or_create(collaboration=collaboration)[0]


@transaction.atomic
def add_steering_member(
    *,
    actor: Actor,
    collaboration: Collaboration,
    content: SteeringMemberContent,
    submission_id: UUID | None = None,
) -> SteeringMember:
    """Add a member; a second post returns the first. Raises NationalIdInText or PersonInText."""
    policies.require(actor, "agreements.change_steering_group", collaboration)
    known = SteeringMember.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    _require_no_pupil(actor, content)
    member = SteeringMember(group=group_of(collaboration), created_by=actor.user, **vars(content))
    if submission_id:
        member.submission_id = submission_id
    member.full_clean(exclude=["created_by"])
    member.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.STEERING_MEMBER_SAVED)
    return member


def _require_no_pupil(actor: Actor, content: SteeringMemberContent) -> None:
    require_no_national_id({"name": content.name, "email": content.email})
    about = {"function": content.function, "organisation": content.organisation}
    require_no_person_in(actor, about)


@transaction.atomic
def change_steering_member(
    *, actor: Actor, member: SteeringMember, version: int, content: SteeringMemberContent
) -> SteeringMember:
    """Change a member, or say when they leave. Raises StaleVersion, or what adding raises."""
    member = SteeringMember.objects.select_for_update().get(pk=member.pk)
    policies.require(actor, "agreements.change_steering_member", member)
    require_version(member, version)
    _require_no_pupil(actor, content)
    for name, value in vars(content).items():
        setattr(member, name, value)
    member.full_clean(exclude=["created_by"])
    member.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.STEERING_MEMBER_SAVED)
    return member
