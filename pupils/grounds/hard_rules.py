"""What must hold whatever the ground: protected addresses, own data, relations, two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from agreements.models import Contract
from navskole.access.grounds import Ground
from navskole.access.visibility import Among, once_for_actor
from navskole.organisations.models import Role
from pupils.models import AddressProtection, Enrolment, PersonRelation, PupilGrant

if TYPE_CHECKING:
    from navskole.access.actor import Actor


@once_for_actor
def hard_rules(actor: Actor, *, path: str = "") -> Q:
    """Return what must hold for the pupil at `path` whatever the ground.

    At a strictly confidential address only the named; never one's own or a close
    relation's record.
    """
    return (
        ~Q(**{f"{path}address_protection": AddressProtection.STRICT}) | is_named(actor, path=path)
    ) & Q(
        ~Among(
            f"{path}id",
            PersonRelation.objects.standing().filter(user_id=actor.person.pk).values("pupil_id"),
        )
    )


def address_is_open(actor: Actor, *, path: str) -> Q:
    """Return the condition that contact details may be shown: no protection, or named."""
    return Q(**{f"{path}address_protection": AddressProtection.NONE}) | is_named(actor, path=path)


def is_named(actor: Actor, *, path: str) -> Q:
    """Return the condition that the actor is named for the pupil, in an employment that lasts."""
    if actor.employed_anew_on is None:
        return Q(pk__in=[])
    named = PupilGrant.objects.in_force(on=actor.on).filter(
        user_id=actor.person.pk,
        ground=Ground.NAMED_FOR_PROTECTED,
        starts_on__gte=actor.employed_anew_on,
    )
    return Q(Among(f"{path}id", named.values("content_object_id")))


@once_for_actor
def sides_apart(actor: Actor) -> Q:
    """Return the condition that the pupil is not one of a school where the actor works too.

    As long as that school reads the pupil's record, the actor reads it there.
    """
    if not actor.other_side_organisations:
        return Q()
    partners = Contract.objects.schools_of(
        actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER), on=actor.on
    )
    shut = Enrolment.objects.read_by_school(actor.other_side_organisations, on=actor.on)
    return ~Q(Among("pupil_id", shut.filter(school_id__in=partners).values("pupil_id")))
