"""A pupil at a strictly confidential address, or close to the reader, shows nowhere.

Everything a person can ask for is asked before the pupil is there and after: every address of
the site, with the records of an ordinary pupil where it takes one, every search by the hidden
name, and every form sent back with errors. Status, headers, body and the number of statements
must be the same. What is asked follows the resolver, so a new page is looked at by itself.
What is refused to a person is asked once, and the page of a record by one person of each side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from followup.models import Audience, MeasureState
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role, School
from pupils.models import FlagLevel
from tests.access.looking import normalised
from tests.addresses import MODELS, every_address, this_week
from tests.asking import at_noon, day
from tests.factories.agreements import (
    CollaborationFactory,
    ContactPersonFactory,
    ContractFactory,
    InviteeFactory,
    StartupMeetingFactory,
    SteeringDecisionFactory,
    SteeringGroupFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
)
from tests.factories.followup import (
    CaseloadReviewFactory,
    ContactRequestFactory,
    DisclosureFactory,
    GoalFactory,
    NoteFactory,
    OutreachActivityFactory,
    ReminderFactory,
    TaskFactory,
    make_measure,
    measure_type,
)
from tests.factories.notices import NoticeFactory
from tests.factories.organisations import member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    ContactDetailsFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    ProtectionChangeFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    SingleAccessRequestFactory,
    enter_standing,
    give_consent,
    give_school_consent,
    put_on_case,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

HIDDEN = "Usynlig"
REFUSED = {403, 404}
SIDES = {"school": ("principal", "school_counsellor"), "nav": ("counsellor", "manager")}
SHOWN_OTHERWISE = {
    "principal": {
        "/oppfolging/",
        "/elever/",
        "/til-godkjenning/",
        "/henvisninger/",
        "/adressebeskyttelse/",
    },
    "school_counsellor": {"/elever/", "/henvisninger/"},
    "counsellor": {"/saker/", "/henvendelser/"},
    "manager": {
        "/kontorets-saker/",
        "/til-godkjenning/",
        "/henvendelser/",
        "/adressebeskyttelse/",
    },
}
ABSENCE = "fravaer-og-motivasjon"
NOT_ASKED = {
    "account_logout",
    "account_login",
    # They count the looks of whoever asks, so each request of the test changes them; what they
    # leave out is asked in tests/pupils/test_staff_use.py.
    "pupils:staff_use_list",
    "pupils:staff_use_detail",
}


def with_everything(pair: Pair, pupil: Any, responsible: User) -> dict[str, Any]:
    """Give a pupil a record of every kind on both sides, shared with the other where it can be."""
    EnrolmentFactory(pupil=pupil, school=pair.school)
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=responsible)
    at_school = {"pupil": pupil, "owner": pair.school}
    by = {"sent_by": pair.school_counsellor, "school": pair.school, "office": pair.office}
    shared = {"audience": Audience.SHARED, "areas": [ABSENCE]}
    put_on_case(case, pair.counsellor)
    records = {
        "pupil_id": pupil,
        "case_id": case,
        "consent_id": give_consent(case, pair.school, areas=[ABSENCE]),
        "note_id": NoteFactory(case=case, next_contact_on=day(-1), **shared),
        "flag_id": RiskFlagFactory(case=case, level=FlagLevel.URGENT),
        "measure_id": make_measure(case=case, state=MeasureState.SUBMITTED),
        "task_id": TaskFactory(case=case, due_on=day(-3), responsible=pair.counsellor),
        "goal_id": GoalFactory(case=case),
        "disclosure_id": DisclosureFactory(
            note=NoteFactory(case=case), recipients=[pair.principal, pair.school_counsellor]
        ),
        "reminder_id": ReminderFactory(case=case, text=f"Husk {pupil.last_name}"),
        "referral_id": ReferralFactory(pupil=pupil, **by),
        "protection_id": ProtectionChangeFactory(
            pupil=pupil, owner=pair.school, proposed_by=pair.school_counsellor
        ),
        "standing_id": enter_standing(
            pupil, pair.school, absent={"undocumented": 30}, recorded_by=pair.school_counsellor
        ),
    }
    ProtectionChangeFactory(pupil=pupil, owner=pair.office, proposed_by=pair.counsellor)
    give_school_consent(
        pupil, pair.school, pair.office, areas=[ABSENCE], recorded_by=pair.school_counsellor
    )
    NoteFactory(author=pair.school_counsellor, **shared, **at_school)
    RiskFlagFactory(level=FlagLevel.URGENT, raised_by=pair.school_counsellor, **at_school)
    mine = {"created_by": pair.school_counsellor}
    TaskFactory(due_on=day(-2), responsible=pair.principal, **mine, **at_school)
    make_measure(
        type=measure_type("tilrettelagt-opplaering"),
        state=MeasureState.SUBMITTED,
        **mine,
        **at_school,
    )
    return records


@dataclass
class Site:
    """A pair, an ordinary pupil with records that addresses can name, and who looks."""

    pair: Pair
    records: dict[str, Any]
    people: dict[str, User]
    colleague: User

    def hide(self, **facts: Any) -> Any:
        """Add a pupil with everything, long ago; `facts` say why nobody may see them."""
        with time_machine.travel(at_noon(day(-70)), tick=False):
            pupil = PupilFactory(last_name=HIDDEN, **facts)
        records = with_everything(self.pair, pupil, self.colleague)
        if facts.get("address_protection") != "strict":
            ContactDetailsFactory(pupil=pupil, owner=self.pair.school)
        waiting = PupilFactory(last_name=HIDDEN, **facts)
        EnrolmentFactory(pupil=waiting, school=self.pair.school)
        ReferralFactory(
            pupil=waiting,
            school=self.pair.school,
            office=self.pair.office,
            sent_by=self.pair.school_counsellor,
        )
        return [records["pupil_id"], waiting]


def _agreements(pair: Pair) -> dict[str, Any]:
    """Return what the pair's collaboration is made of."""
    collaboration = CollaborationFactory(school=pair.school, offices=[pair.office])
    meeting = StartupMeetingFactory(school=pair.school, offices=[pair.office])
    group = SteeringGroupFactory(collaboration=collaboration)
    steering = SteeringMeetingFactory(group=group)
    return {
        "collaboration_id": collaboration,
        "collaboration_office_id": collaboration.members.get(),
        "contact_person_id": ContactPersonFactory(collaboration=collaboration),
        "startup_meeting_id": meeting,
        "invitee_id": InviteeFactory(meeting=meeting),
        "steering_member_id": SteeringMemberFactory(group=group),
        "steering_meeting_id": steering,
        "steering_decision_id": SteeringDecisionFactory(meeting=steering),
    }


