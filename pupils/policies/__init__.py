"""Who may do what to a pupil, a referral, a case, a consent, a flag, a relation, an address."""

from pupils.policies import consent, protection, relation, single_access
from pupils.policies.case import (
    answers_for,
    ask_the_team,
    counsellors_led_by,
    leads_office,
    on_open_case,
    on_team,
    reads_alone,
    require_may_end,
)
from pupils.policies.pupil import meets_at_school, reads_at_school, require_at_school

__all__ = [
    "answers_for",
    "ask_the_team",
    "consent",
    "counsellors_led_by",
    "leads_office",
    "meets_at_school",
    "on_open_case",
    "on_team",
    "protection",
    "reads_alone",
    "reads_at_school",
    "relation",
    "require_at_school",
    "require_may_end",
    "single_access",
]
