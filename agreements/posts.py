"""How much of the posts a contract agrees on is filled by those placed under it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agreements.models import Contract, Placement


@dataclass(frozen=True)
class Posts:
    """The post fractions placed today, beside what the contract says they are together."""

    placed: Decimal
    agreed: Decimal

    @classmethod
    def of(cls, contract: Contract, counting: Iterable[Placement]) -> Self:
        """Add up the placements that count today."""
        placed = sum((each.post_fraction for each in counting), Decimal(0))
        return cls(placed=placed, agreed=contract.post_fraction)

    @property
    def exceed(self) -> bool:
        """Whether more is placed than agreed."""
        return self.placed > self.agreed
