"""Undo, on hold, recommendations, and what a page tells when something no longer counts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from followup.actions.measure_decision import (
    CannotBeUndone,
    NotWaiting,
    decide_measure,
    undo_decision,
)
from followup.actions.measure_progress import offer_measure
from followup.models import Measure, MeasureDecision, MeasurePart, MeasureState
from navskole.access import policies
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.followup import make_measure, measure_type
from tests.factories.measures import (
    FORMAL,
    SCHOOLS,
    answer,
    change,
    part_of,
    propose,
    propose_at_school,
    send,
)
from tests.factories.organisations import member
from tests.factories.pair import Pair

pytestmark = pytest.mark.django_db

UNDOABLE = ["approved", "returned", "on_hold", "rejected", "offered"]


def undo(pair: Pair, measure: Measure, decision: Any, *, who: str = "manager") -> None:
    undo_decision(actor=pair.acting(who), measure=measure, decision_id=decision.pk)


def page(client: Any, user: Any, measure: Measure, end: str = "") -> str:
    client.force_login(user)
    answered = client.get(reverse(f"followup:measure_{end or 'detail'}", args=[measure.public_id]))
    assert answered.status_code == 200
    return read(answered).select_one("main").text


# --- On hold --------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", ["approved", "returned", "rejected"])
def test_what_is_on_hold_is_decided_without_being_sent_again(pair, outcome):
    submission = send(pair, propose(pair))
    held = answer(pair, submission, "on_hold", text="Venter på plass")

    decision = answer(pair, submission, outcome)

    held.refresh_from_db()
    assert part_of(submission.part.measure).state == outcome
    assert (held.lifted_because, decision.lifted_at) == ("resumed", None)


# --- Undo -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", MeasureState.values)
def test_an_answer_is_undone_until_the_measure_starts(pair, state):
    measure = make_measure(case=pair.case, state=state)
    decision = MeasureDecision.objects.filter(submission__part__measure=measure).first()

    if state in UNDOABLE:
        undo(pair, measure, decision)
        decision.refresh_from_db()
        assert (part_of(measure).state, part_of(measure).ended_on) == ("submitted", None)
        assert (decision.lifted_because, decision.lifted_by) == ("undone", pair.manager)
    else:
        pk = decision.pk if decision else 1
        with pytest.raises((CannotBeUndone, NotAllowed)):
            undo_decision(actor=pair.acting("manager"), measure=measure, decision_id=pk)
        assert part_of(measure).state == state


@pytest.mark.parametrize(("days", "may"), [(300, True), (400, False)])
def test_a_rejection_is_the_deciders_for_twelve_months(pair, days, may):
    measure = make_measure(case=pair.case, state=MeasureState.REJECTED, ended_on=day())
    manager = actor_on(pair.manager, days)

    assert policies.allows(manager, "followup.decide_measure", part_of(measure)) is may


def test_what_was_undone_is_answered_anew_and_one_answer_stands(pair):
    submission = send(pair, propose(pair))
    undo(pair, submission.part.measure, answer(pair, submission, "rejected"))

    answer(pair, submission)

    assert part_of(submission.part.measure).state == "approved"
    outcomes = submission.decisions.order_by("pk").values_list("outcome", "lifted_because")
    assert list(outcomes) == [("rejected", "undone"), ("approved", "")]


def test_a_deputy_undoes_too_but_no_proposer_and_nobody_else(pair):
    pair.deputy = member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    submission = send(pair, propose(pair))
    measure, decision = submission.part.measure, answer(pair, submission)

    for who in ("counsellor", "principal"):
        with pytest.raises(NotAllowed):
            undo(pair, measure, decision, who=who)
    undo(pair, measure, decision, who="deputy")

    assert part_of(measure).state == "submitted"


def test_another_answer_than_the_one_on_the_page_is_not_undone(pair):
    submission = send(pair, propose(pair))
    first = answer(pair, submission, "on_hold", text="Venter")
    answer(pair, submission)

    with pytest.raises(CannotBeUndone):
        undo(pair, submission.part.measure, first)


def test_a_return_is_not_undone_once_the_text_is_being_changed(pair):
    submission = send(pair, propose(pair))
    decision = answer(pair, submission, "returned")
    change(pair, submission.part.measure)

    with pytest.raises(CannotBeUndone):
        undo(pair, submission.part.measure, decision)


def test_the_database_holds_one_standing_answer(pair):
    decision = answer(pair, send(pair, propose(pair)))
    decision.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save()


# --- Taken back while the decider reads -----------------------------------------------


def decision_form(client: Any, user: Any, measure: Measure, end: str = "return") -> dict[str, Any]:
    """Return the answer's form filled in, as it stood when the decider opened it."""
    client.force_login(user)
    answered = client.get(reverse(f"followup:measure_{end}", args=[measure.public_id]))
    fields = read(answered).select("main form input[type=hidden]")
    held: dict[str, Any] = {str(field["name"]): field.get("value", "") for field in fields}
    return held | {"reasons": ["facts"], "text": "Skriv hvor mange dager."}


