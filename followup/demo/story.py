"""A case's story: how it began, what was talked about, what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.demo.plans import plan_of
from followup.demo.threads import Thread, notes_of
from pupils.demo.scene import Scene

if TYPE_CHECKING:
    from navskole.administration.demo import World
    from pupils.demo.opening import Opening
    from pupils.demo.scene import Step
    from pupils.models import Pupil


@dataclass(frozen=True)
class Story:
    """One case, told from its opening; `next_contact` counts days from today."""

    opening: Opening
    threads: tuple[Thread, ...]
    steps: tuple[Step, ...] = ()
    next_contact: int | None = None
    pronoun: str = "hun"

    @property
    def pupil(self) -> str:
        """The pupil's full name."""
        return self.opening.pupil

    @property
    def reaches_back(self) -> int:
        """How many days ago the pupil must have been known."""
        return self.opening.days + 5

    def play(self, world: World, pupil: Pupil) -> None:
        """Open the case and play what followed."""
        scene = self.opening.play(world, pupil)
        notes = notes_of(
            self.pupil, self.threads, pronoun=self.pronoun, next_contact=self.next_contact
        )
        plan = plan_of(self.pupil, opened=self.opening.days, threads=self.threads, steps=self.steps)
        scene.play([*self.steps, *plan, *notes])


@dataclass(frozen=True)
class SchoolStory:
    """What one of the school's staff did for a pupil, on the school's own side."""

    pupil: str
    school: str
    author: str
    steps: tuple[Step, ...]

    @property
    def reaches_back(self) -> int:
        """How many days ago the pupil must have been known."""
        return max(step.days for step in self.steps) + 5

    def play(self, world: World, pupil: Pupil) -> None:
        """Play the steps as the author."""
        scene = Scene(
            world=world,
            pupil=pupil,
            author=self.author,
            at=world.moment(self.reaches_back),
        )
        scene.school = world.places.schools[self.school]
        scene.play(self.steps)
