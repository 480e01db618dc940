"""Who somebody is today: the person, the side they act on, and where they hold which role."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils import timezone

from navskole.access.asked_again import AskedAgain
from navskole.access.visibility import WrittenFact
from navskole.organisations.models import Membership, Role, Side
from navskole.organisations.tenure import employed_anew_on, unbroken_since

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable
    from uuid import UUID

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from navskole.accounts.models import User

AnswerT = TypeVar("AnswerT")

_told_with_places: dict[str, Callable[[], Combinable]] = {}
_grounds_turn_on: list[str] = []


def tell_with_place(
    name: str, expression: Callable[[], Combinable], *, for_grounds: bool = False
) -> None:
    """Let a higher app's fact of an organisation come with each membership there.

    In the same query: for what nearly every page of those who work there needs. A fact
    `for_grounds` decides which questions the grounds ask, which are kept apart by it.
    """
    _told_with_places[name] = expression
    if for_grounds:
        _grounds_turn_on.append(name)
    _with_places.cache_clear()
    _begun_by_person.cache_clear()


# Where a person holds memberships on several sides and has chosen none.
_SIDE_ORDER = list(Side)
_ROLE_ORDER = list(Role)


@dataclass(frozen=True)
class Actor:
    """A person at one moment, acting on one side.

    Made once per request and never kept longer: a membership that ended at midnight
    is gone in the next request. Holds no membership that is not in force at `now`.
    """

    user: User | None
    now: datetime
    side: str = ""
    memberships: tuple[Membership, ...] = ()
    other_sides: tuple[str, ...] = ()
    other_side_organisations: frozenset[int] = frozenset()
    since: dict[tuple[int, str, int], date] = field(default_factory=dict, compare=False, repr=False)
    employed_anew_on: date | None = None
    system_reason: str = ""
    request_id: UUID | None = None
    method: str = ""
    path: str = ""
    answers: dict[tuple[str, Hashable], Any] = field(
        default_factory=dict, compare=False, repr=False
    )

    @classmethod
    def for_user(
        cls,
        user: User,
        *,
        now: datetime | None = None,
        side: str | None = None,
        request_id: UUID | None = None,
        method: str = "",
        path: str = "",
    ) -> Actor:
        """Resolve `user` with one query; an inactive user holds nothing.

        `side` is the side the person chose; without a membership there it is ignored.
        """
        now = now or timezone.now()
        on = timezone.localdate(now)
        return cls(
            user=user,
            now=now,
            request_id=request_id,
            method=method,
            path=path,
            **_held(_memberships(user, on=on), on=on, side=side),
        )

    def with_colleagues(self) -> list[Actor]:
        """Return everybody who works where the person acts, each as who they are there.

        What they hold elsewhere is left out: it is not for the person to know. One query.
        """
        places = {row.organisation_id for row in self.memberships}
        by_person: dict[int, list[Membership]] = defaultdict(list)
        for row in _memberships_of_staff(places, on=self.on):
            by_person[row.user_id].append(row)
        everybody = [
            Actor(user=rows[0].user, now=self.now, **_held(rows, on=self.on, side=self.side))
            for rows in by_person.values()
        ]
        return [
            replace(
                each,
                memberships=tuple(row for row in each.memberships if row.organisation_id in places),
            )
            for each in everybody
        ]

    @classmethod
    def system(cls, reason: str, *, now: datetime | None = None) -> Actor:
        """Return the identity of a command; `reason` says which. It opens no page."""
        return cls(user=None, now=now or timezone.now(), system_reason=reason)

    @property
    def person(self) -> User:
        """Who asks, where only a person can; a command's identity has no answer."""
        if self.user is None:
            raise ValueError("No person acts here.")
        return self.user

    @property
    def on(self) -> date:
        """The day in Europe/Oslo."""
        return timezone.localdate(self.now)

    def answer_once(self, question: str, about: Hashable, ask: Callable[[], AnswerT]) -> AnswerT:
        """Return what `ask` answers about a row, asked once: an actor lives for one request.

        For a question that every line of a page asks again, such as who is on the case.
        """
        key = (question, about)
        if key not in self.answers:
            self.answers[key] = ask()
        answer: AnswerT = self.answers[key]
        return answer

    @cached_property
    def asker(self) -> Actor:
        """The person as the questions of the grounds know them: who, where, and which day.

        The moment is left out, so a ground can only ask about the day. Its questions are then
        the same in each of the person's requests until midnight, or until a membership begins,
        changes or ends, and are kept for them; what they ask is asked anew every time.
        """
        held = tuple(
            (
                row.pk,
                row.role,
                row.organisation_id,
                row.is_deputy,
                *(getattr(row, name, None) for name in _grounds_turn_on),
            )
            for row in self.memberships
        )
        known_by = (
            self.person.pk,
            self.on,
            self.side,
            held,
            self.other_sides,
            self.other_side_organisations,
            frozenset(self.since.items()),
            self.employed_anew_on,
        )
        morning = timezone.make_aware(datetime.combine(self.on, time()))
        return replace(
            self, now=morning, request_id=None, method="", path="", answers=_questions_of(known_by)
        )

    @property
    def is_system(self) -> bool:
        """Whether this is a command and no person."""
        return bool(self.system_reason)

    def at(self, *roles: str) -> frozenset[int]:
        """Return the ids of the organisations where the person holds any of `roles`."""
        return frozenset(row.organisation_id for row in self.memberships if row.role in roles)

    def has_role(self, *roles: str) -> bool:
        """Tell whether the person holds any of `roles` anywhere on the acting side."""
        return any(row.role in roles for row in self.memberships)

    def holds(self, role: str, organisation_id: int | None) -> Membership | None:
        """Return the membership in `role` at the organisation, an own one before a deputy's."""
        rows = [
            row
            for row in self.memberships
            if row.role == role and row.organisation_id == organisation_id
        ]
        return min(rows, key=lambda row: row.is_deputy, default=None)

    def employed_since(self, role: str, organisation_id: int) -> date:
        """Return since when the person has held `role` there, without a break, until today.

        Raises KeyError where they do not hold it today.
        """
        return self.since[self.person.pk, role, organisation_id]

    @property
    def main_membership(self) -> Membership | None:
        """The membership that is shown and logged: the first in the order of roles."""
        return min(
            self.memberships,
            key=lambda row: (_ROLE_ORDER.index(Role(row.role)), row.is_deputy, row.pk),
            default=None,
        )

    @property
    def main_role(self) -> str:
        """The role code that is logged, or an empty string."""
        return self.main_membership.role if self.main_membership else ""

    @property
    def main_organisation_id(self) -> int | None:
        """The organisation that is logged."""
        return self.main_membership.organisation_id if self.main_membership else None


