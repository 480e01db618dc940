"""Who leads the organisations of a collaboration today, and where nobody does."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agreements.models import Collaboration, CollaborationOffice, Contract
    from navskole.organisations.models import Organisation

LEADERS = (Role.PRINCIPAL, Role.NAV_MANAGER)
_SCHOOL_POST, _NAV_POST = _("rektor"), _("NAV-leder")  # as written in a sentence

Leaders = dict[int, list[Membership]]


def leaders_at(organisations: Iterable[Organisation], *, on: date) -> Leaders:
    """Return who leads each organisation today, those with the post before their deputies."""
    found: Leaders = defaultdict(list)
    rows = Membership.objects.in_force(on=on).filter(
        organisation__in=[place.pk for place in organisations],
        role__in=LEADERS,
        user__is_active=True,
    )
    for row in rows.select_related("user").order_by("is_deputy", "pk"):
        found[row.organisation_id].append(row)
    return found


def vacant_posts(
    collaboration: Collaboration, members: Iterable[CollaborationOffice], leaders: Leaders
) -> list[str]:
    """Return a sentence for each post as rektor or NAV-leder that nobody holds today.

    A deputy who acts in a vacant post is named.
    """
    return [
        sentence
        for place, title in _posts(collaboration, members)
        if (sentence := _vacancy(place, title, leaders.get(place.pk, []))) is not None
    ]


def leader_posts(collaboration: Any, *, on: date) -> list[tuple[Organisation, Any]]:
    """Return the places of a collaboration read `for_list`, each with the post that leads it."""
    inside = [row for row in collaboration.all_members if not row.is_over(on=on)]
    return _posts(collaboration, inside)


def _posts(
    collaboration: Collaboration, members: Iterable[CollaborationOffice]
) -> list[tuple[Organisation, Any]]:
    offices = [(member.office, _NAV_POST) for member in members]
    return [(collaboration.school, _SCHOOL_POST), *offices]


def parties_without_leader(contract: Contract, *, on: date) -> list[str]:
    """Return a sentence for each party of the contract that nobody could sign for on `on`."""
    places: list[tuple[Organisation, Any]] = [
        (contract.school, _SCHOOL_POST),
        (contract.office, _NAV_POST),
    ]
    leaders = leaders_at([place for place, _title in places], on=on)
    return [_nobody(place, title) for place, title in places if not leaders.get(place.pk)]


def _vacancy(place: Organisation, title: Any, leaders: list[Membership]) -> str | None:
    if not leaders:
        return _nobody(place, title)
    if leaders[0].is_deputy:
        return _text(
            "%(place)s har ingen fast %(title)s. %(deputy)s handler som stedfortreder."
        ) % {
            "place": place,
            "title": title,
            "deputy": leaders[0].user,
        }
    return None


def _nobody(place: Organisation, title: Any) -> str:
    return _text(
        "%(place)s har ingen %(title)s i dag. Be systemadministrator om å registrere en "
        "stedfortreder. Koordinatoren i fylket får varsel."
    ) % {"place": place, "title": title}
