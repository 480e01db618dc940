"""What a leader may read of their own employees' use: their own organisation's pupils alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from navskole.access.grounds import Ground
from navskole.accounts.models import User
from navskole.audit.events import PRINTS, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Membership, Role, Side
from pupils.grounds import SCHOOL_ROLES
from pupils.log_lines import count_requests
from pupils.log_patterns import Limits, off_hours
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.accounts.models import UserQuerySet
    from pupils.log_patterns import Period

LEADS = (Role.PRINCIPAL, Role.NAV_MANAGER)
_LED = {Side.SCHOOL: SCHOOL_ROLES, Side.NAV: (Role.NAV_COUNSELLOR, Role.NAV_MANAGER)}
"""Whose use a leader of the side reads; a privacy officer answers to nobody for theirs."""


def staff_led_by(actor: Actor) -> UserQuerySet:
    """Return who works or worked with pupils at the organisations the actor leads."""
    members = Membership.objects.filter(
        organisation_id__in=actor.at(*LEADS), role__in=_roles(actor)
    )
    return User.objects.filter(pk__in=members.values("user_id"))


def _roles(actor: Actor) -> tuple[str, ...]:
    return tuple(_LED.get(Side(actor.side), ())) if actor.at(*LEADS) else ()


def use_rows(actor: Actor) -> QuerySet[AccessedPupil]:
    """Return the log rows of records the led organisations own, about pupils the leader sees.

    Only looks in a role of the own side: what somebody did while they worked for the other
    side is not told here, nor is anything that the other side owns. A page that NAV's consent
    or disclosure opened to somebody is left out whole: its name would tell others of the case.
    """
    opened_by_nav = AccessedPupil.objects.filter(
        event_id=OuterRef("event_id"),
        ground__in=(Ground.CONSENT_FROM_NAV, Ground.LAWFUL_DISCLOSURE),
    )
    return AccessedPupil.objects.filter(
        ~Exists(opened_by_nav),
        owner_id__in=actor.at(*LEADS),
        event__role__in=_roles(actor),
        pupil_id__in=Pupil.objects.visible_to(actor).values("pk"),
    )


def use_events(actor: Actor, staff: UserQuerySet) -> QuerySet[AccessEvent]:
    """Return what the employees did with such records, and what they were refused.

    A refusal is told without a name unless the record is the own organisation's: known or
    unknown, it reads the same.
    """
    told = Exists(use_rows(actor).filter(event_id=OuterRef("pk")))
    refused = Q(
        decision=Decision.DENY,
        organisation_id__in=actor.at(*LEADS),
        role__in=_roles(actor),
    )
    return AccessEvent.objects.filter(told | refused, user_id__in=staff.values("pk"))


@dataclass
class Use:
    """What one employee did in a period."""

    requests: int = 0
    pupils: int = 0
    refused: int = 0
    late: int = 0
    prints: int = 0


def use_of(actor: Actor, staff: UserQuerySet, period: Period) -> dict[int, Use]:
    """Return each employee's use in the period: requests, pupils, refusals, off hours, prints."""
    found = {
        row.pop("event__user_id"): Use(**row)
        for row in _looked_up(actor, staff, period).values(
            "event__user_id", "requests", "pupils", "late", "prints"
        )
    }
    refused = use_events(actor, staff).filter(decision=Decision.DENY, **period).order_by()
    numbers = refused.values("user_id").annotate(number=count_requests())
    for user_id, number in numbers.values_list("user_id", "number"):
        found.setdefault(user_id, Use()).refused = number
    return found


def _looked_up(actor: Actor, staff: UserQuerySet, period: Period) -> QuerySet[Any]:
    within = {f"event__{name}": moment for name, moment in period.items()}
    rows = use_rows(actor).filter(event__user_id__in=staff.values("pk"), **within)
    given, late = Q(event__decision=Decision.PERMIT), off_hours(Limits.of(actor), path="event__")
    return (
        rows.order_by()
        .values("event__user_id")
        .annotate(
            requests=_requests(given),
            pupils=Count("pupil_id", distinct=True, filter=given),
            late=_requests(given & late),
            prints=_requests(given & Q(event__action__in=PRINTS)),
        )
    )


def _requests(condition: Q) -> Count:
    return count_requests(path="event__", condition=condition)
