"""What is to be told because a day has come: contracts that begin or go out, meetings."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from agreements.models import Contract, ContractState, StartupMeeting, StartupState, SteeringMeeting
from agreements.notice_readers import leaders_of, placed_under
from agreements.notices import (
    CONTRACT_EXPIRES,
    CONTRACT_IN_FORCE,
    CONTRACT_LAPSED,
    MEETING_COMING,
    day_of,
    of_contract,
    of_meeting,
)
from agreements.querysets.startup_meeting import in_state as meeting_in_state
from agreements.states import in_state, without_successor
from agreements.steering_notices import STEERING_COMING, of_steering
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from agreements.models.meeting import Meeting
    from agreements.querysets.contract import ContractQuerySet
    from navskole.access.actor import Actor
    from navskole.notices.kinds import Telling

EXPIRY_DAYS = (7, 30, 90)
"""How many days before its last day a contract's people are told; the nearest first."""
MEETING_DAYS = (1, 7)
"""How many days before a meeting its people are told; the nearest first."""
CAUGHT_UP_DAYS = 14
"""How long ago a day may lie and still be told: the command may have missed it."""


def nearest(limits: Sequence[int], *, left: int) -> int | None:
    """Return the nearest limit that `left` days are within; a missed farther one is not told.

    >>> nearest((7, 30, 90), left=25)
    30
    """
    return next((limit for limit in limits if left <= limit), None)


def find_dates(actor: Actor) -> Iterator[Telling]:
    """Yield what the actor's day brings for contracts and meetings."""
    yield from _beginning(actor.on)
    yield from _expiring(actor.on)
    yield from _lapsed(actor.on)
    yield from _coming(actor)


def _contracts() -> ContractQuerySet:
    return Contract.objects.select_related("school", "office")


def _beginning(on: date) -> Iterator[Telling]:
    """Yield the contracts that came into force on a day after they were signed."""
    begun = _contracts().filter(
        in_state(ContractState.IN_FORCE, on=on),
        in_force_from__gt=on - timedelta(days=CAUGHT_UP_DAYS),
    )
    for contract in begun:
        starts = contract.in_force_from
        signed = contract.signatures.standing().order_by("-signed_at").first()
        if starts and signed and timezone.localdate(signed.signed_at) < starts:
            yield of_contract(
                CONTRACT_IN_FORCE,
                contract,
                leaders_of(contract, on=on),
                occasion=starts,
                day=long_date(starts),
            )


def _expiring(on: date) -> Iterator[Telling]:
    last = on + timedelta(days=max(EXPIRY_DAYS))
    expiring = _contracts().filter(
        in_state(ContractState.IN_FORCE, on=on), without_successor(), in_force_until__lte=last
    )
    for contract in expiring:
        until = contract.in_force_until
        if until is not None:
            yield of_contract(
                CONTRACT_EXPIRES,
                contract,
                [*leaders_of(contract, on=on), *placed_under(contract, on=on)],
                occasion=f"{until}:{nearest(EXPIRY_DAYS, left=(until - on).days)}",
                day=long_date(until),
            )


def _lapsed(on: date) -> Iterator[Telling]:
    lapsed = _contracts().filter(
        in_state(ContractState.EXPIRED, on=on),
        without_successor(),
        in_force_until__gte=on - timedelta(days=CAUGHT_UP_DAYS),
    )
    for contract in lapsed:
        until = contract.in_force_until
        to = leaders_of(contract, on=on)
        day = long_date(until)
        yield of_contract(CONTRACT_LAPSED, contract, to, occasion=until, day=day)


def _coming(actor: Actor) -> Iterator[Telling]:
    """Yield the meetings that lie ahead, by whole days in Europe/Oslo."""
    after = actor.on + timedelta(days=max(MEETING_DAYS) + 1)
    before = timezone.make_aware(datetime.combine(after, time()))
    startups = StartupMeeting.objects.filter(
        meeting_in_state(StartupState.PLANNED, now=actor.now), starts_at__lt=before
    )
    for meeting in startups.select_related("school__municipality"):
        occasion = _occasion(meeting, on=actor.on)
        yield from of_meeting(MEETING_COMING, meeting, occasion=occasion, on=actor.on)
    planned = SteeringMeeting.objects.planned(now=actor.now).filter(starts_at__lt=before)
    for steering in planned.with_group():
        occasion = _occasion(steering, on=actor.on)
        yield from of_steering(STEERING_COMING, steering, occasion=occasion, on=actor.on)


def _occasion(meeting: Meeting, *, on: date) -> str:
    limit = nearest(MEETING_DAYS, left=(day_of(meeting) - on).days)
    return f"{meeting.starts_at.isoformat()}:{limit}"
