"""A school refers; the office takes it as a case or declines."""

from __future__ import annotations

import uuid

import pytest

from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.actions.case import NoContract, open_case
from pupils.actions.referral import (
    AlreadyHandled,
    ReceiverNotNamed,
    decline_referral,
    send_referral,
    take_referral,
)
from pupils.models import Case, CaseGrant, CaseSource, Referral, TeamRole
from tests.asking import actor_on, day
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    name_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(pair):
    """Return a pupil of the pair's school without a case."""
    return EnrolmentFactory(school=pair.school).pupil


def send(pair, pupil, *, who="school_counsellor", **facts):
    """Send a plain referral to the pair's office."""
    given = {"school": pair.school, "office": pair.office, "text": "Mye fravær"}
    given |= {"pupil_knows": True} | facts
    return send_referral(actor=pair.acting(who), pupil=pupil, **given)


@pytest.fixture
def referral(pair, newcomer):
    return send(pair, newcomer)


# --- Sending --------------------------------------------------------------------------


def test_a_referral_holds_what_the_school_wrote(pair, newcomer):
    referral = send(pair, newcomer, pupil_knows=False, unaware_reason="Får ikke tak i eleven")

    stored = Referral.objects.get()
    assert stored == referral
    assert (stored.pupil, stored.school, stored.office) == (newcomer, pair.school, pair.office)
    assert (stored.text, stored.pupil_knows) == ("Mye fravær", False)
    assert (stored.unaware_reason, stored.sent_by) == (
        "Får ikke tak i eleven",
        pair.school_counsellor,
    )
    assert stored.is_pending


def test_a_pupil_who_knows_needs_no_reason(pair, newcomer):
    referral = send(pair, newcomer, pupil_knows=True, unaware_reason="skrevet likevel")

    assert referral.unaware_reason == ""


def test_the_same_form_sent_twice_makes_one_referral(pair, newcomer):
    form = uuid.uuid4()

    first = send(pair, newcomer, submission_id=form)
    second = send(pair, newcomer, submission_id=form, text="noe annet")

    assert second == first
    assert list(Referral.objects.values_list("text", flat=True)) == ["Mye fravær"]


def test_the_same_form_id_of_another_person_makes_another_referral(pair, newcomer):
    form = uuid.uuid4()

    send(pair, newcomer, submission_id=form)
    send(pair, newcomer, submission_id=form, who="principal")

    assert Referral.objects.count() == 2


def test_no_referral_goes_to_an_office_without_a_contract_in_force(pair, newcomer):
    with pytest.raises(NoContract):
        send(pair, newcomer, office=NavOfficeFactory())


@pytest.mark.parametrize("facts", [{"in_force_until": -1}, {"in_force_from": 1}])
def test_no_referral_goes_by_a_contract_out_of_force(pair, newcomer, facts):
    for name, offset in facts.items():
        setattr(pair.contract, name, day(offset))
    pair.contract.save()

    with pytest.raises(NoContract):
        send(pair, newcomer)


def test_a_referral_is_sent_from_the_pupils_own_school_alone(pair, newcomer):
    stranger = member(Role.SCHOOL_COUNSELLOR, SchoolFactory())

    with pytest.raises(NotAllowed):
        send_referral(
            actor=actor_on(stranger),
            pupil=newcomer,
            school=pair.school,
            office=pair.office,
            text="Mye fravær",
            pupil_knows=True,
        )


def test_a_referral_is_never_sent_in_another_schools_name(pair, newcomer):
    other = SchoolFactory()
    contract_in_force(school=other, office=pair.office)

    with pytest.raises(NotAllowed):
        send(pair, newcomer, school=other)


@pytest.mark.parametrize(("named", "goes"), [(0, False), (1, False), (2, True)])
def test_a_strict_address_needs_two_named_at_the_receiving_office(pair, newcomer, named, goes):
    newcomer.address_protection = "strict"
    newcomer.save()
    name_for(newcomer, pair.school_counsellor)
    for person in [pair.counsellor, pair.manager][:named]:
        name_for(newcomer, person)

    if goes:
        assert send(pair, newcomer).is_pending
    else:
        with pytest.raises(ReceiverNotNamed):
            send(pair, newcomer)


def test_two_named_who_have_left_the_office_do_not_count(pair, newcomer):
    newcomer.address_protection = "strict"
    newcomer.save()
    name_for(newcomer, pair.school_counsellor)
    for _ in range(2):
        left = member(Role.NAV_COUNSELLOR, pair.office, starts_on=day(-10), ends_on=day(-1))
        name_for(newcomer, left)

    with pytest.raises(ReceiverNotNamed):
        send(pair, newcomer)


# --- Taking ---------------------------------------------------------------------------


def test_taking_a_referral_opens_a_case_with_the_taker_on_it(pair, referral):
    case = take_referral(actor=pair.acting("counsellor"), referral=referral)

    grant = CaseGrant.objects.get(content_object=case)
    referral.refresh_from_db()
    assert (case.pupil, case.office, case.responsible) == (
        referral.pupil,
        pair.office,
        pair.counsellor,
    )
    assert (grant.user, grant.team_role) == (pair.counsellor, TeamRole.RESPONSIBLE)
    assert (referral.case, referral.is_pending) == (case, False)


