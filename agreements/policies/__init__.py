"""Who may do what to agreements."""

from agreements.policies import collaboration, contract, placement

__all__ = ["collaboration", "contract", "placement"]
