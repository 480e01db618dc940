"""What is told about a protected address: to the own place alone, without a word of the pupil."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access import barrier
from navskole.access.grounds import Ground
from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, add_kind
from navskole.organisations.models import Membership
from pupils.models import AddressProtection, PupilGrant
from pupils.naming import FEWEST_NAMED
from pupils.policies.places import LEADERS, named_at, people_at, places_holding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.notices.kinds import Kind
    from navskole.organisations.models import Organisation
    from pupils.models import ProtectionChange, Pupil

PAGE = "pupils:protection_detail"
_LOOKS_BACK = timedelta(days=7)

PROTECTION_RAISED = add_kind(
    "protection_raised",
    _("En elev hos %(place)s har fått adressebeskyttelse. En til må bekrefte den."),
)
PROTECTION_TO_LOWER = add_kind(
    "protection_to_lower",
    _("Det er foreslått mindre adressebeskyttelse for en elev hos %(place)s. En til må bekrefte."),
)
PROTECTION_LOWERED = add_kind(
    "protection_lowered",
    _(
        "En elev hos %(place)s har fått mindre adressebeskyttelse. Vurder om den skal settes opp "
        "igjen."
    ),
)
NAMED = add_kind(
    "named_for_protected", _("Du er navngitt for en elev med adressebeskyttelse hos %(place)s.")
)
TOO_FEW_NAMED = add_kind(
    "too_few_named",
    _("Færre enn to hos %(place)s er navngitt for en elev med strengt fortrolig adresse."),
)


def tell_proposed(actor: Actor, change: ProtectionChange) -> None:
    """Tell those at the place who can confirm."""
    kind = PROTECTION_RAISED if change.protects_more else PROTECTION_TO_LOWER
    to = _who_decides(change.pupil, change.owner, actor)
    tell(actor, _telling(kind, change.pupil, change.owner, to, occasion=str(change.public_id)))


def tell_named(actor: Actor, pupil: Pupil, place: Organisation, people: Iterable[User]) -> None:
    """Tell those who were named."""
    named = {person.pk for person in people}
    to = [row for row in people_at(pupil, place, on=actor.on) if row.user_id in named]
    tell(actor, _telling(NAMED, pupil, place, to, occasion=actor.now.isoformat()))


def tell_of_change(actor: Actor, pupil: Pupil, protection: str) -> None:
    """Tell those who could set it again, at every place that holds data, of that place alone.

    While they still are named: without protection nobody is.
    """
    occasion = f"{protection}:{actor.now.isoformat()}"
    tell(
        actor,
        *(
            _telling(PROTECTION_LOWERED, pupil, place, to, occasion=f"{place.pk}:{occasion}")
            for place in places_holding(pupil, on=actor.on)
            if (to := _who_decides(pupil, place, actor))
        ),
    )


def _who_decides(pupil: Pupil, place: Organisation, actor: Actor) -> list[Membership]:
    """Return who leads the place or is named there; at kode 6 the named alone know the pupil."""
    named = {person.pk for person in named_at(pupil, place, on=actor.on)}
    leaders_know = pupil.address_protection != AddressProtection.STRICT
    return [
        row
        for row in people_at(pupil, place, on=actor.on)
        if row.user_id in named or (leaders_know and row.role in LEADERS)
    ]


# --- Whoever was named has left ---------------------------------------------------------


@barrier.lifted("tell_who_is_left")
def tell_who_is_left(*, actor: Actor, membership: Membership) -> None:
    """Tell a place at once when the end of a membership leaves it with fewer than two named."""
    tell(actor, *_left_by(actor, membership))


def find_too_few_named(actor: Actor) -> Iterator[Telling]:
    """Yield what lacks after memberships that ran out in the last days, each once."""
    ran_out = Membership.objects.filter(
        ends_on__lt=actor.on, ends_on__gte=actor.on - _LOOKS_BACK, ended_at__isnull=True
    )
    named = PupilGrant.objects.standing().filter(
        ground=Ground.NAMED_FOR_PROTECTED,
        content_object__address_protection=AddressProtection.STRICT,
    )
    for membership in ran_out.filter(user__in=named.values("user")).select_related("organisation"):
        yield from _left_by(actor, membership)


def _left_by(actor: Actor, membership: Membership) -> Iterator[Telling]:
    place = membership.organisation
    mine = PupilGrant.objects.standing().filter(
        ground=Ground.NAMED_FOR_PROTECTED,
        user_id=membership.user_id,
        content_object__address_protection=AddressProtection.STRICT,
    )
    grants = mine.select_related("content_object").order_by("content_object_id")
    for pupil in dict.fromkeys(grant.content_object for grant in grants):
        if not places_holding(pupil, on=actor.on, among=[place.pk]):
            continue
        named = {person.pk for person in named_at(pupil, place, on=actor.on)}
        if len(named) >= FEWEST_NAMED:
            continue
        posts = people_at(pupil, place, on=actor.on)
        knows = [row for row in posts if row.user_id in named]
        occasion = f"{membership.pk}:{pupil.pk}"
        if knows:
            yield _telling(TOO_FEW_NAMED, pupil, place, knows, occasion=occasion)
        if not any(row.role in LEADERS for row in knows):  # nobody else could name anybody
            leaders = [row for row in posts if row.role in LEADERS]
            yield _telling(TOO_FEW_NAMED, pupil, place, leaders, occasion=occasion, page="")


def _telling(
    kind: Kind,
    pupil: Pupil,
    place: Organisation,
    to: Iterable[Membership],
    *,
    occasion: str,
    page: str = PAGE,
) -> Telling:
    return Telling(
        kind=kind,
        subject=pupil.public_id,
        occasion=occasion,
        to=to,
        page=page,
        facts={"place": str(place)},
    )
