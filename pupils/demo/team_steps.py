"""What can happen in a story: who else is on the case, and who may not be on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pupils.actions.relation import declare_relation
from pupils.actions.team import add_colleague, add_to_team
from pupils.models import PersonRelation, TeamRole

if TYPE_CHECKING:
    from pupils.demo.scene import Scene


@dataclass(frozen=True)
class JoinTeam:
    """The NAV-leder puts a co-worker or a substitute on the case; `ends` counts from today."""

    days: int
    manager: str
    counsellor: str
    reason: str
    team_role: TeamRole = TeamRole.CO_WORKER
    ends: int | None = None

    def play(self, scene: Scene) -> None:
        actor = scene.actor(self.manager)
        add_to_team(
            actor=actor,
            case=scene.case,
            person=scene.world.people[self.counsellor],
            team_role=self.team_role,
            starts_on=actor.on,
            ends_on=None if self.ends is None else scene.day(self.ends),
            reason=self.reason,
        )


@dataclass(frozen=True)
class LetColleagueIn:
    """Whoever follows up lets a colleague of the office in for 14 days."""

    days: int
    counsellor: str
    reason: str

    def play(self, scene: Scene) -> None:
        person = scene.world.people[self.counsellor]
        add_colleague(actor=scene.actor(), case=scene.case, person=person, reason=self.reason)


@dataclass(frozen=True)
class DeclareClose:
    """Whoever follows up turns out to be close to the pupil: the case waits for the NAV-leder."""

    days: int

    def play(self, scene: Scene) -> None:
        declare_relation(
            actor=scene.actor(),
            pupil=scene.pupil,
            organisation=scene.office,
            kind=PersonRelation.Kind.CLOSE,
        )
        scene.case.refresh_from_db()
