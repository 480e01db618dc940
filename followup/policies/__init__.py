"""Who may do what to the records of the follow-up; the policies register on import."""

from followup.policies import combined, disclosure, measure, record

__all__ = ["combined", "disclosure", "measure", "record"]
