"""Seed the whole demo, from the places up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from agreements.demo import seed_agreements
from agreements.time_demo import seed_time
from followup.demo.contacts import seed_contact_requests, seed_outreach
from followup.demo.disclosures import seed_disclosure
from followup.demo.reviews import seed_reviews
from followup.demo.stories import CASES, CROWD_CASES, SCHOOL_STORIES
from navskole.administration.demo import is_seeded, seed_people
from navskole.organisations.demo import seed_places
from pupils.demo.absence import seed_absence
from pupils.demo.crowd import CROWD
from pupils.demo.opening import WAITING, seed_waiting_referrals
from pupils.demo.registration import seed_pupils, seed_relation
from pupils.demo.roster import ROSTER
from pupils.demo.single_access import seed_single_accesses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from followup.demo.story import SchoolStory, Story


@transaction.atomic
def seed_demo(*, now: datetime, crowd: bool = True) -> bool:
    """Make the demo as seen at `now`; return False and make nothing where it is already.

    Without the `crowd` only the people that stories are told of are there: enough to look at
    every kind of page, and quicker.
    """
    if is_seeded():
        return False
    roster = (*ROSTER, *CROWD) if crowd else ROSTER
    crowd_cases = CROWD_CASES if crowd else ()
    stories: tuple[Story | SchoolStory, ...] = (*CASES, *SCHOOL_STORIES, *crowd_cases)
    world = seed_people(now, seed_places())
    seed_agreements(world)
    seed_time(world)
    pupils = seed_pupils(world, roster, known_since=_known_since(stories))
    for story in stories:
        story.play(world, pupils[story.pupil])
    seed_absence(world, pupils)
    seed_relation(world, pupils)
    seed_waiting_referrals(world, pupils)
    seed_reviews(world, pupils)
    seed_contact_requests(world)
    seed_outreach(world)
    seed_disclosure(world)
    seed_single_accesses(world)
    return True


def _known_since(stories: Iterable[Story | SchoolStory]) -> dict[str, int]:
    """Return, by the pupil's name, how many days back the demo tells of them."""
    known: dict[str, int] = {}
    for story in stories:
        known[story.pupil] = max(known.get(story.pupil, 0), story.reaches_back)
    for waiting in WAITING:
        known[waiting.pupil] = max(known.get(waiting.pupil, 0), waiting.days + 5)
    return known
