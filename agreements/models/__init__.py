"""What the arrangement rests on: contracts, their signatures, and who is placed where."""

from agreements.models.contract import Contract, ContractState
from agreements.models.placement import Placement
from agreements.models.signature import Party, Signature

__all__ = ["Contract", "ContractState", "Party", "Placement", "Signature"]
