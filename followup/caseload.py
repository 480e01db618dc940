"""Rektor's caseload: the school's own follow-up, and the cases a consent line opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from followup.models import Measure, Task
from followup.querysets.caseload import with_contact_dates
from navskole.access import barrier
from navskole.access.visibility import Among
from navskole.figures.suppression import coarse
from navskole.organisations.models import Role
from navskole.records.models import in_force
from navskole.rules.models import Rule, RuleCode
from pupils.models import (
    AddressProtection,
    Case,
    ConsentLine,
    Enrolment,
    Information,
    Pupil,
    Referral,
    RiskFlag,
    Service,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.querysets.pupil import PupilQuerySet


@dataclass
class OpenedCase:
    """A case that a consent line opens, and what the lines cover, in words."""

    case: Case
    measures: int = 0
    covers: list[str] = field(default_factory=list)
    is_overdue: bool = False


@dataclass
class CaseloadRow:
    """One pupil on rektor's list: what the school knows itself, and what consent adds."""

    pupil: Any
    flags: list[RiskFlag] = field(default_factory=list)
    referred: bool = False
    school_measures: int = 0
    cases: list[OpenedCase] = field(default_factory=list)

    @property
    def has_own(self) -> bool:
        """Whether the school does something of its own beside the flags."""
        return bool(self.pupil.open_tasks or self.school_measures or self.referred)

    @property
    def is_late(self) -> bool:
        """Whether a contact that was planned in a shared note did not come."""
        return any(each.is_overdue for each in self.cases)

    @property
    def mark(self) -> str:
        """The bar before the row: something is late."""
        return "danger" if self.is_late or self.pupil.overdue_tasks else ""


def caseload_pupils(actor: Actor) -> PupilQuerySet:
    """Return the pupils on rektor's list (domain: rektor's review)."""
    own = {"owner_id__in": actor.at(Role.PRINCIPAL)}
    flags = RiskFlag.objects.visible_to(actor).filter(**own).standing(on=actor.on)
    measures = Measure.objects.listed_to(actor).filter(**own)
    tasks = Task.objects.visible_to(actor).filter(**own).open()
    referrals = Referral.objects.visible_to(actor).filter(school_id__in=actor.at(Role.PRINCIPAL))
    told = ConsentLine.objects.visible_to(actor).filter(
        information=Information.EXISTENCE,
        service=Service.SCHOOL_LEADERSHIP,
        receiver_id__in=actor.at(Role.PRINCIPAL),
    )
    cases = Case.objects.visible_to(actor).open().filter(pk__in=told.values("consent__case_id"))
    followed = Q()
    for rows in (flags, measures, tasks, referrals, cases):
        followed |= Q(Among("pk", rows.values("pupil_id")))
    return Pupil.objects.listed_to(actor).with_ground(actor).filter(followed).with_enrolment(actor)


def caseload_rows(actor: Actor, pupils: Iterable[Pupil]) -> list[CaseloadRow]:
    """Return a row for each pupil, in the same order; a fixed number of queries."""
    rows = {pupil.pk: CaseloadRow(pupil=pupil) for pupil in pupils}
    wanted = {"pupil_id__in": list(rows)}
    flags = RiskFlag.objects.visible_to(actor).standing(on=actor.on).filter(**wanted)
    for flag in sorted(flags, key=RiskFlag.urgency, reverse=True):
        rows[flag.pupil_id].flags.append(flag)
    referrals = Referral.objects.visible_to(actor).filter(**wanted)
    for pupil_id in referrals.values_list("pupil_id", flat=True):
        rows[pupil_id].referred = True
    cases = _add_cases(actor, rows)
    measures = Measure.objects.listed_to(actor).filter(**wanted)
    for pupil_id, case_id in measures.values_list("pupil_id", "case_id"):
        if case_id is None:
            rows[pupil_id].school_measures += 1  # type: ignore[unreachable]  # may be None
        elif case_id in cases:
            cases[case_id].measures += 1
    return list(rows.values())


def _add_cases(actor: Actor, rows: dict[int, CaseloadRow]) -> dict[int, OpenedCase]:
    """Add the cases a line opens, with contact dates from shared notes alone."""
    visible = Case.objects.visible_to(actor).with_ground(actor).open()
    cases = (
        with_contact_dates(visible.filter(pupil_id__in=list(rows)), actor)
        .select_related("office", "responsible")
        .order_by("pk")
    )
    opened = {}
    for case in cases:
        late = bool(case.next_contact_on and case.next_contact_on < actor.on)
        opened[case.pk] = OpenedCase(case, is_overdue=late)
        rows[case.pupil_id].cases.append(opened[case.pk])
    lines = ConsentLine.objects.visible_to(actor).in_force(on=actor.on)
    for line in lines.filter(consent__case_id__in=list(opened)).select_related("consent"):
        words = str(Information(line.information).label)
        covers = opened[line.consent.case_id].covers  # type: ignore[index]  # of these cases
        if words not in covers:
            covers.append(words)
    return opened


@dataclass(frozen=True)
class Rest:
    """How many more have a case, as of a day: rounded, or «:» under the threshold."""

    figure: str
    threshold: int
    as_of: date


@barrier.lifted("rest_at_first_of_month")
def rest_at_first_of_month(actor: Actor) -> Rest:
    """Return how many more have a case, as of the 1st of the month.

    Never live: enrolments, cases, protection and consent lines as they stood when the day
    began, read from their history, so that nothing recorded since shows in the figure, however
    far back it is dated. Pupils at a strictly confidential address are not counted.
    """
    first = actor.on.replace(day=1)
    schools = actor.at(Role.PRINCIPAL)
    began = timezone.make_aware(datetime.combine(first, time.min))
    places = Enrolment.history.as_of(began).filter(school_id__in=schools)
    enrolled = places.filter(in_force(on=first))
    pupils = Pupil.history.as_of(began).filter(id__in=enrolled.values("pupil_id"))
    open_addresses = pupils.exclude(address_protection=AddressProtection.STRICT)
    counted = set(open_addresses.values_list("id", flat=True))
    cases = Case.history.as_of(began).filter(
        closed_on__isnull=True, pupil_id__in=enrolled.values("pupil_id")
    )
    told = set(_told_on(first, schools))
    rest = {case.pupil_id for case in cases if case.pk not in told} & counted
    threshold = Rule.objects.value(RuleCode.SUPPRESSION_THRESHOLD, on=actor.on)
    return Rest(coarse(len(rest), threshold=threshold), threshold, first)


def _told_on(day: date, schools: frozenset[int]) -> QuerySet:
    """Return the ids of the cases whose existence the leadership was told of on `day`."""
    lines = ConsentLine.objects.about(Information.EXISTENCE).filter(
        Q(consent__ended_at__isnull=True) | Q(consent__ended_at__date__gte=day),
        receiver_id__in=schools,
        service=Service.SCHOOL_LEADERSHIP,
        consent__starts_on__lte=day,
        consent__recorded_at__date__lt=day,
        consent__ends_on__gte=day,
    )
    return lines.values_list("consent__case_id", flat=True)
