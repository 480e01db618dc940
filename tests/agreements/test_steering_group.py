"""The steering group: its meetings, what it decides, and what is said when meetings lack."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from ical.event import EventStatus

from agreements.actions.collaboration import end_collaboration
from agreements.actions.ending import end_contract
from agreements.actions.startup_meeting import MeetingContent, plan_meeting
from agreements.actions.steering_decision import DecisionContent, add_decision, finish_decision
from agreements.actions.steering_meeting import (
    SteeringMeetingContent,
    cancel_steering_meeting,
    plan_steering_meeting,
    write_minutes,
)
from agreements.models import (
    Collaboration,
    SteeringDecision,
    SteeringGroup,
    SteeringMeeting,
    SteeringState,
)
from agreements.notice_dates import find_dates
from agreements.steering_agenda import points_of
from agreements.steering_glance import SteeringGlance
from navskole.access.person_text import PersonInText
from navskole.organisations.models import Role
from tests.asking import day
from tests.bad_input import read
from tests.factories.agreements import (
    CollaborationFactory,
    StartupMeetingFactory,
    SteeringDecisionFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
    TimeEntryFactory,
)
from tests.factories.organisations import member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def collaboration(pair: Any) -> Collaboration:
    """Return the pair's collaboration."""
    return CollaborationFactory(school=pair.school, offices=[pair.office])


def content(days: float = 7, *, others: tuple[str, ...] = (), **texts: str) -> Any:
    return SteeringMeetingContent(
        starts_at=timezone.now() + timedelta(days=days),
        minutes=60,
        place="Møterom 2",
        points=points_of(texts, others),
    )


def plan(pair: Any, collaboration: Collaboration, days: float = 7, **how: Any) -> SteeringMeeting:
    return plan_steering_meeting(
        actor=pair.acting("principal"), collaboration=collaboration, content=content(days, **how)
    )


def hold(pair: Any, collaboration: Collaboration, days: float = -1) -> SteeringMeeting:
    meeting = plan(pair, collaboration, days)
    return write_minutes(
        actor=pair.acting("manager"), meeting=meeting, version=1, came=[], noted={1: "Gikk bra."}
    )


def decide(pair: Any, meeting: SteeringMeeting, **facts: Any) -> SteeringDecision:
    usual = {"text": "Evaluere", "owner": None, "owner_name": "En leder", "deadline": day(0)}
    return add_decision(
        actor=pair.acting("principal"), meeting=meeting, content=DecisionContent(**usual | facts)
    )


def address(name: str, record: Any) -> str:
    return reverse(f"agreements:{name}", args=[record.public_id])


# --- Meetings -------------------------------------------------------------------------


def test_the_group_is_made_once_and_the_standing_items_are_on_every_agenda(
    pair: Any, collaboration: Any
) -> None:
    for _turn in range(2):
        meeting = plan(pair, collaboration, others=("Rom til veilederen",), time_use="Tre dager")

    assert SteeringGroup.objects.get().collaboration == collaboration
    points = [(row.number, row.title, row.preparation) for row in meeting.points.in_order()]
    assert points == [
        (1, "Omfang av oppfølgingen i tall", ""),
        (2, "Tidsbruk", "Tre dager"),
        (3, "Tiltak som er brukt", ""),
        (4, "Avvik", ""),
        (5, "Samtykke og taushetsplikt", ""),
        (6, "Rom til veilederen", ""),
        (7, "Veien videre", ""),
    ]


def test_an_agenda_that_is_changed_keeps_its_order_and_its_history(
    pair: Any, collaboration: Any
) -> None:
    meeting = plan(pair, collaboration, others=("Første", "Andre"))
    client = client_of(pair.manager)
    form = read(client.get(address("steering_meeting_update", meeting))).select_one("main form")
    assert form.select_one("[name=other]").text.strip() == "Første\nAndre"

    typed = {"starts_at_0": "01.12.2027", "starts_at_1": "09.00", "minutes": "60", "place": "B"}
    answer = client.post(
        address("steering_meeting_update", meeting),
        typed | {"version": "1", "other": "Andre", "deviations": "Nytt"},
    )

    assert answer.status_code == 302
    titles = [row.title for row in meeting.points.in_order()]
    assert titles[3:] == ["Avvik", "Samtykke og taushetsplikt", "Andre", "Veien videre"]
    assert meeting.points.model.history.filter(title="Første").exists()


