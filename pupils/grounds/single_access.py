"""The ground of a single access: one pupil's record at the own organisation, for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from navskole.access.grounds import Ground
from navskole.organisations.models import Role
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import PupilGrant

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor

WITH_MEMBERSHIP = "has_single_access"

ASKING_ROLES = (Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR, Role.NAV_COUNSELLOR)
"""Who may have a single access; the NAV-leder reads the office's cases anyway."""


def single_access_places(actor: Actor, *roles: str) -> frozenset[int]:
    """Return where the actor holds one of the roles and a single access that nobody has ended.

    Told with the memberships, so that whoever has none asks nothing about it.
    """
    return frozenset(
        row.organisation_id
        for row in actor.memberships
        if row.role in roles and getattr(row, WITH_MEMBERSHIP, False)
    )


def counts_since(actor: Actor, place_id: int, *roles: str) -> date:
    """Return since when the actor holds one of the roles there: what is older counts no more."""
    return min(
        actor.employed_since(role, place_id) for role in roles if actor.holds(role, place_id)
    )


def single_accesses(actor: Actor, place_id: int, *roles: str) -> QuerySet[PupilGrant]:
    """Return the actor's single accesses to what the place keeps, in force today.

    One counts for the employment it was given in, in one of the roles the actor holds there.
    """
    return PupilGrant.objects.in_force(on=actor.on).filter(
        user_id=actor.person.pk,
        ground=Ground.SINGLE_ACCESS,
        owner_id=place_id,
        starts_on__gte=counts_since(actor, place_id, *roles),
    )


def own_single_access(actor: Actor, pupil_id: int) -> PupilGrant | None:
    """Return the actor's own access to the pupil that lasts longest, or None; asked once."""
    found = PupilGrant.objects.none()
    for place_id in sorted(single_access_places(actor, *ASKING_ROLES)):
        found |= single_accesses(actor, place_id, *ASKING_ROLES)
    own = found.filter(content_object_id=pupil_id).order_by("-ends_on", "-pk")
    return actor.answer_once("own single access", pupil_id, own.first)


def period_in_words(actor: Actor, pupil_id: int) -> str:
    """Return since when and until when the actor may read about the pupil."""
    given = own_single_access(actor, pupil_id)
    if given is None or given.ends_on is None:
        return ""
    days = {"first": short_date(given.starts_on), "last": short_date(given.ends_on)}
    return _("Tilgangen gjelder fra %(first)s til og med %(last)s.") % days
