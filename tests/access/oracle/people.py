"""Who asks: one person, on one side, on one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from agreements.models import Contract, Placement
from navskole.accounts.models import User
from navskole.organisations.models import Membership
from pupils.models import Enrolment, PersonRelation, Pupil, PupilGrant
from tests.access.oracle.facts import Facts, contract_counts, counts

SCHOOL, NAV = "school", "nav"
AFTER_SCHOOL = timedelta(days=60)


@dataclass(frozen=True)
class Asker:
    """A person acting on one side; what they hold today on it, and elsewhere."""

    facts: Facts
    user_id: int
    side: str
    on: date
    held: frozenset[tuple[str, int]]
    elsewhere: frozenset[int]
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def at(self, *roles: str) -> set[int]:
        """Return where the person holds one of the roles."""
        return {place for role, place in self.held if role in roles}

    def works_at(self, place: int | None, *roles: str) -> bool:
        """Tell whether the person holds one of the roles there."""
        return place in self.at(*roles)


Answer = TypeVar("Answer")


def remembered(
    question: Callable[[Asker, int], Answer],
) -> Callable[[Asker, int], Answer]:
    """Let the asker keep the answer about a row: the facts do not change while they ask."""

    def asked(asker: Asker, number: int) -> Answer:
        key = (question, number)
        if key not in asker.memory:
            asker.memory[key] = question(asker, number)
        answer: Answer = asker.memory[key]
        return answer

    return asked


def askers(facts: Facts, user_id: int, on: date) -> list[Asker]:
    """Return the person once for each side they work on that day."""
    user: User = facts.one(User, user_id)
    if not user.is_active:
        return []
    rows = [r for r in facts.all(Membership) if r.user_id == user_id and counts(r, on)]
    by_side: dict[str, set[tuple[str, int]]] = {}
    for row in rows:
        side = facts.sides[row.organisation_id]
        by_side.setdefault(side, set()).add((row.role, row.organisation_id))
    return [
        Asker(
            facts,
            user_id,
            side,
            on,
            held=frozenset(held),
            elsewhere=frozenset(
                place for other, rest in by_side.items() if other != side for _role, place in rest
            ),
        )
        for side, held in by_side.items()
    ]


# --- What hides a pupil before any ground is asked ----------------------------------------


def is_named(asker: Asker, pupil_id: int) -> bool:
    """Tell whether the person is named for the pupil today, in an employment that lasts."""
    return any(
        grant.user_id == asker.user_id
        and grant.ground == "named_for_protected"
        and grant.content_object_id == pupil_id
        and counts(grant, asker.on)
        and _has_not_left_since(asker, grant.starts_on)
        for grant in asker.facts.all(PupilGrant)
    )


def _has_not_left_since(asker: Asker, first: date) -> bool:
    """Tell whether no membership's end has cut off what was given on `first`.

    Some place of today was worked at that day and every day since; and none of today's
    places was left after it and come back to.
    """
    places = {place for _role, place in asker.held}
    return any(_unbroken_days(asker, place, first) for place in places) and not any(
        _came_back(asker, place, first) for place in places
    )


def _rows_at(asker: Asker, place: int) -> list[Membership]:
    return [
        row
        for row in asker.facts.all(Membership)
        if (row.user_id, row.organisation_id) == (asker.user_id, place)
    ]


def _unbroken_days(asker: Asker, place: int, first: date) -> bool:
    """Tell whether the person worked there on `first` and every day since."""
    rows = _rows_at(asker, place)
    after = {row.ends_on + timedelta(days=1) for row in rows if row.ends_on}
    doubtful = {day for day in {first, *after} if first <= day <= asker.on}
    return all(any(counts(row, day) for row in rows) for day in doubtful)


def _came_back(asker: Asker, place: int, first: date) -> bool:
    """Tell whether the person has left the place on `first` or later, and works there again."""
    ends = []
    for row in _rows_at(asker, place):
        each = [row.ends_on] if row.ends_on else []
        each += [timezone.localdate(row.ended_at)] if row.ended_at else []
        ends += [min(each)] if each else []
    return any(
        first <= last <= asker.on and not _unbroken_days(asker, place, last) for last in ends
    )


def is_close(asker: Asker, pupil_id: int) -> bool:
    """Tell whether it is the person themselves, or somebody close, and nobody has lifted it."""
    return any(
        relation.user_id == asker.user_id
        and relation.pupil_id == pupil_id
        and relation.lifted_at is None
        for relation in asker.facts.all(PersonRelation)
    )


@remembered
def does_not_exist(asker: Asker, pupil_id: int) -> bool:
    """Tell whether a hard rule hides the pupil and all that is about them."""
    pupil: Pupil = asker.facts.one(Pupil, pupil_id)
    strict = pupil.address_protection == "strict" and not is_named(asker, pupil_id)
    return strict or is_close(asker, pupil_id) or _is_closed_for_two_sides(asker, pupil_id)


def schools_of_both_sides(asker: Asker) -> set[int]:
    """Return the schools where the person works too while they act for a partner office."""
    if asker.side != NAV:
        return set()
    offices = {place for _role, place in asker.held}
    return {
        contract.school_id
        for contract in asker.facts.all(Contract)
        if contract.office_id in offices
        and contract.school_id in asker.elsewhere
        and contract_counts(contract, asker.on)
    }


def _is_closed_for_two_sides(asker: Asker, pupil_id: int) -> bool:
    closed = schools_of_both_sides(asker)
    return any(school in closed for school in schools_of(asker, pupil_id))


# --- Where the pupil is --------------------------------------------------------------------


def is_current(enrolment: Enrolment, on: date) -> bool:
    """Tell whether the pupil goes there today."""
    return counts(enrolment, on)


def is_current_or_recent(enrolment: Enrolment, on: date) -> bool:
    """Tell whether the pupil goes there, or left at most 60 days ago."""
    if enrolment.starts_on > on:
        return False
    ends = [enrolment.ends_on] if enrolment.ends_on else []
    if enrolment.ended_at:
        ends.append(timezone.localdate(enrolment.ended_at))
    return not ends or on <= min(ends) + AFTER_SCHOOL


@remembered
def schools_of(asker: Asker, pupil_id: int) -> set[int]:
    """Return the schools whose staff are still the pupil's."""
    return {
        enrolment.school_id
        for enrolment in asker.facts.all(Enrolment)
        if enrolment.pupil_id == pupil_id and is_current_or_recent(enrolment, asker.on)
    }


# --- What ties school and office ---------------------------------------------------------


def work_together(facts: Facts, school_id: int, office_id: int, on: date) -> bool:
    """Tell whether the pair has a contract in force."""
    return any(
        contract.school_id == school_id
        and contract.office_id == office_id
        and contract_counts(contract, on)
        for contract in facts.all(Contract)
    )


def is_placed(asker: Asker, school_id: int, office_id: int) -> bool:
    """Tell whether the person sits at the school for the office, under a contract in force."""
    contracts = {
        contract.pk
        for contract in asker.facts.all(Contract)
        if (contract.school_id, contract.office_id) == (school_id, office_id)
        and contract_counts(contract, asker.on)
    }
    return any(
        placement.counsellor_id == asker.user_id
        and placement.contract_id in contracts
        and counts(placement, asker.on)
        for placement in asker.facts.all(Placement)
    )


def placed_under(asker: Asker, contract: Any) -> bool:
    """Tell whether the person is placed under this very contract, which is in force."""
    return contract_counts(contract, asker.on) and any(
        placement.counsellor_id == asker.user_id
        and placement.contract_id == contract.pk
        and counts(placement, asker.on)
        for placement in asker.facts.all(Placement)
    )
