"""Questions about places; they hold no person's data."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from navskole.records.sorting import fold

PlaceT = TypeVar("PlaceT", bound=models.Model)


class PlaceQuerySet(models.QuerySet[PlaceT]):
    """Places of one kind, found by name or number."""

    def matching(self, question: str) -> Self:
        """Return the places whose name holds, or whose number begins with, every word.

        Compared here and not in the database: places are few, and SQLite does not fold Å.
        """
        words = [(word, fold(word)) for word in question.split()]
        number = getattr(self.model, "NUMBER_FIELD", "number")
        rows = self.values_list("pk", "name", number)
        found = [
            pk
            for pk, name, digits in rows
            if all(
                digits.startswith(word) or (folded and folded in fold(name))
                for word, folded in words
            )
        ]
        return self.filter(pk__in=found)

    def by_name(self) -> Self:
        """Return the places by name."""
        return self.order_by("name", "pk")
