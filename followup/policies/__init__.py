"""Who may do what to the records of the follow-up; the policies register on import."""

from followup.policies import measure, record

__all__ = ["measure", "record"]
