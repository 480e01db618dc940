"""A combination ended by hand: declined, taken back, or left by a side that goes on alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from followup.actions.measure import change_measure
from followup.actions.measure_apart import (
    decline_combination,
    end_combination,
    take_back_question,
)
from followup.actions.measure_progress import offer_measure, start_measure
from followup.models import LinkEnd, Measure, MeasureLink
from navskole.access import policies
from navskole.records.errors import NotAllowed
from tests.asking import day, sees
from tests.factories.combined import (
    Combined,
    approve,
    combine,
    combine_from_school,
    consent_both_ways,
    make_part,
    propose_combined,
    who_sees_link,
)
from tests.factories.followup import measure_type
from tests.factories.measures import asked, change, part_of, send
from tests.factories.pair import Pair
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

WHY = "Eleven har allerede et lettere opplegg."
SIDES = {"nav": ("counsellor", "manager"), "school": ("school_counsellor", "principal")}


def ask_school(pair: Pair) -> Measure:
    """Return NAV's measure that is sent and asks the school, and needs no agreement to start."""
    nav = propose_combined(pair, code="jobbklubb")
    send(pair, nav)
    return nav


def decline(pair: Pair, measure: Measure, who: str = "school_counsellor") -> MeasureLink:
    return decline_combination(actor=pair.acting(who), measure=measure, reason=WHY)


def start(pair: Pair, measure: Measure, who: str) -> str:
    """Offer and start the measure; return where it stands."""
    actor, version = pair.acting(who), part_of(measure).version
    offered = offer_measure(actor=actor, measure=measure, version=version)
    start_measure(actor=actor, measure=measure, version=offered.version, started_on=actor.on)
    return part_of(measure).state


def page(pair: Pair, who: str, name: str, record: Any) -> str:
    """Return the text of a page."""
    url = reverse(f"followup:{name}", args=[record.public_id])
    answer = client_of(getattr(pair, who)).get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def may(pair: Pair, who: str, what: str, measure: Measure) -> bool:
    return policies.allows(pair.acting(who), f"followup.{what}", measure)


# --- The school says no ---------------------------------------------------------------


def test_when_the_school_says_no_navs_part_goes_on_alone_and_nav_reads_why(pair):
    consent_both_ways(pair)
    nav = ask_school(pair)
    approve(pair, nav)

    link = decline(pair, nav)

    assert (link.ended_because, link.ended_for_id) == (LinkEnd.DECLINED, pair.school.pk)
    told = page(pair, "counsellor", "measure_detail", nav)
    assert WHY in told
    assert "sa nei til å kombinere tiltakene" in told
    assert WHY in page(pair, "counsellor", "case_history", pair.case)
    assert WHY in page(pair, "school_counsellor", "pupil_history", pair.pupil)
    assert not may(pair, "school_counsellor", "make_school_part", nav)
    assert not Measure.objects.asking(pair.acting("school_counsellor")).exists()
    assert start(pair, nav, "counsellor") == "running"


@pytest.mark.parametrize("ended", ["nav", "school"])
def test_the_no_and_its_reason_are_read_only_while_the_consents_stand(pair, ended):
    consents = consent_both_ways(pair)
    nav = ask_school(pair)
    link = decline(pair, nav)
    before = who_sees_link(pair, link)
    consent = getattr(consents, ended)
    consent.ends_on = day(-1)
    consent.save()

    assert before == {"counsellor", "manager", "school_counsellor", "principal"}
    assert who_sees_link(pair, link) == set()
    for name, record in (("measure_detail", nav), ("case_history", pair.case)):
        assert WHY not in page(pair, "counsellor", name, record)
    assert WHY not in page(pair, "school_counsellor", "pupil_history", pair.pupil)


def test_a_draft_the_school_had_begun_is_its_own_after_the_no(pair):
    consent_both_ways(pair)
    nav = ask_school(pair)
    draft = make_part(pair, nav)

    decline(pair, nav)
    send(pair, draft, who="school_counsellor")
    approve(pair, draft)

    assert start(pair, draft, "school_counsellor") == "running"
    assert "NAVs del" not in page(pair, "school_counsellor", "measure_detail", draft)
    assert not MeasureLink.objects.filter(school_measure=draft).exists()


def test_navs_part_is_sent_again_without_consents_after_the_no(pair):
    consents = consent_both_ways(pair)
    nav = ask_school(pair)
    decline(pair, nav)
    consents.school.ends_on = day(-1)
    consents.school.save()

    change(pair, nav, "Eleven trenger det fortsatt.")

    assert send(pair, nav).part.state == "submitted"


def test_after_a_no_nav_may_ask_for_something_else(pair):
    consent_both_ways(pair)
    nav = ask_school(pair)
    decline(pair, nav)
    actor, other = pair.acting("counsellor"), measure_type("radgivning")
    content = asked("Eleven trenger det.", other_type=other, other_request="Snakk om valgene.")
    change_measure(actor=actor, measure=nav, version=part_of(nav).version, content=content)

    send(pair, nav)

    told = page(pair, "school_counsellor", "measure_detail", nav)
    assert "Lag skolens del" in told
    assert WHY not in told
    assert may(pair, "counsellor", "take_back_question", nav)


