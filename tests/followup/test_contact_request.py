"""Somebody gets in touch: recorded, answered, gone on with, deleted."""

from __future__ import annotations

import uuid
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from followup.actions.contact_request import (
    AlreadyClosed,
    ContactContent,
    NotPlacedThere,
    close_contact_request,
    record_contact_request,
    take_contact_request,
)
from followup.models import ContactRequest
from navskole.access.person_text import NationalIdInText, PersonInText
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from navskole.rules.models import Rule, RuleCode
from pupils.actions.case import CaseMustBeOpenedWithManager
from pupils.actions.case_opening import NewPerson
from pupils.models import Case, Enrolment, Pupil
from tests.asking import actor_on, day, sees
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.followup import ContactRequestFactory
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def record(pair, *, who="counsellor", submission_id=None, **facts) -> ContactRequest:
    given = {"school": pair.school, "first_name": "Kari", "channel": "drop_in", "theme": "Jobb"}
    return record_contact_request(
        actor=pair.acting(who),
        content=ContactContent(**given | facts),
        submission_id=submission_id,
    )


@pytest.fixture
def contact(pair) -> ContactRequest:
    return ContactRequestFactory(
        office=pair.office, school=pair.school, recorded_by=pair.counsellor
    )


def test_it_belongs_to_the_office_that_placed_the_veileder_at_the_school(pair):
    made = record(pair, preferred_time="Etter kl. 12")

    assert (made.office_id, made.school_id, made.first_name, made.is_open) == (
        pair.office.pk,
        pair.school.pk,
        "Kari",
        True,
    )
    event = AccessEvent.objects.get(action=Action.CONTACT_SAVED)
    assert (event.user, event.pupils.count()) == (pair.counsellor, 0)


def test_a_second_post_returns_the_first(pair):
    once = uuid.uuid4()

    assert record(pair, submission_id=once) == record(pair, submission_id=once, theme="Annet")


@pytest.mark.parametrize("field", ["first_name", "theme", "preferred_time"])
def test_nothing_in_it_identifies_a_pupil(pair, field):
    with pytest.raises(NationalIdInText):
        record(pair, **{field: "Ring 150170 12345"})
    with pytest.raises(PersonInText):
        record(pair, **{field: pair.pupil.full_name})

    assert ContactRequest.objects.count() == 0


@pytest.mark.parametrize("who", ["manager", "school_counsellor", "principal"])
def test_only_veiledere_record_it(pair, who):
    with pytest.raises(NotAllowed):
        record(pair, who=who)


def test_a_veileder_records_where_they_are_placed(pair):
    with pytest.raises(NotPlacedThere):
        record(pair, school=SchoolFactory())


# --- Who reads it -----------------------------------------------------------------------


def test_the_placed_veiledere_and_the_leader_read_it_and_nobody_else(pair, contact):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    placed = PlacementFactory(contract=pair.contract).counsellor
    elsewhere = PlacementFactory(
        contract=contract_in_force(school=SchoolFactory(), office=pair.office)
    ).counsellor
    other_office = NavOfficeFactory()
    stranger = PlacementFactory(
        contract=contract_in_force(school=pair.school, office=other_office)
    ).counsellor
    people = {
        "responsible": pair.counsellor,
        "placed": placed,
        "leader": pair.manager,
        "unplaced": colleague,
        "at another school": elsewhere,
        "of another office": stranger,
        "other leader": member(Role.NAV_MANAGER, other_office),
        "principal": pair.principal,
        "school counsellor": pair.school_counsellor,
    }

    reads = {name for name, user in people.items() if sees(user, contact)}

    assert reads == {"responsible", "placed", "leader"}


def test_the_ground_ends_with_the_placement(pair, contact):
    pair.placement.ends_on = day(2)
    pair.placement.save()

    assert [sees(pair.counsellor, contact, days) for days in (0, 2, 3)] == [True, True, False]


def test_whoever_works_at_the_school_too_reads_it_on_neither_side(pair, contact):
    both = PlacementFactory(contract=pair.contract).counsellor
    assert sees(both, contact)

    member(Role.SCHOOL_COUNSELLOR, pair.school, user=both)

    assert [sees(both, contact, side=side) for side in ("nav", "school")] == [False, False]


# --- Closing, and deleting ----------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_it_is_closed_with_what_came_of_it(pair, contact, who):
    close_contact_request(actor=pair.acting(who), contact=contact, outcome="talked")

    contact.refresh_from_db()
    assert (contact.outcome, contact.closed_on, contact.closed_by) == (
        "talked",
        day(),
        getattr(pair, who),
    )
    with pytest.raises(AlreadyClosed):
        close_contact_request(actor=pair.acting(who), contact=contact, outcome="shown_on")


def test_it_is_deleted_when_the_rule_keeps_it_no_longer(pair):
    for ago in (29, 30, 31):
        ContactRequestFactory(
            office=pair.office, school=pair.school, closed_on=day(-ago), outcome="talked"
        )
    ContactRequestFactory(office=pair.office, school=pair.school)
    said = StringIO()

    call_command("delete_contact_requests", stdout=said)

    assert said.getvalue() == "Deleted 2 contact requests.\n"
    assert [row.closed_on for row in ContactRequest.objects.order_by("pk")] == [day(-29), None]
    assert AccessEvent.objects.filter(action=Action.CONTACTS_DELETED).count() == 1


