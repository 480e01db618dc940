"""Rektor's reviews: remarks without names, and points that become the school's tasks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import CaseloadReview, Task
from navskole.access.person_text import first_names_in
from navskole.organisations.models import Role
from tests.asking import at_noon, day, sees
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.factories.followup import CaseloadReviewFactory, TaskFactory
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import EnrolmentFactory, RiskFlagFactory
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db

# --- The text guard -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Snakk med Åse-Marie", ["Åse-Marie"]),
        ("Åse-Maries fravær", ["Åse-Maries"]),
        ("Marie er nevnt", []),
        ("fravær per elev", []),
        ("Per uke", ["Per"]),
        ("Østby vgs", []),
        ("", []),
    ],
)
def test_a_first_name_of_a_pupil_one_sees_is_found_where_it_is_written_as_one(pair, text, found):
    for first_name, last_name in (("Åse-Marie", "Østby"), ("Per", "Vik")):
        EnrolmentFactory(
            school=pair.school, pupil__first_name=first_name, pupil__last_name=last_name
        )
    EnrolmentFactory(pupil__first_name="Marie", pupil__last_name="Ukjent")

    assert first_names_in(pair.acting("principal"), text) == found


@pytest.fixture
def remarks(client: Client, pair: Pair) -> FilledForm:
    """Return the form that marks the caseload as reviewed, at a school with one named pupil."""
    EnrolmentFactory(school=pair.school, pupil__first_name="Thea", pupil__last_name="Vik")
    path = reverse("followup:review_create")
    return FilledForm(client, pair.principal, path, remarks="Mye fravær.")


def test_a_lone_first_name_is_asked_about_once_and_then_saved(remarks):
    asked = read(remarks.send(remarks="Thea kom tidlig"))
    assert "Teksten har et fornavn: Thea." in asked.find(id="id_remarks_error").text
    assert asked.find(id="id_remarks").text.strip() == "Thea kom tidlig"
    assert asked.find(id="id_names_checked") is not None
    assert not CaseloadReview.objects.exists()

    answer = remarks.send(remarks="Thea kom tidlig", names_checked="on")

    made = CaseloadReview.objects.get()
    assert answer["Location"] == reverse("followup:review_detail", args=[made.public_id])
    assert made.remarks == "Thea kom tidlig"


@pytest.mark.parametrize(
    ("text", "says"),
    [("Thea Vik", "navnet på en elev"), ("Gjelder 14030912345", "fødselsnummer")],
)
def test_no_tick_lets_a_full_name_or_a_national_id_through(remarks, text, says):
    answer = remarks.send(remarks=text, names_checked="on")

    assert answer.status_code == 422
    page = read(answer)
    assert says in page.find(id="id_remarks_error").text
    assert page.find(id="id_names_checked").has_attr("checked")
    assert not CaseloadReview.objects.exists()


# --- Points ---------------------------------------------------------------------------


@pytest.fixture
def point(client: Client, world: World) -> FilledForm:
    """Return the form that adds a point to the review of school A."""
    path = reverse("followup:review_point_create", args=[world.review_a.public_id])
    return FilledForm(
        client,
        world.user("principal_a"),
        path,
        pupil=str(world.pupil_no_case.public_id),
        heading="Snakk med kontaktlærer",
        text="Før høstferien.",
        responsible=str(world.school_counsellor_a.pk),
        due_on=days(7),
    )


def test_a_point_becomes_a_task_of_the_school_and_stands_in_the_review(point, world):
    task = point.makes(Task)
    page = read(point.client.get(point.action.removesuffix("punkt/")))

    assert (task.pupil, task.owner_id, task.review) == (
        world.pupil_no_case,
        world.school_a.pk,
        world.review_a,
    )
    assert (task.responsible, task.due_on) == (world.school_counsellor_a, day(7))
    assert "Snakk med kontaktlærer" in page.select_one("tbody").text
    assert str(world.school_counsellor_a) in page.select_one("tbody").text
    assert sees(world.user("school_counsellor_a"), task)
    assert not sees(world.user("counsellor_1"), task)
    assert point.send()["Location"].endswith(f"{world.review_a.public_id}/")
    assert Task.objects.filter(review=world.review_a).count() == 1


@pytest.mark.parametrize(
    "entry",
    [
        bad("pupil", "", "Velg elev"),
        bad("pupil", NOT_OFFERED, CHOICE_MESSAGE),
        bad("pupil", NUL, CHOICE_MESSAGE),
        bad("heading", "", "Skriv hva som skal gjøres"),
        bad("heading", "h" * 121, too_long(120)),
        bad("heading", NUL, NUL_MESSAGE),
        bad("text", "t" * 2001, too_long(2000)),
        bad("text", NUL, NUL_MESSAGE),
        bad("responsible", "", "Velg hvem som skal gjøre det"),
        bad("responsible", NOT_OFFERED, "Velg en kollega fra listen"),
        bad("due_on", "", "Fyll inn fristen"),
        bad("due_on", "31.11.2026", DATE_MESSAGE),
        bad("due_on", days(-1), "Fristen må være i dag eller senere."),
        bad("due_on", days(1200), "Fristen er for langt fram."),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_point_refuses(point: FilledForm, entry: Bad) -> None:
    point.refuses(entry)


def test_a_pupil_or_a_colleague_of_elsewhere_is_not_offered(point, world):
    for field, record in (
        ("pupil", world.pupil_other_school),
        ("pupil", world.pupil_strict),
    ):
        point.refuses(Bad(field, str(record.public_id), CHOICE_MESSAGE, field, {}))
    for person in (world.school_counsellor_b, world.counsellor_1):
        point.refuses(
            Bad("responsible", str(person.pk), "Velg en kollega fra listen", "responsible", {})
        )


def test_odd_text_in_a_point_is_shown_as_it_was_written(point: FilledForm) -> None:
    assert point.shows(ODD_TEXT, text=ODD_TEXT)


# --- The pages ------------------------------------------------------------------------


def test_the_reviews_say_how_many_points_are_open(pair):
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    own = {"pupil": pair.pupil, "owner": pair.school, "review": review}
    TaskFactory(created_by=pair.principal, due_on=day(-1), **own)
    TaskFactory(created_by=pair.principal, done_at=at_noon(day()), **own)
    TaskFactory(created_by=pair.principal, struck_at=at_noon(day()), **own)
    hidden = {"is_sensitive": True, "created_by": pair.school_counsellor}
    TaskFactory(**own, **hidden)
    rektor = client_of(pair.principal)

    listed = read(rektor.get(reverse("followup:review_list")))
    page = read(rektor.get(reverse("followup:review_detail", args=[review.public_id])))

    assert "1 av 2 åpne" in listed.select_one("tbody").text
    states = [row("td")[-1].get_text(" ", strip=True).split()[0] for row in page.select("tbody tr")]
    assert states == ["Over", "Gjort"]


def test_a_review_is_rektors_own(pair):
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    pages = [
        reverse("followup:review_list"),
        reverse("followup:review_detail", args=[review.public_id]),
        reverse("followup:review_point_create", args=[review.public_id]),
    ]
    deputy = member(Role.PRINCIPAL, pair.school, is_deputy=True)

    answers = {
        user: [client_of(user).get(page).status_code for page in pages]
        for user in (deputy, pair.school_counsellor, pair.manager)
    }

    assert answers[deputy] == [200, 200, 200]
    assert answers[pair.school_counsellor] == [403, 404, 404]
    assert answers[pair.manager] == [403, 404, 404]


def test_no_review_yet_leads_to_the_list(pair):
    page = read(client_of(pair.principal).get(reverse("followup:review_list")))

    assert page.select_one(".nk-empty a")["href"] == reverse("followup:followup_list")


def test_a_point_is_about_a_pupil_of_the_list_alone(pair):
    review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
    followed = EnrolmentFactory(school=pair.school).pupil
    RiskFlagFactory(pupil=followed, owner=pair.school, raised_by=pair.school_counsellor)
    url = reverse("followup:review_point_create", args=[review.public_id])

    page = read(client_of(pair.principal).get(url))

    offered = [option["value"] for option in page.select("#id_pupil option")][1:]
    assert offered == [str(followed.public_id)]
