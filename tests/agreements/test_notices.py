"""Who is told what about contracts, placements and start-up meetings, and on which day."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from io import StringIO
from threading import Barrier
from time import sleep
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from agreements.actions.contract import open_for_signing
from agreements.actions.ending import end_contract, give_notice
from agreements.actions.placement import end_placement, place_counsellor
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.actions.startup_meeting import (
    MeetingContent,
    cancel_meeting,
    change_meeting,
    plan_meeting,
)
from agreements.models import Contract, Placement
from agreements.notice_dates import nearest
from navskole.access.actor import Actor
from navskole.notices import actions
from navskole.notices.actions import send_waiting, tell_what_is_due
from navskole.notices.mail import message_of
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from tests.asking import actor_on, day
from tests.factories.agreements import (
    CollaborationFactory,
    PlacementFactory,
    StartupMeetingFactory,
    SteeringGroupFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
    contract_in_force,
)
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import make_pair

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def deputies(parties):
    """Return the deputies of the two leaders."""
    return (
        member(Role.PRINCIPAL, parties.school, is_deputy=True),
        member(Role.NAV_MANAGER, parties.office, is_deputy=True),
    )


def told(*, since: int = 0) -> list[tuple[str, int]]:
    """Return the kind of each notice and who got it, by kind and person."""
    found = Notice.objects.filter(pk__gt=since).values_list("kind", "recipient_id")
    return sorted(found)


def of(kind: str, *people) -> list[tuple[str, int]]:
    """Return that these people got one notice of the kind."""
    return sorted((kind, person.pk) for person in people)


def forget() -> None:
    """Delete what was told so far."""
    Notice.objects.all().delete()


def due(on: date | None = None) -> int:
    """Write what a day brings, and return how many notices that was."""
    now = datetime(on.year, on.month, on.day, 7, tzinfo=OSLO) if on else timezone.now()
    return tell_what_is_due(actor=Actor.system("test", now=now))


# --- Signing --------------------------------------------------------------------------


def test_signing_tells_both_parties_leaders_but_who_did_it(parties, deputies):
    school_deputy, office_deputy = deputies
    gone = member(Role.PRINCIPAL, parties.school, ended_at=timezone.now() - timedelta(days=1))
    inactive = member(Role.NAV_MANAGER, parties.office, person={"is_active": False})
    member(Role.SCHOOL_COUNSELLOR, parties.school)

    contract = open_for_signing(actor=actor_on(parties.principal), contract=parties.draft())
    opened = told()
    forget()
    parties.sign(contract, parties.principal)
    signed = told()
    sentence = str(Notice.objects.first())
    forget()
    parties.sign(contract, office_deputy)

    assert opened == of("contract_to_sign", school_deputy, parties.manager, office_deputy)
    assert signed == of("contract_signed", parties.manager, office_deputy)
    assert sentence == (
        f"{parties.school} har signert kontrakten mellom {parties.school} og {parties.office}."
    )
    assert told() == of("contract_in_force", parties.principal, school_deputy, parties.manager)
    assert not Notice.objects.filter(recipient__in=[gone, inactive]).exists()
    assert due() == 0  # who signed last knows that it is in force


def test_a_contract_that_begins_later_is_told_when_agreed_and_when_it_begins(parties):
    contract = parties.agree(parties.draft(starts_on=day(5)))
    agreed = Notice.objects.filter(kind="contract_agreed")
    assert [notice.recipient for notice in agreed] == [parties.principal]
    forget()

    counts = [due(day(offset)) for offset in (4, 5, 6)]

    assert counts == [0, 2, 0]
    assert told() == of("contract_in_force", parties.principal, parties.manager)
    assert {notice.subject for notice in Notice.objects.all()} == {contract.public_id}


def test_lifting_tells_both_and_says_no_reason(parties):
    contract = parties.sign(parties.open(), parties.principal)
    forget()

    lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="Kanari Reddgul")

    assert told() == of("signatures_lifted", parties.principal)
    assert "Kanari" not in str(Notice.objects.get())


def test_a_signature_that_is_refused_tells_nobody(parties):
    contract = parties.open()
    forget()

    with pytest.raises(Exception, match="endret"):
        sign_contract(actor=actor_on(parties.principal), contract=contract, digest="x")

    assert told() == []


# --- Ending, and placements -----------------------------------------------------------


def test_ending_tells_the_other_leader_and_those_placed(parties):
    contract = parties.agree(parties.draft())
    counsellor = member(Role.NAV_COUNSELLOR, parties.office)
    PlacementFactory(contract=contract, counsellor=counsellor, starts_on=day(0))
    PlacementFactory(contract=contract, starts_on=day(0), ended_at=timezone.now())
    forget()

    give_notice(actor=actor_on(parties.principal), contract=contract, reason="Flytter")
    noticed = told()
    forget()
    end_contract(actor=actor_on(parties.manager), contract=contract, reason="Straks")

    assert noticed == of("notice_given", parties.manager, counsellor)
    assert told() == sorted(
        of("contract_ended", parties.principal) + of("placement_stopped", counsellor)
    )


def test_a_veileder_is_told_of_the_placement_and_can_open_its_page(parties, client):
    contract = parties.agree(parties.draft())
    counsellor = member(Role.NAV_COUNSELLOR, parties.office)
    forget()
    leader = actor_on(parties.manager)

    placement = place_counsellor(
        actor=leader, contract=contract, counsellor=counsellor, post_fraction=50, starts_on=day(3)
    )
    end_placement(actor=leader, placement=placement, ends_on=day(30))
    end_placement(actor=leader, placement=Placement.objects.get())

    assert told() == sorted(
        of("placement_started", counsellor)
        + of("placement_ended", counsellor)
        + of("placement_stopped", counsellor)
    )
    client.force_login(counsellor)
    addresses = {notice.address for notice in Notice.objects.all()}
    assert [client.get(address).status_code for address in addresses] == [200]


# --- Days before the end --------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "limit"), [(0, 7), (7, 7), (8, 30), (30, 30), (31, 90), (90, 90), (91, None)]
)
def test_the_nearest_limit_is_told(left, limit):
    assert nearest((7, 30, 90), left=left) == limit


def test_90_30_and_7_days_before_the_end_are_told_once_each(parties, deputies):
    contract = parties.agree(parties.draft(ends_on=day(100)))
    counsellor = PlacementFactory(contract=contract, starts_on=day(0)).counsellor
    forget()

    counts = {left: due(day(100 - left)) for left in (91, 90, 89, 31, 30, 29, 8, 7, 6, 0)}

    assert counts == {91: 0, 90: 5, 89: 0, 31: 0, 30: 5, 29: 0, 8: 0, 7: 5, 6: 0, 0: 0}
    people = (parties.principal, parties.manager, *deputies, counsellor)
    assert told() == sorted(of("contract_expires", *people) * 3)


def test_a_missed_day_is_caught_up_by_one_notice_and_a_new_leader_is_told_too(parties):
    parties.agree(parties.draft(ends_on=day(100)))
    forget()

    assert due(day(80)) == 2  # neither 90 nor 30 was run: only the nearest is told
    new = member(Role.NAV_MANAGER, parties.office, starts_on=day(81))
    assert due(day(82)) == 1
    assert Notice.objects.filter(recipient=new).count() == 1


def test_a_contract_that_is_ended_or_gives_way_does_not_expire(parties):
    contract = parties.agree(parties.draft(ends_on=day(20)))
    Contract.objects.filter(pk=contract.pk).update(ended_at=timezone.now())
    other = make_pair()
    pair_contract = Contract.objects.get(school=other.school, office=other.office)
    Contract.objects.filter(pk=pair_contract.pk).update(ends_on=day(5), in_force_until=day(5))
    contract_in_force(
        school=other.school,
        office=other.office,
        signers=(other.principal, other.manager),
        replaces=pair_contract,
        number=2,
        starts_on=day(6),
        ends_on=day(400),
    )
    forget()

    due()
    due(day(7))

    assert {kind for kind, _recipient in told()} == {"contract_in_force"}  # the new one began


def test_a_lapsed_contract_is_told_the_day_after_also_when_that_day_was_missed(parties):
    parties.agree(parties.draft(ends_on=day(10)))
    Notice.objects.all().delete()
    due(day(10))
    forget()

    counts = [due(day(10)), due(day(13)), due(day(14))]

    assert counts == [2, 2, 0]
    assert told() == sorted(
        of("contract_expires", parties.principal, parties.manager)
        + of("contract_lapsed", parties.principal, parties.manager)
    )
    forget()
    assert due(day(25)) == 0  # too long ago to be news


def test_a_day_begins_at_midnight_in_oslo(parties):
    parties.agree(parties.draft(ends_on=day(100)))
    forget()
    last = day(100)
    before = datetime(last.year, last.month, last.day, 23, 59, tzinfo=OSLO)
    counts = []
    for now in (before, before + timedelta(minutes=1)):
        forget()
        tell_what_is_due(actor=Actor.system("test", now=now.astimezone(ZoneInfo("UTC"))))
        counts.append(set(Notice.objects.values_list("kind", flat=True)))

    assert counts == [{"contract_expires"}, {"contract_lapsed"}]


# --- Start-up meetings ----------------------------------------------------------------


def content(starts_at: datetime) -> MeetingContent:
    """Return a meeting's content."""
    return MeetingContent(starts_at=starts_at, minutes=60, place="Rom 1", agenda="Velkommen")


