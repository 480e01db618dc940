"""Figures a steering meeting's items begin with: coarse, and only of what both sides know."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from agreements.models import Collaboration, SteeringMeeting
from agreements.steering_figures import figures
from followup.models import MeasureState
from navskole.organisations.models import Role
from navskole.rules.models import Rule, RuleCode
from pupils.models import AddressProtection, Information, Service
from tests.bad_input import read
from tests.factories.agreements import CollaborationFactory, TimeEntryFactory, contract_in_force
from tests.factories.followup import make_measure
from tests.factories.organisations import MembershipFactory, NavOfficeFactory, SchoolFactory
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    give_consent,
    name_for,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db
NOBODY = "færre enn 5"


@pytest.fixture
def collaboration(pair: Any) -> Collaboration:
    """Return the pair's collaboration, with an office more that has no contract."""
    return CollaborationFactory(school=pair.school, offices=[pair.office, NavOfficeFactory()])


def told_case(pair: Any, *services: str, strict: bool = False) -> Any:
    """Return a case whose existence and measures the services at the school are told of."""
    protection = AddressProtection.STRICT if strict else AddressProtection.NONE
    pupil = PupilFactory(address_protection=protection)
    EnrolmentFactory(pupil=pupil, school=pair.school)
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    if strict:
        for person in (pair.principal, pair.manager):
            name_for(pupil, person)
    if services:
        kinds = (Information.EXISTENCE, Information.MEASURES)
        give_consent(
            case, pair.school, areas=["jobb-og-praksis"], services=services, information=kinds
        )
    return case


def refer(pair: Any, office: Any) -> None:
    """Let the school refer a new pupil of its own to the office."""
    pupil = EnrolmentFactory(school=pair.school).pupil
    ReferralFactory(pupil=pupil, school=pair.school, office=office)


def suggested(pair: Any, who: str, collaboration: Any, *, of: Any = None) -> dict[str, str]:
    """Return the sentences about the pair's office, or another's, by item."""
    found = figures(pair.acting(who), collaboration)
    name = str(of or pair.office)
    return {item: " ".join(s for s in told if name in s) for item, told in found.items()}


def test_cases_count_only_where_the_leadership_is_told_and_never_the_strictly_protected(
    pair: Any, collaboration: Any
) -> None:
    for _each in range(9):
        told_case(pair, Service.SCHOOL_LEADERSHIP)
    for _each in range(6):  # a case the leadership does not know of
        told_case(pair, Service.PUPIL_SERVICES)
        told_case(pair)
        told_case(pair, Service.SCHOOL_LEADERSHIP, strict=True)

    for who in ("principal", "manager"):
        found = suggested(pair, who, collaboration)
        assert "om lag 10 elever har en sak som skoleledelsen" in found["caseload"]
        assert "at saken finnes, og status: om lag 10; tiltak: om lag 10" in found["consents"]
        assert f"delte notater: {NOBODY}" in found["consents"]
        assert f"{NOBODY} henvisninger" in found["caseload"]


def test_few_are_fewer_than_what_is_shown_and_nobody_is_told_apart_from_few(
    pair: Any, collaboration: Any
) -> None:
    before = suggested(pair, "manager", collaboration)
    assert f"{NOBODY} elever" in before["caseload"]

    for _each in range(4):
        told_case(pair, Service.SCHOOL_LEADERSHIP)
    assert suggested(pair, "manager", collaboration) == before

    Rule.objects.filter(code=RuleCode.SUPPRESSION_THRESHOLD).update(number=3)
    assert "om lag 5 elever" in suggested(pair, "manager", collaboration)["caseload"]


def test_a_leader_brings_the_own_office_and_rektor_every_office(
    pair: Any, collaboration: Any
) -> None:
    other = collaboration.members.exclude(office=pair.office).get().office
    for _each in range(6):
        refer(pair, pair.office)
        refer(pair, other)

    assert set(suggested(pair, "manager", collaboration, of=other).values()) <= {""}
    whole = suggested(pair, "principal", collaboration, of=other)
    assert f"{NOBODY} elever" in whole["caseload"]
    assert "om lag 5 henvisninger" in whole["caseload"]
    own = suggested(pair, "manager", collaboration)
    assert "om lag 5 henvisninger" in own["caseload"]
    assert figures(pair.acting("counsellor"), collaboration) == {}


def test_measures_are_those_that_have_crossed_from_the_other_side(
    pair: Any, collaboration: Any
) -> None:
    for _each in range(5):
        known, hidden = told_case(pair, Service.SCHOOL_LEADERSHIP), told_case(pair)
        for case in (known, hidden):
            make_measure(
                pupil=case.pupil,
                case=case,
                owner=pair.office,
                created_by=pair.counsellor,
                state=MeasureState.RUNNING,
            )
        own = make_measure(
            pupil=hidden.pupil,
            case=None,
            owner=pair.school,
            created_by=pair.school_counsellor,
            state=MeasureState.COMPLETED,
        )
        assert own.owner_id == pair.school.pk

    found = suggested(pair, "principal", collaboration)
    assert f"om lag 5 pågår, {NOBODY} er fullført" in found["measures"]
    assert "Mest brukt fra" in found["measures"]
    assert "Arbeidstrening (om lag 5)" in found["measures"]
    of_school = suggested(pair, "manager", collaboration, of=pair.school)
    assert f"{NOBODY} pågår, {NOBODY} er fullført" in of_school["measures"]


def test_the_measures_of_another_school_with_the_same_rektor_are_not_counted(
    pair: Any, collaboration: Any
) -> None:
    elsewhere = replace(pair, school=SchoolFactory())
    contract_in_force(school=elsewhere.school, office=pair.office)
    MembershipFactory(user=pair.principal, role=Role.PRINCIPAL, organisation=elsewhere.school)
    for _each in range(5):
        case = told_case(elsewhere, Service.SCHOOL_LEADERSHIP)
        make_measure(
            pupil=case.pupil,
            case=case,
            owner=pair.office,
            created_by=pair.counsellor,
            state=MeasureState.RUNNING,
        )
    there = CollaborationFactory(school=elsewhere.school, offices=[pair.office])

    assert "om lag 5 pågår" in suggested(pair, "principal", there)["measures"]
    found = suggested(pair, "principal", collaboration)
    assert f"{NOBODY} pågår, {NOBODY} er fullført" in found["measures"]
    assert "Mest brukt" not in found["measures"]


def test_the_form_begins_with_the_figures_and_they_may_be_changed(
    pair: Any, collaboration: Any
) -> None:
    for _each in range(6):
        refer(pair, pair.office)
    TimeEntryFactory(placement=pair.placement)
    url = reverse("agreements:steering_meeting_create", args=[collaboration.public_id])
    client = client_of(pair.principal)

    form = read(client.get(url)).select_one("main form")

    texts = {area["name"]: area.text.strip() for area in form.select("textarea")}
    assert f"{pair.office}: om lag 5 henvisninger fra skolen" in texts["caseload"]
    assert f"{pair.office}: 0,5 av " in texts["time_use"]
    assert str(pair.counsellor) not in str(texts)
    assert texts["next_steps"] == ""
    sent = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    when = {"starts_at_0": "01.12.2027", "starts_at_1": "09.00", "minutes": "60", "place": "B"}
    answer = client.post(url, sent | when | texts | {"caseload": "Egne ord"})
    assert answer.status_code == 302
    points = {row.item: row.preparation for row in SteeringMeeting.objects.get().points.all()}
    assert points["caseload"] == "Egne ord"
    assert points["time_use"] == texts["time_use"]
