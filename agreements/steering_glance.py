"""The steering group at a glance: the next meeting, whether meetings lack, and what is open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from agreements.models import SteeringDecision, SteeringMeeting, SteeringState
from navskole.access import policies
from navskole.records.school_year import school_year_name, school_year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agreements.models import Collaboration
    from agreements.querysets.steering_meeting import SteeringDecisionQuerySet
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

    @classmethod
    def of(cls, actor: Actor, collaboration: Any) -> Self:
        """Look at the steering group of a collaboration read `with_meetings_required`."""
        year = school_year_of(actor.on)
        visible = SteeringMeeting.objects.visible_to(actor).of(collaboration)
        meetings = list(visible.planned(now=actor.now) | visible.of_school_year(year))
        coming = [row for row in meetings if row.state(now=actor.now) == SteeringState.PLANNED]
        return cls(
            next_meeting=next(iter(coming), None),
            school_year=school_year_name(year),
            held=sum(row.minuted_at is not None for row in meetings),
            required=collaboration.meetings_required,
        )

    @property
    def lacks_meetings(self) -> bool:
        """Whether fewer meetings are held in the school year than the contracts ask for."""
        return self.required is not None and self.held < self.required


def open_decisions(actor: Actor, collaboration: Collaboration) -> SteeringDecisionQuerySet:
    """Return what the group has decided and nobody has done, as far as the actor sees it."""
    visible: SteeringDecisionQuerySet = SteeringDecision.objects.visible_to(actor)
    return visible.of(collaboration).open().for_list()


def mark(decisions: Sequence[SteeringDecision], actor: Actor) -> None:
    """Tell of each decision whether it is late, and the actor's, and theirs to tick off."""
    for decision in decisions:
        owner = decision.owner
        decision.late = decision.is_late(on=actor.on)  # type: ignore[attr-defined]
        may_finish = policies.allows(actor, "agreements.finish_steering_decision", decision)
        decision.may_finish = may_finish  # type: ignore[attr-defined]
        decision.own = owner is not None and owner.user_id == actor.person.pk  # type: ignore[attr-defined]
