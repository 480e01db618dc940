"""What is told of a lawful disclosure: to whom it was shared with, and to the own leader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from followup.models import Disclosure
from navskole.access.actor import Actor
from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, add_kind
from navskole.organisations.models import Membership, Role
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navskole.notices.kinds import Kind

PAGE = "followup:disclosure_detail"

SHARED_WITH_YOU = add_kind(
    "shared_with_you",
    _("%(owner)s har delt én opplysning med deg etter lov. Du kan lese den til og med %(day)s."),
)
SHARED_BY_STAFF = add_kind(
    "shared_by_staff",
    _("En ansatt ved %(owner)s har delt én opplysning etter lov, til og med %(day)s."),
)


def tell_of_disclosure(actor: Actor, disclosure: Disclosure) -> None:
    """Tell those named, and the own leader, who can both open it; no word of the pupil."""
    leaders = Membership.objects.in_force(on=actor.on).filter(
        organisation_id=disclosure.owner_id,
        role__in=(Role.NAV_MANAGER, Role.PRINCIPAL),
        user__is_active=True,
    )
    named = disclosure.recipients.select_related("user", "organisation")
    for kind, to in (
        (SHARED_WITH_YOU, named),
        (SHARED_BY_STAFF, leaders.select_related("user", "organisation")),
    ):
        tell(
            actor, _telling(kind, disclosure, [row for row in to if _sees(row, disclosure, actor)])
        )


def _telling(kind: Kind, disclosure: Disclosure, to: Iterable[Membership]) -> Telling:
    return Telling(
        kind=kind,
        subject=disclosure.public_id,
        occasion="",
        to=to,
        page=PAGE,
        facts={"owner": str(disclosure.owner), "day": long_date(disclosure.ends_on)},
    )


def _sees(post: Membership, disclosure: Disclosure, actor: Actor) -> bool:
    reader = Actor.for_user(post.user, now=actor.now, side=post.organisation.side)
    return Disclosure.objects.visible_to(reader).filter(pk=disclosure.pk).exists()
