"""Where sequences of actions are played: a small world that works, and the hands to act in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from agreements.models import Placement
from navskole.access.actor import Actor
from navskole.organisations.models import Membership
from navskole.records.errors import NotAllowed, RuleBroken
from pupils.models import Enrolment, Pupil
from tests.access.oracle.cast import TRADES, Cast, make_cast
from tests.access.oracle.furnished import let_it_cross, write_of
from tests.asking import at_noon
from tests.factories.agreements import contract_in_force
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
)

# The days a sequence can stand on, from its first. Something ends on a day near the start of
# one run of days, and the days after which a rule turns lie in the next.
DAYS = (0, 1, 2, 60, 61, 62, 63, 91, 92, 93, 152, 153)
FOLLOWED_UP = [
    ("school_a", "office_1", "nav_1"),
    ("school_a", "office_2", "nav_2"),
    ("school_b", "office_1", "colleague_1"),
    ("school_a", "", ""),
]
CONTRACT_ENDS = {
    ("school_a", "office_1"): 152,
    ("school_a", "office_2"): 60,
    ("school_b", "office_1"): 400,
}

PICK = st.integers(0, 59)
PERSON = st.sampled_from(sorted(TRADES))
AT_SCHOOL = st.sampled_from(["counsellor_a", "colleague_a", "principal_a", "counsellor_b"])
AT_NAV = st.sampled_from(["nav_1", "nav_1", "colleague_1", "nav_2"])
LEADER = st.sampled_from(["manager_1", "manager_1", "manager_2"])
YES = st.sampled_from([True, True, True, False])
NO = st.sampled_from([False, False, False, True])
AREAS = st.sampled_from([(), (), (0,), (1,), (0, 1), (2,), (0, 2)])


def set_the_stage() -> Cast:
    """Write the cast at work, three contracts, and four pupils; one is protected."""
    cast = make_cast()
    for who, (role, place) in TRADES.items():
        Membership.objects.create(
            user=cast.people[who],
            role=role,
            organisation_id=cast.places[place].pk,
            is_deputy=who.startswith("deputy"),
            starts_on=cast.day(-400),
        )
    signers = cast.people["principal_a"], cast.people["manager_1"]
    for (school, office), ends in CONTRACT_ENDS.items():
        contract = contract_in_force(
            school=cast.places[school],
            office=cast.places[office],
            signers=signers,
            ends_on=cast.day(ends),
        )
        placed = {"office_1": ["nav_1", "colleague_1"], "office_2": ["nav_2"]}[office]
        for who in placed[: 1 if school == "school_b" else 2]:
            Placement.objects.create(
                contract=contract,
                counsellor=cast.people[who],
                post_fraction=Decimal(80),
                starts_on=cast.day(-300),
            )
    for school, office, who in FOLLOWED_UP:
        pupil = PupilFactory(birth_date=_eighteen_on(cast.day(2)))
        EnrolmentFactory(pupil=pupil, school=cast.places[school])
        if office:
            case = CaseFactory(
                pupil=pupil, office=cast.places[office], responsible=cast.people[who]
            )
            let_it_cross(cast, case, cast.places[school])
            if school == "school_a":
                write_of(cast, case, cast.places[school])
    return cast


def _eighteen_on(day: date) -> date:
    return day.replace(year=day.year - 18, day=min(day.day, 28))


class Stage(RuleBasedStateMachine):
    """Plays one sequence in a transaction of its own; `clock` says which day it is."""

    cast: ClassVar[Cast]
    tried: ClassVar[Counter[str]] = Counter()
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.clock = 0
        self.has_changed = True
        self.asked = 0
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        """Undo the sequence."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- The day, and who acts ---

    @property
    def today(self) -> date:
        """The day the sequence has come to."""
        day: date = self.cast.day(DAYS[self.clock])
        return day

    @property
    def now(self) -> datetime:
        """Noon of it."""
        return at_noon(self.today)

    def acting(self, who: str) -> Actor:
        """Return the person today, on the first of their sides."""
        return Actor.for_user(self.cast.people[who], now=self.now)

    def system(self) -> Actor:
        """Return a command's identity today."""
        return Actor.system("sequence", now=self.now)

    # --- Rows ---

    def pick(self, rows: Any, number: int) -> Any:
        """Return one of the rows, whatever the number; None where there are none."""
        found: Sequence[Any] = list(rows.order_by("pk"))
        return found[number % len(found)] if found else None

    def pupil(self, number: int) -> Pupil:
        """Return one of the pupils."""
        found: Pupil = self.pick(Pupil.objects, number)
        return found

    def school_of(self, pupil: Pupil) -> Any:
        """Return the school the pupil went to last."""
        return Enrolment.objects.filter(pupil=pupil).latest("starts_on", "pk").school

    def areas(self, numbers: tuple[int, ...]) -> list[Any]:
        """Return problem areas; the third is sensitive."""
        return [self.cast.areas[number] for number in numbers]

    def on_case(self, case: Any, who: str) -> Actor:
        """Return mostly whoever answers for the case, at times the one drawn."""
        answers = case.responsible if case is not None else None
        self.asked += 1
        if answers is None or self.asked % 5 == 0:
            return self.acting(who)
        return Actor.for_user(answers, now=self.now)

    def leader(self, case: Any, who: str) -> Actor:
        """Return the one drawn, or the leader of the case's office."""
        return self.acting(who if case is None else f"manager_{self.number_of(case.office)}")

    def number_of(self, office: Any) -> int:
        """Return which of the two offices it is."""
        return 1 if office.pk == self.cast.places["office_1"].pk else 2

    def write(self, row: Any, **facts: Any) -> None:
        """Change a row that no action changes: what an import or another day does."""
        for name, value in facts.items():
            setattr(row, name, value)
        row.save()
        self.has_changed = True

    def at_school(self, pupil: Pupil, who: str) -> Actor:
        """Return the one drawn, or a rådgiver of the school the pupil went to last."""
        drawn = self.acting(who)
        school = self.school_of(pupil)
        if any(row.organisation_id == school.pk for row in drawn.memberships):
            return drawn
        return self.acting(f"counsellor_{'b' if school == self.cast.places['school_b'] else 'a'}")

    def attempt(self, action: Callable[..., Any], **facts: Any) -> Any:
        """Let somebody try: a rule that says no leaves everything as it was."""
        self.tried[action.__name__] += 1
        if any(value is None for value in facts.values()):
            return None
        with suppress(RuleBroken, NotAllowed, ValidationError, ObjectDoesNotExist):
            with transaction.atomic():
                result = action(**facts)
            self.done[action.__name__] += 1
            self.has_changed = True
            return result
        return None
