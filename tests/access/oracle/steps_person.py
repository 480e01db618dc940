"""Steps about a person outside a case: absence, who gets in touch, and what a place calls them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st
from hypothesis.stateful import rule

from followup.actions.contact_request import (
    ContactContent,
    close_contact_request,
    record_contact_request,
)
from followup.models import ContactRequest
from navskole.records.school_year import school_year_of
from pupils.actions.own_name import keep_name
from pupils.actions.standing import StandingContent, record_standing
from pupils.models import Case
from tests.access.oracle.stage import AT_NAV, AT_SCHOOL, LEADER, NO, PICK, Stage


class PersonSteps(Stage):
    """What is kept of a young person before and beside the follow-up."""

    @rule(who=AT_SCHOOL, number=PICK, hours=st.integers(1, 40), sensitive=NO)
    def absence_is_entered(self, who: str, number: int, hours: int, sensitive: bool) -> None:
        """The school enters hours absent in a subject, at times for a reason of health."""
        pupil = self.pupil(number)
        content = StandingContent(
            subject=f"Fag {number}",
            school_year=school_year_of(self.today),
            term="first",
            lesson_hours=Decimal(100),
            absences={"health" if sensitive else "undocumented": Decimal(hours)},
        )
        self.attempt(
            record_standing,
            actor=self.at_school(pupil, who),
            pupil=pupil,
            school=self.school_of(pupil),
            content=content,
        )

    @rule(who=AT_NAV, school=st.sampled_from(["school_a", "school_a", "school_b"]))
    def somebody_gets_in_touch(self, who: str, school: str) -> None:
        """A veileder notes who came by at a school where they are placed."""
        content = ContactContent(
            school=self.cast.places[school], first_name="Noen", channel="drop_in", theme="Jobb"
        )
        self.attempt(record_contact_request, actor=self.acting(who), content=content)

    @rule(who=st.one_of(AT_NAV, LEADER), number=PICK)
    def somebody_was_answered(self, who: str, number: int) -> None:
        """What they asked about is settled."""
        contact = self.pick(ContactRequest.objects, number)
        actor = self.acting(who)
        self.attempt(close_contact_request, actor=actor, contact=contact, outcome="talked")

    @rule(who=AT_NAV, number=PICK, at_office=NO)
    def a_place_calls_them_otherwise(self, who: str, number: int, at_office: bool) -> None:
        """The school or the office writes another name than the one that is shared."""
        pupil = self.pupil(number)
        case = self.pick(Case.objects.filter(pupil=pupil), number) if at_office else None
        owner = case.office if case else self.school_of(pupil)
        name = (f"Kalt{number}", "Annerledes")
        self.attempt(keep_name, actor=self.acting(who), pupil=pupil, owner=owner, name=name)
