"""What the arrangement rests on: collaborations, contracts, signatures, and who is placed where."""

from agreements.models.collaboration import (
    Collaboration,
    CollaborationKind,
    CollaborationOffice,
    CollaborationState,
    ContactPerson,
)
from agreements.models.contract import Contract, ContractState
from agreements.models.placement import Placement
from agreements.models.signature import Party, Signature

__all__ = [
    "Collaboration",
    "CollaborationKind",
    "CollaborationOffice",
    "CollaborationState",
    "ContactPerson",
    "Contract",
    "ContractState",
    "Party",
    "Placement",
    "Signature",
]
