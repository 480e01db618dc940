"""Who may do what to a record they see: the second half of the rules, read once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.models import Placement
from followup.models import (
    CaseloadReview,
    ContactRequest,
    Disclosure,
    Measure,
    MeasurePart,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from pupils.models import (
    Case,
    Consent,
    Enrolment,
    PersonRelation,
    ProtectionChange,
    Pupil,
    Referral,
    RiskFlag,
    SubjectStanding,
)
from tests.access.oracle.agreements import time_of
from tests.access.oracle.disclosures import discloses, discloses_measure, ends_disclosure
from tests.access.oracle.doing_combined import answers_the_school, goes_on_alone
from tests.access.oracle.measures import decides, leads_place
from tests.access.oracle.people import NAV, Asker, is_current, is_named, schools_of
from tests.access.oracle.ties import SCHOOL_STAFF, is_on_team, leads, reads_alone

May = Callable[[Asker, Any], bool]


# --- In a case ------------------------------------------------------------------------------


def writes_in(asker: Asker, case: Case) -> bool:
    """The team writes, and only while the case is open."""
    return case.closed_on is None and is_on_team(asker, case)


def assigns(asker: Asker, case: Case) -> bool:
    """The leader assigns, and only while the case is open."""
    return case.closed_on is None and leads(asker, case.office_id)


def moves(asker: Asker, case: Case) -> bool:
    """The responsible and the leader move and close an open case."""
    return case.closed_on is None and answers_for(asker, case)


def reopens(asker: Asker, case: Case) -> bool:
    """The same open a closed one again."""
    return case.closed_on is not None and answers_for(asker, case)


def lets_in(asker: Asker, case: Case) -> bool:
    """The responsible lets a colleague in for a time."""
    return case.responsible_id == asker.user_id and writes_in(asker, case)


def adds(asker: Asker, case: Case) -> bool:
    """In a closed case the team and the leader add, and nothing else is written."""
    on_it = is_on_team(asker, case) or leads(asker, case.office_id)
    return case.closed_on is not None and on_it


def answers_for(asker: Asker, case: Case) -> bool:
    """The responsible veileder, while on the case, and the leader."""
    responsible = case.responsible_id == asker.user_id and is_on_team(asker, case)
    return responsible or leads(asker, case.office_id)


def reads_case(asker: Asker, case: Case) -> bool:
    """History, team and print are the team's and the leader's, whatever a line opens."""
    return is_on_team(asker, case) or leads(asker, case.office_id)


def reads_plan(asker: Asker, case: Case) -> bool:
    """Plan and consents are theirs, and whom the leader lets read the case."""
    alone = asker.side == NAV and reads_alone(asker, case.pupil_id, case.office_id)
    return alone or reads_case(asker, case)


def opens_sensitive(asker: Asker, case: Case) -> bool:
    """The leader, one at a time; whoever is on the team reads it in the case itself."""
    return leads(asker, case.office_id) and not is_on_team(asker, case)


def withdraws(asker: Asker, consent: Consent) -> bool:
    """The side that recorded it: the case's team, or rektor and rådgiver of the school."""
    if consent.case_id is None:
        return asker.works_at(consent.owner_id, *SCHOOL_STAFF)
    return is_on_team(asker, asker.facts.one(Case, consent.case_id))


# --- At a school ----------------------------------------------------------------------------


def _meets_at_school(asker: Asker, pupil: Pupil, *roles: str) -> bool:
    return any(
        row.pupil_id == pupil.pk
        and is_current(row, asker.on)
        and asker.works_at(row.school_id, *roles)
        for row in asker.facts.all(Enrolment)
    )


def refers(asker: Asker, pupil: Pupil) -> bool:
    """Rektor and rådgiver of the pupil's school today; the same write notes, flags and tasks."""
    return _meets_at_school(asker, pupil, *SCHOOL_STAFF)


def proposes_at_school(asker: Asker, pupil: Pupil) -> bool:
    """The school's measures are proposed by its rådgiver."""
    return _meets_at_school(asker, pupil, "school_counsellor")


def keeps(asker: Asker, pupil: Pupil) -> bool:
    """The pupil, the place and its end are kept by the rådgiver of the school of today."""
    return _meets_at_school(asker, pupil, "school_counsellor")


