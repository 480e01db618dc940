"""Who may meet which canary, by hand from the access rules, apart from the code it judges.

A canary stands in one record of the world. Which record it is says its name: the kind, and
the relation the pupil stands in ("note_shared_consented").
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from tests.access.expected import (
    AT_A,
    AT_B,
    CASE_READS,
    FROM_SCHOOL_SENSITIVE,
    LEADER_READS,
    OPENED_CASES,
    READ_ALONE,
    REFERRALS_WAITING,
    SCHOOL_READS,
    TEAM_READS,
    from_school,
)
from tests.world import World
from tests.world_pupils import CALLED_OTHERWISE, DISCLOSED, DISCLOSED_BY_SCHOOL, RELATIONS

NAMED = {"school_counsellor_a", "deputy_principal_a", "counsellor_1", "deputy_manager_1"}
PRIVACY_OFFICERS = {"privacy_officer_a", "privacy_officer_1"}

# Whoever works on both sides acts for the school first; a colleague wrote what is there.
ACTS_AS = {"two_sides_meeting": "colleague_a", "two_sides_apart": "other_colleague_b"}

_LEADERS_1 = {"manager_1", "deputy_manager_1"}
AT_THE_OFFICE = {
    "contact_request_1": {"counsellor_1", "colleague_1", *_LEADERS_1},
    "contact_request_2": {"counsellor_2", "manager_2"},
    "contact_request_3": {"counsellor_3", "manager_3"},
    "contact_request_lapsed": {"manager_3"},
    "outreach_1": {
        "counsellor_1", "colleague_1", "unplaced_1", "substitute_1", "two_offices", *_LEADERS_1,
    },
    "outreach_3": {"counsellor_3", "manager_3"},
}  # fmt: skip
"""Who may meet what the offices keep of nobody in particular."""

IN_COLLABORATION = {
    "a": {
        "principal_a", "deputy_principal_a", *_LEADERS_1, "manager_2", "manager_3",
        "counsellor_1", "colleague_1", "counsellor_2", "county", "directorate",
    },
    "b": {"principal_b", "manager_2", "manager_3", "counsellor_3", "county", "directorate"},
}  # fmt: skip
"""Who may meet what is written about the collaboration of a school."""

AT_STARTUP = {
    "planned": IN_COLLABORATION["a"] - {"manager_3"},
    "held": IN_COLLABORATION["b"] - {"manager_2"},
    "wanted": {*_LEADERS_1, "other_county", "directorate"},
}
"""Who may meet what is written about a start-up meeting."""

OWN_NOTICES = {who: {f"notice_{who}"} for who in ("principal_a", "manager_1", "counsellor_2")}
"""Who may meet what was told to them: where they work today, on the side they act on."""

_ABOUT_SCHOOL = {"principal_a", "deputy_principal_a", "privacy_officer_a"}
_ABOUT_OFFICE = {*_LEADERS_1, "privacy_officer_1"}
ASKED_OR_LED = {
    "single_school": _ABOUT_SCHOOL,
    "single_declined_school": _ABOUT_SCHOOL | {"colleague_a"},
    "single_waiting_school": _ABOUT_SCHOOL | {"school_counsellor_a"},
    "single_nobody_school": _ABOUT_SCHOOL,
    "single_nav": _ABOUT_OFFICE | {"unplaced_1"},
    "single_ended_nav": _ABOUT_OFFICE | {"colleague_1"},
    "single_waiting_nav": _ABOUT_OFFICE | {"substitute_1"},
}
"""Who may meet what was asked of a leader: who asked, who leads there, and its officer."""

_MOVED = {"moved_59", "moved_60", "moved_61"}
_RELATIONS = sorted((relation.name for relation in RELATIONS), key=len, reverse=True)
_SENT_BY_A = {relation.name for relation in RELATIONS if relation.referral}


def _school(who: str) -> set[str]:
    return AT_B if who == "other_colleague_b" else SCHOOL_READS.get(who, set())


def _opened(who: str) -> set[str]:
    return {"school_b"} if who == "other_colleague_b" else OPENED_CASES.get(who, set())


def _own_school(who: str) -> set[str]:
    """Return the relations whose record at the person's own school they read."""
    own = AT_A if who.endswith("_a") else AT_B - _MOVED
    return _school(who) & (own | READ_ALONE.get(who, set()))


