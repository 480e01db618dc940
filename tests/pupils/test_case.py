"""Open, assign, move, close and reopen a case."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from pupils.actions.case import (
    CaseHasOpenEnds,
    CaseMustBeOpenedWithManager,
    WrongStatus,
    change_status,
    close_case,
    open_case,
    reopen_case,
)
from pupils.actions.team import NotAColleague, assign_responsible
from pupils.models import Case, CaseGrant, CaseStatus, ConsentLine, TeamRole
from tests.asking import actor_on, day, sees
from tests.factories.agreements import contract_in_force
from tests.factories.followup import make_measure
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    give_consent,
)

pytestmark = pytest.mark.django_db


def standing(case) -> list[tuple[str, str]]:
    """Return who is put on the case today, and as what."""
    grants = CaseGrant.objects.in_force(on=day()).filter(content_object=case).order_by("pk")
    return [(grant.user.username, grant.team_role) for grant in grants]


# --- Opening --------------------------------------------------------------------------


def test_only_one_case_of_a_pupil_is_open_at_an_office(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFactory(pupil=pair.pupil, office=pair.office)


def test_a_closed_case_and_one_at_another_office_stand_beside_an_open_one(pair):
    CaseFactory(pupil=pair.pupil, office=pair.office, closed_on=day(-1))
    CaseFactory(pupil=pair.pupil, office=NavOfficeFactory())

    assert Case.objects.filter(pupil=pair.pupil).count() == 3


@pytest.mark.parametrize("facts", [{"status": "closed"}, {"closed_on": day(0)}])
def test_a_closed_case_has_its_date_and_only_a_closed_one(pair, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=pair.case.pk).update(**facts)


def test_an_open_case_and_a_hidden_pupil_answer_alike(pair):
    hidden = EnrolmentFactory(school=pair.school).pupil
    ReferralFactory(pupil=hidden, school=pair.school, office=pair.office)
    PersonRelationFactory(pupil=hidden, user=pair.counsellor, owner=pair.office)
    answers = []

    for pupil in (pair.pupil, hidden, PupilFactory(address_protection="strict")):
        with pytest.raises(CaseMustBeOpenedWithManager) as refused:
            open_case(
                actor=pair.acting("counsellor"),
                pupil=pupil,
                office=pair.office,
                source="self",
                responsible=pair.counsellor,
            )
        answers.append(str(refused.value))

    assert set(answers) == {"Saken må opprettes sammen med NAV-leder."}


@pytest.mark.parametrize("who", ["principal", "school_counsellor"])
def test_a_school_opens_no_case(pair, who):
    newcomer = EnrolmentFactory(school=pair.school).pupil

    with pytest.raises(NotAllowed):
        open_case(
            actor=pair.acting(who),
            pupil=newcomer,
            office=pair.office,
            source="counsellor",
            responsible=pair.counsellor,
        )


def test_no_case_is_opened_at_an_office_one_does_not_work_at(pair):
    other = NavOfficeFactory()
    contract_in_force(school=pair.school, office=other)

    with pytest.raises(NotAllowed):
        open_case(
            actor=pair.acting("counsellor"),
            pupil=pair.pupil,
            office=other,
            source="self",
            responsible=pair.counsellor,
        )


# --- Assigning ------------------------------------------------------------------------


def test_assigning_puts_one_on_the_case_and_takes_the_other_off(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    assign_responsible(actor=pair.acting("manager"), case=pair.case, version=1, person=colleague)

    pair.case.refresh_from_db()
    assert (pair.case.responsible, pair.case.version) == (colleague, 2)
    assert standing(pair.case) == [(colleague.username, TeamRole.RESPONSIBLE)]
    assert (sees(pair.counsellor, pair.case), sees(colleague, pair.case)) == (False, True)


def test_a_case_can_be_handed_back_on_the_same_day(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    actor = pair.acting("manager")

    assign_responsible(actor=actor, case=pair.case, version=1, person=colleague)
    assign_responsible(actor=actor, case=pair.case, version=2, person=pair.counsellor)

    assert standing(pair.case) == [(pair.counsellor.username, TeamRole.RESPONSIBLE)]


def test_assigning_on_an_old_version_changes_nothing(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(StaleVersion):
        assign_responsible(
            actor=pair.acting("manager"), case=pair.case, version=0, person=colleague
        )

    assert standing(pair.case) == [(pair.counsellor.username, TeamRole.RESPONSIBLE)]


@pytest.mark.parametrize("role", [Role.NAV_MANAGER, Role.PRIVACY_OFFICER])
def test_only_a_veileder_of_the_office_is_made_responsible(pair, role):
    with pytest.raises(NotAColleague):
        assign_responsible(
            actor=pair.acting("manager"),
            case=pair.case,
            version=1,
            person=member(role, pair.office),
        )


def test_a_veileder_of_another_office_or_a_former_one_is_not_made_responsible(pair):
    stranger = member(Role.NAV_COUNSELLOR, NavOfficeFactory())
    former = member(Role.NAV_COUNSELLOR, pair.office, ends_on=day(-1))

    for person in (stranger, former):
        with pytest.raises(NotAColleague):
            assign_responsible(
                actor=pair.acting("manager"), case=pair.case, version=1, person=person
            )


def test_a_veileder_assigns_no_case(pair):
    with pytest.raises(NotAllowed):
        assign_responsible(
            actor=pair.acting("counsellor"), case=pair.case, version=1, person=pair.counsellor
        )


# --- Status ---------------------------------------------------------------------------

STEPS = {
    ("new", "assessing"),
    ("new", "active"),
    ("assessing", "active"),
    ("assessing", "paused"),
    ("active", "paused"),
    ("paused", "active"),
}


@pytest.mark.parametrize("status", CaseStatus.values)
@pytest.mark.parametrize("wanted", CaseStatus.values)
def test_a_case_takes_exactly_the_steps_that_exist(pair, status, wanted):
    closed_on = day(0) if status == "closed" else None
    Case.objects.filter(pk=pair.case.pk).update(status=status, closed_on=closed_on)
    actor = pair.acting("counsellor")

    if (status, wanted) in STEPS:
        assert change_status(actor=actor, case=pair.case, status=wanted).status == wanted
    else:
        with pytest.raises(WrongStatus):
            change_status(actor=actor, case=pair.case, status=wanted)


def test_a_co_worker_moves_no_case(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    case = CaseFactory(office=pair.office, responsible=pair.counsellor, team=[colleague])

    with pytest.raises(NotAllowed):
        change_status(actor=actor_on(colleague), case=case, status="paused")


# --- Closing --------------------------------------------------------------------------


def test_closing_sets_date_and_outcome(pair):
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work", reason="Jobb")

    stored = Case.objects.get(pk=pair.case.pk)
    assert (stored.status, stored.closed_on, stored.outcome) == ("closed", day(0), "work")
    assert (stored.status_reason, stored.is_open) == ("Jobb", False)


def test_a_closed_case_is_not_closed_again(pair):
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work")

    with pytest.raises(WrongStatus):
        close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="moved")


@pytest.mark.parametrize(
    ("level", "facts", "stops"),
    [
        ("urgent", {}, True),
        ("urgent", {"resolved_at": actor_on}, False),
        ("urgent", {"expires_on": day(-1)}, False),
        ("concern", {}, False),
    ],
)
def test_an_urgent_standing_flag_keeps_the_case_open(pair, level, facts, stops):
    facts = {name: pair.acting("counsellor").now if callable(v) else v for name, v in facts.items()}
    RiskFlagFactory(case=pair.case, level=level, **facts)
    actor = pair.acting("counsellor")

    if stops:
        with pytest.raises(CaseHasOpenEnds, match="Haster: Jobb og praksis"):
            close_case(actor=actor, case=pair.case, outcome="work")
    else:
        assert not close_case(actor=actor, case=pair.case, outcome="work").is_open


@pytest.mark.parametrize(
    ("state", "stops"),
    [
        ("draft", False),
        ("submitted", True),
        ("returned", False),
        ("on_hold", True),
        ("approved", True),
        ("offered", True),
        ("running", True),
        ("rejected", False),
        ("completed", False),
    ],
)
def test_a_measure_that_waits_or_runs_keeps_the_case_open(pair, state, stops):
    make_measure(case=pair.case, state=state)
    actor = pair.acting("counsellor")

    if stops:
        with pytest.raises(CaseHasOpenEnds, match="Arbeidstrening"):
            close_case(actor=actor, case=pair.case, outcome="work")
    else:
        assert not close_case(actor=actor, case=pair.case, outcome="work").is_open


def test_the_schools_own_flags_and_measures_keep_no_case_open(pair):
    school = {"pupil": pair.pupil, "owner": pair.school}
    RiskFlagFactory(level="urgent", **school)
    make_measure(state="running", created_by=pair.school_counsellor, **school)

    assert not close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work").is_open


# --- Reopening ------------------------------------------------------------------------


def test_a_reopened_case_goes_on_with_its_reason(pair):
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work")

    reopen_case(actor=pair.acting("counsellor"), case=pair.case, reason="Mistet jobben")

    stored = Case.objects.get(pk=pair.case.pk)
    assert (stored.status, stored.closed_on, stored.outcome) == ("active", None, "")
    assert stored.status_reason == "Mistet jobben"


def test_an_open_case_is_not_reopened(pair):
    with pytest.raises(WrongStatus):
        reopen_case(actor=pair.acting("counsellor"), case=pair.case, reason="x")


@pytest.mark.parametrize("starts", [-30, 0, 5])
def test_reopening_revives_no_consent_not_even_one_that_was_to_come(pair, starts):
    consent = give_consent(pair.case, pair.school, areas=["jobb-og-praksis"], starts_on=day(starts))
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work")
    reopen_case(actor=pair.acting("counsellor"), case=pair.case, reason="Mistet jobben")

    opened = [
        offset
        for offset in range(10)
        if ConsentLine.objects.in_force(on=day(offset)).filter(consent=consent).exists()
    ]

    assert opened == []


def test_the_team_that_read_the_closed_case_reopens_it_and_no_other(pair):
    colleague = member(Role.NAV_COUNSELLOR, pair.office)
    close_case(actor=pair.acting("counsellor"), case=pair.case, outcome="work")

    with pytest.raises(NotAllowed):
        reopen_case(actor=actor_on(colleague), case=pair.case, reason="x")


# --- History --------------------------------------------------------------------------


def test_each_change_of_a_case_is_kept_with_who_and_when(pair):
    actor = pair.acting("counsellor")
    change_status(actor=actor, case=pair.case, status="paused", reason="Utplassert")
    close_case(actor=pair.acting("manager"), case=pair.case, outcome="work")

    versions = pair.case.history.order_by("history_id")[1:]

    assert [(row.version, row.status, row.history_user) for row in versions] == [
        (2, "paused", pair.counsellor),
        (3, "closed", pair.manager),
    ]
    assert versions[0].history_date == actor.now


def test_the_responsible_and_the_grant_agree_in_every_case_of_the_world(world):
    disagreeing = [
        case
        for case in Case.objects.all()
        if not CaseGrant.objects.filter(
            content_object=case, user=case.responsible, team_role=TeamRole.RESPONSIBLE
        ).exists()
    ]

    assert disagreeing == []
