"""Protect a pupil's address, and name who still may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access.grants import end_grant, start_grant
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Side
from navskole.records.errors import RuleBroken
from pupils.models import AddressProtection, Case, ContactDetails, Enrolment, PupilGrant
from pupils.naming import FEWEST_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil


class TooFewNamed(RuleBroken):
    """A protected pupil needs at least two named people on each side that holds data."""

    message = _("Navngi minst to personer på hver side som har opplysninger om eleven.")


@transaction.atomic
def protect_address(*, actor: Actor, pupil: Pupil, protection: str, named: Iterable[User]) -> None:
    """Set the address protection and name who still may see; at kode 6 no way to reach is kept.

    Raises TooFewNamed at a strictly confidential address with fewer than two named on a side
    that holds data.
    """
    named = list(named)
    if protection == AddressProtection.STRICT:
        _require_enough_named(actor, pupil, named)
    pupil.address_protection = protection
    pupil.save_change(by=actor.user, at=actor.now)
    if protection == AddressProtection.STRICT:
        _forget_ways_to_reach(pupil)
    for person in named:
        name_for_protected(actor=actor, pupil=pupil, person=person)
    log.record(actor, Action.PROTECTION_SET, [pupil.access()])


def _forget_ways_to_reach(pupil: Pupil) -> None:
    """Remove telephone, e-mail and municipality of stay; the own number and målform stay."""
    details = ContactDetails.objects.filter(pupil=pupil)
    details.update(phone="", email="", municipality_of_stay=None)
    holds_nothing = {"national_id": "", "language_form": ContactDetails().language_form}
    details.filter(**holds_nothing).delete()


def _require_enough_named(actor: Actor, pupil: Pupil, named: list[User]) -> None:
    """Raise TooFewNamed unless each side that holds data has two of the named at work there."""
    holding = {
        Side.SCHOOL: Enrolment.objects.filter(pupil=pupil).exists(),
        Side.NAV: Case.objects.filter(pupil=pupil).exists(),
    }
    at_work = Membership.objects.in_force(on=actor.on).filter(user__in=named)
    for side in (side for side, holds in holding.items() if holds):
        people = at_work.filter(organisation__side=side).values("user").distinct().count()
        if people < FEWEST_NAMED:
            raise TooFewNamed
    if len(named) < FEWEST_NAMED:
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
    earlier = PupilGrant.objects.standing().filter(content_object=pupil, user=person)
    for grant in earlier.order_by("pk"):
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