@pytest.fixture
def site(db: None) -> Iterator[Site]:
    """Return a site at noon of a day that is not the first of a month."""
    with time_machine.travel(at_noon(day(1 if day().day == 1 else 0)), tick=False):
        pair = make_pair()
        with time_machine.travel(at_noon(day(-70)), tick=False):
            ordinary = PupilFactory()
        records = with_everything(pair, ordinary, pair.counsellor)
        draft = ContractFactory(school=pair.school, office=pair.office)
        review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
        relation = PersonRelationFactory(
            pupil=pair.pupil, user=member(Role.SCHOOL_COUNSELLOR, pair.school), owner=pair.school
        )
        records |= {
            "contract_id": draft,
            "review_id": review,
            "placement_id": pair.placement,
            "week": this_week(),
            "relation_id": relation,
            "single_access_id": SingleAccessRequestFactory(
                owner=pair.school,
                asked_by=pair.school_counsellor,
                pupil=ordinary,
            ),
            "contact_request_id": ContactRequestFactory(
                office=pair.office, school=pair.school, recorded_by=pair.counsellor
            ),
            "outreach_id": OutreachActivityFactory(
                office=pair.office, school=pair.school, recorded_by=pair.counsellor
            ),
            "user_id": pair.counsellor,
            "notice_id": NoticeFactory(recipient=pair.manager, organisation=pair.office),
            "membership_id": Membership.objects.get(user=pair.counsellor),
            "school_id": School.objects.get(pk=pair.school.pk),
            "office_id": NavOffice.objects.get(pk=pair.office.pk),
            "county_id": pair.school.municipality.county,
            "municipality_id": pair.school.municipality,
            **_agreements(pair),
        }
        people = {
            "principal": pair.principal,
            "school_counsellor": pair.school_counsellor,
            "counsellor": pair.counsellor,
            "manager": pair.manager,
        }
        yield Site(pair, records, people, member(Role.NAV_COUNSELLOR, pair.office))


