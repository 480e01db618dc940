"""Whether the conditions of a measure type are met: what is measured, what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from followup.models import ConditionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.models import MeasureCondition, MeasureType

    Answers = Mapping[str, Mapping[str, Any]]


class Standing(models.TextChoices):
    """What is known of a condition."""

    MET = "met", gettext_lazy("Oppfylt")
    NOT_MET = "not_met", gettext_lazy("Ikke oppfylt")
    UNKNOWN = "unknown", gettext_lazy("Ikke vurdert")


@dataclass(frozen=True)
class Assessed:
    """One condition with what is known of it, and why the measure goes on all the same."""

    condition: MeasureCondition
    standing: str
    explanation: str = ""
    reason: str = ""

    @property
    def is_breached(self) -> bool:
        """Whether it is known not to be met."""
        return self.standing == Standing.NOT_MET

    @property
    def stops(self) -> bool:
        """Whether the breach stops the measure whatever is answered."""
        return self.is_breached and self.condition.blocks

    @property
    def wants_reason(self) -> bool:
        """Whether the breach is not yet answered with a reason."""
        return self.is_breached and not self.condition.blocks and not self.reason.strip()

    @property
    def label(self) -> str:
        """The standing in words."""
        return str(Standing(self.standing).label)


def assess_conditions(
    measure_type: MeasureType, content: Mapping[str, Any], *, birth_date: date
) -> list[Assessed]:
    """Return the type's conditions in force at the planned start, in order, each assessed.

    `content` is a part's content, or the same read back from a submission.
    """
    start, end = _day(content.get("planned_start")), _day(content.get("planned_end"))
    answers: Answers = content.get("condition_answers") or {}
    return [
        assess(condition, start, end, answers.get(condition.code, {}), birth_date)
        for condition in measure_type.conditions.all()
        if in_effect(condition, start)
    ]


def in_effect(condition: MeasureCondition, start: date | None) -> bool:
    """Tell whether the condition has taken effect at the planned start."""
    return not (condition.effective_from and start and start < condition.effective_from)


def assess(
    condition: MeasureCondition,
    start: date | None,
    end: date | None,
    answer: Mapping[str, Any],
    birth_date: date,
) -> Assessed:
    """Return what is known of one condition."""
    reason = str(answer.get("reason", ""))
    if condition.kind == ConditionKind.ASSESSED:
        return Assessed(condition, answer.get("standing") or Standing.UNKNOWN, "", reason)
    if condition.kind == ConditionKind.LONGEST:
        limit = _limit(condition, answer)
        standing, explanation = _by_length(start, end, limit)
    else:
        standing, explanation = _by_age(condition, start, birth_date)
    return Assessed(condition, standing, explanation, reason)


def _limit(condition: MeasureCondition, answer: Mapping[str, Any]) -> int:
    longer = condition.extended_number if answer.get("extended") else None
    return longer or condition.number or 0


def _by_length(start: date | None, end: date | None, months: int) -> tuple[str, str]:
    if start is None or end is None:
        return Standing.UNKNOWN, _("Planlagt slutt er ikke oppgitt.")
    latest = start + relativedelta(months=months)
    explanation = ngettext(
        "Grensen her er %(months)d måned fra planlagt start.",
        "Grensen her er %(months)d måneder fra planlagt start.",
        months,
    ) % {"months": months}
    return (Standing.MET if end < latest else Standing.NOT_MET), explanation


def _by_age(condition: MeasureCondition, start: date | None, birth_date: date) -> tuple[str, str]:
    if start is None:
        return Standing.UNKNOWN, ""
    before_birthday = (start.month, start.day) < (birth_date.month, birth_date.day)
    age = start.year - birth_date.year - before_birthday
    limit = condition.number or 0
    met = age >= limit if condition.kind == ConditionKind.YOUNGEST else age <= limit
    return (
        Standing.MET if met else Standing.NOT_MET,
        _("Eleven er %(age)d år ved planlagt start.") % {"age": age},
    )


def _day(value: Any) -> date | None:
    return parse_date(value) if isinstance(value, str) else value


def unanswered(assessed: Iterable[Assessed]) -> list[Assessed]:
    """Return the breaches that keep the measure from being sent."""
    return [each for each in assessed if each.stops or each.wants_reason]
