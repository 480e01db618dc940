"""Propose, submit, decide and carry through a measure: two people, bound to content."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from followup.actions.measure import (
    WrongSector,
    change_measure,
    propose_measure,
)
from followup.actions.measure_decision import (
    ContentChanged,
    NoSuchAnswer,
    ReasonMissing,
    decide_measure,
)
from followup.actions.measure_route import submit_measure
from followup.grounds import shown_content
from followup.models import (
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
)
from followup.routing import NotDecidedHere
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import actor_on, day, sees
from tests.factories.followup import decide, make_measure, measure_type, submit
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
from tests.factories.organisations import (
    NavOfficeFactory,
    SchoolFactory,
    member,
)
from tests.factories.pupils import give_consent, put_on_case

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


# --- Deciding: two people -------------------------------------------------------------


def test_the_leader_approves_what_a_veileder_sent(pair):
    submission = send(pair, propose(pair))

    decision = answer(pair, submission)

    assert (decision.submission, decision.outcome, decision.decided_by) == (
        submission,
        "approved",
        pair.manager,
    )
    assert (decision.role, decision.is_deputy) == (Role.NAV_MANAGER, False)
    assert part_of(submission.part.measure).state == "approved"


def test_a_deputy_decides_visibly(pair):
    deputy = member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    submission = send(pair, propose(pair))

    decision = decide_measure(
        actor=actor_on(deputy),
        measure=submission.part.measure,
        version=submission.part_version,
        digest=submission.digest,
        outcome="approved",
    )

    assert decision.is_deputy is True


@pytest.mark.parametrize("how", ["created", "changed", "submitted"])
def test_nobody_decides_what_they_had_a_hand_in(pair, how):
    leading = member(Role.NAV_MANAGER, pair.office)
    member(Role.NAV_COUNSELLOR, pair.office, user=leading)
    put_on_case(pair.case, leading)
    hands = {
        "created": leading if how == "created" else pair.counsellor,
        "changed": leading if how == "changed" else pair.counsellor,
        "submitted": leading if how == "submitted" else pair.counsellor,
    }
    measure = propose_measure(
        actor=actor_on(hands["created"]),
        case=pair.case,
        type=measure_type(STATE),
        content=asked(),
    )
    change_measure(
        actor=actor_on(hands["changed"]), measure=measure, version=1, content=asked("Endret")
    )
    submission = submit_measure(actor=actor_on(hands["submitted"]), measure=measure, version=2)

    with pytest.raises(NotAllowed):
        decide_measure(
            actor=actor_on(leading),
            measure=measure,
            version=submission.part_version,
            digest=submission.digest,
            outcome="approved",
        )

    assert not MeasureDecision.objects.exists()


def test_whoever_proposed_an_earlier_version_never_decides_a_later_one(pair):
    submission = send(pair, propose(pair))
    answer(pair, submission, "returned")
    member(Role.NAV_MANAGER, pair.office, user=pair.counsellor)
    measure = submission.part.measure
    change(pair, measure)
    second = send(pair, measure)

    with pytest.raises(NotAllowed):
        answer(pair, second, who="counsellor")


@pytest.mark.parametrize("who", ["counsellor", "principal", "school_counsellor"])
def test_only_the_leader_of_the_deciding_office_decides(pair, who):
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    submission = send(pair, propose(pair))

    with pytest.raises(NotAllowed):
        answer(pair, submission, who=who)


def test_a_leader_of_another_office_does_not_decide(pair):
    submission = send(pair, propose(pair))
    stranger = member(Role.NAV_MANAGER, NavOfficeFactory())

    with pytest.raises(NotAllowed):
        decide_measure(
            actor=actor_on(stranger),
            measure=submission.part.measure,
            version=submission.part_version,
            digest=submission.digest,
            outcome="approved",
        )


# --- Deciding: bound to content -------------------------------------------------------


def test_nothing_is_decided_without_a_submission(pair):
    measure = propose(pair)
    part = part_of(measure)

    with pytest.raises(ContentChanged):
        decide_measure(
            actor=pair.acting("manager"),
            measure=measure,
            version=part.version,
            digest=part.digest,
            outcome="approved",
        )


@pytest.mark.parametrize("facts", [{"version": 1}, {"digest": "0" * 64}])
def test_a_decision_on_anything_but_what_waits_is_refused(pair, facts):
    submission = send(pair, propose(pair))

    with pytest.raises(ContentChanged):
        answer(pair, submission, **facts)


def test_a_decision_on_the_version_before_is_refused(pair):
    first = send(pair, propose(pair))
    answer(pair, first, "returned")
    change(pair, first.part.measure)
    send(pair, first.part.measure)

    with pytest.raises(ContentChanged):
        answer(pair, first)


@pytest.mark.parametrize("outcome", ["approved", "rejected"])
def test_a_submission_is_answered_once(pair, outcome):
    submission = send(pair, propose(pair))
    answer(pair, submission, outcome)

    with pytest.raises(ContentChanged):
        answer(pair, submission, "returned")

    assert MeasureDecision.objects.count() == 1


def test_the_database_holds_one_decision_per_submission_and_one_submission_per_version(pair):
    measure = make_measure(case=pair.case, state="approved")
    submission = MeasureSubmission.objects.get(part__measure=measure)

    with pytest.raises(IntegrityError), transaction.atomic():
        decide(submission, outcome="rejected")
    with pytest.raises(IntegrityError), transaction.atomic():
        submit(submission.part)


@pytest.mark.parametrize("outcome", ["returned", "rejected"])
@pytest.mark.parametrize(
    "facts",
    [
        {"reasons": [], "text": "Skriv mer."},
        {"reasons": ["facts"], "text": ""},
        {"reasons": ["facts"], "text": "   "},
    ],
)
def test_a_return_or_rejection_takes_a_reason_and_a_text(pair, outcome, facts):
    submission = send(pair, propose(pair))

    with pytest.raises(ReasonMissing):
        answer(pair, submission, outcome, **facts)

    assert part_of(submission.part.measure).state == "submitted"


def test_reasons_are_from_the_list(pair):
    submission = send(pair, propose(pair))

    with pytest.raises(ReasonMissing):
        answer(pair, submission, "returned", reasons=["noe annet"], text="Skriv mer.")


def test_the_reasons_are_kept(pair):
    decision = answer(
        pair, send(pair, propose(pair)), "returned", reasons=["facts", "level"], text="Skriv mer."
    )

    stored = MeasureDecision.objects.get(pk=decision.pk)
    assert (stored.reasons, stored.text) == (["facts", "level"], "Skriv mer.")
    assert stored.reason_labels == ["Opplysningene er ikke gode nok", "Nivå eller periode"]


@pytest.mark.parametrize(
    "outcome",
    [MeasureState.APPROVED, MeasureState.RETURNED, MeasureState.ON_HOLD, MeasureState.REJECTED],
)
def test_each_outcome_sets_the_state_and_a_rejection_ends_it(pair, outcome):
    submission = send(pair, propose(pair))

    answer(pair, submission, outcome)

    part = part_of(submission.part.measure)
    assert (part.state, part.ended_on) == (outcome, day(0) if outcome == "rejected" else None)


@pytest.mark.parametrize("outcome", ["offered", "running", "made up", ""])
def test_an_outcome_that_is_no_answer_is_refused(pair, outcome):
    submission = send(pair, propose(pair))

    with pytest.raises(NoSuchAnswer):
        answer(pair, submission, outcome)

    assert part_of(submission.part.measure).state == "submitted"


def test_a_measure_on_hold_is_changed_sent_again_and_decided(pair):
    submission = send(pair, propose(pair))
    answer(pair, submission, "on_hold")

    change(pair, submission.part.measure)
    again = send(pair, submission.part.measure)
    answer(pair, again)

    assert part_of(submission.part.measure).state == "approved"


# --- A returned part ------------------------------------------------------------------


def test_a_returned_measure_is_changed_and_sent_again(pair):
    measure = propose(pair)
    first = send(pair, measure)
    answer(pair, first, "returned")

    change(pair, measure, "Mer om målet")
    second = send(pair, measure)

    assert second.part_version > first.part_version
    assert (first.content["justification"], second.content["justification"]) == (
        "Eleven trenger erfaring.",
        "Mer om målet",
    )
    assert second.digest != first.digest


@pytest.mark.parametrize("reader", ["decider", "school"])
def test_of_a_returned_part_others_read_the_version_sent_until_it_is_sent_again(pair, reader):
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis"])
    measure = propose(pair, is_sensitive=reader == "decider")
    answer(pair, send(pair, measure), "returned")
    change(pair, measure, "Under arbeid")
    who = pair.acting("manager" if reader == "decider" else "principal")

    def read() -> object:
        visible = Measure.objects.visible_to(who).with_ground(who).get(pk=measure.pk)
        return shown_content(who, visible, part_of(measure))["justification"]

    while_writing = read()
    send(pair, measure)

    assert (while_writing, read()) == ("Eleven trenger erfaring.", "Under arbeid")


def test_the_team_reads_what_it_is_writing(pair):
    measure = propose(pair)
    answer(pair, send(pair, measure), "returned")
    change(pair, measure, "Under arbeid")
    who = pair.acting("counsellor")

    visible = Measure.objects.visible_to(who).with_ground(who).get(pk=measure.pk)

    assert shown_content(who, visible, part_of(measure))["justification"] == "Under arbeid"


# --- Digest ---------------------------------------------------------------------------


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
