"""National ids of the fictional series: month + 80, so that none is a living person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_NO_DIGIT = "-"
_TEN = 10


def national_ids(birth_date: date) -> Iterator[str]:
    """Yield the valid ids of a birth date from 2000 on, with both control digits (mod 11)."""
    dated = f"{birth_date.day:02}{birth_date.month + 80:02}{birth_date.year % 100:02}"
    for individual in range(500, 1000):
        digits = f"{dated}{individual}"
        for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
            digits += _control_digit(digits, weights)
        if _NO_DIGIT not in digits:
            yield digits


def _control_digit(digits: str, weights: tuple[int, ...]) -> str:
    """Return the digit that makes the weighted sum divisible by 11, or a dash where none does."""
    if _NO_DIGIT in digits:
        return _NO_DIGIT
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    missing = -weighted % 11
    return str(missing) if missing < _TEN else _NO_DIGIT