def reads_school_record(asker: Asker, pupil: Pupil) -> bool:
    """The school's pages of the pupil are its staff's, also just after, or who may read alone."""
    schools = asker.at(*SCHOOL_STAFF)
    alone = any(reads_alone(asker, pupil.pk, school) for school in schools)
    return alone or bool(schools & schools_of(asker, pupil.pk))


def enters_absence(asker: Asker, standing: SubjectStanding) -> bool:
    """Absence is entered by the school's rektor and rådgivere, never by whom it is shown to."""
    return asker.works_at(standing.owner_id, *SCHOOL_STAFF)


def reviews(asker: Asker, review: CaseloadReview) -> bool:
    """The review, and the points of it, are the school's rektor's."""
    return asker.works_at(review.school_id, "principal")


# --- What was written -----------------------------------------------------------------------


def settles(asker: Asker, flag: RiskFlag) -> bool:
    """The own side settles what it raised."""
    if flag.resolved_at is not None:
        return False
    if flag.case_id is not None:
        return writes_in(asker, asker.facts.one(Case, flag.case_id))
    return asker.works_at(flag.owner_id, *SCHOOL_STAFF)


def changes_note(asker: Asker, note: Note) -> bool:
    """Whoever wrote it, unless it was struck; in a case while they write there."""
    if note.author_id != asker.user_id or note.struck_at is not None:
        return False
    if note.case_id is not None:
        return writes_in(asker, asker.facts.one(Case, note.case_id))
    return asker.works_at(note.owner_id, *SCHOOL_STAFF)


def works_with(asker: Asker, task: Task) -> bool:
    """The own side's, where it still writes."""
    if task.case_id is not None:
        return writes_in(asker, asker.facts.one(Case, task.case_id))
    return asker.works_at(task.owner_id, *SCHOOL_STAFF)


def changes_task(asker: Asker, task: Task) -> bool:
    """The own side changes a task that is neither struck nor done."""
    return task.struck_at is None and task.done_at is None and works_with(asker, task)


def changes_reminder(asker: Asker, reminder: Reminder) -> bool:
    """Whoever writes in the case, until the slip is taken away."""
    return reminder.ended_at is None and writes_in(asker, asker.facts.one(Case, reminder.case_id))


def answers_contact(asker: Asker, contact: ContactRequest) -> bool:
    """Whoever it waits for closes it."""
    office = contact.office_id
    return contact.closed_on is None and asker.works_at(office, "nav_counsellor", "nav_manager")


def changes_outreach(asker: Asker, activity: OutreachActivity) -> bool:
    """The office's veiledere keep the figures."""
    return asker.works_at(activity.office_id, "nav_counsellor")


def reads_time(asker: Asker, placement: Placement) -> bool:
    """Whoever reads a half day under it."""
    return bool(time_of(asker, placement))


def lifts(asker: Asker, relation: PersonRelation) -> bool:
    """The own leader lifts it, never whoever declared it."""
    leads_there = asker.works_at(relation.owner_id, "principal", "nav_manager")
    return leads_there and relation.user_id != asker.user_id


def keeps_at(asker: Asker, pupil_id: int, place: int) -> bool:
    """Tell whether the place holds data about the pupil: a school that reads, an office."""
    facts = asker.facts
    return (
        place in schools_of(asker, pupil_id)
        or any((row.pupil_id, row.office_id) == (pupil_id, place) for row in facts.all(Case))
        or any(
            (row.pupil_id, row.office_id) == (pupil_id, place)
            and row.case_id is None
            and row.declined_at is None
            for row in facts.all(Referral)
        )
    )


def protects(asker: Asker, pupil: Pupil) -> bool:
    """The leader of a place that holds data; of a protected pupil also the named there."""
    held = [(role, place) for role, place in asker.held if keeps_at(asker, pupil.pk, place)]
    if any(role in ("principal", "nav_manager") for role, _place in held):
        return True
    follows = any(role in (*SCHOOL_STAFF, "nav_counsellor") for role, _place in held)
    return pupil.address_protection != "none" and follows and is_named(asker, pupil.pk)


def withdraws_protection(asker: Asker, change: ProtectionChange) -> bool:
    """Whoever could propose it takes it back."""
    return protects(asker, asker.facts.one(Pupil, change.pupil_id))


