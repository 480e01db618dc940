"""Random sequences of the real actions: after each step everybody sees what the rules say.

`make test` plays 25 sequences of 15 steps, always the same; `make test-deep` many others.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from hypothesis import seed, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from agreements.models import Contract
from followup.models import Measure, Note
from navskole.accounts.models import User
from pupils.models import Case, CaseGrant, Consent, ConsentLine, RiskFlag
from tests.access.oracle.comparing import Product, acting, disagreements, other_permissions
from tests.access.oracle.consents import line_counts
from tests.access.oracle.facts import Facts, contract_counts
from tests.access.oracle.people import SCHOOL, Asker
from tests.access.oracle.stage import DAYS, Stage, set_the_stage
from tests.access.oracle.steps_case import CaseSteps
from tests.access.oracle.steps_combined import CombinedSteps
from tests.access.oracle.steps_person import PersonSteps
from tests.access.oracle.steps_records import RecordSteps
from tests.access.oracle.steps_school import SchoolSteps
from tests.access.oracle.steps_team import TeamSteps
from tests.access.oracle.steps_time import TimeSteps
from tests.sequences import count, in_share

PARTS = 5
"""The sequences are played in as many tests, so that none takes long."""


class Sequence(
    TimeSteps, CaseSteps, TeamSteps, RecordSteps, CombinedSteps, PersonSteps, SchoolSteps
):
    """All steps, and what must hold after each."""

    product = Product()
    steps = 0
    has_begun = False

    @invariant()
    def what_holds_after_every_step(self) -> None:
        """Everybody sees and may do what the rules say; and what must hold whatever they say."""
        if self.has_begun:
            count("followup")
        self.has_begun = True
        if not self.has_changed:
            return
        self.has_changed = False
        self.steps += 1
        facts, everybody = Facts(), list(self.cast.people.values())
        people = everybody[self.steps % 2 :: 2]
        someone = people[self.steps // 2 % len(people)]
        found = disagreements(facts, people, self.today, product=self.product)
        found += other_permissions(facts, someone, self.today, number=self.steps)
        assert not found, "\n".join(found)
        for person in people:
            self._wall_is_silent(facts, person)
        self._responsible_is_put_on(facts)
        self._one_contract_for_each_pair(facts)

    def _wall_is_silent(self, facts: Facts, person: User) -> None:
        """A school sees nothing of a case without a line to it, and no note that is not shared."""
        for asker in acting(facts, person, self.today):
            if asker.side != SCHOOL:
                continue
            told = {
                facts.one(Consent, line.consent_id).case_id
                for line in facts.all(ConsentLine)
                if line_counts(facts, line, self.today)
                if asker.works_at(line.receiver_id, "principal", "school_counsellor")
            }
            for model, number in self._seen(asker):
                case_id = number if model is Case else facts.one(model, number).case_id
                assert case_id is None or case_id in told
                if model is Note and case_id is not None:
                    assert facts.one(Note, number).audience == "shared"

    def _seen(self, asker: Asker) -> list[tuple[type, int]]:
        found = [(self.product.models[model], row) for model, row in self.product.seen(asker)]
        return [(model, row) for model, row in found if model in (Case, Note, Measure, RiskFlag)]

    def _responsible_is_put_on(self, facts: Facts) -> None:
        """Whoever answers for a case is among those put on it; it may wait for somebody."""
        for case in facts.all(Case):
            put_on = {
                grant.user_id
                for grant in facts.all(CaseGrant)
                if grant.content_object_id == case.pk and grant.ended_at is None
            }
            assert case.responsible_id is None or case.responsible_id in put_on

    def _one_contract_for_each_pair(self, facts: Facts) -> None:
        """A school and an office have at most one contract in force on any day."""
        for day in (self.cast.day(offset) for offset in DAYS):
            pairs = [
                (c.school_id, c.office_id) for c in facts.all(Contract) if contract_counts(c, day)
            ]
            assert len(pairs) == len(set(pairs))


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[type[Stage]]:
    """Return the steps, with the world they start from written."""
    with django_db_blocker.unblock(), transaction.atomic():
        Sequence.cast = set_the_stage()
        yield Sequence
        transaction.set_rollback(True)


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_sees_what_the_rules_say_after_every_step(db, stage, part):
    profile = settings()
    played = seed(part)(stage) if profile.derandomize else stage
    run_state_machine_as_test(played, settings=in_share(profile, of=PARTS))
