"""The county's coordinator is told when a leader post of a collaboration stands vacant.

Only which post, and at which school the collaboration is: a coordinator reads no more of who
worked there.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.leaders import LEADERS, leader_posts, leaders_at
from agreements.models import Collaboration
from navskole.notices.kinds import Telling, add_kind
from navskole.organisations.models import Membership, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from typing import Any

    from agreements.leaders import Leaders
    from navskole.access.actor import Actor

COLLABORATION_PAGE = "agreements:collaboration_detail"

LEADER_VACANT = add_kind(
    "leader_post_vacant",
    _(
        "%(place)s har ingen %(title)s og ingen stedfortreder. "
        "Det gjelder samarbeidet ved %(school)s."
    ),
)
LEADER_ACTING = add_kind(
    "leader_post_acting",
    _(
        "%(place)s har ingen fast %(title)s. En stedfortreder handler. "
        "Det gjelder samarbeidet ved %(school)s."
    ),
)


def find_vacancies(actor: Actor) -> Iterator[Telling]:
    """Yield what the coordinators are to know of the posts that nobody holds on the actor's day.

    The same vacancy is told once; the next one at the same place is another.
    """
    on = actor.on
    rows = list(Collaboration.objects.standing().for_list(on=on))
    posts = [(row, place, title) for row in rows for place, title in leader_posts(row, on=on)]
    leaders = leaders_at([place for _row, place, _title in posts], on=on)
    vacant = [(row, place, title) for row, place, title in posts if _is_vacant(place, leaders)]
    left = _last_days({place.pk for _row, place, _title in vacant}, on=on)
    coordinators = _coordinators([row for row, _place, _title in vacant], on=on)
    for row, place, title in vacant:
        acting = bool(leaders.get(place.pk))
        since = left[place.pk, False]
        if not acting:
            since = max(since, left[place.pk, True])
        yield Telling(
            kind=LEADER_ACTING if acting else LEADER_VACANT,
            subject=row.public_id,
            occasion=f"{place.pk}:{since}",
            to=coordinators[row.school.municipality.county_id],
            page=COLLABORATION_PAGE,
            facts={"place": str(place), "title": str(title), "school": str(row.school)},
        )


def _is_vacant(place: Any, leaders: Leaders) -> bool:
    """Tell whether nobody but a deputy leads the place."""
    return all(row.is_deputy for row in leaders.get(place.pk, ()))


def _last_days(place_ids: set[int], *, on: date) -> dict[tuple[int, bool], str]:
    """Return the last day on which each place was led, and led by a deputy; "" where never."""
    found: dict[tuple[int, bool], str] = defaultdict(str)
    rows = Membership.objects.filter(organisation__in=place_ids, role__in=LEADERS)
    for row in rows:
        days = [
            day for day in (row.ends_on, row.ended_at and timezone.localdate(row.ended_at)) if day
        ]
        if days and min(days) <= on:
            post = (row.organisation_id, row.is_deputy)
            found[post] = max(found[post], min(days).isoformat())
    return found


def _coordinators(rows: Iterable[Any], *, on: date) -> dict[int, list[Membership]]:
    """Return who follows the collaborations of each county on `on`."""
    found: dict[int, list[Membership]] = defaultdict(list)
    counties = {row.school.municipality.county_id for row in rows}
    known = Membership.objects.in_force(on=on).filter(
        organisation__in=counties, role=Role.COUNTY_COORDINATOR, user__is_active=True
    )
    for membership in known:
        found[membership.organisation_id].append(membership)
    return found
