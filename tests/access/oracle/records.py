"""Who may see each kind of record about a pupil, and on which grounds."""

from __future__ import annotations

from agreements.models import Contract
from followup.models import (
    Assessment,
    AssessmentArea,
    CaseloadReview,
    ContactRequest,
    Goal,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from navskole.access.grounds import Ground
from pupils.models import (
    Absence,
    Case,
    Consent,
    ConsentLine,
    ContactDetails,
    Enrolment,
    OwnName,
    PersonRelation,
    ProtectionChange,
    Pupil,
    Referral,
    RiskFlag,
    SingleAccessRequest,
    SubjectStanding,
)
from tests.access.oracle.consents import by_consent, is_addressed, line_counts
from tests.access.oracle.of_school import of_school, opens_for
from tests.access.oracle.people import (
    NAV,
    Asker,
    does_not_exist,
    is_current,
    is_named,
    placed_under,
    schools_of_both_sides,
)
from tests.access.oracle.ties import (
    WITHOUT_SENSITIVE,
    Grounds,
    of_any_case,
    of_case,
    of_case_record,
    of_pupil,
    of_referral,
)


def pupil(asker: Asker, row: Pupil) -> Grounds:
    """Class A: whoever has a ground."""
    return of_pupil(asker, row.pk)


def enrolment(asker: Asker, row: Enrolment) -> Grounds:
    """The current one goes with the identity on NAV's side; the rest is the school's own."""
    found = of_school(asker, row)
    if is_current(row, asker.on):
        found = found | (of_pupil(asker, row.pupil_id) if asker.side == NAV else set())
    return found


def contact_details(asker: Asker, row: ContactDetails) -> Grounds:
    """Each side its own; a confidential address only the named."""
    owner: Pupil = asker.facts.one(Pupil, row.pupil_id)
    if owner.address_protection == "confidential" and not is_named(asker, row.pupil_id):
        return set()
    return of_school(asker, row) | of_any_case(asker, row.pupil_id, row.owner_id)


def own_name(asker: Asker, row: OwnName) -> Grounds:
    """Each side its own."""
    return of_school(asker, row) | of_any_case(asker, row.pupil_id, row.owner_id)


def protection_change(asker: Asker, row: ProtectionChange) -> Grounds:
    """Each place its own, and of pupils they see."""
    return of_school(asker, row) | of_any_case(asker, row.pupil_id, row.owner_id)


def person_relation(asker: Asker, row: PersonRelation) -> Grounds:
    """The person themselves, and their own leader where they work."""
    found: Grounds = set()
    if row.user_id == asker.user_id and asker.held:
        found.add(Ground.OWN_RECORD)
    if asker.works_at(row.owner_id, "principal", "nav_manager") and not does_not_exist(
        asker, row.pupil_id
    ):
        found.add(Ground.OFFICE_LEAD)
    return found


def single_access_request(asker: Asker, row: SingleAccessRequest) -> Grounds:
    """Whoever asked, while at work there; leader and officer, unless the pupil is hidden."""
    found: Grounds = set()
    if row.asked_by_id == asker.user_id and row.owner_id in {place for _, place in asker.held}:
        found.add(Ground.OWN_RECORD)
    hidden = row.pupil_id is not None and does_not_exist(asker, row.pupil_id)
    if asker.works_at(row.owner_id, "principal", "nav_manager") and not hidden:
        found.add(Ground.OFFICE_LEAD)
    if asker.works_at(row.owner_id, "privacy_officer") and not hidden:
        found.add(Ground.LOG_READER)
    return found


def referral(asker: Asker, row: Referral) -> Grounds:
    """The sending school, the receivers while it waits, the case's team and leader."""
    return of_school(asker, row) | of_referral(asker, row)


def case(asker: Asker, row: Case) -> Grounds:
    """The team, the leader, and a service that a line for its existence names."""
    return of_case(asker, row) | by_consent(asker, row.pk, "existence")


def consent(asker: Asker, row: Consent) -> Grounds:
    """The side that recorded it; the receiver sees only its line."""
    if row.case_id is None:
        return of_school(asker, row)
    return of_case(asker, asker.facts.one(Case, row.case_id))


def consent_line(asker: Asker, row: ConsentLine) -> Grounds:
    """As the consent; and the receiver, while it is in force."""
    found = consent(asker, asker.facts.one(Consent, row.consent_id))
    if is_addressed(asker, row) and line_counts(asker.facts, row, asker.on):
        found = found | {Ground.CONSENT_FROM_NAV}
    if opens_for(asker, row):
        found = found | {Ground.CONSENT_FROM_SCHOOL}
    return found


def risk_flag(asker: Asker, row: RiskFlag) -> Grounds:
    """The own side, never the other."""
    return of_school(asker, row) if row.case_id is None else of_case_record(asker, row)


def note(asker: Asker, row: Note) -> Grounds:
    """The own side; and, where shared and not struck, whoever a line that covers it names."""
    if row.case_id is None:
        return of_school(asker, row)
    found = of_case_record(asker, row)
    if row.audience == "shared" and row.struck_at is None:
        found = found | by_consent(
            asker,
            row.case_id,
            "notes",
            areas=asker.facts.many(row, "areas"),
            is_sensitive=row.is_sensitive,
        )
    return found


def task(asker: Asker, row: Task) -> Grounds:
    """The own side; and the service it was given to, as far as a shared note would reach."""
    if row.case_id is None:
        return of_school(asker, row)
    found = of_case_record(asker, row)
    if row.given_to and row.struck_at is None:
        found = found | by_consent(
            asker,
            row.case_id,
            "notes",
            areas=asker.facts.many(row, "areas"),
            is_sensitive=row.is_sensitive,
            only_to=(row.given_to, row.receiver_id),
        )
    return found


def goal(asker: Asker, row: Goal) -> Grounds:
    """NAV's own, never the school's."""
    return of_case_record(asker, row)


def reminder(asker: Asker, row: Reminder) -> Grounds:
    """NAV's own, for whoever reads the case there; a slip holds no sensitive mark."""
    return of_case(asker, asker.facts.one(Case, row.case_id))


def assessment(asker: Asker, row: Assessment) -> Grounds:
    """NAV's own, never the school's."""
    return of_case_record(asker, row)


def assessment_area(asker: Asker, row: AssessmentArea) -> Grounds:
    """As the assessment; its leader not what is sensitive."""
    found = assessment(asker, asker.facts.one(Assessment, row.assessment_id))
    return found - WITHOUT_SENSITIVE if row.is_sensitive else found


def caseload_review(asker: Asker, row: CaseloadReview) -> Grounds:
    """The school's rektor."""
    return {Ground.OWN_SCHOOL} if asker.works_at(row.school_id, "principal") else set()


def subject_standing(asker: Asker, row: SubjectStanding) -> Grounds:
    """The school's own, and what it opens to a NAV office."""
    return of_school(asker, row)


def absence(asker: Asker, row: Absence) -> Grounds:
    """As the standing it is part of, but for what tells of health and the like."""
    return of_school(asker, row)


def contact_request(asker: Asker, row: ContactRequest) -> Grounds:
    """The office's veiledere placed at that school, and its leader; never both sides."""
    if row.school_id in schools_of_both_sides(asker):
        return set()
    pair = [
        contract
        for contract in asker.facts.all(Contract)
        if (contract.school_id, contract.office_id) == (row.school_id, row.office_id)
    ]
    placed = asker.works_at(row.office_id, "nav_counsellor") and any(
        placed_under(asker, contract) for contract in pair
    )
    leads = asker.works_at(row.office_id, "nav_manager")
    return {Ground.CONTACT_RECEIVED} if placed or leads else set()


def outreach_activity(asker: Asker, row: OutreachActivity) -> Grounds:
    """Figures of the office, for the office."""
    works = asker.works_at(row.office_id, "nav_counsellor", "nav_manager")
    return {Ground.PARTY} if works else set()
