"""Who is told about the steering group's meetings and decisions, and what the e-mails hold."""

from __future__ import annotations

import runpy
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from agreements.actions.collaboration import end_collaboration
from agreements.actions.ending import end_contract
from agreements.actions.steering_decision import DecisionContent, add_decision, change_decision
from agreements.actions.steering_meeting import (
    SteeringMeetingContent,
    cancel_steering_meeting,
    change_steering_meeting,
    plan_steering_meeting,
    write_minutes,
)
from agreements.models import SteeringDecision, SteeringMeeting
from agreements.steering_agenda import points_of
from navskole.access.actor import Actor
from navskole.access.person_text import PersonInText
from navskole.notices.actions import send_waiting
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from tests.asking import at_noon, day
from tests.factories.agreements import (
    CollaborationFactory,
    SteeringGroupFactory,
    SteeringMemberFactory,
)
from tests.factories.organisations import NavOfficeFactory, member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db
PAGE = "agreements:steering_meeting_detail"


@pytest.fixture
def group(pair: Any) -> Any:
    """Return the pair's steering group with the veileder and a rådgiver in it."""
    together = CollaborationFactory(school=pair.school, offices=[pair.office])
    group = SteeringGroupFactory(collaboration=together)
    for user in (pair.counsellor, pair.school_counsellor, None):
        SteeringMemberFactory(group=group, user=user)
    return group


def content(hours: float = 24, *, place: str = "Møterom 2", **texts: str) -> Any:
    return SteeringMeetingContent(
        starts_at=at_noon(day()) + timedelta(hours=hours),
        minutes=60,
        place=place,
        points=points_of(texts, ()),
    )


def plan(pair: Any, group: Any, hours: float = 24) -> SteeringMeeting:
    return plan_steering_meeting(
        actor=pair.acting("principal"), collaboration=group.collaboration, content=content(hours)
    )


def told(kind: str) -> set[tuple[int, str]]:
    """Return who was told a kind of thing, with the page it leads them to."""
    found = list(Notice.objects.filter(kind=kind).values_list("recipient_id", "page"))
    assert len(found) == len(set(found))
    return set(found)


def everybody_but_principal(pair: Any) -> set[tuple[int, str]]:
    """Return the other leaders, the placed veileder, and the member who has no page of it."""
    signed = pair.contract.signatures.values_list("signed_by", flat=True)
    opens = {pair.manager.pk, pair.counsellor.pk, *signed}
    return {(key, PAGE) for key in opens} | {(pair.school_counsellor.pk, "")}


def test_a_meeting_planned_moved_and_cancelled_is_told_each_time(pair: Any, group: Any) -> None:
    office_left = NavOfficeFactory()
    group.collaboration.members.create(office=office_left, starts_on=day(-9), ends_on=day(-1))
    outside = [
        member(Role.NAV_MANAGER, office_left),
        member(Role.PRINCIPAL, pair.school, person={"is_active": False}),
        member(Role.SCHOOL_COUNSELLOR, pair.school),
        member(Role.NAV_COUNSELLOR, pair.office),
    ]
    actor = pair.acting("principal")
    meeting = plan(pair, group)
    stood = content()
    kept = SteeringMeetingContent(meeting.starts_at, 60, meeting.place, stood.points)
    for version, wanted in enumerate((kept, content(48), content(24)), 1):
        change_steering_meeting(actor=actor, meeting=meeting, version=version, content=wanted)
        meeting.refresh_from_db()
        moved = Notice.objects.filter(kind="steering_meeting_moved")
        assert moved.count() == 5 * (version - 1)  # the agenda alone is no news; back again is
    elsewhere = SteeringMeetingContent(meeting.starts_at, 60, "Kantina", stood.points)
    change_steering_meeting(actor=actor, meeting=meeting, version=4, content=elsewhere)
    cancel_steering_meeting(actor=actor, meeting=meeting)

    everybody = everybody_but_principal(pair)
    assert told("steering_meeting_planned") == everybody
    assert told("steering_meeting_place") == everybody
    assert told("steering_meeting_cancelled") == everybody
    assert not Notice.objects.filter(recipient__in=[*outside, pair.principal]).exists()


def test_a_meeting_that_falls_with_its_collaboration_is_told_as_cancelled(
    pair: Any, group: Any
) -> None:
    plan(pair, group)
    actor = pair.acting("principal")
    end_contract(actor=actor, contract=pair.contract, reason="Slutt")
    end_collaboration(actor=actor, collaboration=group.collaboration, version=1, reason="Slutt")

    assert {key for key, _page in told("steering_meeting_cancelled")} >= {pair.manager.pk}
    assert (pair.principal.pk, PAGE) not in told("steering_meeting_cancelled")