def confirms_protection(asker: Asker, change: ProtectionChange) -> bool:
    """Anybody of those, and never the one who proposed it."""
    return change.proposed_by_id != asker.user_id and withdraws_protection(asker, change)


def names(asker: Asker, pupil: Pupil) -> bool:
    """The same name people, where there is something to be named for."""
    return pupil.address_protection != "none" and protects(asker, pupil)


def answers_referral(asker: Asker, referral: Referral) -> bool:
    """The office's veiledere and leader, while it waits."""
    waits = referral.case_id is None and referral.declined_at is None
    return waits and asker.works_at(referral.office_id, "nav_counsellor", "nav_manager")


def takes_referral(asker: Asker, referral: Referral) -> bool:
    """The office's veiledere, while it waits."""
    return answers_referral(asker, referral) and asker.works_at(
        referral.office_id, "nav_counsellor"
    )


def answers_measure(asker: Asker, part: MeasurePart) -> bool:
    """Whoever leads where it was sent last, also to undo an answer; never who proposed it."""
    return leads_place(asker, part.deciding_organisation_id) and decides(asker, part)


DOING: list[tuple[str, type, May]] = [
    ("followup.add_note", Case, writes_in),
    ("followup.add_measure", Case, writes_in),
    ("followup.add_task", Case, writes_in),
    ("followup.add_goal", Case, writes_in),
    ("followup.add_reminder", Case, writes_in),
    ("followup.save_assessment", Case, writes_in),
    ("pupils.record_consent", Case, writes_in),
    ("pupils.raise_case_flag", Case, writes_in),
    ("pupils.assign_case", Case, assigns),
    ("pupils.change_case_status", Case, moves),
    ("pupils.close_case", Case, moves),
    ("pupils.reopen_case", Case, reopens),
    ("pupils.add_colleague", Case, lets_in),
    ("followup.add_addendum", Case, adds),
    ("pupils.withdraw_consent", Consent, withdraws),
    ("pupils.add_referral", Pupil, refers),
    ("pupils.raise_school_flag", Pupil, refers),
    ("followup.add_school_note", Pupil, refers),
    ("followup.propose_school_measure", Pupil, proposes_at_school),
    ("pupils.resolve_flag", RiskFlag, settles),
    ("followup.change_note", Note, changes_note),
    ("pupils.decline_referral", Referral, answers_referral),
    ("pupils.take_referral", Referral, takes_referral),
    ("followup.decide_measure", MeasurePart, answers_measure),
    ("followup.make_nav_part", Measure, answers_the_school),
    ("followup.end_combination", Measure, goes_on_alone),
    ("followup.read_plan", Case, reads_plan),
    ("followup.read_history", Case, reads_case),
    ("followup.print_case", Case, reads_case),
    ("followup.open_sensitive", Case, opens_sensitive),
    ("pupils.read_team", Case, reads_case),
    ("pupils.read_consents", Case, reads_plan),
    ("followup.change_contact", Case, writes_in),
    ("followup.read_school_record", Pupil, reads_school_record),
    ("pupils.read_school_consents", Pupil, reads_school_record),
    ("pupils.record_school_consent", Pupil, refers),
    ("pupils.record_standing", Pupil, refers),
    ("followup.add_school_task", Pupil, refers),
    ("pupils.change_pupil", Pupil, keeps),
    ("pupils.end_enrolment", Pupil, keeps),
    ("pupils.change_standing", SubjectStanding, enters_absence),
    ("followup.change_task", Task, changes_task),
    ("followup.change_reminder", Reminder, changes_reminder),
    ("followup.disclose", Note, discloses),
    ("followup.disclose", Task, discloses),
    ("followup.disclose", Measure, discloses_measure),
    ("followup.end_disclosure", Disclosure, ends_disclosure),
    ("followup.read_review", CaseloadReview, reviews),
    ("followup.add_review_point", CaseloadReview, reviews),
    ("followup.close_contact_request", ContactRequest, answers_contact),
    ("followup.change_outreach", OutreachActivity, changes_outreach),
    ("agreements.read_time_use", Placement, reads_time),
    ("pupils.lift_relation", PersonRelation, lifts),
    ("pupils.protect_address", Pupil, protects),
    ("pupils.name_for_protected", Pupil, names),
    ("pupils.withdraw_protection", ProtectionChange, withdraws_protection),
    ("pupils.confirm_protection", ProtectionChange, confirms_protection),
]