def _case(who: str) -> set[str]:
    return CASE_READS.get(who, set())


def _team(who: str) -> set[str]:
    return TEAM_READS.get(who, set())


def _unless_confidential(who: str, relations: set[str]) -> set[str]:
    named = who in NAMED or who == "principal_a"
    return relations if named else relations - {"confidential"}


def _identity(who: str) -> set[str]:
    if who in PRIVACY_OFFICERS:  # the names of those in their own log
        return set(_RELATIONS) - {"strict"}
    return _school(who) | _case(who) | REFERRALS_WAITING.get(who, set())


def _disclosed(who: str, to: dict[str, str]) -> set[str]:
    """Return the relations of which one item was shared with the person by name.

    A strict address shuts out whoever is not named for the pupil.
    """
    named = {relation for relation, person in to.items() if person == who}
    return named if who in NAMED else named - {"strict"}


def _referral(who: str) -> set[str]:
    sent = _school(who) & _SENT_BY_A if who.endswith("_a") else set()
    here = TEAM_READS.get(who, set()) | LEADER_READS.get(who, set())
    return sent | (here & _SENT_BY_A) | REFERRALS_WAITING.get(who, set())


def _sensitive_measures(who: str) -> set[str]:
    return _case(who) - READ_ALONE.get(who, set()) | (_opened(who) & {"sensitive_consent"})


def _is_adviser(who: str) -> bool:
    return who.startswith(("school_counsellor", "colleague_a", "other_colleague"))


def _given(who: str) -> set[str]:
    """Return the relations in which a task reached the service the person works in."""
    return _opened(who) - {"existence_only"} if _is_adviser(who) else set()


MAY_MEET: dict[str, Callable[[str], set[str]]] = {
    # Whoever sees them at all works where they are called otherwise.
    "pupil": lambda who: (
        (_identity(who) - CALLED_OTHERWISE)
        | _disclosed(who, DISCLOSED)
        | _disclosed(who, DISCLOSED_BY_SCHOOL)
    ),
    "own_name_school": lambda who: (
        _own_school(who) | (CALLED_OTHERWISE if who == "privacy_officer_a" else set())
    ),
    "own_name_nav": lambda who: (
        _case(who) | (CALLED_OTHERWISE if who == "privacy_officer_1" else set())
    ),
    "contact_school": lambda who: _unless_confidential(who, _own_school(who)),
    "contact_nav": lambda who: _unless_confidential(who, _case(who)),
    "protection_school": _own_school,
    "protection_nav": _case,
    "note_school": _own_school,
    "note_school_sensitive": lambda who: (
        _own_school(who) if who.startswith(("principal", "school_counsellor")) else set()
    ),
    "flag_school": _own_school,
    "flag_school_sensitive": lambda who: (
        _own_school(who) if who.startswith("school_counsellor") else set()
    ),
    "measure_school": _own_school,
    "task_school": lambda who: _own_school(who) | from_school(who),
    "task_school_sensitive": lambda who: (
        from_school(who, FROM_SCHOOL_SENSITIVE)
        | (_own_school(who) if who.startswith(("principal", "school_counsellor")) else set())
    ),
    "standing": lambda who: _own_school(who) | from_school(who),
    "note_school_shared": lambda who: _own_school(who) | from_school(who),
    "note_school_shared_sensitive": lambda who: (
        from_school(who, FROM_SCHOOL_SENSITIVE)
        | (_own_school(who) if who.startswith(("principal", "school_counsellor")) else set())
    ),
    "measure_school_sent": lambda who: _own_school(who) | from_school(who),
    "measure_school_combined": lambda who: _own_school(who) | from_school(who),
    "measure_school_asking": lambda who: _own_school(who) | from_school(who),
    "link_asking": lambda who: _case(who) | _opened(who),
    "school_consent": _own_school,
    "case": _case,
    "consent": _case,
    "note_own": _case,
    "note_sensitive": _team,
    "note_shared": lambda who: _case(who) | (_opened(who) - {"existence_only"}),
    "note_shared_no_area": lambda who: _case(who) | (_opened(who) - {"existence_only"}),
    "note_shared_other_area": _case,
    "note_shared_sensitive": lambda who: _team(who) | (_opened(who) & {"sensitive_consent"}),
    "flag_nav": _case,
    "flag_nav_sensitive": _team,
    "measure_draft": _case,
    "measure_draft_sensitive": _team,
    "measure_sent": lambda who: _case(who) | (_opened(who) - {"existence_only", "narrow"}),
    "measure_sent_sensitive": _sensitive_measures,
    "task_own": _case,
    "task_sensitive": _team,
    "task_done": _case,
    "task_given": lambda who: _case(who) | _given(who),
    "task_given_other_area": _case,
    "task_given_sensitive": lambda who: _team(who) | (_given(who) & {"sensitive_consent"}),
    "disclosure": lambda who: (_case(who) & set(DISCLOSED)) | _disclosed(who, DISCLOSED),
    "disclosure_ended": _case,
    "disclosure_school": lambda who: (
        (_own_school(who) & set(DISCLOSED_BY_SCHOOL)) | _disclosed(who, DISCLOSED_BY_SCHOOL)
    ),
    "reminder": _case,
    "reminder_ended": _case,
    "assessment": _case,
    "assessment_area": _case,
    "assessment_area_sensitive": _team,
    "goal": _case,
    "goal_sensitive": _team,
    "measure_approved": lambda who: _case(who) | _opened(who),
    "measure_offered": _case,
    "measure_startable": lambda who: _case(who) | _opened(who),
    "measure_running": lambda who: _case(who) | _opened(who),
    "measure_combined": lambda who: _case(who) | _opened(who),
    "measure_asking": lambda who: _case(who) | _opened(who),
    "measure_external": _case,
    "measure_municipal": _case,
    "referral": _referral,
}
"""For each kind of record, the relations in which a person may read it."""


