"""Who of the world's staff may do what: each permission on subjects in several relations.

A row names everybody who may; all others of the staff may not. The same answer is asked of
the gate of the actions and, where there is a subject, of `user.has_perm`.
"""

from __future__ import annotations

from typing import Any

import pytest

from navskole.access import policies
from navskole.access.actor import Actor
from navskole.records.errors import NotAllowed
from tests.world_staff import STAFF

pytestmark = pytest.mark.django_db

EVERYBODY = [name for name, *_ in STAFF] + ["nobody"]

# Whoever works at two places acts for the school until they choose the other side.
COUNSELLORS_A = {"school_counsellor_a", "colleague_a", "two_sides_meeting"}
PRINCIPALS_A = {"principal_a", "deputy_principal_a"}
SCHOOL_A = COUNSELLORS_A | PRINCIPALS_A
COUNSELLORS_B = {"school_counsellor_b", "two_sides_apart"}
SCHOOL_STAFF = SCHOOL_A | COUNSELLORS_B | {"principal_b"}
PRINCIPALS = PRINCIPALS_A | {"principal_b"}
MANAGERS_1 = {"manager_1", "deputy_manager_1"}
MANAGERS = MANAGERS_1 | {"manager_2", "manager_3"}
NAV_COUNSELLORS = {
    "counsellor_1",
    "colleague_1",
    "unplaced_1",
    "substitute_1",
    "counsellor_2",
    "counsellor_3",
    "two_offices",
}
TEAM_UNCONSENTED = {"counsellor_1", "two_offices"}

