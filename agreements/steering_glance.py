"""The steering group at a glance: the next meeting, what is open, and whether meetings lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from agreements.models import SteeringDecision, SteeringMeeting, SteeringState
from navskole.access import policies
from navskole.records.school_year import school_year_name, school_year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from navskole.access.actor import Actor


@dataclass(frozen=True)
class SteeringGlance:
    """What the collaboration's page and the group's own page tell of the meetings.

    `required` is the greatest number of the contracts in force, None where there is none.
    """

    next_meeting: SteeringMeeting | None
    school_year: str
    held: int
    required: int | None
    decisions: Sequence[SteeringDecision]

    @classmethod
    def of(cls, actor: Actor, collaboration: Any) -> Self:
        """Look at the steering group of a collaboration read `with_meetings_required`."""
        year = school_year_of(actor.on)
        visible = SteeringMeeting.objects.visible_to(actor).of(collaboration)
        meetings = list(visible.planned(now=actor.now) | visible.of_school_year(year))
        coming = [row for row in meetings if row.state(now=actor.now) == SteeringState.PLANNED]
        decisions = list(
            SteeringDecision.objects.visible_to(actor).of(collaboration).open().for_list()
        )
        mark(decisions, actor)
        return cls(
            next_meeting=next(iter(coming), None),
            school_year=school_year_name(year),
            held=sum(row.minuted_at is not None for row in meetings),
            required=collaboration.meetings_required,
            decisions=decisions,
        )

    @property
    def lacks_meetings(self) -> bool:
        """Whether fewer meetings are held in the school year than the contracts ask for."""
        return self.required is not None and self.held < self.required


def mark(decisions: Sequence[SteeringDecision], actor: Actor) -> None:
    """Tell of each decision whether it is late, and the actor's, and theirs to tick off."""
    for decision in decisions:
        owner = decision.owner
        decision.late = decision.is_late(on=actor.on)  # type: ignore[attr-defined]
        may_finish = policies.allows(actor, "agreements.finish_steering_decision", decision)
        decision.may_finish = may_finish  # type: ignore[attr-defined]
        decision.own = owner is not None and owner.user_id == actor.person.pk  # type: ignore[attr-defined]
