"""A story is told in steps, in the order of time, each an action by the person who took it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from django.utils import timezone

from pupils.models import ProblemArea

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from navskole.access.actor import Actor
    from navskole.administration.demo import World
    from navskole.organisations.models import NavOffice, School
    from pupils.models import Case, Consent, Pupil, RiskFlag

_BETWEEN_STEPS = timedelta(minutes=25)


class Step(Protocol):
    """One thing that happened, so many days ago."""

    @property
    def days(self) -> int: ...

    def play(self, scene: Scene) -> None: ...


@dataclass
class Scene:
    """Where a story stands: the pupil, who follows up, and what the steps have made so far.

    A scene on a case has its `office` and `case`; otherwise the records are the school's own.
    A pupil outside school has no `school`.
    """

    world: World
    pupil: Pupil
    author: str
    at: datetime
    on_case: bool = False
    school: School = field(init=False)
    office: NavOffice = field(init=False)
    case: Case = field(init=False)
    consents: dict[str, Consent] = field(default_factory=dict)
    flags: dict[str, RiskFlag] = field(default_factory=dict)
    made: dict[str, object] = field(default_factory=dict)

    def actor(self, username: str = "") -> Actor:
        """Return the person at the scene's moment; without a name whoever follows up."""
        return self.world.actor(username or self.author, self.at)

    def day(self, from_today: int) -> date:
        """Return the day so many days from today."""
        return self.world.day(from_today)

    def working_day(self, from_today: int) -> date:
        """Return that day, or the Friday before where it falls on a weekend."""
        return timezone.localdate(self.world.moment(-from_today))

    @property
    def first_name(self) -> str:
        """What the notes call the pupil."""
        return self.pupil.first_name

    def play(self, steps: Iterable[Step]) -> None:
        """Play the steps, the oldest first; those of one day follow each other."""
        for step in sorted(steps, key=lambda step: -step.days):
            at_the_day = self.world.moment(step.days) + _time_of_day(step)
            self.at = max(at_the_day, self.at + _BETWEEN_STEPS)
            step.play(self)


def _time_of_day(step: Step) -> timedelta:
    """Spread the steps over the working day, each day's the same at every seeding."""
    return timedelta(minutes=step.days * 35 % 300)


def areas(codes: Iterable[str]) -> list[ProblemArea]:
    """Return the problem areas with these codes."""
    return list(ProblemArea.objects.filter(code__in=tuple(codes)))
