"""Who of the world's staff stands in which relation to whom, as the access rules say it.

Written by hand from the table of grounds, apart from the code that it judges.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.world_pupils import RELATIONS

NOBODY_SEES_FOR = [
    "nobody",
    "former_1",
    "former_principal_a",
    "inactive_1",
    "inactive_principal_a",
    "county",
    "other_county",
    "directorate",
    "records_officer_a",
    "records_officer_1",
    "privacy_officer_a",
    "privacy_officer_1",
    "system",
]
"""Roles and states without any ground for a pupil's data."""


def named(prefix: str, relations: Iterable[str]) -> set[str]:
    """Return the world's names of one kind of record for the relations."""
    return {f"{prefix}_{relation}" for relation in relations}


EVERY = {relation.name for relation in RELATIONS}

AT_A = {relation.name for relation in RELATIONS if relation.school == "school_a"} - {"moved_61"}
"""Enrolled at school A, or gone for at most 60 days."""

AT_B = {"moved_59", "moved_60", "moved_61", "school_b", "other_school"}

AT_OFFICE_1 = {relation.name for relation in RELATIONS if relation.office == "office_1"}
AT_OFFICE_3 = {"lapsed", "school_b"}

READ_ALONE: dict[str, set[str]] = {"deputy_principal_a": {"moved_61"}, "unplaced_1": {"closed_91"}}
"""Of whom they read what their own place keeps by a single access alone."""

# (who, the relations whose school record they read, the hard rules applied)
SCHOOL_READS: dict[str, set[str]] = {
    "principal_a": AT_A - {"strict", "related"},
    "deputy_principal_a": AT_A | {"moved_61"},
    "school_counsellor_a": AT_A - {"related"},
    "colleague_a": AT_A - {"strict"},
    "principal_b": AT_B,
    "school_counsellor_b": AT_B,
}

TEAM_READS: dict[str, set[str]] = {
    "counsellor_1": AT_OFFICE_1 - {"related", "closed_91"},
    "colleague_1": set(),
    "substitute_1": set(),
    "counsellor_2": {"other_office"},
    "counsellor_3": AT_OFFICE_3,
    "two_offices": {"unconsented", "confidential"},
}

LEADER_READS: dict[str, set[str]] = {
    "manager_1": AT_OFFICE_1 - {"strict", "related"},
    "deputy_manager_1": AT_OFFICE_1,
    "manager_2": {"other_office"},
    "manager_3": AT_OFFICE_3,
}

REFERRALS_WAITING: dict[str, set[str]] = {
    "counsellor_1": {"referral_pending"},
    "colleague_1": {"referral_pending"},
    "unplaced_1": set(),
    "substitute_1": set(),
    "counsellor_2": set(),
    "counsellor_3": set(),
    "two_offices": set(),
    "manager_1": {"referral_pending"},
    "deputy_manager_1": {"referral_pending"},
    "manager_2": set(),
    "manager_3": set(),
}

CASE_READS = TEAM_READS | LEADER_READS | {"unplaced_1": READ_ALONE["unplaced_1"]}

# The consents of the world that open something: to which service, what, of which areas.
_TO_LEADERSHIP = {"consented", "existence_only", "sensitive_consent", "confidential"}
_TO_PUPIL_SERVICES = {"consented", "narrow", "sensitive_consent", "confidential"}

# What school A opened to office 1: the lines in force, the sensitive ones, and all that is asked.
FROM_SCHOOL = {"unconsented", "consented", "strict", "related"}
FROM_SCHOOL_SENSITIVE = {"consented", "strict"}
SHARED_AT_SCHOOL = {relation.name for relation in RELATIONS if relation.school_consent}

OPENED_CASES: dict[str, set[str]] = {
    "principal_a": _TO_LEADERSHIP,
    "deputy_principal_a": _TO_LEADERSHIP | {"strict", "related"},
    "school_counsellor_a": _TO_PUPIL_SERVICES | {"strict"},
    "colleague_a": _TO_PUPIL_SERVICES | {"related"},
    "principal_b": {"school_b"},
    "school_counsellor_b": {"school_b"},
}


def from_school(who: str, relations: set[str] = FROM_SCHOOL) -> set[str]:
    """Return the relations of which the school's line opens something to somebody at NAV."""
    return relations & CASE_READS.get(who, set())
