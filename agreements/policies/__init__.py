"""Who may do what to agreements."""

from agreements.policies import (
    collaboration,
    contract,
    placement,
    startup_meeting,
    steering_group,
    time_entry,
)

__all__ = [
    "collaboration",
    "contract",
    "placement",
    "startup_meeting",
    "steering_group",
    "time_entry",
]
