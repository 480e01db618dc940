"""Who is placed today, and their time at the school against what is agreed, at a glance."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from agreements.models import Placement, TimePlace
from agreements.time_use import tie_of, use_of
from navskole.records.school_year import first_day, school_year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from navskole.access.actor import Actor


def placed_today(actor: Actor, *, school_id: int) -> dict[int, list[Any]]:
    """Return who is placed at the school today as far as the actor sees, by contract id.

    Those with `tells_time` have their `use` of the school year so far: of it the days at the
    school alone. The earlier placements of the same veileder at the pair count with it.
    """
    year = school_year_of(actor.on)
    rows: list[Any] = list(
        Placement.objects.visible_to(actor)
        .filter(contract__school_id=school_id)
        .of_school_year(year)
        .telling_time_to(actor)
        .with_half_days_at_school(first=first_day(year), last=actor.on)
        .select_related("counsellor", "contract")
        .order_by("counsellor__sort_key", "starts_on", "pk")
    )
    found = defaultdict(list)
    for row in rows:
        if row.is_in_force(on=actor.on) and row.contract.is_in_force(on=actor.on):
            found[row.contract_id].append(row)
            if row.tells_time:
                tied = [each for each in rows if tie_of(each) == tie_of(row)]
                row.use = _use(tied, actor)
    return found


def _use(tied: Sequence[Any], actor: Actor) -> Any:
    half_days = sum(each.half_days_at_school for each in tied)
    first = first_day(school_year_of(actor.on))
    return use_of(tied, {TimePlace.SCHOOL: half_days}, first=first, last=actor.on)
