"""What the most important addresses answer to whom, written by hand from the access rules.

The large matrix follows what the code declares; this table does not know the code. Whoever
stands in no column of a row gets 404 for a record, and 403 for a place of its own. Each row
is asked by everybody at school A and office 1, and by some from elsewhere in turn.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unrendered")]

LEADERSHIP_A = {"principal_a", "deputy_principal_a"}
SERVICES_A = {"school_counsellor_a", "colleague_a"}
SCHOOL_A = LEADERSHIP_A | SERVICES_A
SCHOOL_B = {"principal_b", "school_counsellor_b"}
LEADERS_1 = {"manager_1", "deputy_manager_1"}
OFFICE_1 = {"counsellor_1"} | LEADERS_1
OFFICE_2 = {"counsellor_2", "manager_2"}
OFFICE_3 = {"counsellor_3", "manager_3"}
OUTSIDERS = sorted(
    SCHOOL_B
    | OFFICE_2
    | OFFICE_3
    | {"county", "directorate", "privacy_officer_1", "system", "former_1", "nobody"}
)
NEAR = SCHOOL_A | OFFICE_1 | {"colleague_1", "two_offices"}
NAMED = {"school_counsellor_a", "deputy_principal_a", "counsellor_1", "deputy_manager_1"}
SINGLE = {"deputy_principal_a"}
NOT_RELATED = {"colleague_a", "deputy_principal_a", "deputy_manager_1"}


@dataclass(frozen=True)
class Row:
    """Who opens the address of a record (200), who sees it but may not (403), and the rule."""

    address: str
    record: str
    opens: set[str]
    why: str
    refused: frozenset[str] | set[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.address.partition(':')[2]}-{self.record or 'place'}"


PERSON = [
    ("no_case", SCHOOL_A, "own_school: A, and the school's own B"),
    ("unconsented", SCHOOL_A | OFFICE_1 | {"two_offices"}, "a case runs fully on NAV's side"),
    ("strict", NAMED, "for everybody not named the pupil does not exist"),
    ("related", NOT_RELATED, "own data and declared close relations: never"),
    ("moved_60", SCHOOL_A | SCHOOL_B | OFFICE_1, "ended at most 60 days ago"),
    ("moved_61", SCHOOL_B | OFFICE_1 | SINGLE, "after the 60 days: only single access"),
    ("left", SCHOOL_A | OFFICE_1, "ended at most 60 days ago"),
    ("without_school", OFFICE_1, "no school has a ground"),
    ("referral_pending", SCHOOL_A | OFFICE_1 | {"colleague_1"}, "referral_received: placed there"),
    ("referral_declined", SCHOOL_A, "until a case opens or the referral is declined"),
    ("referral_taken", SCHOOL_A | OFFICE_1, "where a case is open, its team only"),
    ("lapsed", SCHOOL_A | OFFICE_3, "contract lapsed: each side keeps its own"),
    ("closed_91", SCHOOL_A | LEADERS_1, "case team reads 90 days, NAV-leder until disposal"),
    ("other_office", SCHOOL_A | OFFICE_2, "two NAV offices are different bodies"),
    ("other_school", SCHOOL_B, "a membership at the pupil's own school"),
]

CASE = [
    ("unconsented", OFFICE_1 | {"two_offices"}, "that a case exists is confidential"),
    ("consented", OFFICE_1 | SCHOOL_A, "consent_from_nav to both services"),
    ("narrow", OFFICE_1 | SERVICES_A, "neither service includes the other"),
    ("existence_only", OFFICE_1 | LEADERSHIP_A, "neither service includes the other"),
    ("withdrawn", OFFICE_1, "the other side loses what the line gave"),
    ("refused", OFFICE_1, "a refusal opens nothing"),
    ("blocked", OFFICE_1, "a consent blocked by conflict opens nothing"),
    ("expired", OFFICE_1, "the line in its period"),
    ("future", OFFICE_1, "the line in its period"),
    ("lapsed", OFFICE_3, "all crossing on that pair stops, each side keeps its own"),
    ("closed_90", OFFICE_1, "crossing stops; case team reads 90 days"),
    ("closed_91", LEADERS_1, "case team reads 90 days, NAV-leder until disposal"),
    ("moved_59", OFFICE_1, "lines to a school end with the enrolment"),
    ("left", OFFICE_1, "lines to a school end with the enrolment"),
    ("strict", NAMED, "for everybody not named the pupil does not exist"),
    ("related", NOT_RELATED, "own data and declared close relations: never"),
    ("other_office", OFFICE_2, "a case of another office"),
    ("school_b", OFFICE_3 | SCHOOL_B, "consent_from_nav at the other school"),
]

ROWS = [
    *[Row("followup:pupil_detail", f"pupil_{key}", opens, why) for key, opens, why in PERSON],
    *[Row("followup:case_detail", f"case_{key}", opens, why) for key, opens, why in CASE],
    # --- What may be seen, but not done
    Row(
        "followup:case_consents",
        "case_consented",
        OFFICE_1,
        "an answer is read by the side that recorded it",
        SCHOOL_A,
    ),
    Row("followup:case_history", "case_consented", OFFICE_1, "history: own side", SCHOOL_A),
    Row(
        "followup:case_note_create",
        "case_consented",
        {"counsellor_1"},
        "on NAV's side the case team writes",
        SCHOOL_A | LEADERS_1,
    ),
    Row(
        "followup:case_note_create",
        "case_closed_90",
        set(),
        "case closed: writing only as addendum",
        OFFICE_1,
    ),
    Row(
        "followup:case_assign",
        "case_consented",
        LEADERS_1,
        "NAV-leder assigns",
        SCHOOL_A | {"counsellor_1"},
    ),
    Row(
        "followup:consent_create",
        "case_consented",
        {"counsellor_1"},
        "a line is recorded by the case team",
        SCHOOL_A | LEADERS_1,
    ),
    Row(
        "followup:consent_withdraw",
        "consent_consented",
        {"counsellor_1"},
        "as the side that recorded it",
        LEADERS_1,
    ),
    Row(
        "pupils:pupil_update",
        "pupil_consented",
        SERVICES_A,
        "a school's own record; NAV and rektor read",
        LEADERSHIP_A | OFFICE_1,
    ),
    Row(
        "pupils:referral_create",
        "pupil_left",
        set(),
        "only while the enrolment is in force",
        SCHOOL_A | OFFICE_1,
    ),
    # --- Notes
    Row(
        "followup:note_update",
        "note_own_consented",
        {"counsellor_1"},
        "a note for the own side does not cross",
        LEADERS_1,
    ),
    Row(
        "followup:note_update",
        "note_shared_consented",
        {"counsellor_1"},
        "shared notes a line covers",
        LEADERS_1 | SCHOOL_A,
    ),
    Row(
        "followup:note_update",
        "note_shared_other_area_consented",
        {"counsellor_1"},
        "every problem area on it must be covered",
        LEADERS_1,
    ),
    Row(
        "followup:note_update",
        "note_shared_sensitive_consented",
        {"counsellor_1"},
        "sensitive needs the line's own tick; D one item at a time for NAV-leder",
    ),
    Row(
        "followup:note_update",
        "note_shared_existence_only",
        {"counsellor_1"},
        "exactly what the line covers",
        LEADERS_1,
    ),
    Row(
        "followup:note_update",
        "note_school_consented",
        {"school_counsellor_a"},
        "the school's notes need the school's own consent line",
        SCHOOL_A - {"school_counsellor_a"},
    ),
    Row(
        "followup:note_update",
        "note_school_sensitive_consented",
        {"school_counsellor_a"},
        "D only to its author and named readers",
        {"principal_a"},
    ),
    # --- Flags
    Row(
        "pupils:flag_resolve",
        "flag_nav_consented",
        {"counsellor_1"},
        "a flag never crosses; settled by the own side",
        LEADERS_1,
    ),
    Row("pupils:flag_resolve", "flag_school_consented", SCHOOL_A, "a flag never crosses"),
    Row(
        "pupils:flag_resolve",
        "flag_school_sensitive_consented",
        {"school_counsellor_a"},
        "D only to its author and named readers",
    ),
    # --- Measures
    Row(
        "followup:measure_detail",
        "measure_draft_consented",
        OFFICE_1,
        "a draft is the own side's",
    ),
    Row(
        "followup:measure_detail",
        "measure_sent_consented",
        OFFICE_1 | SCHOOL_A,
        "consent_from_nav: measures",
    ),
    Row(
        "followup:measure_detail",
        "measure_sent_narrow",
        OFFICE_1,
        "exactly what the line covers",
    ),
    Row(
        "followup:measure_detail",
        "measure_sent_sensitive_consented",
        OFFICE_1,
        "decider: from submission",
    ),
    Row(
        "followup:measure_detail",
        "measure_draft_sensitive_consented",
        {"counsellor_1"},
        "C and E, both without D for NAV-leder",
    ),
    Row(
        "followup:measure_detail",
        "measure_school_consented",
        SCHOOL_A,
        "the school's measures need the school's own consent line",
    ),
    # --- Referrals: the school reads its text elsewhere, and never what became of it
    Row(
        "pupils:received_referral_detail",
        "referral_referral_pending",
        OFFICE_1 | {"colleague_1"},
        "referral_received",
        SCHOOL_A,
    ),
    Row(
        "pupils:received_referral_detail",
        "referral_referral_declined",
        set(),
        "until the referral is declined",
        SCHOOL_A,
    ),
    Row(
        "pupils:received_referral_detail",
        "referral_referral_taken",
        OFFICE_1,
        "stays with the case it became",
        SCHOOL_A,
    ),
    Row(
        "pupils:received_referral_detail",
        "referral_lapsed",
        OFFICE_3,
        "every referral to the office about the pupil",
        SCHOOL_A,
    ),
    # --- Contracts
    Row(
        "agreements:contract_detail",
        "contract_a1",
        LEADERSHIP_A | LEADERS_1 | {"counsellor_1", "colleague_1", "county", "directorate"},
        "rektor, NAV-leder, placed veiledere; coordinator of that county; directorate",
    ),
    Row(
        "agreements:collaboration_detail",
        "collaboration_b",
        {"principal_b", "manager_2", "manager_3", "counsellor_3", "county", "directorate"},
        "as a contract; an office that has left sees it no longer",
    ),
    Row(
        "agreements:startup_meeting_detail",
        "startup_held",
        {"principal_b", "manager_3", "counsellor_3", "county", "directorate"},
        "rektor, NAV-leder, placed veiledere; coordinator of that county; directorate",
    ),
    Row(
        "agreements:steering_meeting_detail",
        "steering_begun_b",
        {"principal_b", "manager_2", "manager_3", "counsellor_3", "county", "directorate"},
        "as the collaboration",
    ),
    # --- Places
    Row(
        "followup:own_case_list",
        "",
        {"counsellor_1", "colleague_1", "counsellor_2", "counsellor_3", "two_offices"},
        "NAV-veiledere",
    ),
    Row("followup:office_case_list", "", LEADERS_1 | {"manager_2", "manager_3"}, "NAV-leder"),
    Row("pupils:pupil_list", "", SCHOOL_A | SCHOOL_B, "rektor, rådgiver"),
    Row("followup:followup_list", "", LEADERSHIP_A | {"principal_b"}, "rektor"),
    Row("pupils:log_list", "", {"privacy_officer_1"}, "log_reader"),
    Row("administration:user_list", "", {"system"}, "the system administrator"),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_address_answers_as_the_rule_says(world, enter, row):
    records = [world.records[row.record].public_id] if row.record else []
    url = reverse(row.address, args=records)

    answers: dict[int, set[str]] = {200: set(), 403: set(), 404: set()}
    first = ROWS.index(row) % len(OUTSIDERS)
    outside = (OUTSIDERS * 2)[first : first + 4]
    asking = sorted({*NEAR, *row.opens, *outside})
    for who in asking:
        answers.setdefault(enter(who).get(url).status_code, set()).add(who)

    hidden = set(asking) - row.opens - row.refused
    expected = {200: row.opens, 403: set(row.refused), 404: hidden}
    if not row.record:
        expected |= {403: hidden, 404: set()}
    assert answers == expected, row.why
