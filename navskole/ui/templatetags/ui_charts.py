"""Charts drawn as SVG: read aloud by title and description, told apart in grey and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from django import template

from navskole.ui.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

register = template.Library()

WIDTH, HEIGHT, BASE, LEFT = 600, 220, 180, 34
_TOP = 30
_STEPS = 4
_BAR_SHARE = 0.36


@dataclass(frozen=True)
class PairedBar:
    """Two figures of one span beside each other: what was planned, and what came."""

    label: str
    planned: Decimal
    actual: Decimal


@register.simple_tag
def paired_bars(
    bars: Iterable[PairedBar],
    *,
    id: str,
    title: str,
    description: str,
    planned: str,
    actual: str,
) -> SafeString:
    """Show two bars for each span; `planned` and `actual` are the words of the key.

    The figures stand in a table beside it; nothing is told by colour alone.
    """
    rows = list(bars)
    top = _scale(rows)
    return render(
        "paired_bars",
        id=id,
        title=title,
        description=description,
        planned=planned,
        actual=actual,
        width=WIDTH,
        height=HEIGHT,
        base=BASE,
        left=LEFT,
        lines=[_line(top, step) for step in range(_STEPS + 1)],
        groups=[_group(row, number, len(rows), top) for number, row in enumerate(rows)],
    )


def _scale(rows: list[PairedBar]) -> int:
    """Return the number of days at the top: the highest bar, rounded up to whole steps."""
    highest = max((max(row.planned, row.actual) for row in rows), default=Decimal(0))
    return max(_STEPS, ceil(highest / _STEPS) * _STEPS)


def _y(value: Decimal | float, top: int) -> float:
    return round(BASE - float(value) / top * (BASE - _TOP), 1)


def _line(top: int, step: int) -> dict[str, Any]:
    value = top * step // _STEPS
    return {"y": str(_y(value, top)), "label": value}


def _group(row: PairedBar, number: int, count: int, top: int) -> dict[str, Any]:
    room = (WIDTH - LEFT) / max(count, 1)
    width = min(room * _BAR_SHARE, 40)
    middle = LEFT + room * (number + 0.5)
    heights = {
        name: (_y(value, top), round(BASE - _y(value, top), 1))
        for name, value in (("planned", row.planned), ("actual", row.actual))
    }
    return {
        "label": row.label,
        "middle": str(round(middle, 1)),
        "bar_width": str(round(width, 1)),
        "planned_x": str(round(middle - width - 1, 1)),
        "actual_x": str(round(middle + 1, 1)),
        **{f"{name}_y": str(y) for name, (y, _height) in heights.items()},
        **{f"{name}_height": str(height) for name, (_y, height) in heights.items()},
    }
