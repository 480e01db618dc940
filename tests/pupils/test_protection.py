"""Protect an address, and be named for a pupil at one."""

from __future__ import annotations

import pytest

from navskole.administration.actions.user import end_membership
from navskole.organisations.models import Membership, Role
from pupils.actions.protection import TooFewNamed, is_named_at, name_for_protected, protect_address
from pupils.actions.pupil import ContactNotOpen, save_contact
from pupils.models import AddressProtection, ContactDetails, Pupil, PupilGrant
from tests.asking import actor_on, at_noon, day, days_seen, sees
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    SchoolFactory,
    member,
)
from tests.factories.pupils import ContactDetailsFactory
from tests.pupils.test_national_id import number_of

pytestmark = pytest.mark.django_db


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


def test_contact_typed_while_the_address_is_protected_is_not_kept(pair):
    before = Pupil.objects.get(pk=pair.pupil.pk)
    Pupil.objects.filter(pk=before.pk).update(address_protection=AddressProtection.STRICT)
    actor = pair.acting("school_counsellor")

    with pytest.raises(ContactNotOpen):
        save_contact(actor=actor, pupil=before, owner=pair.school, phone="22334455")

    assert not ContactDetails.objects.filter(pupil=before).exists()


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
