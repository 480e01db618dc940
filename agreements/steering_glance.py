"""The steering group at a glance: the next meeting, what is open, and whether meetings lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Max, Q

from agreements.models import Contract, SteeringDecision, SteeringMeeting
from navskole.records.school_year import school_year_name, school_year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agreements.models import Collaboration
    from navskole.access.actor import Actor


@dataclass(frozen=True)
class SteeringGlance:
    """What the collaboration's page and the group's own page tell of the meetings.

    `required` is the greatest number of the contracts in force, None where there is none.
    """

    next_meeting: SteeringMeeting | None
    school_year: str
    held: int
    planned: int
    required: int | None
    decisions: Sequence[SteeringDecision]

    @classmethod
    def of(cls, actor: Actor, collaboration: Collaboration) -> Self:
        """Look at the steering group of a collaboration the actor sees."""
        year = school_year_of(actor.on)
        meetings = SteeringMeeting.objects.visible_to(actor).of(collaboration)
        told = meetings.of_school_year(year).aggregate(
            held=Count("pk", filter=Q(minuted_at__isnull=False)),
            planned=Count("pk", filter=Q(minuted_at__isnull=True, starts_at__gt=actor.now)),
        )
        contracts = Contract.objects.of(collaboration).in_force(on=actor.on).order_by()
        decisions = list(
            SteeringDecision.objects.visible_to(actor).of(collaboration).open().for_list()
        )
        mark(decisions, actor)
        return cls(
            next_meeting=meetings.planned(now=actor.now).first(),
            school_year=school_year_name(year),
            required=contracts.aggregate(most=Max("steering_meetings"))["most"],
            decisions=decisions,
            **told,
        )

    @property
    def lacks_meetings(self) -> bool:
        """Whether fewer meetings are held in the school year than the contracts ask for."""
        return self.required is not None and self.held < self.required


def mark(decisions: Sequence[SteeringDecision], actor: Actor) -> None:
    """Tell of each decision whether it is late, and whether the actor answers for it."""
    for decision in decisions:
        owner = decision.owner
        decision.late = decision.is_late(on=actor.on)  # type: ignore[attr-defined]
        decision.own = owner is not None and owner.user_id == actor.person.pk  # type: ignore[attr-defined]
