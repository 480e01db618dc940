"""One fixed world: two schools, three offices, every role, pupils in every relation.

School A has contracts in force with office 1 and office 2, school B with office 3; the
contract of school A with office 3 ended yesterday. The relations are named by a word
("consented", "moved_60"): `world.pupil_consented`, `world.case_consented` and, of each
pupil, the records written about them, `world.note_shared_consented` and so on. Every
free text carries a canary of its own: `world.canaries` says whose it is.

Everything is relative to the day the world was built, `world.today`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from navskole.access.actor import Actor
from navskole.accounts.models import User
from tests.world_pupils import add_pupils
from tests.world_single import add_single_accesses
from tests.world_staff import add_places, add_staff


@dataclass(frozen=True)
class Canary:
    """A text nobody may meet who may not see the record that holds it."""

    text: str
    side: str
    classes: str
    record: Any


@dataclass
class World:
    """The names of everything in the world."""

    now: datetime
    records: dict[str, Any] = field(default_factory=dict, repr=False)
    usernames: dict[str, int] = field(default_factory=dict, repr=False)
    relations: list[str] = field(default_factory=list, repr=False)
    canaries: dict[str, Canary] = field(default_factory=dict, repr=False)

    @property
    def today(self) -> date:
        """The day the world was built, in Europe/Oslo."""
        return timezone.localdate(self.now)

    def day(self, offset: int) -> date:
        """Return the day `offset` days from today."""
        return self.today + timedelta(days=offset)

    def noon(self, offset: int = 0) -> datetime:
        """Return noon of the day `offset` days from today."""
        return noon(self.day(offset))

    def __getattr__(self, name: str) -> Any:
        """Return a record by its name: `school_a`, `office_1`, `case_consented`."""
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self.records[name]
        except KeyError:
            raise AttributeError(f"nothing in the world is called {name}") from None

    def add(self, name: str, record: Any) -> Any:
        """Give a new record its name, and return it."""
        if name in self.records:
            raise ValueError(f"{name} exists already")
        self.records[name] = record
        return record

    def add_user(self, name: str, user: User) -> User:
        """Give a person a name, and return them."""
        self.usernames[name] = user.pk
        return self.add(name, user)

    def sow(self, kind: str, *, side: str, classes: str) -> str:
        """Return a text that stands nowhere else; `claim` says which record got it."""
        number = len(self.canaries)
        text = f"kanarifugl-{side}-{classes.lower()}-{kind.replace('_', '-')}-{number:04d}"
        self.canaries[text] = Canary(text, side, classes, None)
        return text

    def claim(self, record: Any, *texts: str) -> Any:
        """Say that `record` holds the texts, and return it."""
        for text in texts:
            sown = self.canaries[text]
            self.canaries[text] = Canary(text, sown.side, sown.classes, record)
        return record

    def user(self, name: str) -> User:
        """Return a fresh copy of the person called `name`."""
        return User.objects.get(pk=self.usernames[name])

    def actor(self, name: str, *, now: datetime | None = None, side: str | None = None) -> Actor:
        """Return who `name` is today, or at `now`."""
        return Actor.for_user(self.user(name), now=now or self.now, side=side)

    def names_of(self, records: Any) -> set[str]:
        """Return the names the world has for the records; one without a name stands as itself."""
        known = {
            (type(record), record.pk): name
            for name, record in self.records.items()
            if not isinstance(record, User)
        }
        return {known.get((type(record), record.pk), repr(record)) for record in records}

    def visible(self, model: Any, name: str, **how: Any) -> set[str]:
        """Return the names of the `model`'s records that the person sees."""
        return self.names_of(model.objects.visible_to(self.actor(name, **how)))


def noon(day: date) -> datetime:
    """Return noon of `day` in Europe/Oslo."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def build_world() -> World:
    """Write the whole world into the database."""
    world = World(now=noon(timezone.localdate()))
    add_places(world)
    add_staff(world)
    add_pupils(world)
    add_single_accesses(world)
    return world
