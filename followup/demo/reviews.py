"""The rektor's reviews of the caseload; the remarks name nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.actions.review import review_caseload

if TYPE_CHECKING:
    from navskole.administration.demo import World

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


def seed_reviews(world: World) -> None:
    """Mark the caseload of Fjordvik vgs as reviewed, twice."""
    for days, remarks in _REVIEWS:
        review_caseload(
            actor=world.actor("rektor.fjordvik", world.moment(days)),
            school=world.places.schools["Fjordvik vgs"],
            remarks=remarks,
        )
