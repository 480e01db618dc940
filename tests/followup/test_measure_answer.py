"""Decide a measure: two people, bound to content."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from followup.actions.measure import change_measure, propose_measure
from followup.actions.measure_decision import (
    ContentChanged,
    NoSuchAnswer,
    ReasonMissing,
    decide_measure,
)
from followup.actions.measure_route import submit_measure
from followup.grounds import shown_content
from followup.models import Measure, MeasureDecision, MeasureState, MeasureSubmission
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.factories.followup import decide, make_measure, measure_type, submit
from tests.factories.measures import STATE, answer, asked, change, part_of, propose, send
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import give_consent, put_on_case

pytestmark = pytest.mark.django_db


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
