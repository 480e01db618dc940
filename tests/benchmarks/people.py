"""Who is measured: one person of each kind in the made-up country, and what they look at first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from followup.caseload import caseload_pupils
from followup.demo.scale.places import WIDE_USER
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import Role
from pupils.grounds import SCHOOL_ROLES
from pupils.models import Case, CaseGrant, Pupil, TeamRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Person:
    """One kind of person, with the list they begin with."""

    key: str
    name: str
    list_url: str
    rows: Callable[[Actor], Any]
    """The records of the list under the rules, in its order, without facts and pages."""
    find: Callable[[], User]

    @property
    def address(self) -> str:
        """Return the address of the list."""
        return reverse(self.list_url)


def _holder(role: str, number: int = 0) -> Callable[[], User]:
    """Return how to find the person so far down in the staff of the second place."""
    return lambda: User.objects.filter(
        username__startswith=f"scale.{role}.", username__endswith=f".{number}"
    ).order_by("pk")[1]


def _substitute() -> User:
    grants = CaseGrant.objects.filter(team_role=TeamRole.SUBSTITUTE).order_by("pk")
    return User.objects.get(pk=grants.values_list("user", flat=True)[0])


def _pupils(actor: Actor) -> QuerySet[Pupil]:
    visible = Pupil.objects.visible_to(actor)
    return visible.enrolled_at(actor.at(*SCHOOL_ROLES), on=actor.on).by_name()


def _own_cases(actor: Actor) -> QuerySet[Case]:
    return Case.objects.open().on_team(actor).select_related("pupil").by_name()


def _office_cases(actor: Actor) -> QuerySet[Case]:
    return Case.objects.open().led_by(actor).select_related("pupil").by_name()


def _followup(actor: Actor) -> QuerySet[Pupil]:
    return caseload_pupils(actor).by_name()


PEOPLE = [
    Person("rektor", "rektor", "followup:followup_list", _followup, _holder(Role.PRINCIPAL)),
    Person("radgiver", "rådgiver", "pupils:pupil_list", _pupils, _holder(Role.SCHOOL_COUNSELLOR)),
    Person(
        "veileder",
        "veileder",
        "followup:own_case_list",
        _own_cases,
        _holder(Role.NAV_COUNSELLOR),
    ),
    Person(
        "leder",
        "NAV-leder",
        "followup:office_case_list",
        _office_cases,
        _holder(Role.NAV_MANAGER),
    ),
    Person("vikar", "substitute", "followup:own_case_list", _own_cases, _substitute),
    Person(
        "bred",
        "wide user",
        "pupils:pupil_list",
        _pupils,
        lambda: User.objects.get(username=WIDE_USER),
    ),
]


def acting(user: User) -> Any:
    """Return who the person is now."""
    return Actor.for_user(user, now=timezone.now())
