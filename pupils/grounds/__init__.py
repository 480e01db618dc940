"""Why somebody may see a pupil, a case and what hangs on them: each ground written once.

A ground that needs a subquery is written as ids first, rows second (`Among`). The hard
rules (strictly confidential address, own data and close relations) stand inside every
ground. Sources: forvaltningsloven §§ 13 ff., NAV-loven § 7, sosialtjenesteloven § 44.
"""

from pupils.grounds.case import (
    case_arms,
)
from pupils.grounds.consent import (
    consent_line_arms,
)
from pupils.grounds.crossing import (
    covered_by,
    covered_by_school,
    covering,
    found_first,
    one_covers,
    one_of_school_covers,
    open_lines,
    open_school_lines,
    school_lines_to_open_cases,
    services_of,
)
from pupils.grounds.hard_rules import (
    address_is_open,
    hard_rules,
    is_named,
    sides_apart,
)
from pupils.grounds.own_side import (
    SCHOOL_ROLES,
    TEAM_READS_DAYS,
    led_cases,
    own_case_records,
    own_office_records,
    own_school_records,
    single_cases,
    team_cases,
)
from pupils.grounds.pupil import (
    enrolment_arms,
    pupil_arms,
    record_owner,
    school_enrolment,
)
from pupils.grounds.referral import (
    received_referrals,
    referral_arms,
)
from pupils.grounds.single_access import (
    ASKING_ROLES,
    counts_since,
    own_single_access,
    single_access_places,
    single_accesses,
)
from pupils.grounds.standing import (
    absence_arms,
    school_absence,
    school_standing,
    sensitive_absence,
    standing_arms,
)

__all__ = [
    "ASKING_ROLES",
    "SCHOOL_ROLES",
    "TEAM_READS_DAYS",
    "absence_arms",
    "address_is_open",
    "case_arms",
    "consent_line_arms",
    "counts_since",
    "covered_by",
    "covered_by_school",
    "covering",
    "enrolment_arms",
    "found_first",
    "hard_rules",
    "is_named",
    "led_cases",
    "one_covers",
    "one_of_school_covers",
    "open_lines",
    "open_school_lines",
    "own_case_records",
    "own_office_records",
    "own_school_records",
    "own_single_access",
    "pupil_arms",
    "received_referrals",
    "record_owner",
    "referral_arms",
    "school_absence",
    "school_enrolment",
    "school_lines_to_open_cases",
    "school_standing",
    "sensitive_absence",
    "services_of",
    "sides_apart",
    "single_access_places",
    "single_accesses",
    "single_cases",
    "standing_arms",
    "team_cases",
]
