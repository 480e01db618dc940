"""What the country is dealt from: days, texts, names and ids that are the same every time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.utils import timezone

from followup.demo.scale.bulk import write_rows
from navskole.records.sorting import search_key, sort_key
from pupils.demo.crowd import NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from random import Random

    from django.db.models import Model

RowT = TypeVar("RowT", bound="Model")
BATCH = 5_000
"""Rows written at a time: large enough for speed, small enough for SQLite's limits."""

_SENTENCES = (
    "Vi snakket om fraværet og hva som skal til for å møte oftere.",
    "Søvn og døgnrytme er fortsatt vanskelig. Avtalte faste tider.",
    "Praksisplassen er på plass fra neste uke, tre dager i uken.",
    "Ønsker å bytte programområde. Rådgiver har gått gjennom mulighetene.",
    "Økonomien er stram. Så på budsjettet og hva som kan søkes om.",
    "Møtte med foresatt. Alle var enige om planen videre.",
    "Har levert det som manglet i norsk, men ligger etter i matematikk.",
    "Positiv utvikling siden sist. Trives bedre i klassen.",
)


@dataclass
class Dealer:
    """Deals facts in one order, and writes rows in batches."""

    rng: Random
    now: datetime
    tell: Callable[[str, int], None]
    _names: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self._names = [
            pair
            for first_names, last_names in NAMES
            for pair in product(first_names.split(), last_names.split())
        ]

    @property
    def today(self) -> date:
        """The day in Europe/Oslo."""
        return timezone.localdate(self.now)

    def uuid(self) -> UUID:
        """Return a random id of version 4."""
        return UUID(int=self.rng.getrandbits(128), version=4)

    def name(self) -> dict[str, str]:
        """Return the four columns of a name."""
        first, last = self.rng.choice(self._names)
        return {
            "first_name": first,
            "last_name": last,
            "sort_key": sort_key(first_name=first, last_name=last),
            "search_key": search_key(first_name=first, last_name=last),
        }

    def days_ago(self, most: int, least: int = 0) -> date:
        """Return a day so many days back."""
        return self.today - timedelta(days=self.rng.randint(least, most))

    def moment(self, day: date) -> datetime:
        """Return a moment within working hours of the day."""
        return timezone.make_aware(
            datetime.combine(day, time(8 + self.rng.randrange(8), self.rng.randrange(60)))
        )

    def happens(self, per_cent: float) -> bool:
        """Tell whether something that happens so often happens now."""
        return self.rng.random() * 100 < per_cent

    def text(self, sentences: int = 3) -> str:
        """Return a few sentences."""
        return " ".join(self.rng.choice(_SENTENCES) for _ in range(sentences))

    def write(self, what: str, model: type[RowT], rows: Iterable[RowT]) -> list[RowT]:
        """Write the rows; return them with their keys."""
        return [row for batch in self.in_batches(what, model, rows) for row in batch]

    def in_batches(
        self, what: str, model: type[RowT], rows: Iterable[RowT]
    ) -> Iterator[Sequence[RowT]]:
        """Write the rows, and yield each batch with its keys: for more than memory holds."""
        left = iter(rows)
        while batch := list(islice(left, BATCH)):
            write_rows(model, batch)
            self.tell(what, len(batch))
            yield batch

    def link(self, what: str, through: Any, rows: Iterable[Any]) -> None:
        """Write rows of a table that joins two others."""
        for _ in self.in_batches(what, through, rows):
            pass