# Who may do it to the subject; a subject of "" is a place of its own.
POLICIES: list[tuple[str, str, set[str]]] = [
    # --- administration
    ("administration.list_users", "", {"system"}),
    ("administration.save_user", "counsellor_1", {"system"}),
    ("administration.add_membership", "counsellor_1", {"system"}),
    ("administration.add_membership", "system", set()),
    ("administration.change_membership", "membership_counsellor_1", {"system"}),
    ("administration.change_membership", "membership_system", set()),
    ("administration.end_membership", "membership_counsellor_1", {"system"}),
    ("administration.end_membership", "membership_system", set()),
    ("administration.list_places", "", {"system"}),
    ("administration.save_place", "school_a", {"system"}),
    ("administration.list_rules", "", {"system"}),
    ("administration.save_rule", "", {"system"}),
    # --- agreements
    (
        "agreements.list_contracts",
        "",
        PRINCIPALS | MANAGERS | NAV_COUNSELLORS | {"county", "other_county", "directorate"},
    ),
    (
        "agreements.read_contract",
        "contract_a1",
        PRINCIPALS_A | MANAGERS_1 | {"counsellor_1", "colleague_1", "county", "directorate"},
    ),
    ("agreements.add_contract", "", PRINCIPALS | MANAGERS),
    ("agreements.change_contract", "contract_draft", {"principal_b", "manager_2"}),
    ("agreements.change_contract", "contract_open", set()),
    ("agreements.change_contract", "contract_a1", set()),
    ("agreements.open_contract", "contract_draft", {"principal_b", "manager_2"}),
    ("agreements.open_contract", "contract_open", set()),
    ("agreements.sign_contract", "contract_open", PRINCIPALS_A | {"manager_3"}),
    ("agreements.sign_contract", "contract_draft", set()),
    ("agreements.sign_contract", "contract_a1", set()),
    ("agreements.lift_signatures", "contract_open", PRINCIPALS_A | {"manager_3"}),
    ("agreements.lift_signatures", "contract_a1", set()),
    ("agreements.add_placement", "contract_a1", MANAGERS_1),
    ("agreements.add_placement", "contract_a3", set()),
    ("agreements.add_placement", "contract_draft", set()),
    ("agreements.end_placement", "placement_counsellor_1_a1", MANAGERS_1),
    # --- pupils at a school
    ("pupils.list_pupils", "", SCHOOL_STAFF),
    ("pupils.add_pupil", "", COUNSELLORS_A | COUNSELLORS_B),
    ("pupils.change_pupil", "pupil_no_case", COUNSELLORS_A),
    ("pupils.change_pupil", "pupil_left", set()),
    ("pupils.change_pupil", "pupil_strict", {"school_counsellor_a"}),
    ("pupils.change_pupil", "pupil_related", COUNSELLORS_A - {"school_counsellor_a"}),
    ("pupils.add_referral", "pupil_no_case", SCHOOL_A),
    ("pupils.add_referral", "pupil_left", set()),
    ("pupils.add_referral", "pupil_strict", {"school_counsellor_a", "deputy_principal_a"}),
    (
        "pupils.add_referral",
        "pupil_related",
        {"colleague_a", "deputy_principal_a", "two_sides_meeting"},
    ),
    ("pupils.read_national_id", "pupil_no_case", SCHOOL_A),
    ("pupils.read_national_id", "pupil_unconsented", SCHOOL_A | TEAM_UNCONSENTED | MANAGERS_1),
    (
        "pupils.read_national_id",
        "pupil_strict",
        {"school_counsellor_a", "deputy_principal_a", "counsellor_1", "deputy_manager_1"},
    ),
    ("pupils.record_national_id", "pupil_no_case", COUNSELLORS_A),
    ("pupils.record_national_id", "pupil_unconsented", COUNSELLORS_A | TEAM_UNCONSENTED),
    ("pupils.record_national_id", "pupil_strict", {"school_counsellor_a", "counsellor_1"}),
    ("pupils.list_sent_referrals", "", SCHOOL_STAFF),
    ("pupils.raise_school_flag", "pupil_no_case", SCHOOL_A),
    ("pupils.raise_school_flag", "pupil_strict", {"school_counsellor_a", "deputy_principal_a"}),
    ("pupils.raise_school_flag", "pupil_moved_59", COUNSELLORS_B | {"principal_b"}),
    ("pupils.end_enrolment", "pupil_no_case", COUNSELLORS_A),
    ("pupils.end_enrolment", "pupil_left", set()),
    ("pupils.end_enrolment", "pupil_strict", {"school_counsellor_a"}),
    ("pupils.record_standing", "pupil_no_case", SCHOOL_A),
    ("pupils.record_standing", "pupil_left", set()),
    ("pupils.record_standing", "pupil_strict", {"school_counsellor_a", "deputy_principal_a"}),
    ("pupils.record_standing", "pupil_moved_59", COUNSELLORS_B | {"principal_b"}),
    ("pupils.change_standing", "standing_no_case", SCHOOL_A),
    ("pupils.change_standing", "standing_moved_59", SCHOOL_A),
    ("pupils.change_standing", "standing_moved_61", set()),
    ("pupils.change_standing", "standing_strict", {"school_counsellor_a", "deputy_principal_a"}),
    ("pupils.list_signals", "", COUNSELLORS_A | COUNSELLORS_B),
    # --- referrals at the office
    ("pupils.list_received_referrals", "", NAV_COUNSELLORS | MANAGERS),
    (
        "pupils.read_received_referral",
        "referral_referral_pending",
        MANAGERS_1 | {"counsellor_1", "colleague_1"},
    ),
    ("pupils.read_received_referral", "referral_referral_declined", set()),
    ("pupils.take_referral", "referral_referral_pending", {"counsellor_1", "colleague_1"}),
    ("pupils.take_referral", "referral_referral_declined", set()),
    ("pupils.take_referral", "referral_referral_taken", set()),
    ("pupils.take_referral", "referral_lapsed", {"counsellor_3"}),  # the action says why not
    (
        "pupils.decline_referral",
        "referral_referral_pending",
        MANAGERS_1 | {"counsellor_1", "colleague_1"},
    ),
    ("pupils.decline_referral", "referral_referral_taken", set()),
    # --- cases
    ("pupils.add_case", "", NAV_COUNSELLORS | MANAGERS),
    ("pupils.list_own_cases", "", NAV_COUNSELLORS),
    ("pupils.list_office_cases", "", MANAGERS),
    ("pupils.read_case", "case_unconsented", TEAM_UNCONSENTED | MANAGERS_1),
    (
        "pupils.read_case",
        "case_consented",
        {"counsellor_1"} | MANAGERS_1 | SCHOOL_A,
    ),
    (
        "pupils.open_case",
        "office_1",
        (NAV_COUNSELLORS - {"counsellor_2", "counsellor_3"}) | MANAGERS_1,
    ),
    ("pupils.open_case", "school_a", set()),
    ("pupils.assign_case", "case_unconsented", MANAGERS_1),
    ("pupils.assign_case", "case_strict", {"deputy_manager_1"}),
    ("pupils.assign_case", "case_closed_90", set()),
    ("pupils.read_team", "case_unconsented", TEAM_UNCONSENTED | MANAGERS_1),
    ("pupils.read_team", "case_strict", {"counsellor_1", "deputy_manager_1"}),
    ("followup.print_case", "case_consented", {"counsellor_1"} | MANAGERS_1),
    ("pupils.add_colleague", "case_unconsented", {"counsellor_1"}),
    ("pupils.add_colleague", "case_related", set()),
    ("pupils.add_colleague", "case_closed_90", set()),
    ("pupils.end_case_grant", "case_unconsented", {"counsellor_1"} | MANAGERS_1),
    ("pupils.end_case_grant", "case_strict", {"counsellor_1", "deputy_manager_1"}),
    ("pupils.list_counsellors", "", MANAGERS),
    ("pupils.lead_counsellor", "counsellor_1", MANAGERS_1),
    ("pupils.lead_counsellor", "two_offices", MANAGERS_1 | {"manager_2"}),
    ("pupils.lead_counsellor", "former_1", set()),
    ("pupils.change_case_status", "case_unconsented", {"counsellor_1"} | MANAGERS_1),
    ("pupils.change_case_status", "case_related", {"deputy_manager_1"}),
    ("pupils.change_case_status", "case_closed_91", set()),
    ("pupils.close_case", "case_unconsented", {"counsellor_1"} | MANAGERS_1),
    ("pupils.close_case", "case_related", {"deputy_manager_1"}),
    ("pupils.close_case", "case_closed_91", set()),
    ("pupils.reopen_case", "case_unconsented", set()),
    ("pupils.reopen_case", "case_closed_90", {"counsellor_1"} | MANAGERS_1),
    ("pupils.reopen_case", "case_closed_91", MANAGERS_1),
    # --- consents and flags
    ("pupils.read_consents", "case_consented", {"counsellor_1"} | MANAGERS_1),
    ("pupils.record_consent", "case_unconsented", TEAM_UNCONSENTED),
    ("pupils.record_consent", "case_closed_90", set()),
    ("pupils.withdraw_consent", "consent_consented", {"counsellor_1"}),
    ("pupils.withdraw_consent", "consent_related", set()),
    ("pupils.withdraw_consent", "school_consent_no_case", SCHOOL_A),
    ("pupils.withdraw_consent", "school_consent_consented", SCHOOL_A),
    ("pupils.renew_consent", "consent_narrow", {"counsellor_1"}),
    ("pupils.renew_consent", "consent_consented", set()),
    ("pupils.renew_consent", "school_consent_narrow", SCHOOL_A),
    ("pupils.renew_consent", "school_consent_withdrawn", set()),
    ("pupils.read_school_consents", "pupil_no_case", SCHOOL_A),
    ("pupils.read_school_consents", "pupil_left", SCHOOL_A),
    ("pupils.record_school_consent", "pupil_no_case", SCHOOL_A),
    ("pupils.record_school_consent", "pupil_left", set()),
    # --- close relations
    ("pupils.declare_relation", "pupil_unconsented", SCHOOL_A | TEAM_UNCONSENTED | MANAGERS_1),
    ("pupils.list_relations", "", PRINCIPALS | MANAGERS),
    ("pupils.lift_relation", "relation_counsellor_1_related", {"deputy_manager_1"}),
    ("pupils.lift_relation", "relation_principal_a_related", {"deputy_principal_a"}),
    ("pupils.raise_case_flag", "case_unconsented", TEAM_UNCONSENTED),
    ("pupils.raise_case_flag", "case_closed_90", set()),
    ("pupils.resolve_flag", "flag_nav_unconsented", TEAM_UNCONSENTED),
    ("pupils.resolve_flag", "flag_nav_closed_90", set()),
    ("pupils.resolve_flag", "flag_school_no_case", SCHOOL_A),
    ("pupils.resolve_flag", "flag_school_sensitive_no_case", {"school_counsellor_a"}),
    # --- the log
    ("pupils.list_log", "", {"privacy_officer_a", "privacy_officer_1"}),
    # --- follow-up
    ("followup.read_pupil", "pupil_no_case", SCHOOL_A),
    ("followup.read_pupil", "pupil_unconsented", SCHOOL_A | TEAM_UNCONSENTED | MANAGERS_1),
    ("followup.read_school_record", "pupil_no_case", SCHOOL_A),
    ("followup.read_school_record", "pupil_unconsented", SCHOOL_A),
    (
        "followup.read_school_record",
        "pupil_moved_60",
        SCHOOL_A | COUNSELLORS_B | {"principal_b"},
    ),
    ("followup.read_school_record", "pupil_moved_61", COUNSELLORS_B | {"principal_b"}),
    ("followup.read_history", "case_unconsented", TEAM_UNCONSENTED | MANAGERS_1),
    ("followup.read_history", "case_consented", {"counsellor_1"} | MANAGERS_1),
    ("followup.change_contact", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.change_contact", "case_closed_90", set()),
    ("followup.add_note", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.add_note", "case_closed_90", set()),
    ("followup.add_note", "case_consented", {"counsellor_1"}),
    ("followup.add_addendum", "case_unconsented", set()),
    ("followup.add_addendum", "case_closed_90", {"counsellor_1"} | MANAGERS_1),
    ("followup.add_addendum", "case_closed_91", MANAGERS_1),
    ("followup.add_school_note", "pupil_no_case", SCHOOL_A),
    ("followup.add_school_note", "pupil_left", set()),
    ("followup.add_school_note", "pupil_strict", {"school_counsellor_a", "deputy_principal_a"}),
    ("followup.change_note", "note_own_unconsented", {"counsellor_1"}),
    ("followup.change_note", "note_own_closed_90", set()),
    ("followup.change_note", "note_own_related", set()),
    ("followup.change_note", "note_school_no_case", {"school_counsellor_a"}),
    ("followup.change_note", "note_school_related", set()),
    ("followup.change_note", "note_school_moved_61", set()),
    ("followup.read_plan", "case_unconsented", TEAM_UNCONSENTED | MANAGERS_1),
    ("followup.read_plan", "case_consented", {"counsellor_1"} | MANAGERS_1),
    ("followup.save_assessment", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.save_assessment", "case_closed_90", set()),
    ("followup.add_goal", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.add_goal", "case_closed_90", set()),
    ("followup.change_goal", "goal_unconsented", TEAM_UNCONSENTED),
    ("followup.change_goal", "goal_related", set()),
    ("followup.change_goal", "goal_closed_90", set()),
    ("followup.add_task", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.add_task", "case_closed_90", set()),
    ("followup.add_school_task", "pupil_no_case", SCHOOL_A),
    ("followup.add_school_task", "pupil_left", set()),
    ("followup.add_school_task", "pupil_strict", {"school_counsellor_a", "deputy_principal_a"}),
    ("followup.change_task", "task_own_unconsented", TEAM_UNCONSENTED),
    ("followup.change_task", "task_own_closed_90", set()),
    ("followup.change_task", "task_done_unconsented", set()),
    ("followup.change_task", "task_given_consented", {"counsellor_1"}),
    ("followup.change_task", "task_school_no_case", SCHOOL_A),
    (
        "followup.change_task",
        "task_school_sensitive_no_case",
        {"school_counsellor_a", "principal_a"},
    ),
    ("followup.change_task", "task_school_moved_61", set()),
    ("followup.complete_task", "task_given_consented", {"counsellor_1"} | COUNSELLORS_A),
    ("followup.complete_task", "task_given_unconsented", TEAM_UNCONSENTED),
    ("followup.complete_task", "task_given_other_area_consented", {"counsellor_1"}),
    ("followup.complete_task", "task_school_no_case", SCHOOL_A),
    ("followup.reopen_task", "task_done_unconsented", TEAM_UNCONSENTED),
    ("followup.reopen_task", "task_own_unconsented", set()),
    ("followup.add_measure", "case_unconsented", TEAM_UNCONSENTED),
    ("followup.add_measure", "case_closed_90", set()),
    ("followup.propose_school_measure", "pupil_no_case", COUNSELLORS_A),
    ("followup.propose_school_measure", "pupil_strict", {"school_counsellor_a"}),
    ("followup.make_school_part", "measure_asking_consented", COUNSELLORS_A),
    ("followup.make_school_part", "measure_sent_consented", set()),
    ("followup.make_school_part", "measure_combined_withdrawn", set()),
    ("followup.read_measure", "measure_sent_unconsented", TEAM_UNCONSENTED | MANAGERS_1),
    ("followup.read_measure", "measure_draft_consented", {"counsellor_1"} | MANAGERS_1),
    ("followup.change_measure", "measure_draft_unconsented", TEAM_UNCONSENTED),
    ("followup.change_measure", "measure_sent_unconsented", TEAM_UNCONSENTED),
    ("followup.change_measure", "measure_running_consented", set()),
    ("followup.change_measure", "measure_draft_closed_90", set()),
    ("followup.change_measure", "measure_school_no_case", COUNSELLORS_A),
    ("followup.change_measure", "measure_school_related", COUNSELLORS_A - {"school_counsellor_a"}),
    ("followup.submit_measure", "measure_draft_unconsented", TEAM_UNCONSENTED),
    ("followup.submit_measure", "measure_sent_unconsented", set()),
    ("followup.progress_measure", "measure_sent_unconsented", TEAM_UNCONSENTED),
    ("followup.progress_measure", "measure_school_moved_61", set()),
    ("followup.list_awaiting", "", PRINCIPALS | MANAGERS),
    ("followup.decide_measure", "part_measure_sent_unconsented", MANAGERS_1),
    ("followup.decide_measure", "part_measure_draft_unconsented", set()),
    ("followup.decide_measure", "part_measure_sent_strict", {"deputy_manager_1"}),
    # --- contact requests and outreach
    (
        "followup.add_contact_request",
        "",
        {"counsellor_1", "colleague_1", "counsellor_2", "counsellor_3"},
    ),
    (
        "followup.read_contact_request",
        "contact_request_1",
        MANAGERS_1 | {"counsellor_1", "colleague_1"},
    ),
    ("followup.read_contact_request", "contact_request_lapsed", {"manager_3"}),
    (
        "followup.close_contact_request",
        "contact_request_1",
        MANAGERS_1 | {"counsellor_1", "colleague_1"},
    ),
    ("followup.take_contact_request", "contact_request_1", {"counsellor_1", "colleague_1"}),
    ("followup.take_contact_request", "contact_request_2", {"counsellor_2"}),
    ("followup.list_outreach", "", NAV_COUNSELLORS | MANAGERS),
    ("followup.add_outreach", "", NAV_COUNSELLORS),
    ("followup.change_outreach", "outreach_1", NAV_COUNSELLORS - {"counsellor_2", "counsellor_3"}),
    ("followup.list_followup", "", PRINCIPALS),
    ("followup.add_review", "", PRINCIPALS),
    ("followup.list_reviews", "", PRINCIPALS),
    ("followup.read_review", "review_a", PRINCIPALS_A),
    ("followup.add_review_point", "review_a", PRINCIPALS_A),
]

# Asked by their own views among the pupils in the officer's own log, since the pupil is not
# seen, and among the employees of the officer's own organisations.
ASKED_OTHERWISE = {"pupils.read_log", "pupils.read_staff_log"}

IDS = [f"{name}-{subject or 'place'}" for name, subject, _ in POLICIES]


def may(actor: Actor, name: str, subject: Any) -> bool:
    """Tell whether the gate of the actions lets the actor through."""
    try:
        policies.require(actor, name, subject)
    except NotAllowed:
        return False
    return True


def find(world: Any, subject: str) -> Any:
    """Return the subject by its name in the world; one of a person's is their membership."""
    if subject.startswith("membership_"):
        return world.records[subject.removeprefix("membership_")].memberships.get()
    return world.records[subject] if subject else None


@pytest.fixture(scope="module")
def staff(world, django_db_blocker) -> dict[str, Actor]:
    """Return everybody as who they are today, resolved once: no test here changes that."""
    with django_db_blocker.unblock():
        return {who: world.actor(who) for who in EVERYBODY}


@pytest.mark.parametrize(("name", "subject", "expected"), POLICIES, ids=IDS)
def test_exactly_these_of_all_staff_may(world, staff, name, subject, expected):
    found = find(world, subject)

    allowed = {who for who, actor in staff.items() if may(actor, name, found)}

    assert allowed == expected


ASKED = {
    "principal_a",
    "school_counsellor_a",
    "colleague_a",
    "counsellor_1",
    "unplaced_1",
    "manager_1",
    "manager_2",
    "system",
}
WITH_SUBJECT = [row for row in POLICIES if row[1]]


@pytest.mark.parametrize(
    ("name", "subject", "expected"), WITH_SUBJECT, ids=[f"{n}-{s}" for n, s, _ in WITH_SUBJECT]
)
def test_has_perm_gives_the_same_answer(world, staff, name, subject, expected):
    found = find(world, subject)

    allowed = {who for who in ASKED if has_perm(staff[who], name, found)}

    assert allowed == expected & ASKED


def has_perm(actor: Actor, name: str, subject: Any) -> bool:
    """Return Django's answer, asked as in a request that has resolved its actor."""
    assert actor.user is not None
    actor.user.actor = actor  # type: ignore[attr-defined]
    return actor.user.has_perm(name, subject)


def test_no_permission_is_forgotten():
    assert {name for name, *_ in POLICIES} | ASKED_OTHERWISE == set(policies.names())


def test_every_permission_is_given_to_somebody_and_denied_to_somebody():
    given = {name for name, _, expected in POLICIES if expected}
    denied = {name for name, _, expected in POLICIES if len(expected) < len(EVERYBODY)}

    assert given == denied == set(policies.names()) - ASKED_OTHERWISE


@pytest.mark.parametrize("name", sorted(policies.names()))
def test_a_command_of_the_system_may_do_everything(name):
    assert may(Actor.system("test"), name, None)


@pytest.mark.parametrize("name", ["pupils.add_pupil", "followup.add_review"])
def test_has_perm_without_an_object_is_always_no(staff, name):
    assert not any(actor.user.has_perm(name) for actor in staff.values())


@pytest.mark.parametrize(
    ("who", "expected"),
    [("privacy_officer_a", True), ("privacy_officer_1", True), ("principal_a", False)],
)
def test_the_log_is_read_by_privacy_officers(world, who, expected):
    assert policies.allows(world.actor(who), "pupils.read_log", world.pupil_consented) is expected
