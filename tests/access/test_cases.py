"""Who sees a case, a referral, a consent and its lines."""

from __future__ import annotations

import pytest

from pupils.models import Case, Consent, ConsentLine, Referral
from tests.access.expected import (
    AT_A,
    CASE_READS,
    FROM_SCHOOL,
    NOBODY_SEES_FOR,
    OPENED_CASES,
    SCHOOL_READS,
    SHARED_AT_SCHOOL,
    from_school,
    named,
)
from tests.world_pupils import RELATIONS

pytestmark = pytest.mark.django_db

WITH_CONSENT = {relation.name for relation in RELATIONS if relation.consent}
REFERRED = {relation.name for relation in RELATIONS if relation.referral}
INFORMATION = ("existence", "measures", "notes")


@pytest.mark.parametrize("who", CASE_READS)
def test_nav_staff_see_exactly_the_cases_they_are_on_or_lead(world, who):
    assert world.visible(Case, who) == named("case", CASE_READS[who])


@pytest.mark.parametrize("who", OPENED_CASES)
def test_school_staff_see_exactly_the_cases_a_line_to_their_service_opens(world, who):
    assert world.visible(Case, who) == named("case", OPENED_CASES[who])


@pytest.mark.parametrize("model", [Case, Referral, Consent, ConsentLine])
@pytest.mark.parametrize("who", NOBODY_SEES_FOR)
def test_roles_without_a_ground_see_no_case_referral_or_consent(world, who, model):
    assert world.visible(model, who) == set()


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_a_school_reads_the_referrals_it_sent(world, who):
    sent = SCHOOL_READS[who] & REFERRED & AT_A if who.endswith("_a") else set()

    assert world.visible(Referral, who) == named("referral", sent)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("counsellor_1", {"referral_pending", "referral_taken"}),
        ("colleague_1", {"referral_pending"}),
        ("unplaced_1", set()),
        ("manager_1", {"referral_pending", "referral_taken"}),
        ("deputy_manager_1", {"referral_pending", "referral_taken"}),
        ("counsellor_2", set()),
        ("manager_2", set()),
        ("counsellor_3", {"lapsed"}),
        ("manager_3", {"lapsed"}),
    ],
)
def test_an_office_reads_what_waits_for_it_and_what_belongs_to_its_cases(world, who, expected):
    assert world.visible(Referral, who) == named("referral", expected)


@pytest.mark.parametrize("who", CASE_READS)
def test_consents_and_all_their_lines_are_read_with_the_case(world, who):
    expected = CASE_READS[who] & WITH_CONSENT
    lines = {line for key in expected for line in named_lines(world, key)}

    assert world.visible(Consent, who) == named("consent", expected)
    opened = school_lines(world, from_school(who, FROM_SCHOOL | {"narrow"}))
    assert world.visible(ConsentLine, who) == lines | opened


def school_lines(world, relations: set[str]) -> set[str]:
    """Return the names of the school's lines of the relations."""
    return {
        name
        for name in world.records
        if name.startswith("school_line_") and name.split("_", 3)[3] in relations
    }


@pytest.mark.parametrize("who", OPENED_CASES)
def test_a_school_reads_of_navs_consents_only_the_lines_in_force_to_its_service(world, who):
    service = "school_leadership" if "principal" in who else "pupil_services"
    lines = {
        line for key in OPENED_CASES[who] for line in named_lines(world, key) if service in line
    }

    own = SCHOOL_READS[who] & SHARED_AT_SCHOOL if who.endswith("_a") else set()
    assert world.visible(Consent, who) == named("school_consent", own)
    assert world.visible(ConsentLine, who) == lines | school_lines(world, own)


def test_nobody_on_both_sides_reaches_a_case_through_the_team(world):
    assert world.visible(Case, "two_sides_meeting", side="nav") == set()
    assert world.visible(Case, "two_sides_apart", side="nav") == {"case_unconsented"}


def named_lines(world, key: str) -> set[str]:
    """Return the names of the lines of one relation's consent."""
    return {
        name
        for name in world.records
        if name.startswith("line_")
        and name.removeprefix("line_").split("_", 1)[1].endswith(f"_{key}")
        and world.records[name].consent_id == world.records[f"consent_{key}"].pk
    }