def test_a_meeting_is_told_when_planned_moved_and_cancelled(parties, deputies):
    adviser = member(Role.SCHOOL_COUNSELLOR, parties.school)
    leader = actor_on(parties.principal)
    first = timezone.now() + timedelta(days=20)

    meeting = plan_meeting(
        actor=leader, school=parties.school, offices=[parties.office], content=content(first)
    )
    planned = told()
    pages = dict(Notice.objects.values_list("recipient_id", "page"))
    forget()
    for moved in (first, first + timedelta(days=1)):
        meeting = change_meeting(
            actor=leader,
            meeting=meeting,
            version=meeting.version,
            offices=[parties.office],
            content=content(moved),
        )
    changed = Notice.objects.values_list("recipient_id", "occasion").count()
    forget()
    cancel_meeting(actor=leader, meeting=meeting)

    people = (parties.manager, *deputies, adviser)
    assert planned == of("startup_meeting_planned", *people)
    assert pages[parties.manager.pk] == "agreements:startup_meeting_detail"
    assert pages[adviser.pk] == ""  # no page of it is theirs
    assert changed == 2 * len(people)
    assert told() == of("startup_meeting_cancelled", *people)


def test_a_meeting_coming_is_told_7_days_and_1_day_before(parties):
    starts = datetime(2027, 1, 20, 0, 30, tzinfo=OSLO)  # the 19th in Greenwich
    StartupMeetingFactory(school=parties.school, offices=[parties.office], starts_at=starts)
    StartupMeetingFactory(
        school=parties.school, starts_at=starts, cancelled_at=timezone.now(), offices=[]
    )

    days = (12, 13, 14, 18, 19, 20)
    counts = {number: due(date(2027, 1, number)) for number in days}

    assert counts == {12: 0, 13: 2, 14: 0, 18: 0, 19: 2, 20: 0}
    assert set(Notice.objects.values_list("kind", flat=True)) == {"startup_meeting_coming"}
    assert str(Notice.objects.first()).startswith("Møte nærmer seg: oppstartsmøte ved ")


