"""Seed the whole demo, from the places up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agreements.demo import seed_agreements
from followup.demo.reviews import seed_reviews
from followup.demo.stories import CASES, SCHOOL_STORIES
from navskole.administration.demo import is_seeded, seed_people
from navskole.organisations.demo import seed_places
from pupils.demo.opening import WAITING, seed_waiting_referrals
from pupils.demo.registration import seed_pupils, seed_relation

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def seed_demo(*, now: datetime) -> bool:
    """Make the demo as seen at `now`; return False and make nothing where it is already."""
    if is_seeded():
        return False
    world = seed_people(now, seed_places())
    seed_agreements(world)
    pupils = seed_pupils(world, known_since=_known_since())
    for story in (*CASES, *SCHOOL_STORIES):
        story.play(world, pupils[story.pupil])
    seed_relation(world, pupils)
    seed_waiting_referrals(world, pupils)
    seed_reviews(world, pupils)
    return True


def _known_since() -> dict[str, int]:
    """Return, by the pupil's name, how many days back the demo tells of them."""
    known: dict[str, int] = {}
    for story in (*CASES, *SCHOOL_STORIES):
        known[story.pupil] = max(known.get(story.pupil, 0), story.reaches_back)
    for waiting in WAITING:
        known[waiting.pupil] = max(known.get(waiting.pupil, 0), waiting.days + 5)
    return known
