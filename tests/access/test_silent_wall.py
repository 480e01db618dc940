"""What a school user gets is the same, byte for byte, whatever NAV does without consent.

The same pupil is looked at before and after something has happened on NAV's side alone. Ids
of NAV's records are chosen beforehand, so that their addresses can be asked for before there
is anything behind them. The clock stands still, and not on the first day of a month: the one
figure of Oppfølging that follows NAV's cases is counted then.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from followup.models import Audience, MeasureState
from navskole.accounts.models import User
from navskole.organisations.models import Role
from pupils.models import CaseOutcome, Consent, ConsentStatus, Information, Pupil, Referral, Service
from tests.asking import at_noon, day
from tests.conftest import QueryCount
from tests.factories.agreements import contract_in_force
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    ContactDetailsFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    enter_standing,
    give_consent,
    give_school_consent,
)
from tests.pupils.test_national_id import number_of
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


@dataclass
class Wall:
    """A school and the office it works with, their people; another pair, and a former partner."""

    pair: Pair
    outside: Pair
    lapsed_office: Any
    people: dict[str, User]

    @property
    def school(self) -> Any:
        """The school."""
        return self.pair.school

    @property
    def office(self) -> Any:
        """The office the school works with."""
        return self.pair.office

    @property
    def counsellor(self) -> User:
        """The veileder placed at the school."""
        return self.pair.counsellor

    @property
    def school_counsellor(self) -> User:
        """The rådgiver of the school."""
        return self.pair.school_counsellor


@pytest.fixture
def wall(db: None) -> Iterator[Wall]:
    """Return the two sides, at noon of a day that is not the first of a month."""
    with time_machine.travel(at_noon(day(1 if day().day == 1 else 0)), tick=False):
        pair, outside, office = make_pair(), make_pair(), NavOfficeFactory()
        contract_in_force(school=pair.school, office=office, ends_on=day(-1))
        people = {
            "principal": pair.principal,
            "deputy_principal": member(Role.PRINCIPAL, pair.school, is_deputy=True),
            "school_counsellor": pair.school_counsellor,
            "other_principal": outside.principal,
            "other_school_counsellor": outside.school_counsellor,
        }
        yield Wall(pair, outside, office, people)


# --- What happens on NAV's side -------------------------------------------------------


@dataclass(frozen=True)
class Hidden:
    """The ids that NAV's records get when there are any."""

    case: uuid.UUID
    note: uuid.UUID
    flag: uuid.UUID
    measure: uuid.UUID
    consent: uuid.UUID

    @classmethod
    def new(cls) -> Hidden:
        """Return ids that nothing has yet."""
        return cls(*[uuid.uuid4() for _ in range(5)])

    def addresses(self) -> list[str]:
        """Return the addresses of these records."""
        return [
            reverse("followup:case_detail", args=[self.case]),
            reverse("followup:case_history", args=[self.case]),
            reverse("followup:case_note_create", args=[self.case]),
            reverse("followup:note_update", args=[self.note]),
            reverse("pupils:flag_resolve", args=[self.flag]),
            reverse("followup:measure_detail", args=[self.measure]),
            reverse("followup:consent_withdraw", args=[self.consent]),
        ]


def full_case(wall: Wall, pupil: Any, hidden: Hidden, **facts: Any) -> Any:
    """Open a case, with a record of every kind in it; shared notes too."""
    case = CaseFactory(
        pupil=pupil,
        office=wall.office,
        responsible=wall.counsellor,
        opened_on=day(),
        public_id=hidden.case,
        **facts,
    )
    covered = ["jobb-og-praksis"]
    NoteFactory(case=case, areas=covered, public_id=hidden.note)
    NoteFactory(case=case, areas=covered, audience=Audience.SHARED)
    RiskFlagFactory(case=case, public_id=hidden.flag)
    make_measure(case=case, state=MeasureState.SUBMITTED, public_id=hidden.measure)
    ContactDetailsFactory(pupil=pupil, owner=wall.office)
    return case


def _answer(wall: Wall, case: Any, hidden: Hidden, **facts: Any) -> None:
    areas = ["jobb-og-praksis"]
    give_consent(case, wall.school, areas=areas, public_id=hidden.consent, **facts)