# --- What is asked --------------------------------------------------------------------


class Request(NamedTuple):
    """One request, and whether its address names a record."""

    method: str
    url: str
    fields: tuple[tuple[str, str], ...]
    names_record: bool


def requests(site: Site) -> Iterator[Request]:
    """Yield every request, address by address."""
    for address in every_address():
        if address.name in NOT_ASKED:
            continue
        url = address.url(*[_record(site, each) for each in address.arguments])
        named = bool(address.arguments)
        if "get" in address.methods:
            yield Request("get", url, (), named)
        if "post" in address.methods and not named:
            yield Request("search", url, (("question", HIDDEN),), named)
            typed = (("version", "0"), ("first_name", "Elev"), ("last_name", HIDDEN))
            yield Request("post", url, typed, named)


def _record(site: Site, argument: str) -> Any:
    """Return the ordinary record the argument can name; a new kind needs one here."""
    found = site.records.get(argument)
    assert found is not None, f"the site has nothing that {argument} can name"
    assert isinstance(found, MODELS[argument])
    return found


Look = dict[tuple[str, Request], Any]


def look(site: Site, clients: dict[str, Client]) -> Look:
    """Return what the people of one side get: of lists and searches each of them.

    The page of an ordinary record is asked for by one of them in turn, and by the other too
    where that one was refused.
    """
    found: Look = {}
    for turn, request in enumerate(requests(site)):
        for who in sorted(clients, reverse=bool(turn % 2)):
            found[who, request] = _ask(clients[who], request)
            if request.names_record and found[who, request][0] not in REFUSED:
                break
    return found


def look_again(clients: dict[str, Client], asked: Iterable[tuple[str, Request]]) -> Look:
    """Return what the same people get to the same questions now."""
    return {(who, request): _ask(clients[who], request) for who, request in asked}


def _ask(client: Client, request: Request) -> Any:
    method, url, fields, _ = request
    statements = Statements()
    with transaction.atomic(), connection.execute_wrapper(statements):
        if method == "get":
            answer = client.get(url)
        else:
            answer = client.post(url, dict(fields), follow=method == "search")
        if method != "get":  # what a form changed is undone, and so is its receipt
            transaction.set_rollback(True)
            client.cookies.pop("messages", None)
    headers = {name: value for name, value in answer.items() if name != "Content-Length"}
    return answer.status_code, headers, normalised(answer.content), statements.count


class Statements:
    """Counts what is asked of the database without writing it down, which would cost more."""

    count = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Count one and run it."""
        self.count += 1
        return execute(sql, params, many, context)


def apart(earlier: Look, later: Look) -> dict[Any, Any]:
    """Return where two looks part: status and statements of each."""
    return {
        (who, request.method, request.url): (then[0], then[3], now[0], now[3])
        for (who, request), now in later.items()
        if (then := earlier[who, request]) != now
    }


# --- Nobody can tell ------------------------------------------------------------------


def hidden(site: Site, users: Iterable[User]) -> None:
    """Two pupils nobody is named for, and two that the people have declared to be close."""
    site.hide(address_protection="strict")
    for pupil in site.hide():
        for user in users:
            PersonRelationFactory(pupil=pupil, user=user, owner=user.memberships.get().organisation)


@pytest.mark.parametrize("side", SIDES.values(), ids=SIDES)
def test_nobody_can_tell_that_there_is_a_pupil_they_may_not_meet(site, side):
    clients = {who: client_of(site.people[who]) for who in side}
    for client in clients.values():
        client.get("/")
    before = look(site, clients)

    with transaction.atomic():
        hidden(site, [site.people[who] for who in side])
        answered = [asked for asked, found in before.items() if found[0] not in REFUSED]
        noticed = apart(before, look_again(clients, answered))
        transaction.set_rollback(True)

    assert noticed == {}
    # The looks are sharp: without a reason to hide, the pupils show on every kind of list.
    site.hide()
    lists = [(who, asked) for who, asked in before if asked.url in SHOWN_OTHERWISE[who]]
    shown = {(who, url) for who, _, url in apart(before, look_again(clients, lists))}
    assert shown == {(who, url) for who in side for url in SHOWN_OTHERWISE[who]}
