"""A made-up country, to measure navskole on: as many schools, offices, staff and pupils as asked.

Nobody and nothing in it exists. The same number of pupils always gives the same country as seen
on one day. It is written in bulk, past the actions, since it is no record of anybody.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from followup.demo.scale.cases import seed_cases
from followup.demo.scale.consents import seed_consents
from followup.demo.scale.dealt import Dealer
from followup.demo.scale.histories import seed_histories
from followup.demo.scale.measures import seed_measures
from followup.demo.scale.notes import seed_notes
from followup.demo.scale.places import seed_country
from followup.demo.scale.pupils import seed_pupils
from followup.demo.scale.size import Size
from followup.demo.scale.tasks import seed_flags, seed_tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

__all__ = ["Size", "seed_scale"]


@transaction.atomic
def seed_scale(*, size: Size, now: datetime, tell: Callable[[str, int], None]) -> None:
    """Make the country as seen at `now`, all or nothing.

    `tell` gets the name of what is being made, and how many rows more of it there are.
    """
    dealer = Dealer(Random(size.pupils), now, tell)  # noqa: S311 - deals fictional facts
    country = seed_country(dealer, size)
    pupils = seed_pupils(dealer, size, country)
    cases = seed_cases(dealer, size, country, pupils)
    seed_consents(dealer, cases)
    seed_notes(dealer, size, pupils, cases)
    seed_measures(dealer, size, pupils, cases)
    seed_tasks(dealer, pupils, cases)
    seed_flags(dealer, pupils, cases)
    seed_histories(dealer)
