"""Steps of those who are put on cases: assigned, standing in, let in, taken off, handed over."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from agreements.actions.placement import end_placement
from agreements.models import Placement
from pupils.actions.handover import Handover, hand_over, substitute_caseload
from pupils.actions.team import add_colleague, add_to_team, assign_responsible, end_case_grant
from pupils.models import Case, CaseGrant, TeamRole
from tests.access.oracle.stage import AT_NAV, LEADER, PICK, Stage

LASTS = st.sampled_from([0, 1, 30])


class TeamSteps(Stage):
    """What the leader and the responsible veileder do about who is on a case."""

    @rule(who=LEADER, number=PICK, to=AT_NAV)
    def assign(self, who: str, number: int, to: str) -> None:
        """The leader makes somebody responsible."""
        case = self.pick(Case.objects, number)
        self.attempt(
            assign_responsible,
            actor=self.leader(case, who),
            case=case,
            version=case.version if case else None,
            person=self.cast.people[to],
        )

    @rule(
        who=LEADER,
        number=PICK,
        to=AT_NAV,
        role=st.sampled_from([TeamRole.CO_WORKER, TeamRole.SUBSTITUTE]),
        begins=st.sampled_from([0, 0, 1]),
        lasts=LASTS,
    )
    def put_on(
        self, who: str, number: int, to: str, role: TeamRole, begins: int, lasts: int
    ) -> None:
        """The leader puts a co-worker or a substitute on a case, from-to."""
        case = self.pick(Case.objects.open(), number)
        first = self.today + timedelta(days=begins)
        self.attempt(
            add_to_team,
            actor=self.leader(case, who),
            case=case,
            person=self.cast.people[to],
            team_role=role,
            starts_on=first,
            ends_on=first + timedelta(days=lasts),
        )

    @rule(who=AT_NAV, number=PICK, to=AT_NAV)
    def let_in(self, who: str, number: int, to: str) -> None:
        """The responsible veileder lets a colleague in for 14 days."""
        case = self.pick(Case.objects.open(), number)
        self.attempt(
            add_colleague,
            actor=self.on_case(case, who),
            case=case,
            person=self.cast.people[to],
            reason="Vi er to om dette.",
        )

    @rule(who=LEADER, number=PICK)
    def take_off(self, who: str, number: int) -> None:
        """The leader takes somebody off a case."""
        grant = self.pick(CaseGrant.objects.filter(ended_at=None), number)
        if grant is not None:
            case = grant.content_object
            self.attempt(end_case_grant, actor=self.leader(case, who), case=case, grant=grant)

    @rule(who=LEADER, of=AT_NAV, to=AT_NAV, begins=st.sampled_from([0, 1]), lasts=LASTS)
    def stand_in(self, who: str, of: str, to: str, begins: int, lasts: int) -> None:
        """The leader lets somebody stand in on all that another is responsible for."""
        first = self.today + timedelta(days=begins)
        self.attempt(
            substitute_caseload,
            actor=self.acting(who),
            absent=self.cast.people[of],
            person=self.cast.people[to],
            starts_on=first,
            ends_on=first + timedelta(days=lasts),
        )

    @rule(who=LEADER, of=AT_NAV, to=st.one_of(st.none(), AT_NAV))
    def hand_all_over(self, who: str, of: str, to: str | None) -> None:
        """The leader gives all of a veileder's cases to another, or to nobody yet."""
        person = self.cast.people[of]
        cases = Case.objects.open().filter(responsible=person)
        choices = [Handover(case, self.cast.people[to] if to else None) for case in cases]
        self.attempt(hand_over, actor=self.acting(who), counsellor=person, choices=choices)

    @rule(who=LEADER, number=PICK, lasts=st.sampled_from([None, 0, 1]))
    def a_placement_ends(self, who: str, number: int, lasts: int | None) -> None:
        """The leader ends a placement, at once or with a last day."""
        placement = self.pick(Placement.objects.filter(ended_at=None), number)
        if placement is not None and number % 2:
            last = {} if lasts is None else {"ends_on": self.today + timedelta(days=lasts)}
            leader = self.acting(f"manager_{self.number_of(placement.contract.office)}")
            self.attempt(end_placement, actor=leader, placement=placement, **last)
