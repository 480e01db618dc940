"""A combined measure: two measures, each its own side's, sent while consents stand both ways."""

from __future__ import annotations

import uuid

import pytest

from agreements.models import Contract
from followup.actions.measure import CannotBeCombined
from followup.actions.measure_combined import AlreadyMade
from followup.actions.measure_route import CombinedOutside, apply_outside
from followup.grounds import lines_missing
from followup.models import Measure, MeasureLink
from followup.routing import ConsentMissing
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.models import Enrolment, Service
from tests.asking import day, sees
from tests.factories.agreements import contract_in_force
from tests.factories.combined import AREAS, consent_both_ways, end, make_part, propose_combined
from tests.factories.followup import make_measure, measure_type
from tests.factories.measures import (
    EXTERNAL,
    MUNICIPAL,
    SCHOOLS,
    STATE,
    answer,
    change,
    part_of,
    propose,
    propose_at_school,
    send,
)
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import EnrolmentFactory, give_consent, give_school_consent

pytestmark = pytest.mark.django_db


def test_a_measure_of_one_part_says_and_binds_nothing_about_another(pair):
    content = part_of(propose(pair)).content()

    assert not {"other_type", "other_request"} & set(content)


def test_what_the_school_is_asked_for_is_part_of_what_is_decided(pair):
    consent_both_ways(pair)
    measure = propose_combined(pair)
    submission = send(pair, measure)
    answer(pair, submission)

    change(pair, measure, part_of(measure).justification)

    assert submission.content["other_type"] == SCHOOLS
    assert submission.content["other_request"].startswith("Gi eleven")
    assert part_of(measure).state == "draft"


@pytest.mark.parametrize(("own", "other"), [(EXTERNAL, SCHOOLS), (STATE, STATE), (STATE, EXTERNAL)])
def test_only_navs_own_measures_are_combined_with_the_schools_own(pair, own, other):
    with pytest.raises(CannotBeCombined):
        propose_combined(pair, code=own, other_type=measure_type(other))


def test_the_school_does_not_ask_nav_in_its_own_measure(pair):
    with pytest.raises(CannotBeCombined):
        propose_at_school(pair, other_type=measure_type(SCHOOLS), other_request="Be NAV")


def test_a_draft_shows_the_school_nothing(pair):
    consent_both_ways(pair)
    measure = propose_combined(pair)

    assert not sees(pair.school_counsellor, measure)
    assert not Measure.objects.filter(case__isnull=True).exists()


# --- What it takes to be sent ---------------------------------------------------------


def test_it_is_sent_when_consents_cover_both_parts(pair):
    consent_both_ways(pair)

    assert send(pair, propose_combined(pair)).deciding_organisation_id == pair.office.pk


@pytest.mark.parametrize(
    ("nav", "school", "missing"),
    [
        (None, {}, ["at saken finnes", "dette tiltaket"]),
        ({}, None, ["skolens tiltak"]),
        ({"information": ["measures", "notes"]}, {}, ["at saken finnes"]),
        ({"information": ["existence", "notes"]}, {}, ["dette tiltaket"]),
        ({"services": [Service.SCHOOL_LEADERSHIP]}, {}, ["at saken finnes", "dette tiltaket"]),
        ({"areas": ["bolig"]}, {}, ["dette tiltaket"]),
        ({}, {"areas": ["bolig"]}, ["skolens tiltak"]),
        ({}, {"information": ["notes", "tasks"]}, ["skolens tiltak"]),
        ({"ends_on": day(-1)}, {"starts_on": day(1)}, ["finnes", "dette", "skolens tiltak"]),
    ],
)
def test_it_is_not_sent_unless_consents_reach_both_ways(pair, nav, school, missing):
    if nav is not None:
        give_consent(pair.case, pair.school, **{"areas": AREAS} | nav)
    if school is not None:
        give_school_consent(pair.pupil, pair.school, pair.office, **{"areas": AREAS} | school)
    measure = propose_combined(pair)

    with pytest.raises(ConsentMissing) as refused:
        send(pair, measure)

    named = lines_missing(part_of(measure), on=day(0))
    assert [words in line for words, line in zip(missing, named, strict=True)] == [True] * len(
        named
    )
    assert all(line in str(refused.value.message) for line in named)
    assert part_of(measure).state == "draft"


