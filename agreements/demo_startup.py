"""The demo's start-up meetings: one that became a collaboration, one held, one planned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agreements.actions.startup_meeting import (
    InviteeContent,
    MeetingContent,
    add_invitee,
    conclude_meeting,
    plan_meeting,
    turn_into_collaboration,
)
from agreements.models import Capacity, StartupOutcome
from agreements.standard_agenda import standard_agenda
from navskole.administration.demo import working_morning

if TYPE_CHECKING:
    from datetime import datetime

    from agreements.models import StartupMeeting
    from navskole.administration.demo import World

_BECAME_DAYS_AGO = 760
_HELD_DAYS_AGO = 4
_PLANNED_IN_DAYS = 12


def seed_startup_meetings(world: World) -> None:
    """Hold Fjordvik's long ago and make it a collaboration, Skogheim's lately, plan Elvebyen's."""
    _became_collaboration(world)
    _held_lately(world)
    _planned(world)


def _became_collaboration(world: World) -> None:
    held = world.moment(_BECAME_DAYS_AGO)
    offices = ["NAV Fjordvik", "NAV Sundet"]
    meeting = _plan(world, "rektor.fjordvik", "Fjordvik vgs", offices, at=held)
    after = held + timedelta(hours=3)
    meeting = conclude_meeting(
        actor=world.actor("rektor.fjordvik", after),
        meeting=meeting,
        version=meeting.version,
        came=list(meeting.invitees.all()),
        outcome=StartupOutcome.YES,
        agreed="Vi vil ha NAV-veileder ved skolen fra våren. NAV Fjordvik begynner, NAV Sundet "
        "kommer med til høsten. Rektor lager utkast til kontrakt.",
    )
    turn_into_collaboration(
        actor=world.actor("rektor.fjordvik", after + timedelta(days=1)), meeting=meeting
    )


def _held_lately(world: World) -> None:
    _plan(
        world,
        "rektor.skogheim",
        "Skogheim vgs",
        ["NAV Skogheim"],
        at=world.moment(_HELD_DAYS_AGO),
    )


def _planned(world: World) -> None:
    day = working_morning(world.day(_PLANNED_IN_DAYS)) + timedelta(hours=4)
    offices = ["NAV Elvebyen", "NAV Skogheim"]
    meeting = _plan(world, "rektor.elvebyen", "Elvebyen vgs", offices, at=day)
    add_invitee(
        actor=world.actor("rektor.elvebyen", world.moment(1)),
        meeting=meeting,
        content=InviteeContent(
            capacity=Capacity.STATE_ADVISER,
            name="Ragna Sørlie",
            organisation="Statsforvalteren i Dalåsen",
            email="ragna.sorlie@statsforvalteren.example",
        ),
    )


def _plan(
    world: World, username: str, school: str, offices: list[str], *, at: datetime
) -> StartupMeeting:
    planned = min(at - timedelta(days=21), world.moment(2))
    return plan_meeting(
        actor=world.actor(username, planned),
        school=world.places.schools[school],
        offices=[world.places.offices[name] for name in offices],
        content=MeetingContent(
            starts_at=at,
            minutes=90,
            place=f"Møterom 2, {school}",
            agenda=standard_agenda(),
        ),
    )
