"""What the arrangement rests on: collaborations, contracts, signatures, and who is placed where."""

from agreements.models.collaboration import (
    Collaboration,
    CollaborationKind,
    CollaborationOffice,
    CollaborationState,
    ContactPerson,
)
from agreements.models.content import DocumentLanguage
from agreements.models.contract import Contract, ContractState
from agreements.models.placement import Placement
from agreements.models.signature import Party, Signature
from agreements.models.signed_document import SignedDocument
from agreements.models.startup_meeting import (
    Capacity,
    Invitee,
    StartupMeeting,
    StartupOutcome,
    StartupState,
)
from agreements.models.steering_group import SteeringGroup, SteeringMember
from agreements.models.steering_meeting import (
    StandingItem,
    SteeringDecision,
    SteeringGuest,
    SteeringMeeting,
    SteeringPoint,
    SteeringState,
)
from agreements.models.time_entry import HalfDay, TimeEntry, TimePlace, WorkKind

__all__ = [
    "Capacity",
    "Collaboration",
    "CollaborationKind",
    "CollaborationOffice",
    "CollaborationState",
    "ContactPerson",
    "Contract",
    "ContractState",
    "DocumentLanguage",
    "HalfDay",
    "Invitee",
    "Party",
    "Placement",
    "Signature",
    "SignedDocument",
    "StandingItem",
    "StartupMeeting",
    "StartupOutcome",
    "StartupState",
    "SteeringDecision",
    "SteeringGroup",
    "SteeringGuest",
    "SteeringMeeting",
    "SteeringMember",
    "SteeringPoint",
    "SteeringState",
    "TimeEntry",
    "TimePlace",
    "WorkKind",
]