def test_time_off_the_plan_is_proposed_without_the_name_of_the_veileder(
    pair: Any, collaboration: Any
) -> None:
    pair.placement.starts_on = pair.contract.starts_on = date(2020, 1, 1)
    pair.contract.in_force_from = date(2020, 1, 1)
    pair.contract.save()
    pair.placement.save()
    TimeEntryFactory(placement=pair.placement)
    url = address("steering_meeting_create", collaboration)

    page = read(client_of(pair.principal).get(url))

    text = page.select_one("[name=deviations]").text
    assert f"Tid på skolen fra {pair.office} har avveket mer enn" in text
    assert str(pair.counsellor) not in text
    use = page.select_one("[name=time_use]").text
    assert use.strip().startswith(f"{pair.office}: 0,5 av ")
    assert str(pair.counsellor) not in use
    planned, prepared = plan(pair, collaboration), plan(pair, collaboration, deviations="Ingen")
    proposal = text.strip().splitlines()[0]

    def shown(user: Any, name: str, meeting: SteeringMeeting) -> bool:
        return proposal in read(client_of(user).get(address(name, meeting))).main.text

    for name in ("steering_meeting_detail", "steering_meeting_update"):
        assert [shown(pair.principal, name, each) for each in (planned, prepared)] == [True, False]
    assert not shown(pair.counsellor, "steering_meeting_detail", planned)


@pytest.mark.parametrize(
    ("hours", "facts", "expected"),
    [
        (1, {}, SteeringState.PLANNED),
        (-1, {}, SteeringState.TO_MINUTE),
        (-1, {"minuted_at": timezone.now()}, SteeringState.HELD),
        (1, {"cancelled_at": timezone.now()}, SteeringState.CANCELLED),
    ],
)
def test_the_state_follows_from_facts_and_the_clock(hours: int, facts: Any, expected: Any) -> None:
    now = timezone.now()
    meeting = SteeringMeeting(starts_at=now + timedelta(hours=hours), **facts)

    assert meeting.state(now=now) == expected


def test_the_calendar_file_has_the_agenda_and_the_members_and_takes_itself_back(
    pair: Any, collaboration: Any
) -> None:
    meeting = plan(pair, collaboration, time_use="Ikke for kalenderen")
    SteeringMemberFactory(group=meeting.group, name="Åse Bjørk", email="ase@example.no")
    SteeringMemberFactory(group=meeting.group, email="borte@example.no", ends_on=day(-1))
    client = client_of(pair.manager)

    url = address("steering_meeting_calendar", meeting)
    (entry,) = IcsCalendarStream.calendar_from_ics(client.get(url).content.decode()).events
    client.post(address("steering_meeting_cancel", meeting))
    after = IcsCalendarStream.calendar_from_ics(client.get(url).content.decode())

    assert entry.summary == f"Styringsgruppemøte ved {pair.school}"
    assert "2. Tidsbruk" in str(entry.description)
    assert "Ikke for kalenderen" not in str(entry.description)
    assert [str(each.uri) for each in entry.attendees] == ["mailto:ase@example.no"]
    assert (after.method, after.events[0].status) == ("CANCEL", EventStatus.CANCELLED)


def test_minutes_make_the_meeting_held_and_are_shown_with_who_came(
    pair: Any, collaboration: Any
) -> None:
    meeting = plan(pair, collaboration, -1)
    came = SteeringMemberFactory(group=meeting.group, name="Åse Bjørk", is_chair=True)
    SteeringMemberFactory(group=meeting.group, name="Kari Fraværende")
    client = client_of(pair.principal)

    page = read(
        client.post(
            address("steering_minutes_update", meeting),
            {"version": "1", "came": [came.pk], "noted_2": "Vi gikk gjennom timene."},
            follow=True,
        )
    )

    text = " ".join(page.main.text.split())
    assert "Vi gikk gjennom timene." in text
    assert "Åse Bjørk" in text
    assert "Kari Fraværende" not in text
    assert "Avlys møtet" not in text
    read_only = read(client_of(pair.counsellor).get(address("steering_meeting_detail", meeting)))
    assert "Vi gikk gjennom timene." in read_only.text
    assert not read_only.main.select("form")


