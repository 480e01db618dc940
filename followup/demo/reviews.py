"""The rektor's reviews of the caseload; the remarks name nobody, the points are tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.actions.review import review_caseload
from followup.actions.task import TaskContent, add_school_task, complete_task

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navskole.administration.demo import World
    from pupils.models import Pupil

_REVIEWS = (
    (
        36,
        "Mange elever med fravær på Vg2 yrkesfag. Tas opp med avdelingslederne. Ordningen med to "
        "dager i arbeidslivet ser ut til å virke.",
    ),
    (
        8,
        "Færre saker uten avtalt neste kontakt enn sist. Minn rådgiver på skoleflagg som har stått "
        "lenge.",
    ),
)

# Days since the review, the pupil, what, who does it, the deadline, and days since it was done.
_POINTS = (
    (36, "Julie Kvernberg", "Avtal fast lærer om morgenen", "radgiver.fjordvik", -25, 27),
    (8, "Ánte-Mihkkal Gaup", "Sjekk om skyssen er ordnet", "radgiver.fjordvik", -2, None),
    (8, "Rania Haddad", "Ta stilling til utredning hos PPT", "rektor.fjordvik", 6, None),
)


def seed_reviews(world: World, pupils: Mapping[str, Pupil]) -> None:
    """Mark the caseload of Fjordvik vgs as reviewed, twice, with points on pupils."""
    school = world.places.schools["Fjordvik vgs"]
    for days, remarks in _REVIEWS:
        rektor = world.actor("rektor.fjordvik", world.moment(days))
        review = review_caseload(actor=rektor, school=school, remarks=remarks)
        for since, pupil, heading, who, due, done in _POINTS:
            if since != days:
                continue
            person = world.people[who]
            content = TaskContent(heading=heading, due_on=world.day(due), responsible=person)
            task = add_school_task(
                actor=rektor, pupil=pupils[pupil], school=school, content=content, review=review
            )
            if done is not None:
                complete_task(actor=world.actor(who, world.moment(done)), task=task)
