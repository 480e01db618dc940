"""Make and change counties, municipalities, schools and offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import County, Municipality, NavOffice, School, Side
from navskole.records.errors import require_version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navskole.access.actor import Actor

PlaceT = TypeVar("PlaceT", County, Municipality, School, NavOffice)


def new_county() -> County:
    """Return a county to be filled in."""
    return County(side=Side.COUNTY)


def new_school() -> School:
    """Return a school to be filled in."""
    return School(side=Side.SCHOOL)


def new_office() -> NavOffice:
    """Return a NAV office to be filled in."""
    return NavOffice(side=Side.NAV)


@transaction.atomic
def save_place(
    *,
    actor: Actor,
    place: PlaceT,
    version: int | None = None,
    serves: Iterable[Municipality] | None = None,
    **facts: Any,
) -> PlaceT:
    """Make the place, or change it; `serves` replaces the municipalities an office serves.

    Raises ValidationError by field where a number or name is wrong or taken, and
    StaleVersion when somebody else was first.
    """
    policies.require(actor, "administration.save_place", place)
    is_new = place.pk is None
    if not is_new:
        place = type(place).objects.select_for_update().get(pk=place.pk)
    if version is not None:
        require_version(place, version)
    for name, value in facts.items():
        setattr(place, name, value)
    place.full_clean()
    place.save_change(by=actor.user, at=actor.now, new=is_new)
    if serves is not None and isinstance(place, NavOffice):
        place.serves.set(serves)
    log.record(actor, Action.PLACE_SAVED, purpose=str(place))
    return place
