"""Who may do what to agreements."""

from agreements.policies import contract, placement

__all__ = ["contract", "placement"]
