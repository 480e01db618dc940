"""How long somebody has held a role at a place without a break."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from navskole.organisations.models import Membership

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Held = tuple[int, str, int]
"""Whose role it is, which role, and at which organisation: the row numbers and the code."""


def unbroken_since(memberships: Iterable[Membership], *, on: date) -> dict[Held, date]:
    """Return the first day of each role held on `on`, counted over memberships without a gap.

    A membership that begins the day after the one before it goes on from it; one that was
    ended at once does not, whatever begins after it. What was granted before that day was
    granted in an employment that is over.

    >>> unbroken_since([january_to_june, from_july], on=date(2026, 8, 1))
    {(7, "nav_counsellor", 3): datetime.date(2026, 1, 1)}
    """
    by_role: dict[Held, list[Membership]] = defaultdict(list)
    for row in memberships:
        by_role[row.user_id, row.role, row.organisation_id].append(row)
    found = {held: _first_day(rows, on=on) for held, rows in by_role.items()}
    return {held: first for held, first in found.items() if first is not None}


def _first_day(rows: list[Membership], *, on: date) -> date | None:
    held = [row.starts_on for row in rows if row.is_in_force(on=on)]
    if not held:
        return None
    first = min(held)
    ran_out = [row for row in rows if row.ended_at is None and row.ends_on is not None]
    for row in sorted(ran_out, key=lambda row: row.starts_on, reverse=True):
        if row.starts_on < first <= row.ends_on + timedelta(days=1):  # type: ignore[operator]  # they have a last day
            first = row.starts_on
    return first


def staff_since(role: str, organisation_id: int, *, on: date) -> dict[int, date]:
    """Return, by user id, since when each active holder of the role has worked there unbroken."""
    rows = Membership.objects.filter(
        role=role, organisation_id=organisation_id, starts_on__lte=on, user__is_active=True
    )
    return {held[0]: first for held, first in unbroken_since(rows, on=on).items()}
