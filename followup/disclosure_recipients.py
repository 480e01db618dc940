"""Whom one item can be shared with on a statute: by name, at the other side's places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agreements.models import Contract
from followup.grounds.disclosure import RECEIVING_ROLES
from navskole.organisations.models import Membership, Role
from pupils.grounds import SCHOOL_ROLES
from pupils.models import Enrolment, Referral

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from followup.models import Measure, Note, Task
    from navskole.access.actor import Actor


def possible_recipients(actor: Actor, item: Note | Task | Measure) -> QuerySet[Membership]:
    """Return the posts at the pupil's school today, or at the offices the school works with.

    A school is offered every office it has had a contract with or has referred the pupil to:
    which of them has a case is not for it to know.
    """
    if item.case_id is not None:
        enrolled = Enrolment.objects.visible_to(actor).in_force(on=actor.on)
        places: Any = enrolled.filter(pupil_id=item.pupil_id).values("school_id")
        roles: tuple[str, ...] = SCHOOL_ROLES
    else:
        signed = Contract.objects.filter(school_id=item.owner_id, in_force_from__isnull=False)
        referred = Referral.objects.visible_to(actor).filter(
            pupil_id=item.pupil_id, school_id=item.owner_id
        )
        places = (
            signed.order_by().values("office_id").union(referred.order_by().values("office_id"))
        )
        roles = (Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
    assert set(roles) <= set(RECEIVING_ROLES)  # noqa: S101 - the ground opens to these alone
    posts = Membership.objects.in_force(on=actor.on).filter(
        organisation_id__in=places, role__in=roles, user__is_active=True
    )
    return (
        posts.exclude(user_id=actor.person.pk)
        .select_related("user", "organisation")
        .order_by("organisation__name", "user__last_name", "user__first_name", "pk")
    )
