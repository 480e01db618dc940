"""A page takes the same number of statements for one row, for three and for fifty.

Counted are SELECT, INSERT, UPDATE and DELETE, with session and access log.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, TypeVar

import pytest
from django.test import Client
from django.urls import reverse

from navskole.organisations.models import Role, Side
from tests.conftest import QueryCount
from tests.factories.followup import CaseloadReviewFactory, TaskFactory
from tests.factories.organisations import OrganisationFactory, member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import EnrolmentFactory, enter_standing
from tests.followup import rows
from tests.followup.rows import Add
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

KeyT = TypeVar("KeyT")

SIZES = (1, 3, 50)

# The most a page may take. The caseload's and the case page's are the product's own limits.
CASELOAD = 12
CASE_PAGE = 20


@pytest.fixture
def pair() -> Pair:
    """Return a school and an office that work together."""
    return make_pair()


LISTS: list[tuple[str, str, Add, int]] = [
    ("counsellor", "followup:own_case_list", rows.add_case, CASELOAD),
    ("manager", "followup:office_case_list", rows.add_case, CASELOAD),
    ("principal", "followup:followup_list", rows.add_followed_pupil, 19),
    ("principal", "followup:review_list", rows.add_review, 9),
    ("school_counsellor", "pupils:pupil_list", rows.add_pupil, 9),
    ("counsellor", "followup:contact_request_list", rows.add_referral, 13),
    ("counsellor", "followup:contact_request_list", rows.add_contact_request, 13),
    ("manager", "followup:outreach_list", rows.add_outreach, 11),
    ("school_counsellor", "pupils:signal_list", rows.add_signal, 14),
    ("school_counsellor", "pupils:sent_referral_list", rows.add_referral, 9),
    ("manager", "followup:awaiting_list", rows.add_case, 10),
    ("directorate", "agreements:collaboration_list", rows.add_collaboration, 13),
    ("directorate", "agreements:startup_meeting_list", rows.add_startup_meeting, 11),
    ("principal", "agreements:contract_list", rows.add_contract, 9),
    ("principal", "pupils:relation_list", rows.add_relation, 8),
    ("manager", "pupils:single_access_list", rows.add_single_access, 9),
    ("counsellor", "pupils:single_access_list", rows.add_single_access, 10),
    ("system", "administration:user_list", rows.add_user, 8),
]

TABS: list[tuple[str, str, Add, int]] = [
    ("counsellor", "followup:case_notes", rows.add_note, CASE_PAGE),
    ("counsellor", "followup:case_detail", rows.add_event, CASE_PAGE),
    ("manager", "followup:case_detail", rows.add_event, CASE_PAGE),
    ("counsellor", "followup:case_plan", rows.add_event, CASE_PAGE),
    ("counsellor", "followup:case_plan", rows.add_opened_standing, CASE_PAGE),
    ("counsellor", "followup:case_measures", rows.add_measure, CASE_PAGE),
    ("counsellor", "followup:case_consents", rows.add_answer, CASE_PAGE),
    ("counsellor", "followup:case_history", rows.add_event, CASE_PAGE),
    ("manager", "followup:case_notes", rows.add_note, CASE_PAGE),
]


def _additions(pages: list[tuple[str, str, Add, int]]) -> list[Add]:
    """Return what is added, each once: the pages of the same rows are asked about them together."""
    return list(dict.fromkeys(add for _who, _name, add, _budget in pages))


def _name(add: Add) -> str:
    return add.__name__


def person(pair: Pair, who: str) -> Any:
    """Return one of the pair's people, or one who belongs to neither side."""
    if who == "system":
        return member(Role.SYSTEM_ADMIN, OrganisationFactory())
    if who == "directorate":
        return member(Role.DIRECTORATE_READER, OrganisationFactory(side=Side.DIRECTORATE))
    if who == "privacy_officer":
        return member(Role.PRIVACY_OFFICER, pair.office)
    return getattr(pair, who)


def measure(
    client: Client, url: str, pair: Pair, add: Add, query_count: QueryCount
) -> dict[int, list[str]]:
    """Return the statements that the address takes, by the number of rows."""
    return measure_together({"the page": (client, url)}, pair, add, query_count)["the page"]


