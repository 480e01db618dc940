"""Propose, change and submit a measure, and what its digest holds."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from followup.actions.measure import WrongSector, change_measure
from followup.actions.measure_route import submit_measure
from followup.models import Measure, MeasurePart, MeasureSubmission
from followup.routing import NotDecidedHere
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import day, sees
from tests.factories.followup import make_measure
from tests.factories.measures import (
    EXTERNAL,
    SCHOOLS,
    STATE,
    answer,
    asked,
    change,
    part_of,
    propose,
    propose_at_school,
    send,
)
from tests.factories.organisations import SchoolFactory

pytestmark = pytest.mark.django_db


# --- Proposing ------------------------------------------------------------------------


def test_a_proposal_is_a_draft_with_one_part_and_its_proposer(pair):
    measure = propose(pair)

    part = part_of(measure)
    assert (measure.case, measure.owner_id, measure.created_by) == (
        pair.case,
        pair.office.pk,
        pair.counsellor,
    )
    assert (part.state, part.version, part.deciding_organisation) == ("draft", 1, None)
    assert (part.justification, part.extent) == ("Eleven trenger erfaring.", "To dager i uken")
    assert list(part.proposers.all()) == [pair.counsellor]


def test_the_same_form_sent_twice_proposes_once(pair):
    form = uuid.uuid4()

    assert propose(pair, submission_id=form) == propose(pair, submission_id=form)
    assert (Measure.objects.count(), MeasurePart.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("code", "marked", "sensitive"),
    [(STATE, False, False), (STATE, True, True), ("bup", False, True)],
)
def test_a_measure_is_sensitive_by_its_mark_or_its_type(pair, code, marked, sensitive):
    assert propose(pair, code=code, is_sensitive=marked).is_sensitive is sensitive


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_proposes_in_a_case(pair, who):
    with pytest.raises(NotAllowed):
        propose(pair, who=who)


def test_a_school_measure_is_proposed_by_the_counsellor_and_decided_by_rektor(pair):
    measure = propose_at_school(pair)
    submission = send(pair, measure, who="school_counsellor")

    decision = answer(pair, submission, who="principal")

    assert (measure.case, measure.owner_id) == (None, pair.school.pk)
    assert (decision.role, decision.decided_by) == (Role.PRINCIPAL, pair.principal)


@pytest.mark.parametrize("who", ["principal", "counsellor", "manager"])
def test_nobody_else_proposes_a_school_measure(pair, who):
    with pytest.raises(NotAllowed):
        propose_at_school(pair, who=who)


def test_nav_does_not_propose_the_schools_measures(pair):
    with pytest.raises(WrongSector):
        propose(pair, code=SCHOOLS)


def test_the_school_does_not_propose_navs_measures(pair):
    with pytest.raises(WrongSector):
        propose_at_school(pair, code=STATE)


def test_no_measure_is_proposed_in_another_schools_name(pair):
    with pytest.raises(NotAllowed):
        propose_at_school(pair, school=SchoolFactory())


# --- Changing -------------------------------------------------------------------------


def test_a_draft_is_changed_in_a_new_version(pair):
    measure = propose(pair)

    change(pair, measure, "Nytt")

    part = part_of(measure)
    texts = [row.justification for row in part.history.order_by("history_id")]
    assert (part.justification, part.version) == ("Nytt", 2)
    assert list(dict.fromkeys(texts)) == ["Eleven trenger erfaring.", "Nytt"]


def test_changing_an_old_version_is_refused(pair):
    measure = propose(pair)
    change(pair, measure)

    with pytest.raises(StaleVersion):
        change_measure(
            actor=pair.acting("counsellor"), measure=measure, version=1, content=asked("For sent")
        )

    assert part_of(measure).justification == "Endret"


@pytest.mark.parametrize(
    "state", ["rejected", "outside", "declined", "running", "completed", "discontinued"]
)
def test_what_has_started_or_ended_is_not_changed(pair, state):
    measure = make_measure(case=pair.case, state=state)

    with pytest.raises(NotAllowed):
        change(pair, measure)


@pytest.mark.parametrize("state", ["submitted", "on_hold", "approved", "offered"])
def test_a_change_takes_what_was_sent_or_decided_back_to_a_draft(pair, state):
    measure = make_measure(case=pair.case, state=state)

    change(pair, measure)

    part = part_of(measure)
    submission = part.submissions.get()
    assert part.state == "draft"
    assert (submission.lifted_because, submission.lifted_by) == ("edited", pair.counsellor)
    assert [row.lifted_because for row in submission.decisions.all()] == (
        [] if state == "submitted" else ["edited"]
    )


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_saving_the_same_content_again_takes_nothing_back(pair, state):
    measure = make_measure(case=pair.case, state=state)
    part = part_of(measure)
    same = asked(
        part.justification,
        extent=part.extent,
        planned_start=part.planned_start,
        planned_end=part.planned_end,
    )

    change_measure(
        actor=pair.acting("counsellor"), measure=measure, version=part.version, content=same
    )

    assert (part_of(measure).state, part_of(measure).version) == (state, part.version)


def test_the_database_refuses_an_end_before_the_start(pair):
    part = part_of(propose(pair))

    with pytest.raises(IntegrityError), transaction.atomic():
        MeasurePart.objects.filter(pk=part.pk).update(planned_end=day(1), planned_start=day(2))


# --- Submitting -----------------------------------------------------------------------


def test_a_submission_keeps_exactly_what_was_sent(pair):
    measure = propose(pair)

    submission = send(pair, measure)

    part = part_of(measure)
    stored = MeasureSubmission.objects.get()
    assert stored == submission
    assert (part.state, part.deciding_organisation_id) == ("submitted", pair.office.pk)
    assert (stored.part_version, stored.digest) == (part.version, part.digest)
    assert stored.content == {
        "type": STATE,
        "is_sensitive": False,
        "justification": "Eleven trenger erfaring.",
        "extent": "To dager i uken",
        "planned_start": day(14).isoformat(),
        "planned_end": day(90).isoformat(),
        "assessment_reference": "",
        "condition_answers": {},
    }


def test_a_measure_is_not_sent_twice(pair):
    measure = propose(pair)
    send(pair, measure)

    with pytest.raises(NotAllowed):
        send(pair, measure)

    assert MeasureSubmission.objects.count() == 1


def test_sending_an_old_version_is_refused(pair):
    measure = propose(pair)
    change(pair, measure)

    with pytest.raises(StaleVersion):
        submit_measure(actor=pair.acting("counsellor"), measure=measure, version=1)


def test_what_cannot_be_sent_stays_a_draft(pair):
    measure = propose(pair, code=EXTERNAL)

    with pytest.raises(NotDecidedHere):
        send(pair, measure)

    assert part_of(measure).state == "draft"


@pytest.mark.parametrize(
    "facts",
    [
        {"justification": "Annet"},
        {"extent": "Fem dager"},
        {"planned_start": day(15)},
        {"planned_end": None},
        {"assessment_reference": "14A-1"},
        {"condition_answers": {"varighet": {"extended": True}}},
    ],
)
def test_any_change_of_content_gives_another_digest(pair, facts):
    part = part_of(propose(pair))
    before = part.digest

    for name, value in facts.items():
        setattr(part, name, value)

    assert part.digest != before


def test_the_digest_of_what_was_sent_is_the_same_after_reading_it_back(pair):
    submission = send(pair, propose(pair))

    assert part_of(submission.part.measure).digest == submission.digest


def test_waiting_measures_are_the_own_organisations(pair):
    mine = make_measure(case=pair.case, state="submitted")
    make_measure(case=pair.case, state="draft")
    make_measure(case=pair.case, state="approved")
    make_measure(
        pupil=pair.pupil, owner=pair.school, created_by=pair.school_counsellor, state="submitted"
    )

    waiting = Measure.objects.visible_to(pair.acting("manager")).awaiting(pair.acting("manager"))

    assert list(waiting) == [mine]


def test_a_decided_measure_stays_with_its_decider_for_a_year(pair):
    submission = send(pair, propose(pair, is_sensitive=True))
    answer(pair, submission, "rejected")
    measure = submission.part.measure
    year = timedelta(days=365).days

    assert [sees(pair.manager, measure, offset) for offset in (year, year + 1)] == [True, False]
