"""How long somebody has held a role at a place without a break."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

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


def employed_anew_on(memberships: Iterable[Membership], *, on: date) -> date | None:
    """Return the first day of which a grant to the person, not to a role, still counts on `on`.

    Such a grant counts while the person works somewhere without a break since it was given,
    and has not come back to any place that they have left since; nowhere at work, none does.
    """
    at_place: dict[int, list[Membership]] = defaultdict(list)
    for row in memberships:
        at_place[row.organisation_id].append(row)
    firsts, returns = [], []
    for rows in at_place.values():
        first = _first_day(rows, on=on)
        if first is not None:
            firsts.append(first)
            returns += [day + timedelta(days=1) for day in _left_before(rows, first)]
    return max(min(firsts), *returns) if returns else min(firsts, default=None)


def _left_before(rows: list[Membership], first: date) -> list[date]:
    """Return the last days of what ended before `first`, or was ended at once on that day."""
    found = []
    for row in rows:
        at_once = [timezone.localdate(row.ended_at)] if row.ended_at else []
        last = min([*at_once, *([row.ends_on] if row.ends_on else [])], default=None)
        if last is not None and (last < first or (last in at_once and last == first)):
            found.append(last)
    return found


def staff_since(role: str, organisation_id: int, *, on: date) -> dict[int, date]:
    """Return, by user id, since when each active holder of the role has worked there unbroken."""
    rows = Membership.objects.filter(
        role=role, organisation_id=organisation_id, starts_on__lte=on, user__is_active=True
    )
    return {held[0]: first for held, first in unbroken_since(rows, on=on).items()}
