"""What the steering group goes through at every meeting, and what it is asked to talk about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Contract, Placement, StandingItem
from agreements.steering_figures import figures
from agreements.time_deviation import standing_deviations
from navskole.figures.filters import days, deviation
from navskole.records.school_year import school_year_of
from navskole.ui.templatetags.ui_dates import month_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agreements.models import Collaboration, SteeringMeeting, SteeringPoint
    from agreements.time_deviation import StandingDeviation
    from navskole.access.actor import Actor

STANDING = [item for item in StandingItem if item != StandingItem.OTHER]
"""The standing items, in the order of the agenda."""


@dataclass(frozen=True)
class Point:
    """A point of the agenda before it is stored: what it is about, and what it rests on."""

    item: str
    title: str
    preparation: str = ""


def points_of(preparations: Mapping[str, str], others: Iterable[str]) -> list[Point]:
    """Return the agenda: the standing items but the last, the group's own, then what comes next."""
    standing = [Point(item, str(item.label), preparations.get(item, "")) for item in STANDING]
    own = [Point(StandingItem.OTHER, title) for title in others]
    return [*standing[:-1], *own, standing[-1]]


def as_entered(points: Iterable[SteeringPoint]) -> dict[str, str]:
    """Return what the form of the agenda starts with: each item's text, and the rest by line."""
    rows = list(points)
    known = {row.item: row.preparation for row in rows if row.item != StandingItem.OTHER}
    others = [row.title for row in rows if row.item == StandingItem.OTHER]
    return known | {StandingItem.OTHER.value: "\n".join(others)}


def proposed(actor: Actor, collaboration: Collaboration) -> dict[str, str]:
    """Return what a new meeting's points begin with: figures, and the time off the plan, if any.

    Only of what the actor reads, and without the veileder's name: more people read the agenda
    than the records.
    """
    told = {item: "\n".join(lines) for item, lines in figures(actor, collaboration).items()}
    if off_plan := _off_plan(actor, collaboration):
        told[StandingItem.DEVIATIONS.value] = "\n".join(off_plan)
    return told


def _off_plan(actor: Actor, collaboration: Collaboration) -> list[str]:
    """Return a sentence for each placement the actor reads whose time is off the plan."""
    contracts = Contract.objects.of(collaboration).values("pk")
    placements = (
        Placement.objects.with_time_for(actor)
        .latest_of_school_year(school_year_of(actor.on))
        .filter(contract__in=contracts)
    )
    return [_sentence(each) for each in standing_deviations(placements, on=actor.on)]


def proposed_to(
    actor: Actor, meeting: SteeringMeeting, points: Iterable[SteeringPoint]
) -> dict[str, str]:
    """Return what is proposed to those of a meeting's points that rest on nothing yet.

    The time may have come off the plan after the meeting was planned.
    """
    unprepared = {point.item for point in points if not point.preparation}
    if StandingItem.DEVIATIONS not in unprepared:
        return {}
    found = _off_plan(actor, meeting.group.collaboration)
    return {StandingItem.DEVIATIONS.value: "\n".join(found)} if found else {}


def _sentence(found: StandingDeviation) -> str:
    months = [
        _("%(month)s %(actual)s av %(planned)s avtalte dager (%(deviation)s)")
        % {
            "month": month_name(use.first).lower(),
            "actual": days(use.at_school),
            "planned": days(use.planned_at_school),
            "deviation": deviation(use.deviation),
        }
        for use in found.months
    ]
    return _(
        "Tid på skolen fra %(office)s har avveket mer enn %(limit)s %% i to måneder: %(months)s."
    ) % {
        "office": found.placement.contract.office,
        "limit": found.limit,
        "months": ", ".join(months),
    }