def test_guests_are_written_with_who_came_and_may_be_written_anew(
    pair: Any, collaboration: Any
) -> None:
    meeting = plan(pair, collaboration, -1)
    client, url = client_of(pair.manager), address("steering_minutes_update", meeting)
    typed = {"version": "1", "noted_1": "Gikk bra."}
    guests = "Ragna Sørlie, rådgiver, Statsforvalteren i Viken, Oslo\n Odd Lie ,leder,PPT\n"

    page = read(client.post(url, typed | {"guests": guests}, follow=True))

    text = " ".join(page.main.text.split())
    assert "Ragna Sørlie Gjest rådgiver, Statsforvalteren i Viken, Oslo" in text
    assert "Odd Lie Gjest leder, PPT" in text
    kept = read(client.get(url)).select_one("[name=guests]").text.strip()
    assert kept == "Ragna Sørlie, rådgiver, Statsforvalteren i Viken, Oslo\nOdd Lie, leder, PPT"
    assert client.post(url, typed | {"version": "2", "guests": "Odd Lie, leder, PPT"})
    assert [row.name for row in meeting.guests.in_order()] == ["Odd Lie"]
    assert meeting.guests.model.history.filter(name="Ragna Sørlie").exists()


def test_a_guest_called_as_a_pupil_is_asked_about_once(pair: Any, collaboration: Any) -> None:
    meeting = plan(pair, collaboration, -1)
    client, url = client_of(pair.principal), address("steering_minutes_update", meeting)
    name = pair.pupil.full_name
    typed = {"version": "1", "noted_1": "Gikk bra.", "guests": f"{name}, leder, PPT"}

    asked = client.post(url, typed)

    assert asked.status_code == 422
    assert "En elev har dette navnet." in asked.content.decode()
    about = typed | {"guests": f"Odd Lie, mor til {name}, PPT", "names_checked": "on"}
    assert client.post(url, about).status_code == 422
    assert not meeting.guests.exists()
    assert client.post(url, typed | {"names_checked": "on"}).status_code == 302
    assert meeting.guests.get().name == name


# --- Decisions ------------------------------------------------------------------------


def test_an_open_decision_is_listed_at_later_meetings_until_it_is_done(
    pair: Any, collaboration: Any
) -> None:
    first = hold(pair, collaboration, -30)
    decision = decide(pair, first, text="Skaffe et rom")
    second, third = plan(pair, collaboration, -10), plan(pair, collaboration, 10)
    client = client_of(pair.manager)

    def listed(meeting: SteeringMeeting) -> bool:
        page = read(client.get(address("steering_meeting_detail", meeting)))
        return "Skaffe et rom" in page.text and "Vedtak fra tidligere møter" in page.text

    assert [listed(each) for each in (first, second, third)] == [False, True, True]
    assert client.post(address("steering_decision_finish", decision)).status_code == 302
    assert [listed(each) for each in (first, second, third)] == [False, True, False]
    assert client.post(address("steering_decision_finish", decision)).status_code == 403


def test_the_collaboration_shows_open_decisions_late_ones_and_the_readers_own(
    pair: Any, collaboration: Any
) -> None:
    meeting = hold(pair, collaboration)
    own = SteeringMemberFactory(group=meeting.group, user=pair.manager)
    decide(pair, meeting, owner=own, owner_name="", text="Mitt", deadline=date(2020, 1, 1))
    done = decide(pair, meeting, text="Ferdig")
    finish_decision(actor=pair.acting("principal"), decision=done)

    def card(user: Any) -> str:
        page = read(client_of(user).get(address("collaboration_detail", collaboration)))
        heading = next(each for each in page.select("h2") if each.text.strip() == "Åpne vedtak")
        return " ".join(heading.find_next("ul").text.split())

    text = card(pair.manager)
    assert "Mitt" in text
    assert "Ferdig" not in text
    assert "Fristen er ute" in text
    assert "Ditt" in text
    assert "Ditt" not in card(pair.principal)


