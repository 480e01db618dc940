"""Where a measure goes when it is sent: by its sector and the pupil's municipality of stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from followup.actions.measure_route import (
    ConditionsUnanswered,
    DecidedHere,
    ReferenceMissing,
    WrongOffice,
    agree_to_forwarding,
    apply_outside,
)
from followup.models import Measure
from followup.routing import AgreementMissing, NoOfficeHere, NotDecidedHere, StayUnknown
from navskole.access.actor import Actor
from navskole.organisations.models import NavOffice, Role
from navskole.records.errors import NotAllowed, StaleVersion
from pupils.models import AddressProtection, ContactDetails, OwnName
from tests.asking import day, sees
from tests.factories.followup import make_measure, measure_type
from tests.factories.measures import (
    EXTERNAL,
    MUNICIPAL,
    STATE,
    agree,
    answer,
    change,
    part_of,
    propose,
    propose_at_school,
    send,
    stay,
)
from tests.factories.organisations import MunicipalityFactory, NavOfficeFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import OwnNameFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(pair: Pair) -> NavOffice:
    """Return another office, which serves the municipality where the pupil stays."""
    office = NavOfficeFactory()
    stay(pair, office.municipality)
    return office


def outside(pair: Pair, measure: Measure, **facts: Any) -> None:
    given = {"version": part_of(measure).version, "where": "NAV Fjellgrend", "reference": "A-1"}
    apply_outside(
        actor=pair.acting("counsellor"), measure=measure, applied_on=day(), **given | facts
    )


# --- Who decides ----------------------------------------------------------------------


def test_a_state_measure_is_decided_at_the_cases_office_wherever_the_pupil_stays(pair, elsewhere):
    submission = send(pair, propose(pair, code=STATE))

    assert submission.deciding_organisation_id == pair.office.pk


def test_a_school_measure_is_decided_at_the_school(pair):
    submission = send(pair, propose_at_school(pair), who="school_counsellor")

    assert submission.deciding_organisation_id == pair.school.pk


def test_a_municipal_measure_is_decided_at_the_office_that_serves_the_municipality_of_stay(pair):
    stay(pair, pair.office.municipality)

    submission = send(pair, propose(pair, code=MUNICIPAL))

    assert submission.deciding_organisation_id == pair.office.pk


def test_a_municipal_measure_waits_for_the_municipality_of_stay(pair):
    with pytest.raises(StayUnknown):
        send(pair, propose(pair, code=MUNICIPAL))


def test_a_municipality_of_stay_the_school_knows_is_not_navs(pair):
    ContactDetails.objects.create(
        pupil=pair.pupil, owner=pair.school, municipality_of_stay=pair.office.municipality
    )

    with pytest.raises(StayUnknown):
        send(pair, propose(pair, code=MUNICIPAL))


def test_another_office_gets_it_only_when_the_pupil_has_said_yes(pair, elsewhere):
    measure = propose(pair, code=MUNICIPAL)
    with pytest.raises(AgreementMissing, match=elsewhere.name):
        send(pair, measure)

    agree(pair, measure, elsewhere)
    submission = send(pair, measure)

    part = part_of(measure)
    assert submission.deciding_organisation_id == elsewhere.pk
    assert (part.deciding_organisation_id, part.forward_agreed_how) == (elsewhere.pk, "Muntlig")


def test_the_leader_of_that_office_decides_and_sees_the_measure_alone(pair, elsewhere):
    leader = member(Role.NAV_MANAGER, elsewhere)
    measure = propose(pair, code=MUNICIPAL)
    agree(pair, measure, elsewhere)
    before = sees(leader, measure)
    pair.other = leader

    answer(pair, send(pair, measure), who="other")

    assert (before, part_of(measure).state) == (False, "approved")
    assert [sees(leader, record) for record in (measure, pair.pupil, pair.case)] == [
        True, False, False,
    ]  # fmt: skip


def test_that_office_reads_it_under_the_name_it_was_sent_under(pair, elsewhere):
    """The shared name may be a third organisation's, and tell that the pupil is known there."""
    OwnNameFactory(pupil=pair.pupil, owner=pair.office, first_name="Åse", last_name="Vik")
    leader = member(Role.NAV_MANAGER, elsewhere)
    measure = propose(pair, code=MUNICIPAL)
    agree(pair, measure, elsewhere)

    send(pair, measure)

    page = client_of(leader).get(reverse("followup:measure_detail", args=[measure.public_id]))
    text = page.content.decode()
    assert ("Åse Vik" in text, pair.pupil.last_name in text) == (True, False)


def test_what_the_school_decides_leaves_it_the_name_it_uses(pair):
    OwnNameFactory(pupil=pair.pupil, owner=pair.office)

    send(pair, propose_at_school(pair), who="school_counsellor")

    assert OwnName.objects.get().owner_id == pair.office.pk


def test_the_own_leader_does_not_decide_what_another_office_owes(pair, elsewhere):
    measure = propose(pair, code=MUNICIPAL)
    agree(pair, measure, elsewhere)
    submission = send(pair, measure)

    with pytest.raises(NotAllowed):
        answer(pair, submission, who="manager")


