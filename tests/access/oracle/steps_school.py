"""Steps at the school: what it opens to an office, what it shares, and rektor's review."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from followup.actions.review import review_caseload
from followup.actions.task import TaskContent, add_school_task
from followup.models import CaseloadReview
from pupils.actions.consent import (
    ConsentContent,
    LineChoice,
    record_school_consent,
    withdraw_consent,
)
from pupils.models import SCHOOL_INFORMATION, Consent, ConsentStatus, Service
from tests.access.oracle.stage import AREAS, AT_SCHOOL, NO, PICK, YES, Stage

KINDS = st.lists(st.sampled_from(SCHOOL_INFORMATION), min_size=2, max_size=4, unique=True)
OFFICES = st.sampled_from(["office_1", "office_1", "office_2"])


class SchoolSteps(Stage):
    """What the school does on its own side of the wall."""

    @rule(
        who=AT_SCHOOL,
        number=PICK,
        kinds=KINDS,
        office=OFFICES,
        areas=AREAS,
        sensitive=YES,
        lasts=st.sampled_from([0, 1, 60, 300]),
        status=st.sampled_from([ConsentStatus.GIVEN] * 5 + [ConsentStatus.REFUSED]),
    )
    def the_school_asks(
        self,
        who: str,
        number: int,
        kinds: list[str],
        office: str,
        areas: tuple[int, ...],
        sensitive: bool,
        lasts: int,
        status: str,
    ) -> None:
        """The pupil answers what the school may open to an office, case or no case."""
        pupil = self.pupil(number)
        receiver = self.cast.places[office]
        lines = [
            LineChoice(
                kind, Service.NAV_OFFICE, receiver, self.areas(areas), sensitive or 2 in areas
            )
            for kind in kinds
        ]
        content = ConsentContent(
            status=status,
            method="written",
            starts_on=self.today,
            ends_on=self.today + timedelta(days=lasts),
            age_assessment="Moden.",
            lines=lines,
        )
        self.attempt(
            record_school_consent,
            actor=self.at_school(pupil, who),
            pupil=pupil,
            school=self.school_of(pupil),
            content=content,
        )

    @rule(who=AT_SCHOOL, number=PICK)
    def the_school_closes(self, who: str, number: int) -> None:
        """The pupil takes back what the school opened."""
        consent = self.pick(Consent.objects.filter(case=None, ended_at=None), number)
        if consent is not None and number % 3 == 0:  # seldom: else little stays open
            self.attempt(
                withdraw_consent,
                actor=self.at_school(consent.pupil, who),
                consent=consent,
                version=consent.version,
            )

    @rule(number=PICK, areas=AREAS, sensitive=NO)
    def rektor_reviews(self, number: int, areas: tuple[int, ...], sensitive: bool) -> None:
        """Rektor goes through the caseload, and makes a point of a pupil."""
        pupil, school = self.pupil(number), self.cast.places["school_a"]
        rektor = self.acting("principal_a")
        review: CaseloadReview | None = self.attempt(
            review_caseload, actor=rektor, school=school, remarks="Gikk gjennom alle."
        )
        content = TaskContent(
            heading="Ta det opp i teamet",
            due_on=self.today,
            areas=self.areas(areas),
            is_sensitive=sensitive,
        )
        self.attempt(
            add_school_task,
            actor=rektor,
            pupil=pupil,
            school=school,
            content=content,
            review=review,
        )