def test_how_long_it_is_kept_is_a_dated_rule(pair, contact):
    ContactRequest.objects.update(closed_on=day(-10), outcome="talked")
    Rule.objects.create(
        code=RuleCode.CONTACT_REQUEST_DAYS, number=10, effective_from=day(), source="Prøve"
    )

    call_command("delete_contact_requests", stdout=StringIO())

    assert not ContactRequest.objects.exists()


# --- On to a case -------------------------------------------------------------------------


def take(pair, contact, pupil, *, who="counsellor", **facts) -> Case:
    known = {"first_name": pupil.first_name, "last_name": pupil.last_name}
    known |= {"birth_date": pupil.birth_date, "school": pair.school, "source": "self"}
    acting = actor_on(getattr(pair, who), side="nav" if who == "counsellor" else None)
    return take_contact_request(actor=acting, contact=contact, **known | facts)


@pytest.fixture
def schoolmate(pair) -> Pupil:
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    return pupil


def test_an_exact_match_opens_a_case_and_closes_the_request(pair, contact, schoolmate):
    case = take(pair, contact, schoolmate)

    contact.refresh_from_db()
    assert (case.pupil, case.office, case.responsible) == (
        schoolmate,
        pair.office,
        pair.counsellor,
    )
    assert (contact.outcome, contact.closed_by) == ("followed_up", pair.counsellor)
    assert sees(pair.counsellor, schoolmate)
    assert take(pair, contact, schoolmate) == case


def test_a_match_leaves_no_trace_at_the_school(pair, contact, schoolmate):
    page = reverse("followup:pupil_detail", args=[schoolmate.public_id])
    before = client_of(pair.school_counsellor).get(page).content

    take(pair, contact, schoolmate)

    after = client_of(pair.school_counsellor).get(page).content
    assert [len(before), b"Oppf\xc3\xb8lging ved" in after] == [len(after), False]


def test_what_is_not_exact_is_somebody_new_whom_no_school_knows(pair, contact, schoolmate):
    with pytest.raises(NewPerson):
        take(pair, contact, schoolmate, last_name="Nesten")
    case = take(pair, contact, schoolmate, last_name="Nesten", is_new=True)

    assert case.pupil != schoolmate
    assert not Enrolment.objects.filter(pupil=case.pupil).exists()


def test_somebody_outside_school_is_made(pair, contact):
    stranger = PupilFactory.build()

    case = take(pair, contact, stranger, school=None, is_new=True)

    assert (case.pupil.full_name, Enrolment.objects.filter(pupil=case.pupil).exists()) == (
        stranger.full_name,
        False,
    )


def _open_case(pair, pupil):
    CaseFactory(pupil=pupil, office=pair.office, responsible=member("nav_counsellor", pair.office))


def _strict(pair, pupil):
    pupil.address_protection = "strict"
    pupil.save()


def _related(pair, pupil):
    PersonRelationFactory(pupil=pupil, user=pair.counsellor, owner=pair.office)


def _colleague_at_another_school_of_the_pupil(pair, pupil):
    other = SchoolFactory()
    EnrolmentFactory(pupil=pupil, school=other)
    contract_in_force(school=other, office=pair.office)
    member(Role.SCHOOL_COUNSELLOR, other, user=pair.counsellor)


@pytest.mark.parametrize(
    "why", [_open_case, _strict, _related, _colleague_at_another_school_of_the_pupil]
)
def test_what_may_not_be_told_is_refused_alike_and_makes_nothing(pair, contact, schoolmate, why):
    why(pair, schoolmate)
    cases = Case.objects.count()

    with pytest.raises(CaseMustBeOpenedWithManager):
        take(pair, contact, schoolmate)

    contact.refresh_from_db()
    assert (Case.objects.count(), contact.is_open) == (cases, True)


@pytest.mark.parametrize("who", ["manager", "school_counsellor"])
def test_only_a_veileder_goes_on_to_a_case(pair, contact, schoolmate, who):
    with pytest.raises(NotAllowed):
        take(pair, contact, schoolmate, who=who)


# --- The pages ----------------------------------------------------------------------------


def test_the_list_holds_requests_and_referrals_and_the_closed_on_demand(pair, contact):
    ContactRequestFactory(
        office=pair.office,
        school=pair.school,
        first_name="Ferdig",
        closed_on=day(),
        outcome="shown_on",
        closed_by=pair.counsellor,
    )
    client = client_of(pair.counsellor)
    url = reverse("followup:contact_request_list")

    waiting, closed = client.get(url).content.decode(), client.get(f"{url}?vis=avsluttet")

    assert (contact.first_name in waiting, "Ferdig" in waiting) == (True, False)
    shown = closed.content.decode()
    assert (contact.first_name in shown, "Ferdig" in shown) == (False, True)
    assert "Vist videre til skolen eller andre" in shown
    assert "Slettes 30 dager" in waiting
