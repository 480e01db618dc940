"""The school starts a combined measure: it asks NAV for a part, and NAV makes it or says no."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.actions.measure import CannotBeCombined, change_measure
from followup.actions.measure_apart import decline_combination, take_back_question
from followup.actions.measure_combined import AlreadyAnswered, AlreadyAsked, NotCovered
from followup.actions.measure_progress import CannotStart, offer_measure, start_measure
from followup.models import Measure, MeasureLink
from followup.routing import ConsentMissing
from navskole.access import barrier, policies
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from pupils.models import Case, ConsentLine, Service
from tests.access.looking import normalised
from tests.asking import at_noon, day, sees
from tests.factories.agreements import contract_in_force
from tests.factories.combined import (
    AREAS,
    approve,
    ask,
    combine_from_school,
    consent_both_ways,
    make_navs,
    who_sees_link,
)
from tests.factories.followup import measure_type
from tests.factories.measures import (
    EXTERNAL,
    SCHOOLS,
    asked,
    part_of,
    propose_at_school,
    send,
)
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import CaseFactory, give_consent, give_school_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

REQUEST = "Kan eleven øve på å søke jobb ved siden av?"


def body(pair: Pair, who: str, name: str, record: Any) -> bytes:
    """Return a page as one of the pair gets it."""
    url = reverse(f"followup:{name}", args=[record.public_id])
    answer = client_of(getattr(pair, who)).get(url)
    assert answer.status_code == 200
    return answer.content


def text(pair: Pair, who: str, name: str, record: Any) -> str:
    return BeautifulSoup(body(pair, who, name, record), "html.parser").text


def ask_and_send(pair: Pair) -> Measure:
    """Return a measure of the school's that is sent and asks NAV for a part."""
    school = propose_at_school(pair)
    ask(pair, school)
    send(pair, school, who="school_counsellor")
    return school


def end(consent: Any) -> None:
    """Let the consent be over since yesterday."""
    consent.ends_on = day(-1)
    consent.save()


# --- Where it can be asked ------------------------------------------------------------