def measure_together(
    pages: dict[KeyT, tuple[Client, str]], pair: Pair, add: Add, query_count: QueryCount
) -> dict[KeyT, dict[int, list[str]]]:
    """Return the statements that each page of the same rows takes, by the number of rows."""
    for client, url in pages.values():
        client.get(url)  # the first request fills what lives for a process
    taken: dict[KeyT, dict[int, list[str]]] = {page: {} for page in pages}
    rows = 0
    for size in SIZES:
        while rows < size:
            add(pair, rows)
            rows += 1
        for page, (client, url) in pages.items():
            with query_count() as queries:
                assert client.get(url).status_code == 200
            taken[page][size] = queries.statements
    return taken


def assert_within(taken: dict[int, list[str]], budget: int, page: tuple[str, ...] = ()) -> None:
    """Fail when the number follows the rows, or is above the budget; say which are too many."""
    counts = {size: len(statements) for size, statements in taken.items()}
    assert set(counts.values()) == {counts[1]}, f"{page} {counts}: {repeated(taken[SIZES[-1]])}"
    shown = "\n".join(statement[:150] for statement in taken[1])
    assert counts[1] <= budget, f"{page} {counts[1]} statements, at most {budget}:\n{shown}"


def repeated(statements: list[str]) -> dict[str, int]:
    """Return the beginnings of the statements that come oftener than there are sizes."""
    shapes = Counter(re.sub(r"\d+", "0", statement)[:150] for statement in statements)
    return {shape: number for shape, number in shapes.items() if number > SIZES[1]}


@pytest.mark.parametrize("add", _additions(LISTS), ids=_name)
def test_a_list_takes_the_same_for_any_number_of_rows(pair, query_count, add):
    budgets = {(who, name): budget for who, name, added, budget in LISTS if added is add}
    pages = {(who, name): (client_of(person(pair, who)), reverse(name)) for who, name in budgets}

    for page, taken in measure_together(pages, pair, add, query_count).items():
        assert_within(taken, budgets[page], page)


@pytest.mark.parametrize("add", _additions(TABS), ids=_name)
def test_a_case_page_takes_the_same_for_any_number_of_rows(pair, query_count, add):
    budgets = {(who, name): budget for who, name, added, budget in TABS if added is add}
    pages = {
        (who, name): (
            client_of(person(pair, who)),
            reverse(name, args=[pair.case.public_id]),
        )
        for who, name in budgets
    }

    for page, taken in measure_together(pages, pair, add, query_count).items():
        assert_within(taken, budgets[page], page)


def test_the_schools_page_of_a_pupil_takes_the_same_for_any_record(pair, query_count):
    client = client_of(pair.school_counsellor)
    url = reverse("followup:pupil_detail", args=[pair.pupil.public_id])
    enter_standing(pair.pupil, pair.school, absent={"undocumented": 9})

    assert_within(measure(client, url, pair, rows.add_school_note, query_count), 26)


@pytest.mark.parametrize(
    ("name", "add", "budget"),
    [
        ("pupil_standings", rows.add_standing, 17),
        ("pupil_consents", rows.add_school_answer, 15),
        ("pupil_measures", rows.add_school_note, 17),
        ("pupil_enrolments", rows.add_place, 17),
        ("pupil_history", rows.add_school_note, 25),
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


@pytest.mark.parametrize(
    ("name", "budget"), [("steering_group_detail", 16), ("collaboration_detail", 30)]
)
def test_a_steering_group_takes_the_same_for_any_number_of_meetings(
    pair, query_count, name, budget
):
    client = client_of(pair.manager)
    collaboration = rows.collaboration_of(pair)
    url = reverse(f"agreements:{name}", args=[collaboration.public_id])

    assert_within(measure(client, url, pair, rows.add_steering_meeting, query_count), budget)


def test_the_log_takes_the_same_for_any_number_of_lines(pair, query_count):
    client = client_of(person(pair, "privacy_officer"))
    url = reverse("pupils:log_detail", args=[pair.pupil.public_id])
    rows.add_log_row(pair, 0)

    assert_within(measure(client, url, pair, rows.add_log_row, query_count), 10)


CHOSEN = [
    ("counsellor", "followup:own_case_list", rows.add_case, CASELOAD),
    ("manager", "followup:office_case_list", rows.add_case, CASELOAD),
    ("principal", "followup:followup_list", rows.add_followed_pupil, 19),
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

    assert_within(measure(client, found["Location"], pair, rows.add_case, query_count), CASELOAD)
