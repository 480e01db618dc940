"""From which day to which a consent line opened something: `in_force`, told as days.

The own side is told when what it shared came to an end, and by what; the rule is that of
`ConsentLineQuerySet._between`, asked for every day at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django_stubs_ext import StrPromise

    from pupils.models import Consent, ConsentLine, Enrolment

_WITHDRAWN = _("Samtykket ble trukket")
_ENDED = _("Samtykket ble avsluttet")
_LAST_DAY = _("Samtykkets siste dag")
_LEFT = _("Siste dag på skolen")
_NO_CONTRACT = _("Siste dag i samarbeidskontrakten")
_CLOSED = _("Saken ble avsluttet")


@dataclass(frozen=True)
class Days:
    """From a first to a last day, both included; `why` tells what the last day comes of."""

    first: date
    last: date | None
    why: StrPromise | str = ""

    def within(self, other: Days) -> Days | None:
        """Return the days of both, ended by what ends first; None where there is none.

        What ends on the same day as `other` ends by its own reason.
        """
        first = max(self.first, other.first)
        ends_later = self.last is None or (other.last is not None and other.last < self.last)
        last, why = (other.last, other.why) if ends_later else (self.last, self.why)
        return Days(first, last, why) if last is None or first <= last else None


def joined(days: Iterable[Days]) -> list[Days]:
    """Return the days with no break between them as one, the earliest first."""
    found: list[Days] = []
    real = [each for each in days if each.last is None or each.first <= each.last]
    for each in sorted(real, key=lambda days: days.first):
        last = found[-1].last if found else None
        if found and (last is None or each.first <= last + timedelta(days=1)):
            if last is not None and (each.last is None or each.last >= last):
                found[-1] = replace(found[-1], last=each.last, why=each.why)
        else:
            found.append(each)
    return found


def days_of_lines(lines: Sequence[ConsentLine]) -> dict[int, list[Days]]:
    """Return the days on which each line of a pupil opened something, by the line's number.

    Whether a school's line had a case to open anything to is not asked: it is NAV's to know.
    """
    enrolments, contracts = _enrolments(lines), _contracts(lines)
    found = {}
    for line in lines:
        school_id, office_id = _pair(line)
        days = [_own_days(line.consent)]
        enrolled = joined(
            _dated(place.starts_on, place.ends_on, place.ended_at, _LEFT)
            for place in enrolments[school_id]
            if place.starts_on <= timezone.localdate(line.consent.recorded_at)
        )
        for bounds in (enrolled, joined(contracts[school_id, office_id])):
            days = [
                both
                for each in days
                for bound in bounds
                if (both := each.within(bound)) is not None
            ]
        found[line.pk] = days
    return found


def _pair(line: ConsentLine) -> tuple[int, int]:
    """Return the school and the office between which the line is."""
    owner, receiver = line.consent.owner_id, line.receiver_id
    return (receiver, owner) if line.consent.case_id else (owner, receiver)


def _own_days(consent: Consent) -> Days:
    """Return the days of the answer itself, ended by the case it belongs to."""
    from pupils.models import ConsentStatus

    first = max(consent.starts_on, timezone.localdate(consent.recorded_at))
    withdrawn = consent.status == ConsentStatus.WITHDRAWN
    days = _dated(
        first, consent.ends_on, consent.ended_at, _LAST_DAY, _WITHDRAWN if withdrawn else _ENDED
    )
    closed = consent.case.closed_on if consent.case else None
    if closed is None or (days.last is not None and days.last < closed):
        return days
    return Days(days.first, closed, _CLOSED)


def _dated(
    first: date,
    last: date | None,
    ended_at: datetime | None,
    why: StrPromise,
    at_once: StrPromise | None = None,
) -> Days:
    """Return the days of a dated row, which may have been ended at once."""
    ended = timezone.localdate(ended_at) if ended_at else None
    if ended is not None and (last is None or ended <= last):
        return Days(first, ended, at_once or why)
    return Days(first, last, why if last else "")


def _enrolments(lines: Sequence[ConsentLine]) -> dict[int, list[Enrolment]]:
    from pupils.models import Enrolment

    found = defaultdict(list)
    places = Enrolment.objects.filter(
        pupil_id__in={line.consent.pupil_id for line in lines},
        school_id__in={_pair(line)[0] for line in lines},
    )
    for place in places:
        found[place.school_id].append(place)
    return found


def _contracts(lines: Sequence[ConsentLine]) -> dict[tuple[int, int], list[Days]]:
    pairs = {_pair(line) for line in lines}
    found = defaultdict(list)
    signed = Contract.objects.filter(
        in_force_from__isnull=False,
        school_id__in={school for school, _office in pairs},
        office_id__in={office for _school, office in pairs},
    )
    columns = ("school_id", "office_id", "in_force_from", "in_force_until", "ended_at")
    for school, office, first, last, ended_at in signed.values_list(*columns):
        found[school, office].append(_dated(first, last, ended_at, _NO_CONTRACT))
    return found
