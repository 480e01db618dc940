"""Who leads the two organisations of a contract today, and where nobody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Party
from navskole.organisations.models import Membership

if TYPE_CHECKING:
    from datetime import date

    from agreements.models import Contract


def vacant_posts(contract: Contract, *, on: date) -> list[Party]:
    """Return the parties that nobody, deputies included, leads on `on`: nobody can sign there."""
    organisations = {Party.SCHOOL: contract.school_id, Party.NAV: contract.office_id}
    led = set(
        Membership.objects.in_force(on=on)
        .filter(role__in=list(Party), organisation_id__in=organisations.values())
        .filter(user__is_active=True)
        .values_list("role", "organisation_id")
    )
    return [party for party, place in organisations.items() if (party.value, place) not in led]


def vacancy(contract: Contract, party: Party) -> str:
    """Return the sentence that says which post is vacant, and what to do."""
    place = contract.school if party == Party.SCHOOL else contract.office
    return _(
        "Ingen er registrert som %(role)s ved %(place)s i dag. Be systemadministrator legge inn "
        "ny leder eller en stedfortreder."
    ) % {"role": party.label, "place": place}
