"""A start-up meeting: planned, put into calendars, concluded, and made a collaboration."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from agreements.actions.startup_meeting import (
    MeetingContent,
    cancel_meeting,
    change_meeting,
    conclude_meeting,
    plan_meeting,
    turn_into_collaboration,
)
from agreements.models import Capacity, Collaboration, StartupMeeting, StartupState
from agreements.querysets.startup_meeting import in_state
from agreements.standard_agenda import not_invited, standard_agenda
from navskole.access.actor import Actor
from navskole.access.person_text import PersonInText
from navskole.organisations.models import Role
from tests.asking import day
from tests.bad_input import read
from tests.factories.agreements import (
    CollaborationFactory,
    InviteeFactory,
    StartupMeetingFactory,
)
from tests.factories.organisations import NavOfficeFactory, member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def content(**facts: Any) -> MeetingContent:
    usual = {
        "starts_at": timezone.now() + timedelta(days=7),
        "minutes": 90,
        "place": "Møterom 1",
        "agenda": standard_agenda(),
    }
    return MeetingContent(**usual | facts)


def plan(pair: Any, *offices: Any, **facts: Any) -> StartupMeeting:
    return plan_meeting(
        actor=pair.acting("principal"),
        school=pair.school,
        offices=[pair.office, *offices],
        content=content(**facts),
    )


def concluded(pair: Any, *offices: Any, outcome: str = "yes") -> StartupMeeting:
    meeting = plan(pair, *offices, starts_at=timezone.now() - timedelta(days=2))
    return conclude_meeting(
        actor=pair.acting("principal"),
        meeting=meeting,
        version=1,
        came=[meeting.invitees.in_order()[0]],
        outcome=outcome,
        agreed="Vi går videre.",
    )


# --- Whom it concerns -----------------------------------------------------------------


def test_those_the_guide_names_are_invited_and_the_rest_are_said(pair: Any) -> None:
    county = pair.school.municipality.county
    coordinator = member(Role.COUNTY_COORDINATOR, county)
    member(Role.NAV_MANAGER, pair.office, is_deputy=True)
    member(Role.NAV_COUNSELLOR, pair.office)
    other = NavOfficeFactory()
    deputy = member(Role.NAV_MANAGER, other, is_deputy=True)

    meeting = plan(pair, other)

    invited = {(row.capacity, row.user) for row in meeting.invitees.select_related("user")}
    assert {
        (Capacity.PRINCIPAL, pair.principal),
        (Capacity.SCHOOL_COUNSELLOR, pair.school_counsellor),
        (Capacity.NAV_MANAGER, pair.manager),
        (Capacity.NAV_MANAGER, deputy),
        (Capacity.COUNTY_COORDINATOR, coordinator),
    } <= invited
    assert {user for _capacity, user in invited if user.pk == pair.counsellor.pk} == set()
    assert not_invited(row.capacity for row in meeting.invitees.all()) == [
        Capacity.STATE_ADVISER,
        Capacity.NAV_COUNTY,
        Capacity.EXPERIENCED,
    ]


def test_an_office_that_joins_the_meeting_has_its_leader_invited_once(pair: Any) -> None:
    meeting, other = plan(pair), NavOfficeFactory()
    leader = member(Role.NAV_MANAGER, other)
    before = meeting.invitees.count()

    for version in (1, 2):
        change_meeting(
            actor=pair.acting("principal"),
            meeting=meeting,
            version=version,
            offices=[pair.office, other],
            content=content(),
        )

    assert meeting.invitees.count() == before + 1
    assert StartupMeeting.objects.visible_to(Actor.for_user(leader)).get() == meeting


# --- The calendar ---------------------------------------------------------------------


def test_who_is_invited_is_changed_but_not_who_an_account_belongs_to(pair: Any) -> None:
    meeting = plan(pair)
    guest = InviteeFactory(meeting=meeting, name="Ragna Sorlie", email="")
    own = meeting.invitees.get(user=pair.manager)
    typed = {"capacity": "state_adviser", "name": "Ragna Sørlie", "organisation": "Fylket"}
    typed |= {"email": "ragna@example.no", "version": "1"}
    client = client_of(pair.principal)

    for invitee in (guest, own):
        url = reverse("agreements:invitee_update", args=[invitee.public_id])
        assert client.get(url).status_code == 200
        assert client.post(url, typed).status_code == 302
        invitee.refresh_from_db()
        assert (invitee.capacity, invitee.organisation) == ("state_adviser", "Fylket")

    assert (guest.name, guest.email) == ("Ragna Sørlie", "ragna@example.no")
    assert (own.name, own.email) == (str(pair.manager), pair.manager.email)
    cancel_meeting(actor=pair.acting("principal"), meeting=meeting)
    assert client.post(url, typed | {"version": "2"}).status_code == 403


def test_the_calendar_file_is_read_by_another_library(pair: Any) -> None:
    begins = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # the night the clock moves
    meeting = plan(pair, starts_at=begins, place="Møterom 1, Ås; kl. 9", agenda="Første\nAndre")
    InviteeFactory(meeting=meeting, name="Åse «Ø» Bjørk", email="ase@example.no")
    url = reverse("agreements:startup_meeting_calendar", args=[meeting.public_id])

    answer = client_of(pair.manager).get(url)

    (entry,) = IcsCalendarStream.calendar_from_ics(answer.content.decode()).events
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="oppstartsmote.ics"'
    assert (entry.dtstart, entry.dtend) == (begins, begins + timedelta(minutes=90))
    assert entry.summary == f"Oppstartsmøte ved {pair.school}"
    assert entry.location == "Møterom 1, Ås; kl. 9"
    assert entry.description == "1. Første\n2. Andre"
    assert entry.uid == f"{meeting.public_id}@navskole"
    assert (entry.sequence, entry.status) == (0, EventStatus.CONFIRMED)
    assert str(meeting.public_id) in str(entry.url)
    (attendee,) = [each for each in entry.attendees if "ase@" in str(each.uri)]
    assert attendee.common_name == "Åse «Ø» Bjørk"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


def test_a_cancelled_meeting_takes_itself_out_of_the_calendar(pair: Any) -> None:
    meeting = plan(pair)
    client = client_of(pair.principal)

    client.post(reverse("agreements:startup_meeting_cancel", args=[meeting.public_id]))

    url = reverse("agreements:startup_meeting_calendar", args=[meeting.public_id])
    calendar = IcsCalendarStream.calendar_from_ics(client.get(url).content.decode())
    assert calendar.method == "CANCEL"
    (entry,) = calendar.events
    assert (entry.status, entry.sequence) == (EventStatus.CANCELLED, 1)


# --- What came of it ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"starts_at": 1}, StartupState.PLANNED),
        ({"starts_at": -1}, StartupState.TO_CONCLUDE),
        ({"starts_at": -1, "outcome": "no"}, StartupState.CONCLUDED),
        ({"starts_at": 1, "cancelled_at": 0}, StartupState.CANCELLED),
        ({"starts_at": -1, "outcome": "yes", "collaboration": True}, StartupState.COLLABORATION),
    ],
)
def test_the_state_follows_from_facts_and_the_clock(facts: Any, expected: Any) -> None:
    now = timezone.now()
    known = {
        name: now + timedelta(hours=value) if name.endswith("_at") else value
        for name, value in facts.items()
    }
    if "collaboration" in known:
        known["collaboration"] = CollaborationFactory()
    meeting = StartupMeetingFactory(**known)

    found = [
        state
        for state in StartupState
        if StartupMeeting.objects.filter(in_state(state, now=now)).exists()
    ]
    assert found == [expected]
    assert meeting.state(now=now) == expected


def test_a_common_interest_becomes_a_collaboration_with_one_click(pair: Any) -> None:
    other = NavOfficeFactory()
    meeting = concluded(pair, other)
    client = client_of(pair.principal)

    page = client.post(
        reverse("agreements:startup_meeting_turn", args=[meeting.public_id]), follow=True
    )

    collaboration = Collaboration.objects.get()
    assert page.redirect_chain == [
        (reverse("agreements:collaboration_detail", args=[collaboration.public_id]), 302)
    ]
    assert set(collaboration.members.values_list("office_id", "starts_on")) == {
        (pair.office.pk, day(0)),
        (other.pk, day(0)),
    }
    link = reverse("agreements:startup_meeting_detail", args=[meeting.public_id])
    assert read(page).select_one(f'a[href="{link}"]')
    again = client.post(reverse("agreements:startup_meeting_turn", args=[meeting.public_id]))
    assert (again.status_code, Collaboration.objects.count()) == (403, 1)


def test_a_school_that_collaborates_takes_the_new_offices_in(pair: Any) -> None:
    other = NavOfficeFactory()
    standing = CollaborationFactory(school=pair.school, offices=[pair.office])
    meeting = concluded(pair, other)

    assert turn_into_collaboration(actor=pair.acting("manager"), meeting=meeting) == standing
    assert standing.members.count() == 2


def test_no_office_lets_itself_into_a_collaboration_by_a_meeting_of_its_own(pair: Any) -> None:
    other = NavOfficeFactory()
    leader = member(Role.NAV_MANAGER, other)
    standing = CollaborationFactory(school=pair.school, offices=[pair.office])
    meeting = concluded(pair, other)
    turn = reverse("agreements:startup_meeting_turn", args=[meeting.public_id])

    refused = client_of(leader).post(turn, follow=True)

    assert "Rektor kan ta kontoret med i det." in refused.content.decode()
    assert not standing.members.filter(office=other).exists()
    taken_in = client_of(pair.principal).post(turn, follow=True)
    assert taken_in.context["collaboration"] == standing
    assert standing.members.filter(office=other).exists()


@pytest.mark.parametrize("outcome", ["no", "undecided"])
def test_without_a_common_interest_nothing_is_made_of_it(pair: Any, outcome: str) -> None:
    meeting = concluded(pair, outcome=outcome)

    answer = client_of(pair.principal).post(
        reverse("agreements:startup_meeting_turn", args=[meeting.public_id])
    )

    assert (answer.status_code, Collaboration.objects.count()) == (403, 0)


def test_the_page_says_who_came_and_what_was_agreed(pair: Any) -> None:
    meeting = concluded(pair)
    url = reverse("agreements:startup_meeting_detail", args=[meeting.public_id])

    text = read(client_of(pair.manager).get(url)).text

    assert "Vi går videre." in text
    assert text.count("Kom ikke") == meeting.invitees.filter(came=False).count()
    assert "Gjør om til samarbeid" in text
    assert "Avlys møtet" not in text


def test_no_pupil_is_named_in_agenda_or_result(pair: Any) -> None:
    name = pair.pupil.full_name
    with pytest.raises(PersonInText):
        plan(pair, agenda=f"Situasjonen for {name}")

    meeting = plan(pair, starts_at=timezone.now() - timedelta(days=2))
    with pytest.raises(PersonInText):
        conclude_meeting(
            actor=pair.acting("principal"),
            meeting=meeting,
            version=1,
            came=[],
            outcome="yes",
            agreed=f"Vi begynner med {name}.",
        )
