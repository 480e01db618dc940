"""A page takes the same number of statements for one row, for three and for fifty.

Counted are SELECT, INSERT, UPDATE and DELETE, with session and access log.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from followup.models import Audience, MeasureState
from navskole.access.grounds import Ground
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Role
from navskole.records.school_year import school_year_of
from tests.conftest import QueryCount
from tests.factories.accounts import UserFactory
from tests.factories.agreements import PlacementFactory, contract_in_force
from tests.factories.followup import (
    CaseloadReviewFactory,
    ContactRequestFactory,
    GoalFactory,
    NoteFactory,
    OutreachActivityFactory,
    TaskFactory,
    make_measure,
)
from tests.factories.organisations import NavOfficeFactory, OrganisationFactory, member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    enter_standing,
    give_consent,
    give_school_consent,
    put_on_case,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

SIZES = (1, 3, 50)

# The most a page may take. The caseload's and the case page's are the product's own limits.
CASELOAD = 12
CASE_PAGE = 20

Add = Callable[[Pair, int], None]


@pytest.fixture
def pair() -> Pair:
    """Return a school and an office that work together."""
    return make_pair()


# --- One row more -----------------------------------------------------------------------


def add_case(pair: Pair, number: int) -> None:
    """Add a case with all that its row tells of: a contact, a flag, consent, a measure."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
    give_consent(case, pair.school, areas=["jobb-og-praksis"])
    next_contact = timezone.localdate() + timedelta(days=number % 5 - 2)
    NoteFactory(case=case, audience=Audience.SHARED, next_contact_on=next_contact)
    RiskFlagFactory(case=case)
    TaskFactory(case=case, due_on=next_contact)
    make_measure(case=case, state=MeasureState.SUBMITTED)


def add_pupil(pair: Pair, number: int) -> None:
    """Add a pupil of the school."""
    EnrolmentFactory(school=pair.school)


def add_followed_pupil(pair: Pair, number: int) -> None:
    """Add a pupil with everything that rektor's list tells of."""
    add_case(pair, number)
    pupil = pair.pupil.__class__.objects.latest("pk")
    RiskFlagFactory(pupil=pupil, owner=pair.school, raised_by=pair.school_counsellor)
    make_measure(pupil=pupil, owner=pair.school, created_by=pair.school_counsellor)
    add_referral_of(pair, pupil)
    add_review(pair, number)
    TaskFactory(pupil=pupil, owner=pair.school, created_by=pair.school_counsellor)


def add_review(pair: Pair, number: int) -> None:
    """Add a review with a point."""
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    TaskFactory(pupil=pair.pupil, owner=pair.school, created_by=pair.principal, review=review)


def add_referral_of(pair: Pair, pupil: Any) -> None:
    """Add a referral of the pupil to the pair's office."""
    ReferralFactory(
        pupil=pupil, school=pair.school, office=pair.office, sent_by=pair.school_counsellor
    )


def add_referral(pair: Pair, number: int) -> None:
    """Add a pupil with a referral that waits."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    add_referral_of(pair, pupil)


def add_contact_request(pair: Pair, number: int) -> None:
    """Add somebody who got in touch, one in three of them answered already."""
    closed = {"closed_on": timezone.localdate(), "outcome": "talked", "closed_by": pair.counsellor}
    ContactRequestFactory(
        office=pair.office,
        school=pair.school,
        recorded_by=member(Role.NAV_COUNSELLOR, pair.office),
        **(closed if number % 3 == 1 else {}),
    )


def add_outreach(pair: Pair, number: int) -> None:
    """Add an activity by somebody else at the office."""
    OutreachActivityFactory(office=pair.office, school=pair.school)


def add_signal(pair: Pair, number: int) -> None:
    """Add a pupil with flags and with absence over the limit in two subjects."""
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=pair.school)
    for _ in range(2):
        RiskFlagFactory(pupil=pupil, owner=pair.school, raised_by=pair.school_counsellor)
        enter_standing(pupil, pair.school, absent={"undocumented": 12, "health": 3})


def add_standing(pair: Pair, number: int) -> None:
    """Add a subject of the pair's own pupil, every other of last school year."""
    year = school_year_of(timezone.localdate()) - number % 2
    enter_standing(pair.pupil, pair.school, school_year=year, absent={"undocumented": 9})


