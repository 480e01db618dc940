"""Who sees a pupil, their enrolments, contact details and declared relations."""

from __future__ import annotations

import pytest

from navskole.organisations.models import Role
from pupils.models import ContactDetails, Enrolment, OwnName, PersonRelation, Pupil
from tests.access.expected import (
    AT_A,
    AT_B,
    CASE_READS,
    NOBODY_SEES_FOR,
    READ_ALONE,
    REFERRALS_WAITING,
    SCHOOL_READS,
    named,
)
from tests.asking import sees
from tests.factories.organisations import member
from tests.factories.pupils import ContactDetailsFactory, PersonRelationFactory, put_on_case
from tests.world_pupils import CALLED_OTHERWISE

pytestmark = pytest.mark.django_db

ENDED_AT_A = {"moved_59", "moved_60", "moved_61", "left"}


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_school_staff_see_exactly_the_pupils_of_their_school(world, who):
    assert world.visible(Pupil, who) == named("pupil", SCHOOL_READS[who])


@pytest.mark.parametrize("who", CASE_READS)
def test_nav_staff_see_exactly_the_pupils_of_their_cases_and_waiting_referrals(world, who):
    expected = CASE_READS[who] | REFERRALS_WAITING[who]

    assert world.visible(Pupil, who) == named("pupil", expected)


@pytest.mark.parametrize("model", [Pupil, Enrolment, ContactDetails, OwnName, PersonRelation])
@pytest.mark.parametrize("who", NOBODY_SEES_FOR)
def test_roles_without_a_ground_see_no_person(world, who, model):
    assert world.visible(model, who) == set()


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_school_staff_see_their_own_schools_enrolments_and_never_anothers(world, who):
    own = named("enrolment", SCHOOL_READS[who] - {"moved_59", "moved_60", "moved_61"})
    moved = {"moved_59", "moved_60", "moved_61"} & SCHOOL_READS[who]
    prefix = "new_enrolment" if who.endswith("_b") else "enrolment"

    assert world.visible(Enrolment, who) == own | named(prefix, moved)


@pytest.mark.parametrize("who", CASE_READS)
def test_nav_staff_see_the_enrolment_in_force_and_no_earlier_one(world, who):
    reads = CASE_READS[who] | REFERRALS_WAITING[who]
    today = named("enrolment", reads - ENDED_AT_A - {"without_school"})
    moved = named("new_enrolment", reads & {"moved_59", "moved_60", "moved_61"})

    assert world.visible(Enrolment, who) == today | moved


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_school_staff_see_only_contact_details_their_school_keeps(world, who):
    at_own = AT_B - {"moved_59", "moved_60", "moved_61"} if who.endswith("_b") else AT_A
    at_own = at_own | READ_ALONE.get(who, set())
    expected = SCHOOL_READS[who] & at_own - {"strict"}
    if who not in ("principal_a", "deputy_principal_a", "school_counsellor_a"):
        expected -= {"confidential"}

    assert world.visible(ContactDetails, who) == named("contact_school", expected)


@pytest.mark.parametrize("who", CASE_READS)
def test_nav_staff_see_only_contact_details_their_office_keeps(world, who):
    expected = CASE_READS[who] - {"strict"}
    if who not in ("counsellor_1", "deputy_manager_1"):
        expected -= {"confidential"}

    assert world.visible(ContactDetails, who) == named("contact_nav", expected)


@pytest.mark.parametrize("who", [*SCHOOL_READS, *CASE_READS])
def test_staff_see_only_the_names_their_own_place_has_given(world, who):
    at_a = SCHOOL_READS.get(who, set()) if who.endswith("_a") else set()
    own = named("own_name_school", at_a & CALLED_OTHERWISE)

    assert world.visible(OwnName, who) == own | named(
        "own_name_nav", CASE_READS.get(who, set()) & CALLED_OTHERWISE
    )


def test_a_declared_relation_is_seen_by_the_person_and_the_own_leader(world):
    seen = {
        who: world.visible(PersonRelation, who)
        for who in ("school_counsellor_a", "counsellor_1", "deputy_principal_a", "colleague_a")
    }

    assert seen == {
        "school_counsellor_a": {"relation_school_counsellor_a_related"},
        "counsellor_1": {"relation_counsellor_1_related"},
        "deputy_principal_a": {
            "relation_school_counsellor_a_related",
            "relation_principal_a_related",
        },
        "colleague_a": set(),
    }


def test_a_leader_of_another_organisation_sees_no_relation(world):
    assert world.visible(PersonRelation, "manager_2") == set()
    assert world.visible(PersonRelation, "principal_b") == set()


def test_whoever_works_on_both_sides_of_a_contract_sees_nothing_of_that_school_as_nav(world):
    as_nav = world.visible(Pupil, "two_sides_meeting", side="nav")
    as_school = world.visible(Pupil, "two_sides_meeting", side="school")

    assert as_nav == set()
    assert as_school == named("pupil", AT_A - {"strict"})


def test_whoever_works_at_a_school_without_a_contract_keeps_the_nav_side(world):
    as_nav = world.visible(Pupil, "two_sides_apart", side="nav")
    as_school = world.visible(Pupil, "two_sides_apart", side="school")

    assert as_nav == named("pupil", {"unconsented"})
    assert as_school == named("pupil", AT_B)


def test_memberships_at_two_offices_unite(world):
    put_on_case(world.case_other_office, world.user("two_offices"))

    expected = {"unconsented", "confidential", "other_office"}
    assert world.visible(Pupil, "two_offices") == named("pupil", expected)


# --- Declared relations ---------------------------------------------------------------


def declare(world, who: str, relation: str) -> PersonRelation:
    """Let a person of office 1 declare a relation to a pupil of the world."""
    return PersonRelationFactory(
        pupil=world.records[f"pupil_{relation}"], user=world.user(who), owner=world.office_1
    )


@pytest.mark.parametrize("who", ["inactive_1", "former_1", "nobody"])
def test_an_own_declaration_is_not_seen_without_a_membership_in_force(world, who):
    declare(world, who, "consented")

    assert world.visible(PersonRelation, who) == set()


def test_a_leader_who_is_not_named_finds_no_declaration_about_a_strict_address(world):
    declared = declare(world, "colleague_1", "strict")

    assert sees(world.user("deputy_manager_1"), declared)
    assert not sees(world.user("manager_1"), declared)


def test_a_leader_finds_no_declaration_about_an_own_close_relation(world):
    declared = declare(world, "colleague_1", "related")

    assert sees(world.user("deputy_manager_1"), declared)
    assert not sees(world.user("manager_1"), declared)


# --- Contact details at two offices ---------------------------------------------------


def test_a_case_at_one_office_opens_no_contact_details_of_another(world):
    theirs = ContactDetailsFactory(pupil=world.pupil_unconsented, owner=world.office_2)

    assert sees(world.user("two_offices"), world.contact_nav_unconsented)
    assert not sees(world.user("two_offices"), theirs)


def test_leading_one_office_opens_no_contact_details_of_another(world):
    member(Role.NAV_COUNSELLOR, world.office_2, user=world.user("manager_1"))
    theirs = ContactDetailsFactory(pupil=world.pupil_unconsented, owner=world.office_2)

    assert not sees(world.user("manager_1"), theirs)