def open_case(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case, and no answer about consent."""
    full_case(wall, pupil, hidden)


def closed_case(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case with full consent that is closed."""
    closed = {"closed_on": day(), "outcome": CaseOutcome.COMPLETED}
    _answer(wall, full_case(wall, pupil, hidden, **closed), hidden)


def refused(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The pupil said no."""
    case = full_case(wall, pupil, hidden)
    _answer(wall, case, hidden, status=ConsentStatus.REFUSED, information=())


def blocked(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Pupil and guardian disagree; the lines asked about are kept."""
    _answer(wall, full_case(wall, pupil, hidden), hidden, status=ConsentStatus.BLOCKED)


def withdrawn(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, withdrawn yesterday."""
    ended = {"status": ConsentStatus.WITHDRAWN, "ended_at": at_noon(day(-1))}
    _answer(wall, full_case(wall, pupil, hidden), hidden, **ended)


def expired(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, to yesterday."""
    _answer(wall, full_case(wall, pupil, hidden), hidden, ends_on=day(-1))


def not_begun(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """Full consent, from the day after tomorrow."""
    _answer(wall, full_case(wall, pupil, hidden), hidden, starts_on=day(2))


def without_existence(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A consent for a school the pupil does not go to."""
    case = full_case(wall, pupil, hidden)
    give_consent(case, wall.outside.school, areas=["jobb-og-praksis"], public_id=hidden.consent)


def at_office_without_contract(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A case with consent at an office whose contract with the school has run out."""
    case = CaseFactory(
        pupil=pupil,
        office=wall.lapsed_office,
        opened_on=day(),
        public_id=hidden.case,
    )
    _answer(wall, case, hidden)


def declared_relation(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """A veileder is a close relation of the pupil."""
    full_case(wall, pupil, hidden)
    PersonRelationFactory(pupil=pupil, user=wall.counsellor, owner=wall.office)


def declined_referral(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The office declined the referral."""
    Referral.objects.filter(pupil=pupil).update(
        declined_at=at_noon(day(-1)), declined_by=wall.counsellor, decline_reason="Nei."
    )


def taken_referral(wall: Wall, pupil: Any, hidden: Hidden) -> None:
    """The office opened a case on the referral."""
    case = full_case(wall, pupil, hidden)
    Referral.objects.filter(pupil=pupil).update(case=case)


HAPPENINGS = [
    open_case,
    closed_case,
    refused,
    blocked,
    withdrawn,
    expired,
    not_begun,
    without_existence,
    at_office_without_contract,
    declared_relation,
    declined_referral,
    taken_referral,
]


# --- What is looked at ----------------------------------------------------------------

_TOKENS = [
    re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+'),
    re.compile(rb'(?<="X-CSRFToken": ")\w+'),
    re.compile(rb'(?<=name="submission_id" value=")[\w-]+'),
    re.compile(rb"(?<=sok=)[\w-]+"),
    re.compile(rb'(?<=name="sok" value=")[\w-]+'),
]


def normalised(content: bytes) -> bytes:
    """Return a page without what is drawn by lot each time."""
    for token in _TOKENS:
        content = token.sub(b"-", content)
    return content


@dataclass(frozen=True)
class Seen:
    """One answer: status, headers, body, and how many statements it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: int


def looks(pupil: Any, hidden: Hidden) -> list[tuple[str, str, dict[str, str]]]:
    """Return every request a school user can make that could tell, as method, address, fields."""
    of_pupil = [pupil.public_id]
    answered = [Consent.objects.get(pupil=pupil, case=None).public_id]
    pages = [
        reverse("followup:pupil_detail", args=of_pupil),
        reverse("followup:pupil_standings", args=of_pupil),
        reverse("followup:pupil_measures", args=of_pupil),
        reverse("followup:pupil_enrolments", args=of_pupil),
        reverse("followup:pupil_history", args=of_pupil),
        reverse("followup:school_task_create", args=of_pupil),
        reverse("followup:pupil_consents", args=of_pupil),
        reverse("followup:pupil_consent_create", args=of_pupil),
        reverse("followup:consent_renew", args=answered),
        reverse("followup:consent_withdraw", args=answered),
        reverse("pupils:enrolment_end", args=of_pupil),
        reverse("pupils:signal_list"),
        reverse("pupils:pupil_update", args=of_pupil),
        reverse("pupils:referral_create", args=of_pupil),
        reverse("followup:school_note_create", args=of_pupil),
        reverse("start"),
        reverse("pupils:pupil_list"),
        reverse("pupils:sent_referral_list"),
        reverse("followup:followup_list"),
        reverse("followup:review_list"),
        reverse("followup:awaiting_list"),
        reverse("agreements:contract_list"),
        *hidden.addresses(),
    ]
    search = {"question": pupil.last_name}
    return [
        *[("get", page, {}) for page in pages],
        ("search", reverse("pupils:pupil_list"), search),
        ("search", reverse("followup:followup_list"), search),
        ("post", reverse("followup:case_note_create", args=[hidden.case]), {"text": "x"}),
        ("post", reverse("followup:measure_approve", args=[hidden.measure]), {}),
    ]


def ask(client: Client, query_count: QueryCount, look: tuple[str, str, dict[str, str]]) -> Seen:
    """Make one request; a search is posted and followed to its list."""
    method, address, fields = look
    with query_count() as queries:
        if method == "get":
            answer = client.get(address)
        else:
            answer = client.post(address, fields, follow=method == "search")
    headers = tuple(sorted((name, value) for name, value in answer.items()))
    body = normalised(answer.content)
    without_length = tuple(pair for pair in headers if pair[0] != "Content-Length")
    return Seen(answer.status_code, without_length, body, queries.count)


Looks = dict[tuple[str, str], Seen]


def look_around(user: User, pupil: Any, hidden: Hidden, query_count: QueryCount) -> Looks:
    """Return everything the person gets, by method and address."""
    client = client_of(user)
    client.get(reverse("start"))
    return {(look[0], look[1]): ask(client, query_count, look) for look in looks(pupil, hidden)}


@pytest.fixture
def pupil(wall: Wall) -> Any:
    """Return a pupil of school A, in Oppfølging by the school's own flag and referral.

    The pupil lets the office see all that the school has: that tells nothing of a case either.
    """
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=wall.school)
    give_school_consent(
        pupil, wall.school, wall.office, areas=["jobb-og-praksis"], includes_sensitive=True,
        recorded_by=wall.school_counsellor, ends_on=day(40),
    )  # fmt: skip
    enter_standing(pupil, wall.school, absent={"undocumented": 9})
    RiskFlagFactory(pupil=pupil, owner=wall.school, raised_by=wall.school_counsellor)
    ReferralFactory(
        pupil=pupil,
        school=wall.school,
        office=wall.office,
        sent_by=wall.school_counsellor,
        sent_at=at_noon(day(-2)),
    )
    return pupil


@pytest.fixture
def look(wall: Wall, pupil: Any, query_count: QueryCount) -> Callable[[str, Hidden], Looks]:
    """Return a function that looks around as somebody."""

    def looking(who: str, hidden: Hidden) -> Looks:
        return look_around(wall.people[who], pupil, hidden, query_count)

    return looking


def apart(earlier: Looks, later: Looks) -> dict[tuple[str, str], Any]:
    """Return where two looks part, with the statements each took."""
    return {
        asked: (earlier[asked].statements, later[asked].statements)
        for asked in earlier
        if earlier[asked] != later[asked]
    }


@pytest.mark.parametrize(
    ("who", "happenings"),
    [("principal", HAPPENINGS), ("school_counsellor", [refused, withdrawn, taken_referral])],
)
def test_nothing_that_happens_without_consent_shows(wall, pupil, look, who, happenings):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    shown = {}
    for happening in happenings:
        with transaction.atomic():
            happening(wall, pupil, hidden)
            shown[happening.__name__] = apart(earlier, look(who, hidden))
            transaction.set_rollback(True)

    assert shown == {happening.__name__: {} for happening in happenings}


@pytest.mark.parametrize("who", ["other_principal", "other_school_counsellor"])
def test_not_even_a_full_consent_shows_at_another_school(wall, pupil, look, who):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    _answer(wall, full_case(wall, pupil, hidden), hidden)

    assert apart(earlier, look(who, hidden)) == {}


@pytest.mark.parametrize(
    ("who", "service"),
    [
        ("principal", Service.PUPIL_SERVICES),
        ("deputy_principal", Service.PUPIL_SERVICES),
        ("school_counsellor", Service.SCHOOL_LEADERSHIP),
    ],
)
def test_a_consent_to_the_other_service_of_the_school_does_not_show(
    wall, pupil, look, who, service
):
    hidden = Hidden.new()
    earlier = look(who, hidden)

    _answer(wall, full_case(wall, pupil, hidden), hidden, services=[service])

    assert apart(earlier, look(who, hidden)) == {}


def test_a_consent_to_existence_shows_neither_note_nor_measure(wall, pupil, look):
    hidden = Hidden.new()
    earlier = look("principal", hidden)

    _answer(wall, full_case(wall, pupil, hidden), hidden, information=[Information.EXISTENCE])

    changed = apart(earlier, look("principal", hidden))
    assert {address for _, address in changed} == {
        reverse("followup:case_detail", args=[hidden.case]),
        reverse("followup:case_history", args=[hidden.case]),  # 403: seen, but not for the school
        reverse("followup:case_note_create", args=[hidden.case]),
        reverse("followup:pupil_detail", args=[pupil.public_id]),
        reverse("followup:followup_list"),
    }


# --- An id that is known, and one that is not ------------------------------------------

KNOWN = [
    ("followup:pupil_detail", "pupil_other_school"),
    ("followup:case_detail", "case_unconsented"),
    ("followup:case_notes", "case_unconsented"),
    ("followup:note_update", "note_own_unconsented"),
    ("followup:measure_detail", "measure_sent_unconsented"),
    ("pupils:flag_resolve", "flag_nav_unconsented"),
    ("followup:consent_withdraw", "consent_withdrawn"),
    ("pupils:received_referral_detail", "referral_referral_pending"),
    ("pupils:log_detail", "pupil_unconsented"),
    ("agreements:contract_detail", "contract_b3"),
]


@pytest.mark.parametrize(("address", "name"), KNOWN, ids=[f"{a}-{n}" for a, n in KNOWN])
def test_a_hidden_id_and_an_unknown_one_answer_alike(world, query_count, address, name):
    who = "counsellor_2" if name.startswith("referral") else "principal_a"
    client = client_of(world.user(who))
    client.get(reverse("start"))

    hidden = ask(
        client, query_count, ("get", reverse(address, args=[world.records[name].public_id]), {})
    )
    unknown = ask(client, query_count, ("get", reverse(address, args=[uuid.uuid4()]), {}))

    assert hidden.status == 404
    assert hidden == unknown


# --- Registering a pupil whom only NAV knows --------------------------------------------


def register(wall: Wall, query_count: QueryCount, pupil: Any, **typed: str) -> list[Seen]:
    """Register somebody of that name at school A; return the answer and the pages after it."""
    client = client_of(wall.school_counsellor)
    client.get(reverse("start"))
    fields = {
        "submission_id": str(uuid.uuid4()),
        "first_name": pupil.first_name,
        "last_name": pupil.last_name,
        "birth_date": pupil.birth_date.isoformat(),
        "school": str(wall.school.pk),
        "programme_area": "Studiespesialisering",
        "level": "vg1",
        "class_name": "1STA",
        "starts_on": day().isoformat(),
        **typed,
    }
    first = ask(client, query_count, ("post", reverse("pupils:pupil_create"), fields))
    address = dict(first.headers).get("Location", reverse("pupils:pupil_create"))
    pages = [
        address,
        f"{address}rediger/",
        f"{address}fravaer/",
        f"{address}henvis/",
        reverse("pupils:pupil_list"),
    ]
    words = {"question": f"{fields['first_name']} {fields['last_name']}"}
    asked: list[tuple[str, str, dict[str, str]]] = [("get", page, {}) for page in pages]
    asked += [
        ("search", reverse("pupils:pupil_list"), words),
        ("search", reverse("pupils:pupil_list"), {"question": pupil.last_name}),
    ]
    later = [ask(client, query_count, each) for each in asked]
    version = re.compile(r'(?<=name="version" value=")\d+')  # counts from anywhere
    ids = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    return [
        Seen(
            seen.status,
            tuple((name, ids.sub("-", value)) for name, value in seen.headers),
            version.sub("-", ids.sub("-", seen.body.decode())).encode(),
            seen.statements,
        )
        for seen in (first, *later)
    ]


def test_registering_somebody_whom_only_nav_knows_answers_as_for_a_new_pupil(wall, query_count):
    stranger = PupilFactory.build()
    with transaction.atomic():
        as_new = register(wall, query_count, stranger)
        transaction.set_rollback(True)
    known = PupilFactory(
        first_name=stranger.first_name,
        last_name=stranger.last_name,
        birth_date=stranger.birth_date,
    )
    full_case(wall, known, Hidden.new())

    as_known = register(wall, query_count, stranger)

    assert [seen.status for seen in as_new] == [302] + [200] * 7
    assert as_known == as_new


def test_registering_by_number_whom_nav_calls_otherwise_answers_as_for_a_new_pupil(
    wall, query_count
):
    stranger = PupilFactory.build(first_name="Kari", last_name="Annerledes")
    number = number_of(stranger)
    with transaction.atomic():
        as_new = register(wall, query_count, stranger, national_id=number)
        transaction.set_rollback(True)
    known = PupilFactory(last_name="Hemmelig", birth_date=stranger.birth_date, national_id=number)
    for _change in range(3):  # what was changed before the school came is not the school's
        known.save_change(by=wall.counsellor, at=at_noon(day(-2)))
    full_case(wall, known, Hidden.new())

    as_known = register(wall, query_count, stranger, national_id=number)

    assert [seen.status for seen in as_new] == [302] + [200] * 7
    assert [seen.body for seen in as_known] == [seen.body for seen in as_new]
    assert as_known[1:] == as_new[1:]
    assert Pupil.objects.get(pk=known.pk).last_name == "Hemmelig"
    assert b"Hemmelig" not in b"".join(seen.body for seen in as_known)
