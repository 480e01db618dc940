"""Register and change a pupil."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from navskole.records.errors import NotAllowed, StaleVersion
from pupils.actions.pupil import CannotBeRegistered, ContactNotOpen, change_pupil, register_pupil
from pupils.models import ContactDetails, Enrolment, Pupil
from tests.asking import day, sees
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import ContactDetailsFactory, EnrolmentFactory, PersonRelationFactory

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


def test_the_age_turns_on_the_birthday():
    pupil = Pupil(birth_date=date(2008, 2, 29))

    ages = [pupil.age(on=on) for on in (date(2026, 2, 28), date(2026, 3, 1), date(2028, 2, 29))]

    assert ages == [17, 18, 20]
