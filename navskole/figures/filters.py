"""Figures in templates: days, shares and deviations as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from navskole.figures import numbers

if TYPE_CHECKING:
    from decimal import Decimal

register = template.Library()


@register.filter
def days(value: Decimal | float) -> str:
    """Return a number of days with one decimal: 3,2."""
    return numbers.decimal(value)


@register.filter
def percent(value: Decimal | float) -> str:
    """Return a share in per cent, with a decimal only where it has one: 80 %, 12,5 %."""
    return numbers.percent(value)


@register.filter
def deviation(value: Decimal | float | None) -> str:
    """Return a deviation in per cent with its sign; a dash where nothing was planned."""
    return "\N{EN DASH}" if value is None else numbers.signed_percent(value)
