"""The demo's time: the school year so far, with one veileder off the plan."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from agreements.actions.time_entry import save_week
from agreements.models import Placement, TimePlace, WorkKind
from agreements.time_deviation import latest_months
from agreements.time_week import WeekSheet, Work
from navskole.administration.demo import working_morning
from navskole.records.school_year import first_day, school_year_of
from navskole.records.week import WORKING_DAYS, Week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agreements.time_week import Slot
    from navskole.administration.demo import World

OFF_THE_PLAN = "veileder2.fjordvik"
"""Is called back to the office, and works there what was planned for the school."""
_SHARE_KEPT = 0.6
_FRIDAY = WORKING_DAYS - 1
_AT_SCHOOL = (
    (TimePlace.SCHOOL, WorkKind.TALKS),
    (TimePlace.SCHOOL, WorkKind.TALKS),
    (TimePlace.SCHOOL, WorkKind.TEAM),
    (TimePlace.PUPIL, WorkKind.EMPLOYERS),
    (TimePlace.SCHOOL, WorkKind.OUTREACH),
    (TimePlace.SCHOOL, WorkKind.ADMINISTRATION),
)
_AT_OFFICE = (
    (TimePlace.OFFICE, WorkKind.OFFICE),
    (TimePlace.OFFICE, WorkKind.OFFICE),
    (TimePlace.OTHER, WorkKind.TEAM),
)
_MOST_WEEKS = 17


def seed_time(world: World) -> None:
    """Let each veileder who is placed today have registered every week."""
    today = world.day(0)
    placed = Placement.objects.in_force(on=today).select_related("contract", "counsellor")
    for placement in placed.order_by("pk"):
        _register(world, placement)


def _register(world: World, placement: Placement) -> None:
    username = placement.counsellor.username
    share = float(placement.post_fraction) / 100
    kept = _SHARE_KEPT if username == OFF_THE_PLAN else 1
    planned = placement.contract.days_at_school * 2 * share
    both = planned + placement.contract.days_at_office * 2 * share
    due_at_school, due = 0.0, 0.0
    works, others = cycle(_AT_SCHOOL), cycle(_AT_OFFICE)
    for week in _weeks(world):
        friday = min(week.monday + timedelta(days=_FRIDAY), world.day(0))
        actor = world.actor(username, min(working_morning(friday), world.now))
        sheet = WeekSheet.of(actor, week)
        slots = [slot for slot in sheet.slots if slot[0] <= actor.on]
        of_week = len(slots) / (2 * WORKING_DAYS)
        due_at_school, due = due_at_school + planned * kept * of_week, due + both * of_week
        content: dict[Slot, Work | None] = {}
        for slot in slots[: int(due)]:
            at_school = due_at_school >= 1
            where = next(works if at_school else others)
            content[slot] = Work(placement, *where)
            due_at_school, due = due_at_school - at_school, due - 1
        save_week(actor=actor, week=week, version=sheet.version, content=content)


def _weeks(world: World) -> Iterator[Week]:
    """Yield the weeks of the school year, late in the year those a deviation is told from."""
    today = world.day(0)
    (first, _last), *_later = latest_months(today)
    begins = first_day(school_year_of(today))
    near = today - timedelta(weeks=_MOST_WEEKS)
    week = Week.of(min(first, begins) if begins >= near else first)
    while week.monday <= world.day(0):
        yield week
        week = week.after
