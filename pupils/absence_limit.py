"""The absence limit, computed from the records by the rules in force.

Counted is all absence in a subject through the school year, less the reasons that are
exempt. The rules are dated data with their source; until somebody has checked them against
the circular in force, every figure says "ikke kontrollert".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.records.school_year import last_day, school_year_name
from navskole.rules.models import AbsenceReason, Rule, RuleCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pupils.models import SubjectStanding

_NONE = Decimal(0)


class AbsenceLevel(models.TextChoices):
    """How absence in a subject stands to the limit; nothing stores it."""

    UNDER = "under", _("Under grensen")
    NEAR = "near", _("Nær grensen")
    OVER = "over", _("Over grensen")
    BEYOND = "beyond", _("Over rektors skjønn")


@dataclass(frozen=True)
class AbsenceRules:
    """The rules of one school year."""

    limit: Rule
    discretion: Rule
    near: Rule
    reasons: Sequence[AbsenceReason]

    @classmethod
    def of(cls, school_year: int, *, on: date) -> AbsenceRules:
        """Return the rules in force on `on`, or at the end of a school year that is over."""
        day = min(on, last_day(school_year))
        rules = Rule.objects.all_in_effect(
            [RuleCode.ABSENCE_LIMIT, RuleCode.ABSENCE_DISCRETION, RuleCode.ABSENCE_NEAR], on=day
        )
        return cls(
            limit=rules[RuleCode.ABSENCE_LIMIT],
            discretion=rules[RuleCode.ABSENCE_DISCRETION],
            near=rules[RuleCode.ABSENCE_NEAR],
            reasons=AbsenceReason.objects.in_effect(on=day),
        )

    @property
    def exempt(self) -> frozenset[str]:
        """The codes of the reasons that do not count."""
        return frozenset(reason.code for reason in self.reasons if reason.is_exempt)

    @property
    def are_checked(self) -> bool:
        """Whether limit, discretion and every reason were checked against their source."""
        checked = [self.limit.checked_on, self.discretion.checked_on]
        return all([*checked, *[reason.checked_on for reason in self.reasons]])

    def level(self, percent: Decimal) -> AbsenceLevel:
        """Return how a percentage stands to the limit: over it is more than the limit itself."""
        if percent > self.discretion.number:
            return AbsenceLevel.BEYOND
        if percent > self.limit.number:
            return AbsenceLevel.OVER
        return AbsenceLevel.NEAR if percent >= self.near.number else AbsenceLevel.UNDER


@dataclass(frozen=True)
class Hours:
    """Absence as hours: what counts, what is exempt, and the lessons it is a share of."""

    counted: Decimal
    exempted: Decimal
    lessons: Decimal

    @classmethod
    def of(cls, standings: Iterable[SubjectStanding], *, exempt: frozenset[str]) -> Hours:
        """Return the sum over the standings."""
        rows = list(standings)
        absences = [absence for row in rows for absence in row.absences.all()]
        return cls(
            counted=sum((a.hours for a in absences if a.reason_code not in exempt), _NONE),
            exempted=sum((a.hours for a in absences if a.reason_code in exempt), _NONE),
            lessons=sum((row.lesson_hours for row in rows), _NONE),
        )

    @property
    def percent(self) -> Decimal:
        """The counted share of the lessons, with one decimal."""
        if not self.lessons:
            return _NONE
        return (self.counted * 100 / self.lessons).quantize(Decimal("0.1"))

    @property
    def exact_percent(self) -> Decimal:
        """The counted share as the limit judges it, not rounded."""
        return self.counted * 100 / self.lessons if self.lessons else _NONE


@dataclass(frozen=True)
class TermRow:
    """One term of a subject, as a page shows it: the sums, and the hours by reason in words."""

    standing: SubjectStanding
    hours: Hours
    by_reason: list[tuple[str, Decimal]]


@dataclass(frozen=True)
class SubjectRow:
    """One subject through the school year: its terms, the sum, and how it stands."""

    subject: str
    terms: list[TermRow]
    hours: Hours
    level: AbsenceLevel

    @property
    def is_at_risk(self) -> bool:
        """Whether any term of it carries the risk of no grade basis (IV)."""
        return any(row.standing.is_at_risk for row in self.terms)

    @property
    def warning_sent_on(self) -> date | None:
        """When the latest warning was sent."""
        sent = [row.standing.warning_sent_on for row in self.terms if row.standing.warning_sent_on]
        return max(sent, default=None)

    @property
    def needs_attention(self) -> bool:
        """Whether the subject is near the limit or over it, or at risk."""
        return self.is_at_risk or self.level != AbsenceLevel.UNDER


@dataclass(frozen=True)
class YearTable:
    """The subjects of one school year with the rules they are judged by."""

    school_year: int
    rules: AbsenceRules
    subjects: list[SubjectRow]

    @property
    def name(self) -> str:
        """The school year as it is written: 2026/27."""
        return school_year_name(self.school_year)


def year_tables(standings: Iterable[SubjectStanding], *, on: date) -> list[YearTable]:
    """Return a table per school year, in the order of the standings."""
    years: dict[int, list[SubjectStanding]] = {}
    for standing in standings:
        years.setdefault(standing.school_year, []).append(standing)
    return [
        YearTable(year, rules, subject_rows(rows, rules))
        for year, rows in years.items()
        for rules in [AbsenceRules.of(year, on=on)]
    ]


def subject_rows(standings: Iterable[SubjectStanding], rules: AbsenceRules) -> list[SubjectRow]:
    """Return a row per subject of one school year, in the order of the standings."""
    subjects: dict[str, list[SubjectStanding]] = {}
    for standing in standings:
        subjects.setdefault(standing.subject_key, []).append(standing)
    return [_subject(rows, rules) for rows in subjects.values()]


def _subject(standings: list[SubjectStanding], rules: AbsenceRules) -> SubjectRow:
    hours = Hours.of(standings, exempt=rules.exempt)
    return SubjectRow(
        subject=standings[0].subject,
        terms=[_term(row, rules) for row in standings],
        hours=hours,
        level=rules.level(hours.exact_percent),
    )


def _term(standing: SubjectStanding, rules: AbsenceRules) -> TermRow:
    hours = {absence.reason_code: absence.hours for absence in standing.absences.all()}
    named = [(row.name, hours.pop(row.code)) for row in rules.reasons if row.code in hours]
    return TermRow(
        standing=standing,
        hours=Hours.of([standing], exempt=rules.exempt),
        by_reason=[*named, *hours.items()],
    )
