"""The agenda a start-up meeting begins with, and whom the guide would have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Capacity
from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from navskole.organisations.models import NavOffice, School

_CAPACITIES = {
    Role.PRINCIPAL: Capacity.PRINCIPAL,
    Role.SCHOOL_COUNSELLOR: Capacity.SCHOOL_COUNSELLOR,
    Role.NAV_MANAGER: Capacity.NAV_MANAGER,
    Role.COUNTY_COORDINATOR: Capacity.COUNTY_COORDINATOR,
}


def standard_agenda() -> str:
    """Return the standard points, one a line."""
    return "\n".join(
        (
            _("Velkommen, og hvem vi er"),
            _("Hvorfor NAV i skolen: hva forsøket viste, og hva det krever"),
            _("Situasjonen ved skolen: frafall, fravær og behov, uten navn på elever"),
            _("Hva NAV-kontoret kan tilby av tjenester og tiltak"),
            _("Standardmodellen: fire dager på skolen og én dag på NAV-kontoret"),
            _("Taushetsplikt og samtykke"),
            _("Forankring hos lederne, kontrakt og styringsgruppe"),
            _("Ressurser og finansiering"),
            _("Er det felles interesse? Veien videre, og hvem som gjør hva"),
        )
    )


def whom_to_invite(
    school: School, offices: Iterable[NavOffice], *, on: date
) -> Iterator[tuple[Capacity, Membership]]:
    """Yield those with an account whom the guide names, a deputy only where the post is vacant."""
    county = school.municipality.county_id
    places = {school.pk, county, *(office.pk for office in offices)}
    rows = Membership.objects.in_force(on=on).filter(
        organisation_id__in=places, role__in=_CAPACITIES, user__is_active=True
    )
    held: dict[tuple[str, int], bool] = {}
    invited: set[int] = set()
    for row in rows.select_related("user", "organisation").order_by("is_deputy", "pk"):
        post = (row.role, row.organisation_id)
        if (row.is_deputy and post in held) or row.user_id in invited:
            continue
        held[post] = True
        invited.add(row.user_id)
        yield _CAPACITIES[Role(row.role)], row


def not_invited(capacities: Iterable[str]) -> list[Capacity]:
    """Return the capacities the guide names in which nobody is invited."""
    here = set(capacities)
    return [each for each in Capacity if each not in here and each != Capacity.OTHER]
