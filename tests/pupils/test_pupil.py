"""Register and change a pupil; protect an address; declare a relation."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from navskole.administration.actions.user import end_membership
from navskole.organisations.models import Membership, Role
from navskole.records.errors import NotAllowed, StaleVersion
from pupils.actions.protection import (
    TooFewNamed,
    is_named_at,
    name_for_protected,
    protect_address,
)
from pupils.actions.pupil import (
    CannotBeRegistered,
    ContactNotOpen,
    change_pupil,
    register_pupil,
    save_contact,
)
from pupils.models import ContactDetails, Enrolment, Pupil, PupilGrant
from tests.asking import actor_on, at_noon, day, days_seen, sees
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)
from tests.factories.pupils import ContactDetailsFactory, EnrolmentFactory, PersonRelationFactory
from tests.pupils.test_national_id import number_of

pytestmark = pytest.mark.django_db

BORN = date(2009, 3, 14)


def register(pair, *, who="school_counsellor", **facts) -> Pupil:
    given = {
        "school": pair.school,
        "first_name": "Åse",
        "last_name": "Østby",
        "birth_date": BORN,
        "programme_area": "Helse",
        "level": "vg1",
        "class_name": "1A",
        "starts_on": day(0),
        "phone": "90000000",
    }
    return register_pupil(actor=pair.acting(who), **given | facts)


def test_registering_makes_pupil_enrolment_and_the_schools_own_contact_details(pair):
    pupil = register(pair)

    enrolment = Enrolment.objects.get(pupil=pupil)
    contact = ContactDetails.objects.get(pupil=pupil)
    assert (str(pupil), pupil.birth_date, pupil.registered_by) == (
        "Åse Østby",
        BORN,
        pair.school_counsellor,
    )
    assert (pupil.sort_key, pupil.search_key) == ("zzbstby0zzcse", "zzcse0zzbstby")
    assert (enrolment.school, enrolment.class_name, enrolment.starts_on) == (
        pair.school,
        "1A",
        day(0),
    )
    assert (contact.owner_id, contact.phone) == (pair.school.pk, "90000000")
    assert sees(pair.school_counsellor, pupil)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_only_the_schools_counsellor_registers(pair, who):
    with pytest.raises(NotAllowed):
        register(pair, who=who)


def test_no_pupil_is_registered_at_a_school_one_does_not_work_at(pair):
    with pytest.raises(NotAllowed):
        register(pair, school=SchoolFactory())


def test_the_same_form_sent_twice_registers_one_pupil(pair):
    form = uuid.uuid4()

    first = register(pair, submission_id=form)
    second = register(pair, submission_id=form)

    assert second == first
    assert Enrolment.objects.filter(pupil=first).count() == 1


def test_a_pupil_who_is_at_the_school_is_not_registered_again(pair):
    register(pair)

    with pytest.raises(CannotBeRegistered):
        register(pair)


def test_a_hidden_match_is_answered_without_saying_why(pair):
    pupil = register(pair)
    PersonRelationFactory(pupil=pupil, user=pair.school_counsellor, owner=pair.school)

    with pytest.raises(CannotBeRegistered):
        register(pair)


def test_a_pupil_who_comes_back_gets_a_new_enrolment(pair):
    pupil = register(pair, starts_on=day(-300))
    Enrolment.objects.filter(pupil=pupil).update(ends_on=day(-100))

    again = register(pair)

    assert again == pupil
    assert Enrolment.objects.filter(pupil=pupil).count() == 2


def test_what_is_left_empty_takes_nothing_from_what_the_school_had(pair):
    pupil = register(pair, starts_on=day(-300))
    Enrolment.objects.filter(pupil=pupil).update(ends_on=day(-100))
    own = ContactDetails.objects.filter(pupil=pupil)
    own.update(municipality_of_stay=pair.school.municipality)

    register(pair, phone="", email="ny@elev.example")

    kept = own.get()
    assert (kept.phone, kept.email) == ("90000000", "ny@elev.example")
    assert kept.municipality_of_stay == pair.school.municipality


def test_a_namesake_at_another_school_is_another_pupil(pair):
    other = SchoolFactory()
    elsewhere = EnrolmentFactory(
        school=other,
        pupil__first_name="Åse",
        pupil__last_name="Østby",
        pupil__birth_date=BORN,
    ).pupil

    assert register(pair) != elsewhere


# --- Changing -------------------------------------------------------------------------


def change(pair, pupil, *, version=None, who="school_counsellor", **facts) -> Pupil:
    given = {
        "first_name": "Åse",
        "last_name": "Vik",
        "birth_date": BORN,
        "programme_area": "Bygg",
        "level": "vg2",
        "class_name": "2B",
    }
    seen = version or pupil.version
    return change_pupil(actor=pair.acting(who), pupil=pupil, version=seen, **given | facts)


def test_changing_keeps_the_earlier_version(pair):
    pupil = register(pair)

    change(pair, pupil)

    stored = Pupil.objects.get(pk=pupil.pk)
    counted = stored.version - pupil.version
    assert (stored.full_name, stored.sort_key, counted) == ("Åse Vik", "vik0zzcse", 1)
    assert Enrolment.objects.get(pupil=pupil).class_name == "2B"
    assert [row.last_name for row in stored.history.order_by("history_id")] == ["Østby", "Vik"]


def test_changing_an_old_version_is_refused(pair):
    pupil = register(pair)
    change(pair, pupil)

    with pytest.raises(StaleVersion):
        change(pair, pupil, last_name="Annet")

    assert Pupil.objects.get(pk=pupil.pk).last_name == "Vik"


@pytest.mark.parametrize("who", ["principal", "counsellor"])
def test_only_the_schools_counsellor_changes(pair, who):
    with pytest.raises(NotAllowed):
        change(pair, register(pair), who=who)


def test_one_school_does_not_change_what_another_knows_of_the_pupil(pair):
    pupil = register(pair)
    theirs = ContactDetailsFactory(pupil=pupil, owner=pair.office, phone="40000000")

    change(pair, pupil, phone="41111111")

    theirs.refresh_from_db()
    assert theirs.phone == "40000000"
    assert ContactDetails.objects.get(pupil=pupil, owner=pair.school).phone == "41111111"


def test_contact_details_one_may_not_see_are_left_as_they_are(pair):
    pupil = register(pair)
    Pupil.objects.filter(pk=pupil.pk).update(address_protection="confidential")

    with pytest.raises(ContactNotOpen):
        change(pair, pupil, phone="41111111")
    change(pair, pupil)

    assert ContactDetails.objects.get(pupil=pupil).phone == "90000000"
    assert Pupil.objects.get(pk=pupil.pk).last_name == "Vik"


# --- Protection -----------------------------------------------------------------------


def protect(pair, protection, named) -> None:
    protect_address(
        actor=pair.acting("principal"), pupil=pair.pupil, protection=protection, named=named
    )


def two_on_each_side(pair) -> list:
    """Return two people of the school and two of the office."""
    return [pair.principal, pair.school_counsellor, pair.counsellor, pair.manager]


def test_a_strict_address_removes_contact_details_and_hides_the_pupil(pair):
    ContactDetailsFactory(pupil=pair.pupil, owner=pair.school)
    stranger = member(Role.SCHOOL_COUNSELLOR, pair.school)
    named = two_on_each_side(pair)

    protect(pair, "strict", named)

    assert not ContactDetails.objects.filter(pupil=pair.pupil).exists()
    assert not sees(stranger, pair.pupil)
    assert all(sees(person, pair.pupil) for person in named)
    assert PupilGrant.objects.filter(content_object=pair.pupil).count() == 4


def test_a_strict_address_leaves_what_is_no_way_to_reach_the_pupil(pair):
    number = number_of(pair.pupil)
    reach = {"phone": "9", "email": "e@elev.example"}
    for owner in (pair.school, pair.office):
        ContactDetailsFactory(
            pupil=pair.pupil,
            owner=owner,
            national_id=number,
            municipality_of_stay=pair.school.municipality,
            **reach,
        )

    protect(pair, "strict", two_on_each_side(pair))

    kept = [
        (row.national_id, row.phone, row.email, row.municipality_of_stay)
        for row in ContactDetails.objects.filter(pupil=pair.pupil)
    ]
    assert kept == [(number, "", "", None)] * 2


@pytest.mark.parametrize("few", [0, 1])
def test_a_strict_address_takes_at_least_two_named(pair, few):
    with pytest.raises(TooFewNamed):
        protect(pair, "strict", [pair.principal, pair.manager][:few])

    pair.pupil.refresh_from_db()
    assert pair.pupil.address_protection == "none"


def test_a_strict_address_takes_two_named_on_each_side_that_holds_data(pair):
    with pytest.raises(TooFewNamed):
        protect(pair, "strict", [pair.principal, pair.school_counsellor])


def test_whoever_is_named_already_is_not_named_again(pair):
    protect(pair, "confidential", [pair.principal])
    protect(pair, "strict", two_on_each_side(pair))

    named = PupilGrant.objects.filter(content_object=pair.pupil).values_list("user", flat=True)
    assert sorted(named) == sorted(person.pk for person in two_on_each_side(pair))


def test_no_contact_details_are_stored_at_a_strict_address(pair):
    protect(pair, "strict", two_on_each_side(pair))
    pair.pupil.refresh_from_db()

    who = {"actor": pair.acting("school_counsellor"), "pupil": pair.pupil, "owner": pair.school}
    with pytest.raises(ContactNotOpen, match="lagres ingen kontaktopplysninger"):
        save_contact(**who, phone="4")
    saved = save_contact(**who)

    assert saved is None
    assert not ContactDetails.objects.filter(pupil=pair.pupil).exists()


# --- Age ------------------------------------------------------------------------------


def test_the_age_turns_on_the_birthday():
    pupil = Pupil(birth_date=date(2008, 2, 29))

    ages = [pupil.age(on=on) for on in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29))]

    assert ages == [17, 18, 20]


# --- Being named, and the employment it was given in ------------------------------------


def named_days(pair, *days: int) -> list[int]:
    """Return on which days from today the rådgiver sees the pupil at a strict address."""
    return days_seen(pair.school_counsellor, pair.pupil, days)


@pytest.fixture
def shielded(pair):
    """Return a pair whose pupil has a strict address, with two named on each side."""
    protect(pair, "strict", two_on_each_side(pair))
    return pair


def back_at(pair, starts: int, *, role=Role.SCHOOL_COUNSELLOR, place=None) -> None:
    """Employ the rådgiver from a day on, at the school unless told where."""
    place = place or pair.school
    MembershipFactory(
        user=pair.school_counsellor, role=role, organisation=place, starts_on=day(starts)
    )


def test_a_naming_of_an_employment_that_ran_out_does_not_come_back_with_the_next(shielded):
    shielded.school_counsellor.memberships.update(ends_on=day(10))
    back_at(shielded, 12)

    assert named_days(shielded, 9, 10, 11, 12, 30) == [9, 10]


def test_a_naming_goes_on_over_a_new_membership_without_a_day_between_in_any_role(shielded):
    shielded.school_counsellor.memberships.update(ends_on=day(10))
    back_at(shielded, 11, role=Role.PRINCIPAL)

    assert named_days(shielded, 10, 11, 30) == [10, 11, 30]


def test_a_post_elsewhere_does_not_carry_the_naming_over_a_break(shielded):
    shielded.school_counsellor.memberships.update(ends_on=day(10))
    back_at(shielded, -400, place=SchoolFactory())
    back_at(shielded, 12)

    assert named_days(shielded, 10, 12) == [10]


def test_a_second_post_and_the_end_of_another_change_nothing(shielded):
    back_at(shielded, 3, place=SchoolFactory())
    back_at(shielded, 1, role=Role.PRINCIPAL)
    extra = shielded.school_counsellor.memberships.get(role=Role.PRINCIPAL)
    Membership.objects.filter(pk=extra.pk).update(ended_at=at_noon(day(2)))

    assert named_days(shielded, 1, 2, 3, 30) == [1, 2, 3, 30]


def test_who_was_ended_and_employed_again_the_same_day_is_named_anew(shielded):
    admin = member(Role.SYSTEM_ADMIN, OrganisationFactory())
    mine = shielded.school_counsellor.memberships.get()
    end_membership(actor=actor_on(admin), membership=mine)
    back_at(shielded, 0)

    assert named_days(shielded, 0, 5) == []
    assert not is_named_at(shielded.pupil, shielded.school, on=day(0))
    name_for_protected(
        actor=shielded.acting("principal", 1),
        pupil=shielded.pupil,
        person=shielded.school_counsellor,
    )
    assert named_days(shielded, 1, 5) == [1, 5]
    assert is_named_at(shielded.pupil, shielded.school, on=day(1))
