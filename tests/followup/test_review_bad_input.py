"""What rektor's review answers when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import CaseloadReview
from tests.bad_input import (
    CHOICE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(client: Client, world: World) -> FilledForm:
    """Return the form that marks the caseload as reviewed."""
    return FilledForm(
        client,
        world.user("principal_a"),
        reverse("followup:review_create"),
        school=str(world.school_a.pk),
        remarks="Gått gjennom med elevtjenesten.",
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("school", "", "Velg skole"),
        bad("school", NOT_OFFERED, CHOICE_MESSAGE),
        bad("school", TOO_BIG, CHOICE_MESSAGE),
        bad("remarks", "m" * 2001, too_long(2000)),
        bad("remarks", NUL, NUL_MESSAGE),
        bad("remarks", "Gjelder 01019912345.", "nummer"),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_review_refuses(review: FilledForm, entry: Bad) -> None:
    review.refuses(entry)


def test_a_review_of_another_school_is_refused(review: FilledForm, world: World) -> None:
    review.refuses(Bad("school", str(world.school_b.pk), CHOICE_MESSAGE, "school", {}))


def test_a_review_sent_twice_is_one(review: FilledForm) -> None:
    made = review.makes(CaseloadReview)

    assert review.send(remarks="Noe annet").status_code == 302

    assert CaseloadReview.objects.filter(submission_id=made.submission_id).get() == made


def test_odd_text_in_a_review_is_shown_as_it_was_written(review: FilledForm) -> None:
    assert review.shows(ODD_TEXT, remarks=ODD_TEXT)
