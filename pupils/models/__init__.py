"""The pupil, what ties them to a school and to NAV offices, and what may cross the wall."""

from pupils.models.case import Case, CaseOutcome, CaseSource, CaseStatus
from pupils.models.consent import (
    ADULT,
    NAV_INFORMATION,
    SCHOOL_INFORMATION,
    SCHOOL_SERVICES,
    Consent,
    ConsentLine,
    ConsentMethod,
    ConsentStatus,
    Information,
    OutsideService,
    Service,
)
from pupils.models.enrolment import EndReason, Enrolment, Level
from pupils.models.flag import FlagKind, FlagLevel, RiskFlag
from pupils.models.grants import CaseGrant, CaseGroupGrant, PupilGrant, PupilGroupGrant, TeamRole
from pupils.models.problem_area import ProblemArea
from pupils.models.protection import ProtectionChange
from pupils.models.pupil import AddressProtection, ContactDetails, OwnName, PersonRelation, Pupil
from pupils.models.referral import Referral
from pupils.models.single_access import SingleAccessRequest, SingleAccessState
from pupils.models.standing import Absence, SubjectStanding, Term

__all__ = [
    "ADULT",
    "NAV_INFORMATION",
    "SCHOOL_INFORMATION",
    "SCHOOL_SERVICES",
    "Absence",
    "AddressProtection",
    "Case",
    "CaseGrant",
    "CaseGroupGrant",
    "CaseOutcome",
    "CaseSource",
    "CaseStatus",
    "Consent",
    "ConsentLine",
    "ConsentMethod",
    "ConsentStatus",
    "ContactDetails",
    "EndReason",
    "Enrolment",
    "FlagKind",
    "FlagLevel",
    "Information",
    "Level",
    "OutsideService",
    "OwnName",
    "PersonRelation",
    "ProblemArea",
    "ProtectionChange",
    "Pupil",
    "PupilGrant",
    "PupilGroupGrant",
    "Referral",
    "RiskFlag",
    "Service",
    "SingleAccessRequest",
    "SingleAccessState",
    "SubjectStanding",
    "TeamRole",
    "Term",
]