def test_it_is_not_sent_where_the_school_has_no_contract_with_the_office(pair):
    consent_both_ways(pair)
    measure = propose_combined(pair)
    Contract.objects.update(in_force_until=day(-1))

    with pytest.raises(ConsentMissing, match=str(pair.office)):
        send(pair, measure)


def test_a_sensitive_measure_needs_navs_own_tick(pair):
    consent_both_ways(pair)
    measure = propose_combined(pair, is_sensitive=True)
    with pytest.raises(ConsentMissing):
        send(pair, measure)

    give_consent(pair.case, pair.school, areas=AREAS, includes_sensitive=True)

    assert send(pair, measure).part.state == "submitted"


def test_what_is_applied_for_outside_is_not_combined(pair):
    measure = propose_combined(pair, code=MUNICIPAL)

    with pytest.raises(CombinedOutside):
        apply_outside(
            actor=pair.acting("counsellor"),
            measure=measure,
            version=1,
            where="NAV Oslo",
            applied_on=day(0),
        )


# --- The school makes its part --------------------------------------------------------


def test_the_schools_part_is_the_schools_own_measure(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)

    school = make_part(pair, nav)

    part = part_of(school)
    assert (school.case, school.owner_id, school.type.code) == (None, pair.school.pk, SCHOOLS)
    assert (school.created_by, part.state) == (pair.school_counsellor, "draft")
    assert (part.other_type, part.other_request) == (None, "")
    assert MeasureLink.objects.get().nav_measure == nav


def test_a_new_school_makes_its_part_and_hears_nothing_of_the_old_ones(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    old = make_part(pair, nav)
    Enrolment.objects.filter(pupil=pair.pupil).update(ends_on=day(-1))
    pair.school = SchoolFactory()
    pair.school_counsellor = member(Role.SCHOOL_COUNSELLOR, pair.school)
    contract_in_force(school=pair.school, office=pair.office)
    EnrolmentFactory(pupil=pair.pupil, school=pair.school, starts_on=day(-40))
    consent_both_ways(pair)

    new = make_part(pair, nav)

    assert (new.owner_id, old.owner_id != new.owner_id) == (pair.school.pk, True)
    seen = [sees(pair.school_counsellor, each) for each in (nav, new, old)]
    assert seen == [True, True, False]


def test_the_same_form_sent_twice_makes_one_part_and_a_second_form_none(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    form = uuid.uuid4()

    assert make_part(pair, nav, submission_id=form) == make_part(pair, nav, submission_id=form)
    with pytest.raises(AlreadyMade):
        make_part(pair, nav)

    assert (MeasureLink.objects.count(), Measure.objects.count()) == (1, 2)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_only_the_radgiver_makes_the_schools_part(pair, who):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)

    with pytest.raises(NotAllowed):
        make_part(pair, nav, who=who)


def test_a_radgiver_elsewhere_makes_no_part(pair):
    consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    pair.school_counsellor = member(Role.SCHOOL_COUNSELLOR, SchoolFactory())

    with pytest.raises(NotAllowed):
        make_part(pair, nav)


@pytest.mark.parametrize("state", ["draft", "returned", "rejected", "running", "completed"])
def test_no_part_is_made_of_what_is_not_asked_for_now(pair, state):
    consent_both_ways(pair)
    nav = make_measure(case=pair.case, state=state, asked_of_school=SCHOOLS)

    with pytest.raises(NotAllowed, match="ber ikke om"):
        make_part(pair, nav)


def test_no_part_is_made_when_a_consent_has_ended(pair):
    consents = consent_both_ways(pair)
    nav = propose_combined(pair)
    send(pair, nav)
    end(consents.school)

    with pytest.raises(NotAllowed, match="skolens samtykke"):
        make_part(pair, nav)
