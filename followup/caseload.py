"""Rektor's caseload: the school's own follow-up, and the cases a consent line opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from followup.models import Measure, Note
from navskole.access.visibility import Among
from navskole.figures.suppression import coarse
from navskole.organisations.models import Role
from navskole.rules.models import Rule, RuleCode
from pupils.models import (
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
class CaseloadRow:
    """One pupil on rektor's list: what the school knows itself, and what consent adds."""

    pupil: Pupil
    flag: RiskFlag | None = None
    referred: bool = False
    school_measures: int = 0
    case: Case | None = None
    case_measures: int = 0
    covers: list[str] = field(default_factory=list)

    @property
    def latest_contact_at(self) -> datetime | None:
        """The latest contact a shared note tells of."""
        return self.case.latest_contact_at if self.case else None


def caseload_pupils(actor: Actor) -> PupilQuerySet:
    """Return the pupils on rektor's list, by name (domain: rektor's review)."""
    own = {"owner_id__in": actor.at(Role.PRINCIPAL)}
    flags = RiskFlag.objects.visible_to(actor).filter(**own).standing(on=actor.on)
    measures = Measure.objects.visible_to(actor).filter(**own)
    referrals = Referral.objects.visible_to(actor).filter(school_id__in=actor.at(Role.PRINCIPAL))
    told = ConsentLine.objects.visible_to(actor).filter(
        information=Information.EXISTENCE,
        service=Service.SCHOOL_LEADERSHIP,
        receiver_id__in=actor.at(Role.PRINCIPAL),
    )
    cases = Case.objects.visible_to(actor).open().filter(pk__in=told.values("consent__case_id"))
    followed = (
        Among("pk", flags.values("pupil_id"))
        | Among("pk", measures.values("pupil_id"))
        | Among("pk", referrals.values("pupil_id"))
        | Among("pk", cases.values("pupil_id"))
    )
    return (
        Pupil.objects.visible_to(actor)
        .with_ground(actor)
        .filter(followed)
        .with_enrolment(actor)
        .by_name()
    )


def caseload_rows(actor: Actor, pupils: Iterable[Pupil]) -> list[CaseloadRow]:
    """Return a row for each pupil, in the same order; a fixed number of queries."""
    rows = {pupil.pk: CaseloadRow(pupil=pupil) for pupil in pupils}
    wanted = {"pupil_id__in": list(rows)}
    flags = RiskFlag.objects.visible_to(actor).standing(on=actor.on).filter(**wanted)
    for flag in sorted(flags, key=RiskFlag.urgency):
        rows[flag.pupil_id].flag = flag
    for pupil_id in (
        Referral.objects.visible_to(actor).filter(**wanted).values_list("pupil_id", flat=True)
    ):
        rows[pupil_id].referred = True
    for pupil_id, case_id in (
        Measure.objects.visible_to(actor).filter(**wanted).values_list("pupil_id", "case_id")
    ):
        if case_id is None:
            rows[pupil_id].school_measures += 1  # type: ignore[unreachable]  # may be None
        else:
            rows[pupil_id].case_measures += 1
    _add_cases(actor, rows)
    return list(rows.values())


def _add_cases(actor: Actor, rows: dict[int, CaseloadRow]) -> None:
    """Add the cases a line opens, with contact dates from shared notes alone."""
    notes = Note.objects.visible_to(actor)
    cases = (  # the columns are declared on the model for those who read them
        Case.objects.visible_to(actor)  # type: ignore[no-redef]
        .with_ground(actor)
        .open()
        .filter(pupil_id__in=list(rows))
        .select_related("office", "responsible")
        .annotate(latest_contact_at=notes.latest_contact(), next_contact_on=notes.next_contact())
        .order_by("pk")
    )
    by_case = {}
    for case in cases:
        rows[case.pupil_id].case = case
        by_case[case.pk] = rows[case.pupil_id]
    lines = ConsentLine.objects.visible_to(actor).in_force(on=actor.on)
    for line in lines.filter(consent__case_id__in=list(by_case)).select_related("consent"):
        words = str(Information(line.information).label)
        covers = by_case[line.consent.case_id].covers
        if words not in covers:
            covers.append(words)


def rest_at_first_of_month(actor: Actor) -> str:
    """Return how many more have a case, as of the 1st of the month: rounded, or «:».

    Never live: cases, protection and consent lines as they stood when the day began, read
    from their history, so that nothing recorded since shows in the figure. Pupils at a
    strictly confidential address are not counted.
    """
    first = actor.on.replace(day=1)
    schools = actor.at(Role.PRINCIPAL)
    enrolled = Enrolment.objects.in_force(on=first).filter(school_id__in=schools)
    began = timezone.make_aware(datetime.combine(first, time.min))
    pupils = Pupil.history.as_of(began).filter(id__in=enrolled.values("pupil_id"))
    counted = {pupil.pk for pupil in pupils if not pupil.is_strictly_protected}
    cases = Case.history.as_of(began).filter(
        closed_on__isnull=True, pupil_id__in=enrolled.values("pupil_id")
    )
    told = set(_told_on(first, schools))
    rest = {case.pupil_id for case in cases if case.pk not in told} & counted
    threshold = Rule.objects.value(RuleCode.SUPPRESSION_THRESHOLD, on=actor.on)
    return coarse(len(rest), threshold=threshold)


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