def test_taking_twice_answers_with_the_same_case(pair, referral):
    first = take_referral(actor=pair.acting("counsellor"), referral=referral)
    second = take_referral(actor=pair.acting("counsellor"), referral=referral)

    assert second == first
    assert Case.objects.filter(pupil=referral.pupil).count() == 1


def test_a_referral_somebody_else_took_is_handled(pair, referral):
    take_referral(actor=pair.acting("counsellor"), referral=referral)
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(AlreadyHandled):
        take_referral(actor=actor_on(colleague), referral=referral)


def test_a_referral_waits_for_those_who_see_it_alone(pair, referral):
    unplaced = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(NotAllowed):
        take_referral(actor=actor_on(unplaced), referral=referral)


def test_a_leader_takes_no_referral(pair, referral):
    with pytest.raises(NotAllowed):
        take_referral(actor=pair.acting("manager"), referral=referral)


def test_a_referral_of_a_pupil_one_follows_up_goes_to_that_case(pair):
    about_known = ReferralFactory(pupil=pair.pupil, school=pair.school, office=pair.office)

    case = take_referral(actor=pair.acting("counsellor"), referral=about_known)

    about_known.refresh_from_db()
    assert (case, about_known.case) == (pair.case, pair.case)
    assert Case.objects.filter(pupil=pair.pupil).count() == 1


def test_a_referral_that_waits_when_a_case_is_opened_without_it_becomes_the_cases(pair, newcomer):
    waiting = send(pair, newcomer)
    declined = send(pair, newcomer)
    decline_referral(actor=pair.acting("manager"), referral=declined, reason="Sendt to ganger.")

    case = open_case(
        actor=pair.acting("counsellor"),
        pupil=newcomer,
        office=pair.office,
        source=CaseSource.SELF,
        responsible=pair.counsellor,
    )

    waiting.refresh_from_db()
    declined.refresh_from_db()
    assert (waiting.case, declined.case) == (case, None)


def test_a_referral_of_a_pupil_a_colleague_follows_up_is_not_taken(pair):
    placed = member(Role.NAV_COUNSELLOR, pair.office)
    PlacementFactory(contract=pair.contract, counsellor=placed)
    about_known = ReferralFactory(pupil=pair.pupil, school=pair.school, office=pair.office)

    with pytest.raises(NotAllowed):
        take_referral(actor=actor_on(placed), referral=about_known)


def test_no_case_is_opened_on_a_referral_once_the_contract_has_lapsed(pair, newcomer):
    closed = CaseFactory(
        pupil=newcomer, office=pair.office, responsible=pair.counsellor, closed_on=day(-10)
    )
    referral = ReferralFactory(pupil=closed.pupil, school=pair.school, office=pair.office)
    pair.contract.in_force_until = day(-1)
    pair.contract.save()

    with pytest.raises(NoContract):
        take_referral(actor=pair.acting("counsellor"), referral=referral)


# --- Declining ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_declining_keeps_the_reason_for_the_office(pair, referral, who):
    declined = decline_referral(actor=pair.acting(who), referral=referral, reason="Ikke oss")

    stored = Referral.objects.get(pk=referral.pk)
    assert (stored.decline_reason, stored.declined_by) == ("Ikke oss", getattr(pair, who))
    assert (declined.is_pending, stored.is_pending) == (False, False)


@pytest.mark.parametrize("again", [take_referral, decline_referral])
def test_a_declined_referral_is_handled(pair, referral, again):
    decline_referral(actor=pair.acting("counsellor"), referral=referral, reason="Ikke oss")
    how = {"reason": "Igjen"} if again is decline_referral else {}

    with pytest.raises(AlreadyHandled):
        again(actor=pair.acting("counsellor"), referral=referral, **how)


def test_the_school_declines_nothing(pair, referral):
    with pytest.raises(NotAllowed):
        decline_referral(actor=pair.acting("principal"), referral=referral, reason="x")


def test_each_step_is_in_the_log_with_its_pupil(pair, newcomer):
    referral = send(pair, newcomer)
    take_referral(actor=pair.acting("counsellor"), referral=referral)

    events = AccessEvent.objects.order_by("pk").prefetch_related("pupils")
    assert [(event.action, event.user, event.role) for event in events] == [
        ("referral_sent", pair.school_counsellor, Role.SCHOOL_COUNSELLOR),
        ("grant_started", pair.counsellor, Role.NAV_COUNSELLOR),
        ("case_opened", pair.counsellor, Role.NAV_COUNSELLOR),
    ]
    assert [[row.pupil_id for row in event.pupils.all()] for event in events] == [
        [newcomer.pk],
        [newcomer.pk],
        [newcomer.pk],
    ]


def test_a_pupil_of_another_school_is_not_referred(pair):
    elsewhere = PupilFactory()

    with pytest.raises(NotAllowed):
        send(pair, elsewhere)
