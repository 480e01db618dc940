"""The caseload, the referrals and the consents of a collaboration, in coarse figures.

Of cases only those that a consent line tells the school's leadership of: the office owns them,
and the leadership knows them. Nothing is told of the rest: a second figure beside the monthly
one on rektor's page would let readers subtract. What the school's own consents open is left
out, for only NAV knows which of them meet a case. Pupils at a strictly confidential address are
not counted.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import StandingItem
from agreements.steering_figures import Figure
from navskole.records.school_year import first_day, school_year_name, school_year_of
from pupils.models import AddressProtection, ConsentLine, Information, Referral, Service

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agreements.steering_figures import Asked

_KINDS = (Information.EXISTENCE, Information.MEASURES, Information.NOTES)


def caseload_figures(asked: Asked) -> Iterator[Figure]:
    """Yield how many cases the leadership knows of and the referrals, for each office."""
    told = _told(asked)
    sent = _referred(asked)
    year = school_year_name(school_year_of(asked.actor.on))
    for office in asked.offices:
        known = asked.about(told.get((office.pk, Information.EXISTENCE), 0))
        yield Figure(
            StandingItem.CASELOAD,
            _("%(office)s: %(cases)s elever har en sak som skoleledelsen er gjort kjent med.")
            % {"office": office, "cases": known},
        )
        yield Figure(
            StandingItem.CASELOAD,
            _("%(office)s: %(referrals)s henvisninger fra skolen i skoleåret %(year)s.")
            % {"office": office, "referrals": asked.about(sent.get(office.pk, 0)), "year": year},
        )


def consent_figures(asked: Asked) -> Iterator[Figure]:
    """Yield how many pupils let each office tell the leadership what."""
    told = _told(asked)
    for office in asked.offices:
        kinds = [
            _("%(what)s: %(number)s")
            % {
                "what": Information(kind).label.lower(),
                "number": asked.about(told.get((office.pk, kind), 0)),
            }
            for kind in _KINDS
        ]
        yield Figure(
            StandingItem.CONSENTS,
            _("Samtykker som gjelder i dag, fra %(office)s til skoleledelsen: %(kinds)s.")
            % {"office": office, "kinds": "; ".join(kinds)},
        )


def _told(asked: Asked) -> dict[tuple[int, str], int]:
    """Return of how many pupils each office tells the leadership each kind of information."""
    lines = (
        ConsentLine.objects.visible_to(asked.actor)
        .in_force(on=asked.actor.on)
        .filter(
            service=Service.SCHOOL_LEADERSHIP,
            receiver_id=asked.collaboration.school_id,
            consent__owner__in=[office.pk for office in asked.offices],
        )
        .exclude(consent__pupil__address_protection=AddressProtection.STRICT)
    )
    counted = lines.order_by().values_list("consent__owner_id", "information")
    return {
        (office_id, kind): number
        for office_id, kind, number in counted.annotate(
            number=Count("consent__pupil_id", distinct=True)
        )
    }


def _referred(asked: Asked) -> dict[int, int]:
    """Return how many referrals the school has sent each office this school year."""
    began = first_day(school_year_of(asked.actor.on))
    sent = (
        Referral.objects.listed_to(asked.actor)
        .filter(
            school_id=asked.collaboration.school_id,
            office__in=[office.pk for office in asked.offices],
            sent_at__gte=timezone.make_aware(datetime.combine(began, time())),
        )
        .exclude(pupil__address_protection=AddressProtection.STRICT)
    )
    return dict(sent.order_by().values_list("office_id").annotate(Count("pk", distinct=True)))
