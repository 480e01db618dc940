"""Use of the product that a privacy officer should look at twice, computed from the log.

Nothing of it is stored, and nothing is a verdict: each number leads to the rows behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from navskole.access.grounds import Ground
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent
from navskole.rules.models import Rule, RuleCode
from pupils.log_lines import count_requests
from pupils.log_reading import events_of_staff, same_surname, staff_rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.accounts.models import UserQuerySet
    from navskole.audit.models import AccessedPupil

    Period = Mapping[str, datetime]

SATURDAY = 6
OF_MANY = (Action.LIST, Action.SEARCH)

AT_WORK = (
    Ground.CASE_TEAM,
    Ground.OFFICE_LEAD,
    Ground.OWN_SCHOOL,
    Ground.DECIDER,
    Ground.CONSENT_FROM_NAV,
    Ground.CONSENT_FROM_SCHOOL,
    Ground.LAWFUL_DISCLOSURE,
    Ground.LOG_READER,
)
"""Grounds of a case, an enrolment, a decision or what was shared; a change has none."""


class Pattern(models.TextChoices):
    """A kind of use that is unusual; the code stands in addresses."""

    NO_CASE = "uten-sak", _("Uten sak")
    REFUSED = "avslag", _("Avslag")
    OFF_HOURS = "utenom-arbeidstid", _("Utenom arbeidstid")
    MANY = "mange-elever", _("Mange elever på en dag")
    SURNAME = "samme-etternavn", _("Samme etternavn")


@dataclass(frozen=True)
class Limits:
    """What counts as off hours and as many, by the rules of the day."""

    workday_from: int
    workday_to: int
    pupils_a_day: int

    @classmethod
    def of(cls, actor: Actor) -> Limits:
        """Return the limits in effect today, asked for once."""
        codes = (RuleCode.WORKDAY_FROM, RuleCode.WORKDAY_TO, RuleCode.PUPILS_A_DAY)
        rules = actor.answer_once(
            "limits of use", "", lambda: Rule.objects.all_in_effect(codes, on=actor.on)
        )
        return cls(*(rules[code].number for code in codes))


def off_hours(limits: Limits, *, path: str = "") -> Q:
    """Return the condition that it happened at night, in the evening or in a weekend."""
    return (
        Q(**{f"{path}at__hour__lt": limits.workday_from})
        | Q(**{f"{path}at__hour__gte": limits.workday_to})
        | Q(**{f"{path}at__iso_week_day__gte": SATURDAY})
    )


def pattern_events(
    actor: Actor, staff: UserQuerySet, period: Period, pattern: str
) -> QuerySet[AccessEvent]:
    """Return what the staff did in the period that fits the pattern."""
    if pattern == Pattern.REFUSED:
        return events_of_staff(actor, staff).filter(decision=Decision.DENY, **period)
    events = AccessEvent.objects.filter(user_id__in=staff.values("pk"), **period)
    rows = staff_rows(actor).filter(event_id=OuterRef("pk"))
    if pattern == Pattern.OFF_HOURS:
        return events.filter(Exists(rows), off_hours(Limits.of(actor)))
    if pattern == Pattern.SURNAME:
        return events.filter(Exists(rows.filter(same_surname(actor))))
    if pattern == Pattern.MANY:
        return events.filter(_on_days(busy_days(actor, staff, period)), Exists(rows))
    outside = rows.exclude(ground__in=("", *AT_WORK))
    return events.filter(Exists(outside), decision=Decision.PERMIT)


def counts_by_person(
    actor: Actor, staff: UserQuerySet, period: Period
) -> dict[int, dict[str, int]]:
    """Return how often each of the staff fits each pattern: requests, of many pupils days."""
    counted: dict[int, dict[str, int]] = {}
    for pattern in Pattern:
        for person_id, number in _counts(actor, staff, period, pattern).items():
            counted.setdefault(person_id, dict.fromkeys(Pattern.values, 0))[pattern] = number
    return counted


def _counts(
    actor: Actor, staff: UserQuerySet, period: Period, pattern: Pattern
) -> Mapping[int, int]:
    if pattern == Pattern.MANY:
        days = [person_id for person_id, _day in busy_days(actor, staff, period)]
        return {person_id: days.count(person_id) for person_id in set(days)}
    found = pattern_events(actor, staff, period, pattern).order_by().values("user_id")
    return dict(found.annotate(number=count_requests()).values_list("user_id", "number"))


def busy_days(actor: Actor, staff: UserQuerySet, period: Period) -> list[tuple[int, date]]:
    """Return on which days who opened as many pupils as the rule says; lists do not count."""
    opened = _opened(staff_rows(actor).filter(event__user_id__in=staff.values("pk")), period)
    return list(
        opened.annotate(person_id=F("event__user_id"), day=TruncDate("event__at"))
        .order_by()
        .values("person_id", "day")
        .annotate(number=Count("pupil_id", distinct=True))
        .filter(number__gte=Limits.of(actor).pupils_a_day)
        .values_list("person_id", "day")
    )


def _opened(rows: QuerySet[AccessedPupil], period: Period) -> QuerySet[AccessedPupil]:
    within = {f"event__{name}": moment for name, moment in period.items()}
    given = rows.filter(event__decision=Decision.PERMIT, **within)
    return given.exclude(event__action__in=OF_MANY)


def _on_days(days: list[tuple[int, date]]) -> Q:
    found = Q(pk__in=[])
    for person_id, day in days:
        starts = timezone.make_aware(datetime.combine(day, time()))
        ends = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
        found |= Q(user_id=person_id, at__gte=starts, at__lt=ends)
    return found