def test_a_part_that_is_sent_is_no_longer_declined(pair):
    consent_both_ways(pair)
    combined = combine(pair)

    with pytest.raises(NotAllowed):
        decline(pair, combined.nav)


# --- NAV takes its question back ------------------------------------------------------


def test_nav_takes_its_question_back_and_the_school_is_not_asked_any_more(pair):
    consent_both_ways(pair)
    nav = ask_school(pair)
    approve(pair, nav)
    before = page(pair, "school_counsellor", "pupil_measures", pair.pupil)

    take_back_question(actor=pair.acting("counsellor"), measure=nav)

    assert "NAV ber om en del på skolen" in before
    after = page(pair, "school_counsellor", "pupil_measures", pair.pupil)
    assert "NAV ber om en del på skolen" not in after
    assert not may(pair, "school_counsellor", "make_school_part", nav)
    assert "trakk spørsmålet" in page(pair, "school_counsellor", "measure_detail", nav)
    assert "trakk spørsmålet" in page(pair, "counsellor", "case_history", pair.case)
    assert part_of(nav).state == "approved"
    assert start(pair, nav, "counsellor") == "running"


def test_what_was_taken_back_leaves_a_draft_of_the_schools_alone(pair):
    consent_both_ways(pair)
    nav = ask_school(pair)
    draft = make_part(pair, nav)

    link = take_back_question(actor=pair.acting("counsellor"), measure=nav)

    assert (link.school_measure, link.ended_because) == (None, LinkEnd.TAKEN_BACK)
    assert sees(pair.counsellor, link)
    assert not sees(pair.counsellor, draft)
    assert part_of(draft).state == "draft"


def test_a_question_is_not_taken_back_when_the_part_is_there_or_nobody_was_asked(pair):
    consents = consent_both_ways(pair)
    combined = combine(pair)
    alone = propose_combined(pair)

    assert not may(pair, "counsellor", "take_back_question", combined.nav)
    assert not may(pair, "counsellor", "take_back_question", alone)
    send(pair, alone)
    assert may(pair, "counsellor", "take_back_question", alone)
    consents.school.ends_on = day(-1)
    consents.school.save()
    assert not may(pair, "counsellor", "take_back_question", alone)


# --- A side goes on alone -------------------------------------------------------------


@pytest.mark.parametrize("make", [combine, combine_from_school])
@pytest.mark.parametrize("side", SIDES)
def test_either_side_goes_on_alone_while_the_other_part_waits(pair, make, side):
    consent_both_ways(pair)
    parts: Combined = make(pair)
    own, other = (parts.nav, parts.school) if side == "nav" else (parts.school, parts.nav)
    who = SIDES[side][0]
    there = SIDES["school" if side == "nav" else "nav"][0]
    approve(pair, own)
    dialog = page(pair, who, "measure_detail", own)
    assert "Ja, gå videre alene" in dialog
    assert "Ja, gå videre alene" not in page(pair, there, "measure_detail", other)

    link = end_combination(actor=pair.acting(who), measure=own)

    assert (link.ended_because, link.ended_by) == (LinkEnd.ALONE, getattr(pair, who))
    assert link.ended_for_id == (pair.office.pk if side == "nav" else pair.school.pk)
    for person, measure in ((who, own), (there, other)):
        told = page(pair, person, "measure_detail", measure)
        assert f"{getattr(pair, who)}, {link.ended_for}, valgte å gå videre alene" in told
        assert "Ja, gå videre alene" not in told
    assert "gikk videre alene" in page(pair, "counsellor", "case_history", pair.case)
    assert "gikk videre alene" in page(pair, "school_counsellor", "pupil_history", pair.pupil)
    approve(pair, other, "returned")
    assert part_of(own).state == "approved"
    if own.type.code != "arbeidstrening":
        assert start(pair, own, who) == "running"


def test_nobody_goes_on_alone_when_the_other_part_is_answered_or_hidden(pair):
    consents = consent_both_ways(pair)
    combined = combine(pair)
    may_at_first = {
        who: may(pair, who, "end_combination", combined.nav)
        for who in ("counsellor", "manager", "school_counsellor", "principal")
    }
    approve(pair, combined.school)

    assert may_at_first == {
        "counsellor": True,
        "manager": False,
        "school_counsellor": False,
        "principal": False,
    }
    assert not may(pair, "counsellor", "end_combination", combined.nav)
    assert may(pair, "school_counsellor", "end_combination", combined.school)
    consents.nav.ends_on = day(-1)
    consents.nav.save()
    assert not may(pair, "school_counsellor", "end_combination", combined.school)


def test_what_was_ended_by_hand_leaves_no_trace_when_a_consent_ends(pair):
    consents = consent_both_ways(pair)
    combined = combine(pair)
    end_combination(actor=pair.acting("counsellor"), measure=combined.nav)
    consents.nav.ends_on = day(-1)
    consents.nav.save()

    for name, record in (("measure_detail", combined.school), ("pupil_history", pair.pupil)):
        told = page(pair, "school_counsellor", name, record)
        assert "alene" not in told
        assert str(pair.counsellor) not in told