def add_opened_standing(pair: Pair, number: int) -> None:
    """Add a subject that the school's consent opens to the office, with a task and an answer."""
    enter_standing(pair.pupil, pair.school, absent={"undocumented": 9, "health": 3})
    TaskFactory(pupil=pair.pupil, owner=pair.school, created_by=pair.school_counsellor)
    add_school_answer(pair, number)


def add_school_answer(pair: Pair, number: int) -> None:
    """Add an answer about the school's own, that can be renewed, with all kinds of lines."""
    ends_on = timezone.localdate() + timedelta(days=30)
    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=["jobb-og-praksis", "bolig"], ends_on=ends_on
    )


def add_relation(pair: Pair, number: int) -> None:
    """Add a pupil whom somebody at the school stands close to."""
    pupil = EnrolmentFactory(school=pair.school).pupil
    colleague = member(Role.SCHOOL_COUNSELLOR, pair.school)
    PersonRelationFactory(pupil=pupil, user=colleague, owner=pair.school)


def add_place(pair: Pair, number: int) -> None:
    """Add an earlier place of the pair's own pupil at the school."""
    first = timezone.localdate() - timedelta(days=4000 - number * 20)
    EnrolmentFactory(
        pupil=pair.pupil,
        school=pair.school,
        starts_on=first,
        ends_on=first + timedelta(days=10),
        end_reason="left",
    )


def add_contract(pair: Pair, number: int) -> None:
    """Add a contract of the school with one more office, with a placement."""
    contract = contract_in_force(school=pair.school, office=NavOfficeFactory())
    PlacementFactory(contract=contract)


def add_user(pair: Pair, number: int) -> None:
    """Add a person with two memberships."""
    user = member(Role.SCHOOL_COUNSELLOR, pair.school)
    member(Role.PRINCIPAL, pair.school, user=user)


def add_log_row(pair: Pair, number: int) -> None:
    """Add a look at the pair's pupil, by a person of its own."""
    event = AccessEvent.objects.create(
        at=timezone.now(),
        user=UserFactory(),
        role=Role.NAV_COUNSELLOR,
        organisation=pair.office,
        action=Action.VIEW,
        decision=Decision.PERMIT,
        path="/saker/",
    )
    AccessedPupil.objects.create(
        event=event, pupil_id=pair.pupil.pk, owner=pair.office, ground=Ground.CASE_TEAM
    )


def add_note(pair: Pair, number: int) -> None:
    """Add a note to the pair's own case, by the reader or by a colleague, and a flag."""
    author = member(Role.NAV_COUNSELLOR, pair.office) if number % 2 else pair.counsellor
    NoteFactory(case=pair.case, areas=["jobb-og-praksis", "bolig"], author=author)
    RiskFlagFactory(case=pair.case)


def add_event(pair: Pair, number: int) -> None:
    """Add a note, a flag, an answer, a measure, a goal with a task, and a colleague."""
    add_note(pair, number)
    add_answer(pair, number)
    add_measure(pair, number)
    goal = GoalFactory(case=pair.case)
    TaskFactory(case=pair.case, goal=goal, areas=["bolig"], responsible=pair.counsellor)
    put_on_case(pair.case, member(Role.NAV_COUNSELLOR, pair.office))


def add_school_note(pair: Pair, number: int) -> None:
    """Add a note, a flag and a measure of the school's own."""
    own = {"pupil": pair.pupil, "owner": pair.school}
    NoteFactory(areas=["bolig"], author=pair.school_counsellor, **own)
    RiskFlagFactory(raised_by=pair.school_counsellor, **own)
    make_measure(created_by=pair.school_counsellor, **own)
    TaskFactory(created_by=pair.school_counsellor, **own)