def test_a_yes_to_one_office_is_no_yes_to_another(pair, elsewhere):
    measure = propose(pair, code=MUNICIPAL)
    agree(pair, measure, elsewhere)
    stay(pair, NavOfficeFactory().municipality)

    with pytest.raises(AgreementMissing):
        send(pair, measure)


def test_the_pupil_chooses_among_the_offices_that_serve_the_municipality(pair, elsewhere):
    also = NavOfficeFactory()
    also.serves.add(elsewhere.municipality)
    measure = propose(pair, code=MUNICIPAL)

    agree(pair, measure, also)

    assert send(pair, measure).deciding_organisation_id == also.pk


def test_a_yes_names_an_office_that_serves_the_municipality(pair, elsewhere):
    measure = propose(pair, code=MUNICIPAL)

    with pytest.raises(WrongOffice):
        agree(pair, measure, NavOfficeFactory())
    with pytest.raises(WrongOffice):
        agree(pair, measure, pair.office)


def test_a_yes_is_recorded_by_the_team_on_the_version_on_screen(pair, elsewhere):
    measure = propose(pair, code=MUNICIPAL)
    facts = {"measure": measure, "office": elsewhere, "agreed_on": day(), "how": "Muntlig"}

    with pytest.raises(NotAllowed):
        agree_to_forwarding(actor=pair.acting("manager"), version=1, **facts)
    with pytest.raises(StaleVersion):
        agree_to_forwarding(actor=pair.acting("counsellor"), version=9, **facts)


# --- Outside --------------------------------------------------------------------------


def test_where_no_office_serves_it_is_noted_as_applied_for_outside(pair):
    stay(pair, MunicipalityFactory())
    measure = propose(pair, code=MUNICIPAL)
    with pytest.raises(NoOfficeHere):
        send(pair, measure)

    outside(pair, measure)

    part = part_of(measure)
    assert (part.state, part.outside_where, part.outside_reference, part.outside_on) == (
        "outside", "NAV Fjellgrend", "A-1", day(),
    )  # fmt: skip
    assert not part.submissions.exists()


def test_an_application_outside_has_a_reference(pair):
    stay(pair, MunicipalityFactory())
    measure = propose(pair, code=MUNICIPAL)

    with pytest.raises(ReferenceMissing):
        outside(pair, measure, reference=" ")


def test_nothing_is_applied_for_outside_while_an_office_here_owes_it(pair, elsewhere):
    with pytest.raises(DecidedHere):
        outside(pair, propose(pair, code=MUNICIPAL))
    with pytest.raises(DecidedHere):
        outside(pair, propose(pair, code=STATE))


def test_nothing_is_applied_for_outside_before_the_municipality_is_known(pair):
    with pytest.raises(StayUnknown):
        outside(pair, propose(pair, code=MUNICIPAL))


def test_an_external_service_can_only_be_referred_to(pair):
    measure = propose(pair, code=EXTERNAL)
    with pytest.raises(NotDecidedHere):
        send(pair, measure)

    outside(pair, measure, where="Los i kommunen", reference="")

    assert (part_of(measure).state, part_of(measure).state_label) == ("outside", "Henvist")


def test_no_municipality_is_kept_at_a_strict_address_so_it_is_applied_for_outside(pair):
    pair.pupil.address_protection = AddressProtection.STRICT
    pair.pupil.save()
    actor = Actor.system("test")
    measure = make_measure(case=pair.case, type=measure_type(MUNICIPAL))

    apply_outside(
        actor=actor, measure=measure, version=1, where="NAV", applied_on=day(), reference="A"
    )

    assert part_of(measure).state == "outside"


# --- Conditions before sending --------------------------------------------------------


def test_a_breached_condition_is_answered_with_a_reason_before_it_is_sent(pair):
    pair.pupil.birth_date = day(-17 * 366)
    pair.pupil.save()
    measure = propose(pair, code="opplaeringstiltak")
    with pytest.raises(ConditionsUnanswered, match="fylt 19"):
        send(pair, measure)

    change(pair, measure, condition_answers={"alder": {"reason": "Fyller 19 i mai."}})

    assert send(pair, measure).content["condition_answers"] == {
        "alder": {"reason": "Fyller 19 i mai."}
    }


@pytest.mark.parametrize(
    ("months", "answers", "goes"),
    [(11, {}, True), (13, {}, False), (13, {"varighet": {"extended": True}}, True),
     (13, {"varighet": {"reason": "Trenger mer tid"}}, False),
     (19, {"varighet": {"extended": True}}, False)],
)  # fmt: skip
def test_arbeidstrening_lasts_twelve_months_or_eighteen_and_no_reason_helps(
    pair, months, answers, goes
):
    measure = propose(
        pair, planned_end=day(14 + months * 30), condition_answers=answers, justification="Lang"
    )

    if goes:
        assert send(pair, measure).part_version == 2
    else:
        with pytest.raises(ConditionsUnanswered, match="12 måneder"):
            send(pair, measure)


def test_what_is_not_assessed_warns_and_stops_nothing(pair):
    assert send(pair, propose(pair, code="aft")).part_version == 2
