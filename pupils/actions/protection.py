"""Protect a pupil's address, and name who still may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access import barrier
from navskole.access.grants import end_grant, start_grant
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Side
from navskole.records.errors import RuleBroken
from pupils.models import AddressProtection, ContactDetails, PupilGrant
from pupils.naming import FEWEST_NAMED
from pupils.policies.places import people_at, places_holding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil
    from pupils.querysets.grant import PupilGrantQuerySet


class TooFewNamed(RuleBroken):
    """A protected pupil needs at least two named people at each place that holds data."""

    message = _("Navngi minst to personer som kan se eleven.")
    field = "named"


@barrier.lifted("protect_address")
def protect_address(*, actor: Actor, pupil: Pupil, protection: str, named: Iterable[User]) -> None:
    """Set the address protection and name who still may see; at kode 6 no way to reach is kept.

    Asks no permission: the actions that propose and confirm do. Raises TooFewNamed at a strictly
    confidential address where a place that holds data has fewer than two of the named.
    """
    people = list(named)
    if protection == AddressProtection.STRICT:
        _require_enough_named(actor, pupil, people)
    set_grade(actor=actor, pupil=pupil, protection=protection)
    for person in people:
        name_for_protected(actor=actor, pupil=pupil, person=person)


def set_grade(*, actor: Actor, pupil: Pupil, protection: str) -> None:
    """Write the grade; without protection nobody is named any longer, at kode 6 none is reached."""
    pupil.address_protection = protection
    pupil.save_change(by=actor.user, at=actor.now)
    if protection == AddressProtection.STRICT:
        _forget_ways_to_reach(pupil)
    if protection == AddressProtection.NONE:
        for grant in standing_namings(pupil):
            end_grant(grant, actor=actor)
    log.record(actor, Action.PROTECTION_SET, [pupil.access()])


def standing_namings(pupil: Pupil) -> PupilGrantQuerySet:
    """Return the namings for the pupil that nobody has ended."""
    standing = PupilGrant.objects.standing().filter(ground=Ground.NAMED_FOR_PROTECTED)
    return standing.filter(content_object=pupil).order_by("pk")


def _forget_ways_to_reach(pupil: Pupil) -> None:
    """Remove telephone, e-mail and municipality of stay; the own number and målform stay."""
    details = ContactDetails.objects.filter(pupil=pupil)
    details.update(phone="", email="", municipality_of_stay=None)
    holds_nothing = {"national_id": "", "language_form": ContactDetails().language_form}
    details.filter(**holds_nothing).delete()


def _require_enough_named(actor: Actor, pupil: Pupil, people: list[User]) -> None:
    """Raise TooFewNamed unless two of the people can see the pupil at each place with data."""
    chosen = {person.pk for person in people}
    if len(chosen) < FEWEST_NAMED:
        raise TooFewNamed
    for place in places_holding(pupil, on=actor.on):
        here = {row.user_id for row in people_at(pupil, place, on=actor.on)}
        if len(here & chosen) < FEWEST_NAMED:
            raise TooFewNamed


def is_named_at(pupil: Pupil, organisation: Organisation, *, on: date) -> bool:
    """Tell whether enough people who work at the organisation on `on` are named for the pupil."""
    named = PupilGrant.objects.people_named(pupil, side=organisation.side, on=on)
    here = Membership.objects.in_force(on=on).filter(user__in=named, organisation=organisation)
    return here.values("user").distinct().count() >= FEWEST_NAMED


def name_for_protected(*, actor: Actor, pupil: Pupil, person: User) -> None:
    """Name `person` for a protected pupil; it passes the address rule and nothing else.

    Whoever is named already is not named again; a naming from before a break in their
    employment is ended, for it lets them pass no more.
    """
    if any(
        person.pk in PupilGrant.objects.people_named(pupil, side=side, on=actor.on)
        for side in (Side.SCHOOL, Side.NAV)
    ):
        return
    for grant in standing_namings(pupil).filter(user=person):
        end_grant(grant, actor=actor)
    start_grant(
        PupilGrant,
        actor=actor,
        to=person,
        on=pupil,
        codename="view_pupil",
        ground=Ground.NAMED_FOR_PROTECTED,
        reason=str(_("Navngitt for elev med adressebeskyttelse")),
    )
