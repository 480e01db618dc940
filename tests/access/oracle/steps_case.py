"""Steps of referrals, cases and consent."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from pupils.actions.case import (
    change_status,
    close_case,
    open_case,
    reopen_case,
)
from pupils.actions.consent import ConsentContent, LineChoice, record_consent, withdraw_consent
from pupils.actions.referral import decline_referral, send_referral, take_referral
from pupils.models import (
    NAV_INFORMATION,
    SCHOOL_SERVICES,
    Case,
    CaseStatus,
    Consent,
    ConsentStatus,
    Information,
    Referral,
)
from tests.access.oracle.stage import AREAS, AT_NAV, AT_SCHOOL, LEADER, NO, PICK, YES, Stage

OFFICE = st.sampled_from(["office_1", "office_1", "office_2"])
LINES = st.lists(
    st.tuples(st.sampled_from(NAV_INFORMATION), st.sampled_from(SCHOOL_SERVICES)),
    min_size=1,
    max_size=3,
    unique=True,
)


class CaseSteps(Stage):
    """What opens, moves and closes a case, and what lets it cross the wall."""

    @rule(who=AT_SCHOOL, number=PICK, office=OFFICE)
    def refer(self, who: str, number: int, office: str) -> None:
        """The school refers a pupil."""
        pupil = self.pupil(number)
        self.attempt(
            send_referral,
            actor=self.at_school(pupil, who),
            pupil=pupil,
            school=self.school_of(pupil),
            office=self.cast.places[office],
            text="Vi er bekymret.",
            pupil_knows=True,
        )

    @rule(who=AT_NAV, number=PICK, decline=NO)
    def handle_a_referral(self, who: str, number: int, decline: bool) -> None:
        """A veileder takes it, or declines."""
        referral = self.pick(Referral.objects.pending(), number)
        if referral is None:
            return
        actor = self.acting(who if number % 3 == 0 else f"nav_{self.number_of(referral.office)}")
        if decline:
            self.attempt(decline_referral, actor=actor, referral=referral, reason="Ikke oss.")
        else:
            self.attempt(take_referral, actor=actor, referral=referral)

    @rule(who=AT_NAV, number=PICK, office=OFFICE)
    def open_one(self, who: str, number: int, office: str) -> None:
        """NAV opens a case: by the page only for a pupil seen already, else as a first contact."""
        actor = self.acting(who)
        works_there = any(
            row.organisation_id == self.cast.places[office].pk for row in actor.memberships
        )
        case = self.attempt(
            open_case,
            actor=self.system(),
            pupil=self.pupil(number),
            office=self.cast.places[office],
            source="self",
            responsible=self.cast.people[who] if works_there else None,
        )
        assert case is None or case.responsible == self.cast.people[who]

    @rule(who=AT_NAV, number=PICK, status=st.sampled_from(list(CaseStatus)))
    def move(self, who: str, number: int, status: str) -> None:
        """The case goes on to another status."""
        case = self.pick(Case.objects, number)
        self.attempt(change_status, actor=self.on_case(case, who), case=case, status=status)

    @rule(who=LEADER, number=PICK)
    def close(self, who: str, number: int) -> None:
        """The leader closes a case."""
        case = self.pick(Case.objects.open(), number)
        self.attempt(close_case, actor=self.leader(case, who), case=case, outcome="no_need")

    @rule(who=LEADER, number=PICK)
    def reopen(self, who: str, number: int) -> None:
        """The leader opens a closed case again."""
        case = self.pick(Case.objects.exclude(closed_on=None), number)
        self.attempt(
            reopen_case, actor=self.leader(case, who), case=case, reason="Trenger oss igjen."
        )

    # --- Consent ---

    @rule(
        who=AT_NAV,
        number=PICK,
        lines=LINES,
        areas=AREAS,
        sensitive=YES,
        begins=st.sampled_from([0, 0, 1]),
        lasts=st.sampled_from([0, 1, 60, 300]),
        status=st.sampled_from([ConsentStatus.GIVEN] * 5 + ["refused", "blocked"]),
    )
    def consent(
        self,
        who: str,
        number: int,
        lines: list[tuple[str, str]],
        areas: tuple[int, ...],
        sensitive: bool,
        begins: int,
        lasts: int,
        status: str,
    ) -> None:
        """The pupil answers; a line for the case's existence always goes with the others."""
        case = self.pick(Case.objects.open(), number)
        if case is None:
            return
        receiver = self.school_of(case.pupil)
        wanted = set(lines) | {(Information.EXISTENCE, service) for _kind, service in lines}
        content = ConsentContent(
            status=status,
            method="written",
            starts_on=self.today + timedelta(days=begins),
            ends_on=self.today + timedelta(days=begins + lasts),
            age_assessment="Moden.",
            lines=[
                LineChoice(kind, service, receiver, self.areas(areas), sensitive or 2 in areas)
                for kind, service in sorted(wanted)
            ],
        )
        self.attempt(record_consent, actor=self.on_case(case, who), case=case, content=content)

    @rule(who=AT_NAV, number=PICK)
    def withdraw(self, who: str, number: int) -> None:
        """The pupil takes a consent back."""
        consent = self.pick(Consent.objects.filter(ended_at__isnull=True), number)
        self.attempt(
            withdraw_consent,
            actor=self.on_case(consent.case if consent else None, who),
            consent=consent,
            version=consent.version if consent else None,
        )