def test_many_meetings_and_open_decisions_come_in_pages_that_turn_by_themselves(
    pair: Any, collaboration: Any
) -> None:
    group = SteeringGroup.objects.create(collaboration=collaboration)
    for number in range(21):
        meeting = SteeringMeetingFactory(
            group=group, starts_at=timezone.now() - timedelta(days=number), place=f"Rom {number}."
        )
        SteeringDecisionFactory(
            meeting=meeting, text=f"Vedtak {number}.", deadline=day(number - 100)
        )
    client = client_of(pair.manager)

    def shown(query: str = "") -> tuple[int, int]:
        page = read(client.get(address("steering_group_detail", collaboration) + query))
        lines = [line.get_text() for line in page.select("ul.nk-lines > li")]
        return sum("Rom " in line for line in lines), sum("Vedtak " in line for line in lines)

    assert shown() == (20, 20)
    assert shown("?side=2") == (1, 20)
    assert shown("?vedtakside=2&side=2") == (1, 1)
    glance = read(client.get(address("collaboration_detail", collaboration)))
    assert [glance.text.count(f"Vedtak {number}.") > 0 for number in (0, 4, 5)] == [
        True,
        True,
        False,
    ]
    assert "Alle åpne vedtak" in glance.text


@pytest.mark.parametrize("names", [{"owner_name": ""}, {"owner": True, "owner_name": "To"}])
def test_the_database_wants_one_who_answers_for_a_decision(collaboration: Any, names: Any) -> None:
    group = SteeringGroup.objects.create(collaboration=collaboration)
    if "owner" in names:
        names = names | {"owner": SteeringMemberFactory(group=group)}
    with pytest.raises(IntegrityError), transaction.atomic():
        SteeringDecisionFactory(meeting__group=group, **names)


# --- What is missing ------------------------------------------------------------------


def test_fewer_meetings_than_the_contracts_ask_for_is_said(pair: Any, collaboration: Any) -> None:
    url = address("collaboration_detail", collaboration)
    hold(pair, collaboration)
    SteeringMeeting.objects.update(starts_at=timezone.now())
    client = client_of(pair.principal)

    text = " ".join(read(client.get(url)).text.split())
    assert "Holdt 1 av minst 2 møter i skoleåret" in text
    assert "Møte mangler" in text
    pair.contract.steering_meetings = 1
    pair.contract.save()
    assert "Møte mangler" not in client.get(url).content.decode()


def test_only_the_school_year_and_what_was_held_counts(pair: Any, collaboration: Any) -> None:
    hold(pair, collaboration, -400)
    plan(pair, collaboration)
    SteeringMeeting.objects.filter(minuted_at=None).update(starts_at=timezone.now())

    def glance() -> SteeringGlance:
        read_anew = Collaboration.objects.with_meetings_required(on=day()).get()
        return SteeringGlance.of(pair.acting("manager"), read_anew)

    found = glance()
    assert (found.held, found.required, found.lacks_meetings) == (0, 2, True)
    pair.contract.ended_at = timezone.now()
    pair.contract.save()
    assert (glance().required, glance().lacks_meetings) == (None, False)


def test_the_next_meeting_is_the_first_to_come_that_stands(pair: Any, collaboration: Any) -> None:
    def upcoming() -> SteeringMeeting | None:
        read_anew = Collaboration.objects.with_meetings_required(on=day()).get()
        return SteeringGlance.of(pair.acting("manager"), read_anew).next_meeting

    plan(pair, collaboration, -3)
    assert upcoming() is None
    far, near = plan(pair, collaboration, 400), plan(pair, collaboration, 3)
    assert upcoming() == near
    cancel_steering_meeting(actor=pair.acting("manager"), meeting=near)
    assert upcoming() == far


# --- No pupil, and who reads ----------------------------------------------------------


def test_no_pupil_is_named_in_agenda_minutes_or_decisions(pair: Any, collaboration: Any) -> None:
    name = pair.pupil.full_name
    with pytest.raises(PersonInText):
        plan(pair, collaboration, deviations=f"Om {name}")
    with pytest.raises(PersonInText):
        plan(pair, collaboration, others=(f"{name}s fravær",))
    meeting = plan(pair, collaboration, -1)
    with pytest.raises(PersonInText):
        write_minutes(
            actor=pair.acting("principal"),
            meeting=meeting,
            version=1,
            came=[],
            noted={2: f"Om {name}"},
        )
    with pytest.raises(PersonInText):
        decide(pair, meeting, text=f"Følge opp {name}")
    assert not SteeringDecision.objects.exists()