def add_measure(pair: Pair, number: int) -> None:
    """Add a measure to the pair's own case."""
    make_measure(case=pair.case, state=MeasureState.SUBMITTED)


def add_answer(pair: Pair, number: int) -> None:
    """Add an answer about consent to the pair's own case."""
    give_consent(pair.case, pair.school, areas=["jobb-og-praksis", "bolig"])


# --- The pages --------------------------------------------------------------------------

LISTS: list[tuple[str, str, Add, int]] = [
    ("counsellor", "followup:own_case_list", add_case, CASELOAD),
    ("manager", "followup:office_case_list", add_case, CASELOAD),
    ("principal", "followup:followup_list", add_followed_pupil, 19),
    ("principal", "followup:review_list", add_review, 9),
    ("school_counsellor", "pupils:pupil_list", add_pupil, 9),
    ("counsellor", "followup:contact_request_list", add_referral, 13),
    ("counsellor", "followup:contact_request_list", add_contact_request, 13),
    ("manager", "followup:outreach_list", add_outreach, 11),
    ("school_counsellor", "pupils:signal_list", add_signal, 14),
    ("school_counsellor", "pupils:sent_referral_list", add_referral, 9),
    ("manager", "followup:awaiting_list", add_case, 10),
    ("principal", "agreements:contract_list", add_contract, 9),
    ("principal", "pupils:relation_list", add_relation, 8),
    ("system", "administration:user_list", add_user, 8),
]

TABS: list[tuple[str, str, Add, int]] = [
    ("counsellor", "followup:case_notes", add_note, CASE_PAGE),
    ("counsellor", "followup:case_detail", add_event, CASE_PAGE),
    ("manager", "followup:case_detail", add_event, CASE_PAGE),
    ("counsellor", "followup:case_plan", add_event, CASE_PAGE),
    ("counsellor", "followup:case_plan", add_opened_standing, CASE_PAGE),
    ("counsellor", "followup:case_measures", add_measure, CASE_PAGE),
    ("counsellor", "followup:case_consents", add_answer, CASE_PAGE),
    ("counsellor", "followup:case_history", add_event, CASE_PAGE),
    ("manager", "followup:case_notes", add_note, CASE_PAGE),
]


def person(pair: Pair, who: str) -> Any:
    """Return one of the pair's people, or one who belongs to neither side."""
    if who == "system":
        return member(Role.SYSTEM_ADMIN, OrganisationFactory())
    if who == "privacy_officer":
        return member(Role.PRIVACY_OFFICER, pair.office)
    return getattr(pair, who)


def measure(
    client: Client, url: str, pair: Pair, add: Add, query_count: QueryCount
) -> dict[int, list[str]]:
    """Return the statements that the address takes, by the number of rows."""
    client.get(url)  # the first request fills what lives for a process
    taken, rows = {}, 0
    for size in SIZES:
        while rows < size:
            add(pair, rows)
            rows += 1
        with query_count() as queries:
            assert client.get(url).status_code == 200
        taken[size] = queries.statements
    return taken


def assert_within(taken: dict[int, list[str]], budget: int) -> None:
    """Fail when the number follows the rows, or is above the budget; say which are too many."""
    counts = {size: len(statements) for size, statements in taken.items()}
    assert set(counts.values()) == {counts[1]}, f"{counts}: {repeated(taken[SIZES[-1]])}"
    shown = "\n".join(statement[:150] for statement in taken[1])
    assert counts[1] <= budget, f"{counts[1]} statements, at most {budget}:\n{shown}"


def repeated(statements: list[str]) -> dict[str, int]:
    """Return the beginnings of the statements that come oftener than there are sizes."""
    shapes = Counter(re.sub(r"\d+", "0", statement)[:150] for statement in statements)
    return {shape: number for shape, number in shapes.items() if number > SIZES[1]}