def test_the_form_asks_nav_for_a_part_and_both_sides_find_it(pair):
    consent_both_ways(pair)
    page = BeautifulSoup(
        body(pair, "school_counsellor", "school_measure_create", pair.pupil), "html.parser"
    )
    offered = {option.text for option in page.select("[name=nav_type] option")}
    url = reverse("followup:school_measure_create", args=[pair.pupil.public_id])
    typed = {
        "type": measure_type(SCHOOLS).pk,
        "justification": "Trenger mer tid.",
        "planned_start": day(14).isoformat(),
        "nav_type": measure_type("jobbklubb").pk,
        "nav_request": REQUEST,
        "submission_id": str(uuid.uuid4()),
    }

    answers = [client_of(pair.school_counsellor).post(url, typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    link = MeasureLink.objects.get()
    assert (link.case, link.asked_type.code, link.asked_request) == (
        pair.case, "jobbklubb", REQUEST,
    )  # fmt: skip
    assert {"Jobbklubb", "Arbeidstrening"} <= offered
    assert "Kvalifiseringsprogram" not in offered
    shown = text(pair, "school_counsellor", "measure_detail", link.school_measure)
    assert REQUEST in shown
    assert "NAV ser spørsmålet når skolens tiltak er sendt." in shown
    assert "sammen. Du kan be NAV" in text(pair, "school_counsellor", "pupil_measures", pair.pupil)
    assert REQUEST not in text(pair, "counsellor", "case_history", pair.case)


@pytest.mark.parametrize(
    "lacks",
    [
        lambda: ConsentLine.objects.filter(service=Service.PUPIL_SERVICES).delete(),
        lambda: ConsentLine.objects.filter(information="existence").delete(),
        lambda: ConsentLine.objects.exclude(information="existence").delete(),
    ],
)
def test_without_the_lines_the_school_finds_no_way_to_ask_whether_a_case_exists_or_not(
    still, pair, lacks
):
    consents = consent_both_ways(pair)
    school = propose_at_school(pair)
    lacks()
    pages = [
        ("school_measure_create", pair.pupil),
        ("pupil_measures", pair.pupil),
        ("measure_detail", school),
    ]
    url = reverse("followup:nav_part_ask", args=[school.public_id])
    client = client_of(pair.school_counsellor)

    with_case = [normalised(body(pair, "school_counsellor", *each)) for each in pages]
    refused = normalised(client.get(url).content)
    consents.nav.delete()
    Case.objects.all().delete()
    without = [normalised(body(pair, "school_counsellor", *each)) for each in pages]

    assert with_case == without
    assert b"nav_type" not in b"".join(with_case)
    assert client.get(url).status_code == 403
    assert normalised(client.get(url).content) == refused


@pytest.fixture
def still(db: None) -> Iterator[None]:
    """Let the clock stand: a page says when it was printed."""
    with time_machine.travel(at_noon(day()), tick=False):
        yield


def test_what_the_consents_do_not_cover_is_not_asked_for(pair):
    give_consent(pair.case, pair.school, areas=AREAS)
    give_school_consent(pair.pupil, pair.school, pair.office, areas=["bolig"])
    school = propose_at_school(pair)

    with pytest.raises(NotCovered):
        ask(pair, school, kind=measure_type("kvalifiseringsprogram"))
    with pytest.raises(ConsentMissing, match="skolens samtykke"):
        ask(pair, school)

    assert not MeasureLink.objects.exists()


def test_a_measure_asks_once_and_only_before_it_starts(pair):
    consent_both_ways(pair)
    school, referral = propose_at_school(pair), propose_at_school(pair, code=EXTERNAL)
    for who in ("principal", "counsellor", "manager"):
        assert not policies.allows(pair.acting(who), "followup.ask_nav", school), who
    with pytest.raises(NotAllowed):
        ask(pair, referral)

    assert ask(pair, school) == ask(pair, school)
    with pytest.raises(AlreadyAsked):
        ask(pair, school, request="Noe annet")


# --- NAV answers ----------------------------------------------------------------------


def test_the_team_sees_what_was_asked_when_it_is_sent_and_makes_navs_part(pair):
    consent_both_ways(pair)
    school = propose_at_school(pair)
    link = ask(pair, school)
    before = who_sees_link(pair, link)
    send(pair, school, who="school_counsellor")

    assert before == {"school_counsellor", "principal"}
    assert who_sees_link(pair, link) == {*before, "counsellor", "manager"}
    listed = text(pair, "counsellor", "case_measures", pair.case)
    assert "Skolen ber om en del hos NAV" in listed
    assert "Lag NAVs del" in text(pair, "counsellor", "measure_detail", school)
    assert REQUEST in text(pair, "manager", "measure_detail", school)
    assert "Lag NAVs del" not in text(pair, "manager", "measure_detail", school)
    form = uuid.uuid4()

    nav = make_navs(pair, school, submission_id=form)

    assert make_navs(pair, school, submission_id=form) == nav
    with pytest.raises(AlreadyAnswered):
        make_navs(pair, school)
    assert (nav.case, nav.type.code) == (pair.case, "jobbklubb")
    assert set(part_of(nav).proposers.all()) == {pair.counsellor, pair.school_counsellor}
    assert set(part_of(school).proposers.all()) == {pair.counsellor, pair.school_counsellor}
    listed = text(pair, "counsellor", "case_measures", pair.case)
    assert "Skolen ber om en del hos NAV" not in listed


def test_the_school_sees_no_draft_of_navs_and_still_waits_for_an_answer(still, pair):
    consent_both_ways(pair)
    school = ask_and_send(pair)
    pages = [("measure_detail", school), ("pupil_measures", pair.pupil)]
    pages += [("pupil_history", pair.pupil)]
    before = [normalised(body(pair, "school_counsellor", *each)) for each in pages]

    nav = make_navs(pair, school)

    assert not sees(pair.school_counsellor, nav)
    assert [normalised(body(pair, "school_counsellor", *each)) for each in pages] == before


def test_it_runs_when_both_are_approved(pair):
    consent_both_ways(pair)
    combined = combine_from_school(pair)
    approve(pair, combined.school)
    actor = pair.acting("school_counsellor")
    offered = offer_measure(
        actor=actor, measure=combined.school, version=part_of(combined.school).version
    )
    how: dict[str, Any] = {"version": offered.version, "started_on": actor.on}

    with pytest.raises(CannotStart, match="NAVs del er godkjent"):
        start_measure(actor=actor, measure=combined.school, **how)
    approve(pair, combined.nav)

    assert start_measure(actor=actor, measure=combined.school, **how).state == "running"
    assert "kombinert med «Jobbklubb»" in text(
        pair, "school_counsellor", "pupil_measures", pair.pupil
    )


def test_the_schools_part_waits_for_an_answer_and_goes_on_alone_when_nav_says_no(pair):
    consent_both_ways(pair)
    school = ask_and_send(pair)
    approve(pair, school)
    actor = pair.acting("school_counsellor")
    offered = offer_measure(actor=actor, measure=school, version=part_of(school).version)
    how: dict[str, Any] = {"version": offered.version, "started_on": actor.on}
    with pytest.raises(CannotStart, match="NAVs del er godkjent"):
        start_measure(actor=actor, measure=school, **how)

    why = "Eleven har et tilbud om lærlingplass nå."
    decline_combination(actor=pair.acting("counsellor"), measure=school, reason=why)

    assert why in text(pair, "school_counsellor", "measure_detail", school)
    assert why in text(pair, "counsellor", "case_history", pair.case)
    assert start_measure(actor=actor, measure=school, **how).state == "running"


def test_the_school_takes_its_question_back_until_navs_part_is_sent(pair):
    consent_both_ways(pair)
    school = ask_and_send(pair)
    nav = make_navs(pair, school)

    take_back_question(actor=pair.acting("school_counsellor"), measure=school)

    assert "trakk spørsmålet" in text(pair, "counsellor", "measure_detail", nav)
    assert send(pair, nav).part.state == "submitted"
    assert not Measure.objects.asking(pair.acting("school_counsellor")).exists()
    other = combine_from_school(pair)
    assert not policies.allows(
        pair.acting("school_counsellor"), "followup.take_back_question", other.school
    )


def test_an_answer_keeps_to_what_was_asked(pair):
    consent_both_ways(pair)
    combined = combine_from_school(pair)
    part = part_of(combined.nav)
    url = reverse("followup:measure_update", args=[combined.nav.public_id])
    client = client_of(pair.counsellor)
    form = BeautifulSoup(client.get(url).content, "html.parser")
    typed = {field["name"]: field.get("value", "") for field in form.select("form input[name]")}

    answer = client.post(url, typed | {"justification": "Endret.", "version": part.version})

    assert form.select_one("[name=other_type]") is None
    assert answer.status_code == 302
    assert part_of(combined.nav).other_type == combined.school.type
    with pytest.raises(CannotBeCombined):
        change_measure(
            actor=pair.acting("counsellor"),
            measure=combined.nav,
            version=part_of(combined.nav).version,
            content=asked("Uten skolen."),
        )


# --- The wall -------------------------------------------------------------------------


@pytest.mark.parametrize("ended", ["nav", "school"])
def test_a_hidden_question_leaves_no_trace_and_the_measure_is_sent_as_the_schools_own(
    still, pair, ended
):
    consents = consent_both_ways(pair)
    school = propose_at_school(pair)
    ask(pair, school)
    end(getattr(consents, ended))
    pages = [("measure_detail", school), ("pupil_measures", pair.pupil)]
    pages += [("pupil_history", pair.pupil)]

    assert send(pair, school, who="school_counsellor").part.state == "submitted"
    asked_for = [normalised(body(pair, "school_counsellor", *each)) for each in pages]
    MeasureLink.objects.all().delete()

    assert [normalised(body(pair, "school_counsellor", *each)) for each in pages] == asked_for
    assert not any(REQUEST.encode() in each for each in asked_for)


def test_a_question_nobody_is_told_of_any_longer_does_not_stand_in_the_way_of_another(pair):
    consent_both_ways(pair)
    other = NavOfficeFactory()
    contract_in_force(school=pair.school, office=other)
    their_case = CaseFactory(pupil=pair.pupil, office=other)
    told = give_consent(their_case, pair.school, areas=AREAS)
    give_school_consent(pair.pupil, pair.school, other, areas=AREAS)
    school = propose_at_school(pair)
    hidden = ask(pair, school, case=their_case)
    end(told)

    with barrier.reading_as(pair.acting("school_counsellor")):
        asked_anew = ask(pair, school)

    hidden.refresh_from_db()
    assert (hidden.ended_at is not None, asked_anew.case) == (True, pair.case)
    assert sees(pair.school_counsellor, asked_anew)


def test_a_rektor_whose_service_is_not_told_of_the_case_sees_no_question(pair):
    give_consent(pair.case, pair.school, areas=AREAS, services=[Service.PUPIL_SERVICES])
    give_school_consent(pair.pupil, pair.school, pair.office, areas=AREAS)
    school = ask_and_send(pair)

    assert who_sees_link(pair, MeasureLink.objects.get()) == {
        "counsellor", "manager", "school_counsellor",
    }  # fmt: skip
    assert REQUEST not in text(pair, "principal", "measure_detail", school)


def test_another_office_that_follows_the_pupil_up_hears_of_no_question(pair):
    consent_both_ways(pair)
    other = NavOfficeFactory()
    contract_in_force(school=pair.school, office=other)
    stranger = member(Role.NAV_COUNSELLOR, other)
    CaseFactory(pupil=pair.pupil, office=other, responsible=stranger)
    give_school_consent(pair.pupil, pair.school, other, areas=AREAS)

    school = ask_and_send(pair)

    assert sees(stranger, school)
    assert not sees(stranger, MeasureLink.objects.get())
