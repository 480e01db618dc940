""" "Hvem kan se eleven?" across the wall: the services that consents let read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count

from navskole.organisations.models import Membership, Role, Side
from pupils.models import ConsentLine, Service

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil

_ROLES = {
    Service.SCHOOL_LEADERSHIP: Role.PRINCIPAL,
    Service.PUPIL_SERVICES: Role.SCHOOL_COUNSELLOR,
}


@dataclass
class ServiceReaders:
    """A service that a consent lets read, what, how many work there, since and until when.

    `people` is None where the number must not show: of an office it would tell of a case, of a
    strictly protected pupil how many are named.
    """

    service: str
    place: Organisation
    people: int | None
    since: date
    until: date | None
    lines: list[ConsentLine] = field(default_factory=list)

    @property
    def opens(self) -> list[str]:
        """The kinds of information, in words."""
        return [line.get_information_display() for line in self.lines]


def service_readers(actor: Actor, pupil: Pupil) -> list[ServiceReaders]:
    """Return the services on the other side that the own side's consents open something to.

    A school is told of its own lines alone: whether the office has a case is not for it to know.
    """
    visible = ConsentLine.objects.visible_to(actor).filter(consent__pupil=pupil)
    if actor.side == Side.SCHOOL:
        standing = visible.from_school_in_force(on=actor.on)
    else:
        standing = visible.in_force(on=actor.on)
    lines = list(
        standing.select_related("consent__case", "receiver").order_by(
            "receiver__name", "service", "information", "pk"
        )
    )
    people = {} if pupil.is_strictly_protected else _people(actor, lines)
    found: dict[tuple[str, int], ServiceReaders] = {}
    for line in lines:
        days = line.consent.starts_on, line.consent.ends_on
        key = line.service, line.receiver_id
        group = found.setdefault(
            key, ServiceReaders(line.get_service_display(), line.receiver, people.get(key), *days)
        )
        group.lines.append(line)
        group.since = min(group.since, days[0])
        group.until = max(group.until, days[1]) if group.until and days[1] else None
    return list(found.values())


def _people(actor: Actor, lines: Iterable[ConsentLine]) -> dict[tuple[str, int], int]:
    """Return how many work in each school service that a line names."""
    services = {_ROLES[Service(line.service)] for line in lines if line.service in _ROLES}
    if not services:
        return {}
    staff = Membership.objects.in_force(on=actor.on).filter(
        organisation_id__in={line.receiver_id for line in lines},
        role__in=services,
        user__is_active=True,
    )
    service_of = {role: service for service, role in _ROLES.items()}
    counted = (
        staff.order_by()
        .values_list("role", "organisation_id")
        .annotate(Count("user_id", distinct=True))
    )
    return {(service_of[Role(role)], place): number for role, place, number in counted}