@lru_cache(maxsize=64)
def _questions_of(known_by: Hashable) -> dict[tuple[str, Hashable], Any]:
    """Return where the questions written for somebody are kept; empty at first."""
    return {}


def _memberships(user: User, *, on: date) -> list[Membership]:
    """Return every membership that has begun, also those that are over."""
    if not user.is_active:
        return []
    rows = _begun_by_person().ask(user_id=user.pk, starts_on__lte=on)
    return sorted(rows, key=lambda row: row.pk)


@cache
def _begun_by_person() -> AskedAgain[Membership]:
    """Return the question that every request begins with, written once; -1 is nobody's number."""
    return AskedAgain(_with_places(), user_id=-1, starts_on__lte=date.min)


@cache
def _with_places() -> QuerySet[Membership]:
    """Return the question for memberships and what is told with their places, made once.

    It is never asked as it stands: a filter makes a fresh copy.
    """
    told = {name: WrittenFact(Membership, fact()) for name, fact in _told_with_places.items()}
    return Membership.objects.select_related("organisation").annotate(**told).order_by()


def _memberships_of_staff(places: Collection[int], *, on: date) -> list[Membership]:
    """Return what everybody active who works at one of the places holds or has held anywhere."""
    working = Membership.objects.in_force(on=on).filter(organisation_id__in=places)
    rows = _with_places().filter(
        user__in=working.values("user"), user__is_active=True, starts_on__lte=on
    )
    return sorted(rows.select_related("user", "organisation"), key=lambda row: row.pk)


def _held(rows: list[Membership], *, on: date, side: str | None) -> dict[str, Any]:
    """Return what a person who has or had the memberships holds on `on`, as an actor's fields."""
    held = [row for row in rows if row.is_in_force(on=on)]
    sides = [known for known in _SIDE_ORDER if any(_side(row) == known for row in held)]
    acting = side if side in sides else next(iter(sides), "")
    return {
        "side": acting,
        "memberships": tuple(row for row in held if _side(row) == acting),
        "other_sides": tuple(known for known in sides if known != acting),
        "other_side_organisations": frozenset(
            row.organisation_id for row in held if _side(row) != acting
        ),
        "since": unbroken_since(rows, on=on),
        "employed_anew_on": employed_anew_on([row for row in rows if _side(row) == acting], on=on),
    }


def _side(membership: Membership) -> str:
    return membership.organisation.side