def test_a_version_sent_anew_meanwhile_is_not_answered_and_the_difference_is_shown(client, pair):
    measure = propose(pair, justification="To dager i butikk.")
    send(pair, measure)
    typed = decision_form(client, pair.manager, measure)
    change(pair, measure, "Tre dager i butikk.")
    send(pair, measure)

    answered = client.post(reverse("followup:measure_return", args=[measure.public_id]), typed)

    shown = read(answered)
    assert (answered.status_code, part_of(measure).state) == (422, "submitted")
    assert [tag.text.split()[-1] for tag in shown.select("main del, main ins")] == ["To", "Tre"]
    assert "Skriv hvor mange dager." in shown.text
    again = {field["name"]: field["value"] for field in shown.select("main form input[value]")}
    assert again["version"] == str(part_of(measure).submissions.latest("part_version").part_version)


def test_what_was_taken_back_meanwhile_keeps_the_text_and_says_so(client, pair):
    measure = propose(pair)
    send(pair, measure)
    typed = decision_form(client, pair.manager, measure)
    change(pair, measure)

    answered = client.post(reverse("followup:measure_return", args=[measure.public_id]), typed)

    shown = read(answered).text
    assert (answered.status_code, part_of(measure).state) == (422, "draft")
    assert "Tiltaket venter ikke lenger på avgjørelse" in shown
    assert "Skriv hvor mange dager." in shown


def test_the_page_shows_what_is_new_since_it_was_sent_before(client, pair):
    measure = propose(pair, justification="To dager.")
    answer(pair, send(pair, measure), "returned")
    change(pair, measure, "Fem dager.")
    send(pair, measure)

    shown = page(client, pair.manager, measure)

    assert "Endret siden sist det ble sendt" in shown
    assert "Tatt bort: To" in " ".join(shown.split())


# --- What both are told ---------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_both_are_told_that_a_change_took_the_approval_away(client, pair, who):
    measure = propose(pair)
    answer(pair, send(pair, measure))

    change(pair, measure)

    shown = " ".join(page(client, getattr(pair, who), measure).split())
    assert f"{pair.counsellor} endret innholdet" in shown
    assert f"Avgjørelsen «godkjent» fra {pair.office} gjelder ikke lenger" in shown


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_both_are_told_of_an_undone_answer(client, pair, who):
    submission = send(pair, propose(pair))
    undo(pair, submission.part.measure, answer(pair, submission, "rejected"))

    shown = page(client, getattr(pair, who), submission.part.measure)

    assert f"{pair.manager} angret avgjørelsen «avslått»" in shown


# --- Vedtak ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "words"), [("approved", "Anbefalt"), ("rejected", "Ikke anbefalt")]
)
def test_what_needs_a_vedtak_is_recommended_or_not(client, pair, outcome, words):
    measure = make_measure(case=pair.case, type=measure_type(FORMAL), state=outcome)

    shown = page(client, pair.counsellor, measure)

    decision = MeasureDecision.objects.get(submission__part__measure=measure)
    assert (part_of(measure).state_label, decision.outcome_label) == (words, words)
    assert "Godkjent" not in shown
    assert "Avslått" not in shown
    assert "eleven kan søke uansett hva lederen svarer" in shown
    assert measure.type.how_to_apply in shown


def test_the_leader_is_asked_to_recommend_and_told_that_the_pupil_may_apply_all_the_same(
    client, pair
):
    measure = make_measure(case=pair.case, type=measure_type(FORMAL), state="submitted")

    shown = page(client, pair.manager, measure, "reject")

    assert "Ikke anbefal tiltak" in shown
    assert "eleven kan søke uansett" in shown


# --- Rektor ---------------------------------------------------------------------------


def test_rektor_decides_a_school_measure_through_til_godkjenning(client, pair):
    measure = propose_at_school(pair)
    send(pair, measure, who="school_counsellor")
    client.force_login(pair.principal)

    listed = client.get(reverse("followup:awaiting_list"))
    typed = decision_form(client, pair.principal, measure, "approve")
    client.post(reverse("followup:measure_approve", args=[measure.public_id]), typed)

    assert measure_type(SCHOOLS).name in read(listed).select_one("main table").text
    decision = MeasureDecision.objects.get()
    assert (decision.decided_by, decision.role) == (pair.principal, Role.PRINCIPAL)
    assert part_of(measure).state == "approved"


def test_who_leads_and_proposed_is_told_who_can_decide(client, pair):
    leading = member(Role.NAV_MANAGER, pair.office, user=pair.counsellor)
    deputy = member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    measure = propose(pair)
    submission = send(pair, measure)

    shown = page(client, leading, measure)
    with pytest.raises(NotAllowed, match=f"Stedfortreder {deputy} kan avgjøre det"):
        decide_measure(
            actor=actor_on(leading),
            measure=measure,
            version=submission.part_version,
            digest=submission.digest,
            outcome="approved",
        )

    assert "en annen må avgjøre det" in shown
    assert f"{deputy} (NAV-leder, stedfortreder)" in shown


def test_a_deputys_answer_is_shown_as_a_deputys(client, pair):
    pair.deputy = member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    measure = propose(pair)
    answer(pair, send(pair, measure), who="deputy")

    shown = page(client, pair.counsellor, measure)

    assert shown.count("stedfortreder") == 2


def test_nothing_that_is_offered_waits_any_more(pair):
    measure = propose(pair)
    submission = send(pair, measure)
    answer(pair, submission)
    version = MeasurePart.objects.get(measure=measure).version
    offer_measure(actor=pair.acting("counsellor"), measure=measure, version=version)

    with pytest.raises(NotWaiting):
        answer(pair, submission, "rejected")