def test_a_steering_meeting_coming_is_told_leaders_and_members_with_an_account(parties):
    starts = datetime(2027, 1, 20, 0, 30, tzinfo=OSLO)  # the 19th in Greenwich
    together = CollaborationFactory(school=parties.school, offices=[parties.office])
    group = SteeringGroupFactory(collaboration=together)
    adviser = member(Role.SCHOOL_COUNSELLOR, parties.school)
    outside = member(Role.SCHOOL_COUNSELLOR, SchoolFactory())
    for user in (adviser, outside, None):
        SteeringMemberFactory(group=group, user=user)
    meeting = SteeringMeetingFactory(group=group, starts_at=starts)
    SteeringMeetingFactory(group=group, starts_at=starts, cancelled_at=timezone.now())

    counts = {number: due(date(2027, 1, number)) for number in (12, 13, 14, 19, 20)}

    found = Notice.objects.filter(subject=meeting.public_id)
    assert counts == {12: 0, 13: 3, 14: 0, 19: 3, 20: 0}
    assert set(found.values_list("recipient", "page")) == {
        (parties.principal.pk, "agreements:steering_meeting_detail"),
        (parties.manager.pk, "agreements:steering_meeting_detail"),
        (adviser.pk, ""),
    }
    assert str(found.first()).startswith("Møte nærmer seg: styringsgruppen ved ")


