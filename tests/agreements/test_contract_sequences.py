"""Random lives of contracts between two schools and two offices, and what must always hold.

On no day are two contracts of a pair in force; no signature stands under other content than
was signed; and nobody sees across the wall without a contract in force that day. `make test`
plays 25 lives of 15 steps, always the same; `make test-deep` many others.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from agreements.actions.contract import (
    change_contract,
    create_contract,
    discard_draft,
    open_for_signing,
    renew_contract,
)
from agreements.actions.ending import end_contract, give_notice
from agreements.actions.placement import place_counsellor
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.forms.contract import CLAUSES
from agreements.models import Contract, Party, Placement
from agreements.standard_model import standard_content
from followup.models import Audience, Note
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, Organisation, Role, School
from navskole.records.errors import RuleBroken
from pupils.models import Case
from tests.asking import actor_on, day
from tests.factories.followup import NoteFactory
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    give_consent,
    give_school_consent,
)
from tests.sequences import count, in_share

ACTS = (
    create_contract,
    change_contract,
    renew_contract,
    discard_draft,
    open_for_signing,
    sign_contract,
    lift_signatures,
    give_notice,
    end_contract,
    place_counsellor,
)
SEED = 4
"""The lives of `make test` are always the same; in these every act is done."""
HORIZON = range(90)
PICK = st.integers(0, 59)
SHIFT = st.sampled_from([-3, 0, 0, 1, 2, 5, 10])
LENGTH = st.sampled_from([0, 1, 5, 20, 60])


@dataclass
class Crossing:
    """A pupil of both, with what would cross each way while a contract is in force."""

    school: School
    office: NavOffice
    case: Case
    note: Note


@dataclass
class Place:
    """Two schools and two offices, their leaders, and a pupil of each pair."""

    schools: list[School]
    offices: list[NavOffice]
    leaders: dict[int, list[User]]
    counsellors: dict[int, User]
    crossings: list[Crossing] = field(default_factory=list)


def make_place() -> Place:
    """Write the place: consents that open something in both directions of every pair."""
    schools, offices = [SchoolFactory() for _ in "ab"], [NavOfficeFactory() for _ in "12"]
    roles: list[tuple[Organisation, Role]] = [(school, Role.PRINCIPAL) for school in schools]
    roles += [(office, Role.NAV_MANAGER) for office in offices]
    leaders = {
        place.pk: [member(role, place), member(role, place, is_deputy=True)]
        for place, role in roles
    }
    counsellors = {office.pk: member(Role.NAV_COUNSELLOR, office) for office in offices}
    place = Place(schools, offices, leaders, counsellors)
    for school, office in product(schools, offices):
        pupil = PupilFactory()
        EnrolmentFactory(pupil=pupil, school=school)
        counsellor = counsellors[office.pk]
        case = CaseFactory(pupil=pupil, office=office, responsible=counsellor)
        give_consent(case, school, areas=[], recorded_by=counsellor)
        give_school_consent(pupil, school, office, areas=[])
        author = leaders[school.pk][0]
        note = NoteFactory(pupil=pupil, owner=school, author=author, audience=Audience.SHARED)
        place.crossings.append(Crossing(school, office, case, note))
    return place


class Life(RuleBasedStateMachine):
    """The steps of contracts, taken by whoever comes first, allowed or not."""

    place: Place
    clock = 0
    has_changed = True
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()

    def teardown(self) -> None:
        """Forget the life."""
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    # --- Hands ------------------------------------------------------------------------

    def actor(self, number: int) -> Actor:
        """Return one of the eight leaders and deputies, today."""
        leaders = [user for pair in self.place.leaders.values() for user in pair]
        return actor_on(leaders[number % len(leaders)], self.clock)

    def contract(self, number: int) -> Contract | None:
        """Return one of the contracts there are, those in force twice as often."""
        rows = Contract.objects.order_by("pk")
        found = [*rows, *rows.in_force(on=day(self.clock))]
        return found[number % len(found)] if found else None

    def speaker(self, contract: Contract, number: int) -> Actor:
        """Return a leader of either party, mostly."""
        if number % 7 == 0:
            return self.actor(number)
        side = (contract.school_id, contract.office_id)[number % 2]
        return actor_on(self.place.leaders[side][number // 2 % 2], self.clock)

    def attempt(self, act: Any, **facts: Any) -> None:
        """Do it if the rules let it be done."""
        with suppress(RuleBroken, ValidationError), transaction.atomic():
            act(**facts)
            self.done[act.__name__] += 1
            self.has_changed = True

    def about(self, act: Any, contract_number: int, who: int, **facts: Any) -> None:
        """Let somebody try something with one of the contracts."""
        if (contract := self.contract(contract_number)) is not None:
            self.attempt(act, actor=self.speaker(contract, who), contract=contract, **facts)

    def period(self, shift: int, length: int) -> dict[str, Any]:
        """Return a period from `shift` days after today."""
        starts = day(self.clock + shift)
        return {
            "starts_on": starts,
            "ends_on": day(self.clock + shift + length),
            "notice_months": length // 60,
            "late_start_reason": "Skrevet for sent" if shift < 0 else "",
        }

    # --- Steps ------------------------------------------------------------------------

    @rule(days=st.sampled_from([1, 1, 2, 6]))
    def days_pass(self, days: int) -> None:
        self.clock = min(self.clock + days, 30)
        self.has_changed = True

    @rule(who=PICK, pair=PICK, shift=SHIFT, length=LENGTH)
    def one_is_drafted(self, who: int, pair: int, shift: int, length: int) -> None:
        crossing = self.place.crossings[pair % len(self.place.crossings)]
        content = standard_content(school=crossing.school, office=crossing.office)
        self.attempt(
            create_contract,
            actor=self.actor(who),
            school=crossing.school,
            office=crossing.office,
            content=content | self.period(shift, length),
        )

    @rule(number=PICK, who=PICK)
    def one_is_changed(self, number: int, who: int) -> None:
        contract = self.contract(number)
        version = contract.version if contract else 1
        content = {"tasks": f"Oppgaver {number} {who}"}
        self.about(change_contract, number, who, version=version, content=content)

    @rule(number=PICK, who=PICK)
    def one_is_sent_to_signing(self, number: int, who: int) -> None:
        self.about(open_for_signing, number, who)

    @rule(number=PICK, who=PICK, is_stale=st.sampled_from([False, False, False, True]))
    def one_is_signed(self, number: int, who: int, is_stale: bool) -> None:
        contract = self.contract(number)
        digest = contract.digest if contract and not is_stale else "f" * 64
        self.about(sign_contract, number, who, digest=digest)

    @rule(number=PICK)
    def both_sign_one(self, number: int) -> None:
        contract = self.contract(number)
        if contract is not None:
            self.about(open_for_signing, number, 1)
            for who in (2, 1):
                self.about(sign_contract, number, who, digest=contract.digest)

    @initialize(pair=PICK)
    def the_first_is_made(self, pair: int) -> None:
        self.one_is_made(pair=pair, shift=0, length=60)

    @rule(pair=PICK, shift=SHIFT, length=LENGTH)
    def one_is_made(self, pair: int, shift: int, length: int) -> None:
        crossing = self.place.crossings[pair % len(self.place.crossings)]
        leader = self.place.leaders[crossing.school.pk][0]
        content = standard_content(school=crossing.school, office=crossing.office)
        self.attempt(
            create_contract,
            actor=actor_on(leader, self.clock),
            school=crossing.school,
            office=crossing.office,
            content=content | self.period(shift, length),
        )
        self.both_sign_one(Contract.objects.count() - 1)  # the newest stands last

    @rule(number=PICK, who=PICK)
    def signatures_are_lifted(self, number: int, who: int) -> None:
        self.about(lift_signatures, number, who, reason="Ombestemt")

    @rule(number=PICK, who=PICK, shift=SHIFT, length=LENGTH)
    def a_version_is_drafted(self, number: int, who: int, shift: int, length: int) -> None:
        contract = self.contract(number)
        if contract is not None:
            content = {name: getattr(contract, name) for name in CLAUSES}
            content |= self.period(shift, length)
            self.about(renew_contract, number, who, content=content)

    @rule(number=PICK, who=PICK)
    def a_draft_is_discarded(self, number: int, who: int) -> None:
        self.about(discard_draft, number, who)

    @rule(number=PICK, who=PICK)
    def notice_is_given(self, number: int, who: int) -> None:
        self.about(give_notice, number, who, reason="Ny organisering")

    @rule(number=PICK, who=PICK)
    def one_is_ended(self, number: int, who: int) -> None:
        if number % 3 == 0:
            self.about(end_contract, number // 3, who, reason="Brudd")

    @rule(number=PICK, who=PICK)
    def a_veileder_is_placed(self, number: int, who: int) -> None:
        contract = self.contract(number)
        if contract is not None:
            counsellor = self.place.counsellors[contract.office_id]
            facts = {"post_fraction": 100, "starts_on": day(self.clock), "counsellor": counsellor}
            self.about(place_counsellor, number, who, **facts)

    # --- What must hold ---------------------------------------------------------------

    @invariant()
    def what_always_holds(self) -> None:
        """Ask when something has happened."""
        count("contracts")
        if self.has_changed:
            self.has_changed = False
            self.no_day_has_two_in_force()
            self.what_stands_is_what_both_signed()
            self.nobody_sees_across_without_a_contract_in_force()
            self.nobody_is_placed_twice_or_outside()

    def no_day_has_two_in_force(self) -> None:
        """Each pair has at most one contract on any day, read from the rows alone."""
        contracts = list(Contract.objects.all())
        for on in (day(offset) for offset in HORIZON):
            pairs = [(row.school_id, row.office_id) for row in contracts if counts(row, on)]
            assert len(pairs) == len(set(pairs))

    def what_stands_is_what_both_signed(self) -> None:
        """A contract with a period has two signatures, of two people, on its content."""
        for contract in Contract.objects.all():
            standing = list(contract.signatures.filter(lifted_at__isnull=True))
            assert {signature.digest for signature in standing} <= {contract.digest}
            if contract.in_force_from is not None:
                assert {signature.party for signature in standing} == set(Party.values)
                assert len({signature.signed_by_id for signature in standing}) == len(Party)

    def nobody_sees_across_without_a_contract_in_force(self) -> None:
        """The school sees the case, and the office the school's note, on those days alone."""
        today = day(self.clock)
        held = {
            (row.school_id, row.office_id) for row in Contract.objects.all() if counts(row, today)
        }
        for crossing in self.place.crossings:
            principal = actor_on(self.place.leaders[crossing.school.pk][0], self.clock)
            counsellor = actor_on(self.place.counsellors[crossing.office.pk], self.clock)
            is_held = (crossing.school.pk, crossing.office.pk) in held
            assert _sees(principal, crossing.case) is is_held
            assert _sees(counsellor, crossing.note) is is_held

    def nobody_is_placed_twice_or_outside(self) -> None:
        """A placement counts only while its contract does, one at a time for each veileder."""
        today = day(self.clock)
        found = list(Placement.objects.in_force(on=today).select_related("contract"))
        assert all(counts(placement.contract, today) for placement in found)
        places = [(row.counsellor_id, row.contract.school_id) for row in found]
        assert len(places) == len(set(places))


def counts(contract: Contract, on: date) -> bool:
    """Tell from the row alone whether the contract carries access on the day."""
    first, last = contract.in_force_from, contract.in_force_until
    return bool(first and last and first <= on <= last and contract.ended_at is None)


def _sees(actor: Actor, record: Any) -> bool:
    return type(record).objects.visible_to(actor).filter(pk=record.pk).exists()


@pytest.fixture
def life(db) -> type[Life]:
    """Return the steps, with the place they are taken in written."""
    Life.place = make_place()
    return Life


def test_contracts_never_overlap_and_carry_access_only_while_in_force(life):
    profile = settings()
    played = seed(SEED)(life) if profile.derandomize else life
    run_state_machine_as_test(played, settings=in_share(profile))

    assert set(life.done) == {act.__name__ for act in ACTS}
