"""Nobody works on both sides of a contract in force."""

from __future__ import annotations

from django.db.models import Q

from agreements.models import Contract
from navskole.organisations.models import Membership


def would_meet(membership: Membership) -> bool:
    """Tell whether the new membership puts its person on both sides of a signed contract.

    Compares whole periods, so that a membership from next month is refused today.
    """
    organisation_id = membership.organisation_id
    partners = Contract.objects.filter(
        _overlaps(membership, starts="in_force_from", ends="in_force_until"),
        ended_at__isnull=True,
    )
    held = Membership.objects.filter(
        _overlaps(membership, starts="starts_on", ends="ends_on"),
        user=membership.user,
        ended_at__isnull=True,
    )
    offices = partners.filter(school_id=organisation_id).values("office_id")
    schools = partners.filter(office_id=organisation_id).values("school_id")
    return (
        held.filter(organisation_id__in=offices).exists()
        or held.filter(organisation_id__in=schools).exists()
    )


def _overlaps(membership: Membership, *, starts: str, ends: str) -> Q:
    open_ended = Q(**{f"{ends}__isnull": True, f"{starts}__isnull": False})
    until = open_ended | Q(**{f"{ends}__gte": membership.starts_on})
    if membership.ends_on is None:
        return until
    return until & Q(**{f"{starts}__lte": membership.ends_on})
