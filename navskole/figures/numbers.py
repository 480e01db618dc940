"""Numbers as they are written in Norway: decimal comma, a real minus, a space before %."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format

_MINUS = "\N{MINUS SIGN}"
_NO_BREAK = "\N{NO-BREAK SPACE}"


def decimal(value: Decimal | float, *, places: int = 1) -> str:
    """Return `value` with so many decimals, rounded half away from zero.

    >>> decimal(Decimal("3.25"))
    '3,3'
    """
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    return number_format(rounded, decimal_pos=places).replace("-", _MINUS)


def signed_percent(value: Decimal | float) -> str:
    """Return `value` in whole per cent with its sign: "−12 %", "+3 %", "0 %"."""
    whole = Decimal(value).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    sign = "+" if whole > 0 else _MINUS if whole < 0 else ""
    return f"{sign}{number_format(abs(whole), decimal_pos=0)}{_NO_BREAK}%"


def percent(value: Decimal | float) -> str:
    """Return `value` in per cent, with a decimal only where it has one: "80 %", "12,5 %"."""
    places = 0 if Decimal(value) == int(value) else 1
    return f"{decimal(value, places=places)}{_NO_BREAK}%"