@pytest.mark.parametrize(
    ("who", "name", "add", "budget"), LISTS, ids=[f"{name}-{who}" for who, name, *_ in LISTS]
)
def test_a_list_takes_the_same_for_any_number_of_rows(pair, query_count, who, name, add, budget):
    client = client_of(person(pair, who))

    assert_within(measure(client, reverse(name), pair, add, query_count), budget)


@pytest.mark.parametrize(
    ("who", "name", "add", "budget"), TABS, ids=[f"{name}-{who}" for who, name, *_ in TABS]
)
def test_a_case_page_takes_the_same_for_any_number_of_rows(
    pair, query_count, who, name, add, budget
):
    client = client_of(person(pair, who))
    url = reverse(name, args=[pair.case.public_id])

    assert_within(measure(client, url, pair, add, query_count), budget)


def test_the_schools_page_of_a_pupil_takes_the_same_for_any_record(pair, query_count):
    client = client_of(pair.school_counsellor)
    url = reverse("followup:pupil_detail", args=[pair.pupil.public_id])
    enter_standing(pair.pupil, pair.school, absent={"undocumented": 9})

    assert_within(measure(client, url, pair, add_school_note, query_count), 26)


@pytest.mark.parametrize(
    ("name", "add", "budget"),
    [
        ("pupil_standings", add_standing, 17),
        ("pupil_consents", add_school_answer, 15),
        ("pupil_measures", add_school_note, 17),
        ("pupil_enrolments", add_place, 17),
        ("pupil_history", add_school_note, 25),
    ],
)
def test_a_tab_of_the_pupil_takes_the_same_for_any_number_of_rows(
    pair, query_count, name, add, budget
):
    client = client_of(pair.school_counsellor)
    url = reverse(f"followup:{name}", args=[pair.pupil.public_id])
    add(pair, 60)
    add(pair, 61)

    assert_within(measure(client, url, pair, add, query_count), budget)


def test_the_log_takes_the_same_for_any_number_of_lines(pair, query_count):
    client = client_of(person(pair, "privacy_officer"))
    url = reverse("pupils:log_detail", args=[pair.pupil.public_id])
    add_log_row(pair, 0)

    assert_within(measure(client, url, pair, add_log_row, query_count), 10)


CHOSEN = [
    ("counsellor", "followup:own_case_list", add_case, CASELOAD),
    ("manager", "followup:office_case_list", add_case, CASELOAD),
    ("principal", "followup:followup_list", add_followed_pupil, 19),
]


@pytest.mark.parametrize(("who", "name", "add", "budget"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_a_filter_and_an_order_cost_nothing_more(pair, query_count, who, name, add, budget):
    client = client_of(person(pair, who))
    narrowed = "?flagg=concern&frist=noe&status=active&sorter=-neste&ansvarlig=ingen"
    for number in range(SIZES[1]):
        add(pair, number)
    client.get(reverse(name))

    with query_count() as queries:
        assert client.get(f"{reverse(name)}{narrowed}").status_code == 200

    assert queries.count <= budget, queries.statements


def test_a_review_takes_the_same_for_any_number_of_points(pair, query_count):
    client = client_of(pair.principal)
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    url = reverse("followup:review_detail", args=[review.public_id])

    def add_point(pair: Pair, number: int) -> None:
        enrolled = EnrolmentFactory(school=pair.school).pupil
        own = {"pupil": enrolled, "owner": pair.school, "created_by": pair.principal}
        TaskFactory(review=review, responsible=pair.school_counsellor, **own)

    assert_within(measure(client, url, pair, add_point, query_count), 9)


def test_a_search_takes_the_same_however_many_it_finds(pair, query_count):
    client = client_of(pair.counsellor)
    found = client.post(reverse("followup:own_case_list"), {"question": "Elev"})

    assert_within(measure(client, found["Location"], pair, add_case, query_count), CASELOAD)