def test_what_is_refused_or_over_tells_nobody(pair: Any, group: Any) -> None:
    actor = pair.acting("principal")
    with pytest.raises(PersonInText):
        plan_steering_meeting(
            actor=actor,
            collaboration=group.collaboration,
            content=content(caseload=f"Om {pair.pupil.full_name}"),
        )
    meeting = plan(pair, group, -3)
    change_steering_meeting(actor=actor, meeting=meeting, version=1, content=content(-5))

    assert not Notice.objects.exists()


def test_minutes_are_told_when_they_are_ready_and_not_when_they_are_changed(
    pair: Any, group: Any
) -> None:
    meeting = plan(pair, group, -2)
    for version, words in enumerate(("Gikk bra.", "Gikk svært bra."), 1):
        write_minutes(
            actor=pair.acting("principal"),
            meeting=meeting,
            version=version,
            came=[],
            noted={1: words},
        )

    assert told("steering_minutes_ready") == everybody_but_principal(pair)
    notice = Notice.objects.get(recipient=pair.counsellor)
    page = client_of(pair.counsellor).get(notice.address)
    assert "Gikk svært bra." in page.content.decode()


def test_a_decision_is_told_to_who_answers_for_it_and_to_the_next(pair: Any, group: Any) -> None:
    actor = pair.acting("principal")
    meeting = plan(pair, group, -2)
    seats = {seat.user_id: seat for seat in group.members.all()}
    own = SteeringMemberFactory(group=group, user=pair.principal)

    def given(owner: Any, name: str = "") -> DecisionContent:
        return DecisionContent(text="Evaluere", owner=owner, owner_name=name, deadline=day(9))

    for owner, name in ((None, "En leder"), (seats[None], ""), (own, "")):
        add_decision(actor=actor, meeting=meeting, content=given(owner, name))
    assert not Notice.objects.exists()

    add_decision(actor=actor, meeting=meeting, content=given(seats[pair.counsellor.pk]))
    assert told("steering_decision_given") == {(pair.counsellor.pk, PAGE)}
    decision = SteeringDecision.objects.get(owner__user=pair.counsellor)
    wanted = given(seats[pair.school_counsellor.pk])
    for version, done_on in ((1, None), (2, None), (3, day(0))):
        change_decision(
            actor=actor, decision=decision, version=version, content=wanted, done_on=done_on
        )
    both = {(pair.counsellor.pk, PAGE), (pair.school_counsellor.pk, "")}
    assert told("steering_decision_given") == both
    change_decision(
        actor=actor,
        decision=decision,
        version=4,
        content=given(seats[pair.counsellor.pk]),
        done_on=day(0),
    )
    assert told("steering_decision_given") == both  # what is done is nobody's to do


def test_the_e_mails_hold_no_name_and_nothing_that_was_written(
    pair: Any, group: Any, settings: Any
) -> None:
    settings.SITE_ADDRESS = "https://navskole.example"
    for person in (pair.principal, pair.manager, pair.counsellor):
        person.email = f"{person.username}@eksempel.example"
        person.save()
    actor = pair.acting("principal")
    kanari = content(5, place="Kanari", caseload="Kanari")
    meeting = plan_steering_meeting(actor=actor, collaboration=group.collaboration, content=kanari)
    change_steering_meeting(
        actor=actor, meeting=meeting, version=1, content=content(9, place="Kanari Reddgul")
    )
    SteeringMeeting.objects.update(starts_at=at_noon(day()) - timedelta(hours=1))
    meeting.refresh_from_db()
    owner = group.members.get(user=pair.counsellor)
    decided = DecisionContent(text="Kanari", owner=owner, owner_name="", deadline=day(9))
    add_decision(actor=actor, meeting=meeting, content=decided)
    noted = {1: "Kanari"}
    write_minutes(actor=actor, meeting=meeting, version=2, came=[owner], noted=noted)

    receipt = send_waiting(actor=Actor.system("test"))

    sent = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    assert receipt.sent == len(mail.outbox) == 7
    people = (pair.pupil, pair.principal, pair.manager, pair.counsellor)
    names = {name for person in people for name in (person.first_name, person.last_name)}
    assert [name for name in names | {"Kanari"} if name in sent] == []
    address = f"https://navskole.example/styringsgruppemoter/{meeting.public_id}/"
    assert sent.count(address) == 7


def test_the_links_of_the_demo_lead_to_the_port_it_answers_on(monkeypatch: Any) -> None:
    def address() -> str:
        return str(runpy.run_module("navskole.settings.demo")["SITE_ADDRESS"])

    for name in ("PORT", "SITE_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    assert address() == "http://127.0.0.1:8000"
    monkeypatch.setenv("PORT", "8133")
    assert address() == "http://127.0.0.1:8133"
    monkeypatch.setenv("SITE_ADDRESS", "https://demo.example")
    assert address() == "https://demo.example"
