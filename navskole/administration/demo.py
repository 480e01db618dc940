"""The demo's staff, and the world their actions take place in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.administration.actions.user import save_user, start_membership
from navskole.organisations.demo import DIRECTORATE, OPERATOR, Places
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

PASSWORD = "navskole-demo"  # noqa: S105 - printed on the demo's own sign-in page
MARK = "veileder.fjordvik"
"""The account whose presence says that the demo has been seeded."""
_EMPLOYED_DAYS = 1600
_MORNING = time(8, 30)
_FRIDAY = 4
_OFFICES = ("NAV Fjordvik", "NAV Sundet", "NAV Elvebyen", "NAV Skogheim")
_SCHOOLS = ("Fjordvik vgs", "Elvebyen vgs", "Skogheim vgs")


@dataclass(frozen=True)
class Account:
    """One demo account: who it is, in which role, at which organisations."""

    username: str
    first_name: str
    last_name: str
    role: Role
    organisations: Sequence[str]
    is_deputy: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def role_name(self) -> str:
        """The role in words."""
        label = str(self.role.label)
        return f"{label} (stedfortreder)" if self.is_deputy else label

    @property
    def organisation(self) -> str:
        """Where, in words."""
        return ", ".join(self.organisations)


ACCOUNTS = (
    Account("veileder.fjordvik", "Maja", "Røsvik", Role.NAV_COUNSELLOR, ["NAV Fjordvik"]),
    Account("veileder2.fjordvik", "Jakub", "Wiśniewski", Role.NAV_COUNSELLOR, ["NAV Fjordvik"]),
    Account("leder.fjordvik", "Torbjørn", "Lindset", Role.NAV_MANAGER, ["NAV Fjordvik"]),
    Account(
        "stedfortreder.fjordvik",
        "Amina",
        "Jama",
        Role.NAV_MANAGER,
        ["NAV Fjordvik"],
        is_deputy=True,
    ),
    Account("rektor.fjordvik", "Gunhild", "Øverland", Role.PRINCIPAL, ["Fjordvik vgs"]),
    Account("radgiver.fjordvik", "Farid", "Haidari", Role.SCHOOL_COUNSELLOR, ["Fjordvik vgs"]),
    Account("veileder.sundet", "Ingebjørg", "Sætre-Holm", Role.NAV_COUNSELLOR, ["NAV Sundet"]),
    Account("leder.sundet", "Kåre", "Myrvold", Role.NAV_MANAGER, ["NAV Sundet"]),
    Account("veileder.elvebyen", "Thi Lan", "Nguyen", Role.NAV_COUNSELLOR, ["NAV Elvebyen"]),
    Account("leder.elvebyen", "Solveig", "Brattås", Role.NAV_MANAGER, ["NAV Elvebyen"]),
    Account("rektor.elvebyen", "Petter", "Ødegård", Role.PRINCIPAL, ["Elvebyen vgs"]),
    Account("radgiver.elvebyen", "Máret", "Utsi", Role.SCHOOL_COUNSELLOR, ["Elvebyen vgs"]),
    Account("veileder.skogheim", "Olena", "Kovalenko", Role.NAV_COUNSELLOR, ["NAV Skogheim"]),
    Account("leder.skogheim", "Hans-Jørgen", "Bakke", Role.NAV_MANAGER, ["NAV Skogheim"]),
    Account("rektor.skogheim", "Ragnhild", "Tveit", Role.PRINCIPAL, ["Skogheim vgs"]),
    Account("fylke", "Sivakumar", "Rajaratnam", Role.COUNTY_COORDINATOR, ["Havlandet fylke"]),
    Account("direktorat", "Åse", "Kvamme", Role.DIRECTORATE_READER, [DIRECTORATE]),
    Account("personvern.nav", "Eivind", "Løkken", Role.PRIVACY_OFFICER, _OFFICES),
    Account("personvern.skole", "Noor", "Al-Khatib", Role.PRIVACY_OFFICER, _SCHOOLS),
    Account("system", "Bjørn Ivar", "Stene", Role.SYSTEM_ADMIN, [OPERATOR]),
)


@dataclass(frozen=True)
class World:
    """The demo's places and people, seen from the moment it is seeded."""

    now: datetime
    places: Places
    people: dict[str, User]

    def day(self, from_today: int) -> date:
        """Return the day so many days from today, weekends included; negative lies behind."""
        return timezone.localdate(self.now) + timedelta(days=from_today)

    def moment(self, days_ago: int) -> datetime:
        """Return 08.30 on a working day so many days ago; a weekend becomes its Friday."""
        return working_morning(self.day(-days_ago))

    def actor(self, username: str, at: datetime) -> Actor:
        """Return the person as they were at that moment."""
        return Actor.for_user(self.people[username], now=at)

    def unhindered(self, username: str, at: datetime) -> Actor:
        """Return the person with the system's freedom.

        For what happens in life but has no page: registering at a school without a
        rådgiver, opening a case nobody referred.
        """
        return replace(self.actor(username, at), system_reason="demo")

    def system(self, at: datetime) -> Actor:
        """Return the identity that sets up what no person of the demo does."""
        return Actor.system("demo", now=at)


def working_morning(day: date) -> datetime:
    """Return 08.30 in Oslo on `day`, or on the Friday before a weekend day."""
    day -= timedelta(days=max(day.weekday() - _FRIDAY, 0))
    return datetime.combine(day, _MORNING, tzinfo=timezone.get_default_timezone())


def is_seeded() -> bool:
    """Tell whether the demo is there."""
    return User.objects.filter(username=MARK).exists()


def seed_people(now: datetime, places: Places) -> World:
    """Make the accounts with their memberships, all with the one demo password."""
    world = World(now=now, places=places, people={})
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        world.people[account.username] = _employ(world, account, hashed)
    return world


def _employ(world: World, account: Account, hashed: str) -> User:
    actor = world.system(world.moment(_EMPLOYED_DAYS))
    user = save_user(
        actor=actor,
        user=None,
        username=account.username,
        first_name=account.first_name,
        last_name=account.last_name,
        email=f"{account.username}@navskole.example",
    )
    user.password = hashed
    user.date_joined = actor.now
    user.save(update_fields=["password", "date_joined"])
    for organisation in account.organisations:
        start_membership(
            actor=actor,
            user=user,
            role=account.role,
            organisation=world.places.organisation(organisation),
            starts_on=actor.on,
            is_deputy=account.is_deputy,
        )
    return user
