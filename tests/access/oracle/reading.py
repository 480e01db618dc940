"""The whole reading: for any person, record and day, the grounds that give it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.models import (
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    Invitee,
    Placement,
    Signature,
    SignedDocument,
    StartupMeeting,
    SteeringDecision,
    SteeringGroup,
    SteeringGuest,
    SteeringMeeting,
    SteeringMember,
    SteeringPoint,
    TimeEntry,
)
from followup.models import (
    Assessment,
    AssessmentArea,
    CaseloadReview,
    ContactRequest,
    Disclosure,
    Goal,
    Measure,
    MeasureDecision,
    MeasureLink,
    MeasurePart,
    MeasureSubmission,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from navskole.notices.models import Notice
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
from tests.access.oracle import agreements, collaborations, combined, disclosures, measures, records
from tests.access.oracle.people import Asker
from tests.access.oracle.ties import Grounds

READING: dict[type, Callable[[Asker, Any], Grounds]] = {
    Pupil: records.pupil,
    Enrolment: records.enrolment,
    ContactDetails: records.contact_details,
    OwnName: records.own_name,
    PersonRelation: records.person_relation,
    ProtectionChange: records.protection_change,
    Referral: records.referral,
    SingleAccessRequest: records.single_access_request,
    Case: records.case,
    Consent: records.consent,
    ConsentLine: records.consent_line,
    RiskFlag: records.risk_flag,
    Note: records.note,
    Task: records.task,
    Goal: records.goal,
    Reminder: records.reminder,
    Disclosure: disclosures.disclosure,
    Assessment: records.assessment,
    AssessmentArea: records.assessment_area,
    Measure: measures.measure,
    MeasurePart: measures.measure_part,
    MeasureSubmission: measures.measure_submission,
    MeasureDecision: measures.measure_decision,
    MeasureLink: combined.measure_link,
    CaseloadReview: records.caseload_review,
    SubjectStanding: records.subject_standing,
    Absence: records.absence,
    ContactRequest: records.contact_request,
    OutreachActivity: records.outreach_activity,
    Contract: agreements.contract,
    Signature: agreements.signature,
    Placement: agreements.placement,
    TimeEntry: agreements.time_entry,
    SignedDocument: collaborations.signed_document,
    Collaboration: collaborations.collaboration,
    CollaborationOffice: collaborations.of_collaboration,
    ContactPerson: collaborations.of_collaboration,
    StartupMeeting: collaborations.startup_meeting,
    Invitee: collaborations.invitee,
    SteeringGroup: collaborations.of_collaboration,
    SteeringMember: collaborations.of_group,
    SteeringMeeting: collaborations.of_group,
    SteeringGuest: collaborations.of_meeting,
    SteeringPoint: collaborations.of_meeting,
    SteeringDecision: collaborations.of_meeting,
    Notice: collaborations.notice,
}


def grounds(asker: Asker, row: Any) -> Grounds:
    """Return the grounds that give the record to the person; none means it does not exist."""
    return READING[type(row)](asker, row)


def seen(asker: Asker, model: type) -> dict[int, Grounds]:
    """Return every row of the model the person sees, with its grounds."""
    found = {row.pk: grounds(asker, row) for row in asker.facts.all(model)}
    return {number: why for number, why in found.items() if why}
