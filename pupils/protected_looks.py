"""That somebody looked at a pupil at a strictly confidential address, told at the own place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, add_kind
from navskole.notices.models import Notice
from navskole.organisations.models import Membership, Role
from pupils.models import PupilGrant
from pupils.policies.places import people_at

if TYPE_CHECKING:
    from collections.abc import Collection

    from navskole.access.actor import Actor
    from navskole.audit.log import Access
    from pupils.models import Pupil

WITH_MEMBERSHIP = "named_for"
PAGE = "pupils:protection_detail"

STRICT_LOOKED_AT = add_kind(
    "strict_looked_at",
    _("En ansatt hos %(place)s har sett på en elev med strengt fortrolig adresse."),
)


def tell_of_strict_looks(actor: Actor, accesses: Collection[Access]) -> None:
    """Tell the others named at the place and its privacy officer; once a day for each who looks.

    Only the named see such a pupil, and for whom the actor is named came with their
    memberships: a page that shows none of those asks the database nothing more.
    """
    mine = {
        pupil_id
        for row in actor.memberships
        for pupil_id in getattr(row, WITH_MEMBERSHIP, None) or ()
    }
    looked_at = {access.pupil_id: access.owner_id for access in accesses if access.pupil_id in mine}
    for pupil_id, owner_id in sorted(looked_at.items()):
        _tell(actor, pupil_id, owner_id)


def _tell(actor: Actor, pupil_id: int, owner_id: int | None) -> None:
    """Tell at the actor's own place alone: the other side is not to learn who looks, or that."""
    grant = PupilGrant.objects.of_strict(pupil_id, actor.person.pk).first()
    if grant is None:
        return
    pupil: Pupil = grant.content_object
    occasion = f"{actor.person.public_id}:{actor.on}"
    told = Notice.objects.filter(
        kind=STRICT_LOOKED_AT.code, subject=pupil.public_id, occasion=occasion
    )
    if told.exists():
        return
    own = {row.organisation_id: row.organisation for row in actor.memberships}
    place = own.get(owner_id or 0) or next(iter(own.values()))
    passing = PupilGrant.objects.people_named(pupil, side=place.side, on=actor.on)
    named = [row for row in people_at(pupil, place, on=actor.on) if row.user_id in passing]
    officers = Membership.objects.in_force(on=actor.on).filter(
        organisation=place, role=Role.PRIVACY_OFFICER, user__is_active=True
    )
    to_the_named = Telling(
        kind=STRICT_LOOKED_AT,
        subject=pupil.public_id,
        occasion=occasion,
        to=named,
        page=PAGE,
        facts={"place": str(place)},
    )
    tell(actor, to_the_named, replace(to_the_named, to=list(officers), page=""))