@cache
def kind_and_relation(name: str) -> tuple[str, str]:
    """Return the kind of record and the relation that a name of the world tells of.

    >>> kind_and_relation("note_shared_unconsented")
    ('note_shared', 'unconsented')
    """
    relation = next(each for each in _RELATIONS if name.endswith(f"_{each}"))
    return name.removesuffix(f"_{relation}"), relation


def forbidden_to(world: World, who: str) -> set[str]:
    """Return the canaries the person must never meet."""
    acting = ACTS_AS.get(who, who)
    names = {
        (type(record), record.pk): name
        for name, record in world.records.items()
        if not name.startswith(("placement_", "relation_", "membership_"))
    }
    return {
        text
        for text, canary in world.canaries.items()
        if canary.record is None
        or not _may(acting, names.get((type(canary.record), canary.record.pk), ""))
    }


def forbidden_classes(world: World, who: str) -> set[str]:
    """Return the names of school classes the person must never meet.

    Today's belongs to the identity; an earlier one is the school's own.
    """
    acting = ACTS_AS.get(who, who)
    identity = set() if acting in PRIVACY_OFFICERS else _identity(acting)
    return {
        record.class_name
        for name, record in world.records.items()
        if name.startswith("enrolment_")
        and name.removeprefix("enrolment_")
        not in (identity if record.ends_on is None else _own_school(acting))
    }


def _may(who: str, name: str) -> bool:
    if name.startswith("review_"):
        return "principal" in who and who.endswith(name[-2:]) and "former" not in who
    if name.startswith("notice_"):
        return name in OWN_NOTICES.get(who, set())
    if name.startswith(("contact_request_", "outreach_", "single_")):
        return who in (AT_THE_OFFICE | ASKED_OR_LED)[name]
    if name.startswith(("startup_", "invitee_")):
        return who in AT_STARTUP[name.partition("_")[2]]
    if name.startswith(("collaboration_", "contact_person_", "steering_")):
        return who in IN_COLLABORATION[name[-1]]
    kind, relation = kind_and_relation(name)
    return relation in MAY_MEET[kind](who)
