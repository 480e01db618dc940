"""Steps that time and administration take: days pass, things begin and end."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.models import Contract
from navskole.administration.actions.user import end_membership, start_membership
from navskole.organisations.models import Membership, Role
from pupils.actions.enrolment import end_enrolment
from pupils.actions.protection import protect_address
from pupils.actions.relation import declare_relation
from pupils.models import Enrolment
from tests.access.oracle.cast import SECOND
from tests.access.oracle.stage import DAYS, NO, PERSON, PICK, Stage


class TimeSteps(Stage):
    """What nobody on either side has to do for it to happen."""

    @rule(days=st.sampled_from([1, 1, 1, 2, 4]))
    def days_pass(self, days: int) -> None:
        """Move the clock: consents end, grades of age turn, contracts expire."""
        self.clock = min(self.clock + days, len(DAYS) - 1)
        self.has_changed = True

    @precondition(lambda self: self.clock > 0)
    @rule(number=PICK)
    def a_membership_ends(self, number: int) -> None:
        """Somebody leaves, at once."""
        if number % 3 == 0:  # seldom: who has left acts no more
            row = self.pick(Membership.objects, number // 3)
            self.attempt(end_membership, actor=self.system(), membership=row)

    @rule(which=st.sampled_from(SECOND), is_deputy=NO)
    def a_membership_begins(self, which: tuple[str, str, str], is_deputy: bool) -> None:
        """Somebody gets a second place to work."""
        who, role, place = which
        self.attempt(
            start_membership,
            actor=self.system(),
            user=self.cast.people[who],
            role=role,
            organisation=self.cast.places[place],
            starts_on=self.today,
            is_deputy=is_deputy and role in (Role.PRINCIPAL, Role.NAV_MANAGER),
        )

    @rule(number=PICK)
    def a_contract_is_ended(self, number: int) -> None:
        """One pair no longer works together."""
        if number % 4 == 0:
            self._end(Contract.objects.filter(ended_at__isnull=True), number // 4)

    @rule(number=PICK, days=st.sampled_from([-1, 0, 1]))
    def an_enrolment_ends(self, number: int, days: int) -> None:
        """A pupil leaves the school: yesterday, today or tomorrow is the last day."""
        row = self.pick(Enrolment.objects.filter(ends_on__isnull=True), number)
        if row is not None:
            other = "school_b" if row.school_id == self.cast.places["school_a"].pk else "school_a"
            self.attempt(
                end_enrolment,
                actor=self.at_school(row.pupil, "counsellor_a"),
                pupil=row.pupil,
                ends_on=self.cast.day(DAYS[self.clock] + days),
                end_reason="moved",
                **({"new_school": self.cast.places[other]} if number % 2 else {}),
            )

    @rule(number=PICK, school=st.sampled_from(["school_a", "school_b"]))
    def an_enrolment_begins(self, number: int, school: str) -> None:
        """A pupil starts at a school, perhaps one they have been to before."""
        pupil = self.pupil(number)
        been = Enrolment.objects.filter(pupil=pupil, school=self.cast.places[school])
        if (
            not been.filter(ends_on__isnull=True).exists()
            and not been.filter(ends_on__gte=self.today).exists()
        ):
            self.write(
                Enrolment(pupil=pupil, programme_area="Helse", level="vg1", class_name="1HO"),
                school=self.cast.places[school],
                starts_on=self.today,
            )

    @rule(number=PICK, who=st.lists(PERSON, min_size=2, max_size=5, unique=True), strict=NO)
    def an_address_is_protected(self, number: int, who: list[str], strict: bool) -> None:
        """A pupil's address becomes confidential, and some are named."""
        self.attempt(
            protect_address,
            actor=self.system(),
            pupil=self.pupil(number),
            protection="strict" if strict else "confidential",
            named=[self.cast.people[name] for name in who],
        )

    @rule(number=PICK, who=PERSON)
    def a_relation_is_declared(self, number: int, who: str) -> None:
        """Somebody says that a pupil is close to them."""
        actor = self.acting(who)
        if number % 3 or not actor.memberships:
            return
        self.attempt(
            declare_relation,
            actor=actor,
            pupil=self.pupil(number // 3),
            organisation=actor.memberships[0].organisation,
            kind="family",
        )

    def _end(self, rows: Any, number: int) -> None:
        row = self.pick(rows, number)
        if row is not None:
            self.write(row, ended_at=self.now)
