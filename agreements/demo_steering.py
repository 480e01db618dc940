"""The demo's steering group at Fjordvik: a meeting held, decisions open and done, one to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from agreements.actions.steering_decision import DecisionContent, add_decision, finish_decision
from agreements.actions.steering_meeting import (
    Guest,
    SteeringMeetingContent,
    plan_steering_meeting,
    write_minutes,
)
from agreements.actions.steering_member import SteeringMemberContent, add_steering_member
from agreements.models import Collaboration, SteeringMember
from agreements.steering_agenda import points_of
from navskole.administration.demo import working_morning

if TYPE_CHECKING:
    from datetime import datetime

    from agreements.models import SteeringDecision, SteeringMeeting
    from navskole.administration.demo import World

_SEATED_DAYS_AGO = 500
_HELD_DAYS_AGO = 45
_PLANNED_IN_DAYS = 17


@dataclass(frozen=True)
class Seat:
    """One member: who, as what and from where, and whether they lead or write."""

    username: str
    function: str
    organisation: str
    is_chair: bool = False
    is_secretary: bool = False


SEATS = (
    Seat("rektor.fjordvik", "Rektor", "Fjordvik vgs", is_chair=True),
    Seat("leder.fjordvik", "NAV-leder", "NAV Fjordvik", is_chair=True),
    Seat("leder.sundet", "NAV-leder", "NAV Sundet"),
    Seat("veileder.fjordvik", "NAV-veileder", "NAV Fjordvik", is_secretary=True),
)
_PREPARATION = {
    "time_use": "Timelistene viser om lag tre dager i uken på skolen.",
    "measures": "Lærlingplass og sommerjobb er mest brukt.",
    "consents": "Rutinen for muntlig samtykke er gjennomgått med elevtjenesten.",
}
_MINUTES = {
    1: "Gruppen gikk gjennom tallene. Omfanget er som ventet.",
    2: "Veilederen trenger faste kontordager på skolen.",
    3: "Flere bedrifter tar imot. Gruppen ønsker en oversikt.",
    5: "Alle ansatte i elevtjenesten har fått rutinen.",
    6: "Romspørsmålet tas opp i neste møte.",
    7: "Neste møte før jul.",
}


def seed_steering_group(world: World) -> None:
    """Seat the group, hold a meeting with minutes and decisions, and plan the next."""
    collaboration = Collaboration.objects.get(school__name="Fjordvik vgs")
    members = [_seat(world, collaboration, seat) for seat in SEATS]
    held = world.moment(_HELD_DAYS_AGO)
    meeting = _plan(world, collaboration, at=held, others=("Rom til veilederen",))
    after = world.actor("rektor.fjordvik", held + timedelta(hours=4))
    meeting = write_minutes(
        actor=after,
        meeting=meeting,
        version=meeting.version,
        came=members[:2] + members[3:],
        noted=_MINUTES,
        guests=[Guest("Ragna Sørlie", "Rådgiver for sosiale tjenester", "Statsforvalteren")],
    )
    _decide(world, meeting, "Sette av fast rom til veilederen to dager i uken.", members[0], -7)
    overview = "Lage en oversikt over bedrifter som tar imot elever."
    _decide(world, meeting, overview, members[1], 20)
    finished = _decide(world, meeting, "Gi rutinen for samtykke til nye ansatte.", members[0], -20)
    finish_decision(actor=world.actor("rektor.fjordvik", world.moment(22)), decision=finished)
    coming = working_morning(world.day(_PLANNED_IN_DAYS)) + timedelta(hours=1)
    _plan(world, collaboration, at=coming, others=())


def _seat(world: World, collaboration: Collaboration, seat: Seat) -> SteeringMember:
    user = world.people[seat.username]
    return add_steering_member(
        actor=world.actor("rektor.fjordvik", world.moment(_HELD_DAYS_AGO + 30)),
        collaboration=collaboration,
        content=SteeringMemberContent(
            name=str(user),
            organisation=seat.organisation,
            function=seat.function,
            email=user.email,
            user=user,
            is_chair=seat.is_chair,
            is_secretary=seat.is_secretary,
            starts_on=world.day(-_SEATED_DAYS_AGO),
            ends_on=None,
        ),
    )


def _plan(
    world: World, collaboration: Collaboration, *, at: datetime, others: tuple[str, ...]
) -> SteeringMeeting:
    planned = min(at - timedelta(days=21), world.moment(3))
    return plan_steering_meeting(
        actor=world.actor("leder.fjordvik", planned),
        collaboration=collaboration,
        content=SteeringMeetingContent(
            starts_at=at,
            minutes=90,
            place="Møterom 2, Fjordvik vgs",
            points=points_of(_PREPARATION, others),
        ),
    )


def _decide(
    world: World, meeting: SteeringMeeting, text: str, owner: SteeringMember, due: int
) -> SteeringDecision:
    return add_decision(
        actor=world.actor("rektor.fjordvik", meeting.starts_at + timedelta(hours=5)),
        meeting=meeting,
        content=DecisionContent(text=text, owner=owner, owner_name="", deadline=world.day(due)),
    )