NAMES = {"contact_person_create": "name", "steering_member_create": "name"}
NAMES |= {"invitee_create": "name", "steering_decision_create": "owner_name"}
"""Which forms ask for the name of an adult, and in which field."""


@pytest.mark.parametrize("form", NAMES)
def test_the_name_of_an_adult_is_asked_about_once_where_a_pupil_is_called_the_same(
    pair: Any, collaboration: Any, form: str
) -> None:
    about = {
        "invitee_create": StartupMeetingFactory(school=pair.school, offices=[pair.office]),
        "steering_decision_create": plan(pair, collaboration, -1),
    }.get(form, collaboration)
    typed = {"function": "Lærer", "organisation": "Skolen", "phone": "22 00 00 00"}
    typed |= {"capacity": "other", "text": "Skaffe et rom", "deadline": f"{day(9):%d.%m.%Y}"}
    typed |= {"starts_on": f"{day(0):%d.%m.%Y}", "submission_id": str(uuid4())}
    typed[NAMES[form]] = f"{pair.pupil.last_name}, {pair.pupil.first_name}"
    client = client_of(pair.principal)

    asked = client.post(address(form, about), typed)

    assert asked.status_code == 422
    field = read(asked).select_one(f"[name={NAMES[form]}]")
    assert field["value"] == typed[NAMES[form]]
    assert "En elev har dette navnet." in asked.content.decode()
    assert read(asked).select_one("[name=names_checked]")
    assert client.post(address(form, about), typed | {"names_checked": "on"}).status_code == 302
    typed |= {"function": pair.pupil.full_name, "organisation": pair.pupil.full_name}
    typed |= {"text": pair.pupil.full_name, "submission_id": str(uuid4()), "names_checked": "on"}
    assert client.post(address(form, about), typed).status_code == 422


def test_no_pupil_is_named_in_the_place_of_a_meeting(pair: Any, collaboration: Any) -> None:
    place = f"Hjemme hos {pair.pupil.full_name}"
    facts = {"starts_at": timezone.now(), "minutes": 60, "place": place}
    with pytest.raises(PersonInText) as steering:
        plan_steering_meeting(
            actor=pair.acting("manager"),
            collaboration=collaboration,
            content=SteeringMeetingContent(points=[], **facts),
        )
    with pytest.raises(PersonInText) as startup:
        plan_meeting(
            actor=pair.acting("manager"),
            school=pair.school,
            offices=[pair.office],
            content=MeetingContent(agenda="Velkommen", **facts),
        )
    assert {steering.value.field, startup.value.field} == {"place"}


def test_meetings_to_come_are_cancelled_with_the_collaboration(
    pair: Any, collaboration: Any
) -> None:
    meeting, held = plan(pair, collaboration, 1), hold(pair, collaboration)
    end_contract(actor=pair.acting("manager"), contract=pair.contract, reason="Slutt")
    assert [each.kind.code for each in find_dates(pair.acting("principal")) if each.to] != []

    end_collaboration(
        actor=pair.acting("principal"), collaboration=collaboration, version=1, reason="Slutt"
    )

    assert [each.kind.code for each in find_dates(pair.acting("principal")) if each.to] == []
    for row, state in ((meeting, SteeringState.CANCELLED), (held, SteeringState.HELD)):
        assert SteeringMeeting.objects.get(pk=row.pk).state(now=timezone.now()) == state


def test_one_whose_office_has_left_reads_no_more(pair: Any, collaboration: Any) -> None:
    meeting = plan(pair, collaboration)
    other = member(Role.NAV_MANAGER, pair.office)
    client = client_of(other)
    assert client.get(address("steering_meeting_detail", meeting)).status_code == 200

    collaboration.members.update(ends_on=day(-1))

    for name, record in (
        ("steering_meeting_detail", meeting),
        ("steering_group_detail", collaboration),
    ):
        assert client.get(address(name, record)).status_code == 404
