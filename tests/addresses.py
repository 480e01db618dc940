"""Every address of the site, from the resolver, with the records of the world it can name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from agreements.models import (
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    Invitee,
    Placement,
    StartupMeeting,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
)
from followup.models import CaseloadReview, ContactRequest, OutreachActivity
from navskole.access import addresses
from navskole.accounts.models import User
from navskole.notices.models import Notice
from navskole.organisations.models import County, Membership, Municipality, NavOffice, School
from navskole.records.week import Week
from tests.world import World


@dataclass(frozen=True)
class NamedWeek:
    """A week of the calendar, which an address names as it names a record; it is nobody's."""

    week: Week
    pk: int = 0

    @property
    def public_id(self) -> Week:
        """What stands in the address."""
        return self.week


def this_week() -> NamedWeek:
    """Return the present week: the one that everybody who registers time can ask for."""
    return NamedWeek(Week.of(timezone.localdate()))


MODELS = addresses.registered() | {
    "contact_request_id": ContactRequest,
    "collaboration_id": Collaboration,
    "collaboration_office_id": CollaborationOffice,
    "contact_person_id": ContactPerson,
    "startup_meeting_id": StartupMeeting,
    "invitee_id": Invitee,
    "steering_member_id": SteeringMember,
    "steering_meeting_id": SteeringMeeting,
    "steering_decision_id": SteeringDecision,
    "contract_id": Contract,
    "placement_id": Placement,
    "review_id": CaseloadReview,
    "user_id": User,
    "membership_id": Membership,
    "school_id": School,
    "office_id": NavOffice,
    "county_id": County,
    "municipality_id": Municipality,
    "outreach_id": OutreachActivity,
    "notice_id": Notice,
    "week": NamedWeek,
}
"""What each URL argument names."""


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, its arguments in order, and the view behind it."""

    name: str
    arguments: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return self.name

    def url(self, *records: Any) -> str:
        """Return the address of the records, one for each argument."""
        return reverse(self.name, args=[record.public_id for record in records])

    @property
    def permission(self) -> str:
        """The permission the view names, or nothing."""
        return getattr(self.view, "permission", "")

    @property
    def methods(self) -> set[str]:
        """The methods that the view answers, in small letters."""
        allowed = getattr(self.view, "http_method_names", [])
        return {name for name in allowed if hasattr(self.view, name)}


def every_address() -> list[Address]:
    """Return every address of the site, in the order of the resolver."""
    return list(_walk(get_resolver(), namespaces=(), arguments=()))


def _walk(
    resolver: URLResolver, *, namespaces: tuple[str, ...], arguments: tuple[str, ...]
) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        here = (*arguments, *entry.pattern.converters)
        if isinstance(entry, URLResolver):
            inside = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, namespaces=inside, arguments=here)
        elif isinstance(entry, URLPattern):
            name = ":".join((*namespaces, str(entry.name)))
            view = getattr(entry.callback, "view_class", entry.callback)
            yield Address(name, here, view)


def records_named_by(world: World, argument: str) -> dict[str, Any]:
    """Return the world's records that the URL argument can name, by their names."""
    model = MODELS[argument]
    if model is Membership:
        return {
            f"membership_{who}": world.records[who].memberships.order_by("pk").first()
            for who in world.usernames
            if who != "nobody"
        }
    if model is NamedWeek:
        return {"this_week": this_week()}
    return {name: record for name, record in world.records.items() if type(record) is model}