# --- E-mail ---------------------------------------------------------------------------


def test_no_e_mail_names_a_pupil_or_what_somebody_wrote(parties):
    pair = make_pair()
    contract = Contract.objects.get(school=pair.school, office=pair.office)
    for person in (pair.principal, pair.manager, pair.counsellor):
        person.email = f"{person.username}@eksempel.example"
        person.save()
    give_notice(actor=actor_on(pair.principal), contract=contract, reason="Kanari Reddgul")
    end_contract(actor=actor_on(pair.principal), contract=contract, reason="Kanari Reddgul")

    receipt = send_waiting(actor=Actor.system("test"))

    sent = "\n".join(f"{message.subject}\n{message.body}" for message in mail.outbox)
    # To leader and veileder each; what the veileder was told of the contract is closed by now.
    assert receipt.sent == len(mail.outbox) == 3
    people = (pair.pupil, pair.principal, pair.manager, pair.counsellor)
    names = {name for person in people for name in (person.first_name, person.last_name)}
    assert [name for name in names | {"Kanari", "Reddgul"} if name in sent] == []


def test_the_command_run_on_two_days_sends_each_once(parties):
    parties.principal.email = "rektor@eksempel.example"
    parties.principal.save()
    parties.agree(parties.draft(ends_on=day(31)))
    forget()

    for offset in (1, 1, 2):
        noon = datetime.combine(day(offset), datetime.min.time(), tzinfo=OSLO)
        with time_machine.travel(noon + timedelta(hours=12), tick=False):
            tell_what_is_due(actor=Actor.system("test"))
            send_waiting(actor=Actor.system("test"))

    assert len(mail.outbox) == 1


def test_two_commands_at_once_tell_and_send_each_once(transactional_db, parties, deputies):
    leaders = (parties.principal, parties.manager, *deputies)
    for leader in leaders:
        leader.email = f"{leader.username}@navskole.example"
        leader.save()
    parties.agree(parties.draft(ends_on=day(20)))
    forget()
    start, receipts = Barrier(2), [StringIO(), StringIO()]

    def slow(notice):
        sleep(0.05)  # the other one comes to the same notice meanwhile
        return message_of(notice)

    def run(out):
        try:
            start.wait(timeout=10)
            call_command("send_notices", stdout=out)
        finally:
            connection.close()

    with mock.patch.object(actions, "message_of", slow), ThreadPoolExecutor(2) as pool:
        list(pool.map(run, receipts))

    assert told() == of("contract_expires", *leaders)
    assert sorted(message.to for message in mail.outbox) == sorted([each.email] for each in leaders)
    sent = [int(re.search(r"sent (\d+)", out.getvalue())[1]) for out in receipts]
    assert sum(sent) == len(leaders)
