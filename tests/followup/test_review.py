"""Rektor marks the caseload as reviewed, without names."""

from __future__ import annotations

import uuid

import pytest

from followup.actions.review import review_caseload
from followup.models import CaseloadReview
from navskole.access.person_text import NationalIdInText, PersonInText
from navskole.records.errors import NotAllowed, RuleBroken
from tests.asking import sees
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import EnrolmentFactory

pytestmark = pytest.mark.django_db


def review(pair, remarks="Mange med fravær", *, who="principal", **how) -> CaseloadReview:
    given = {"school": pair.school} | how
    return review_caseload(actor=pair.acting(who), remarks=remarks, **given)


def test_a_review_holds_who_when_and_the_remarks(pair):
    review(pair)

    stored = CaseloadReview.objects.get()
    assert (stored.school, stored.remarks, stored.reviewed_by) == (
        pair.school,
        "Mange med fravær",
        pair.principal,
    )
    assert stored.reviewed_at == pair.acting("principal").now
    assert [sees(user, stored) for user in (pair.principal, pair.school_counsellor)] == [
        True,
        False,
    ]


def test_the_same_form_sent_twice_makes_one_review(pair):
    form = uuid.uuid4()

    assert review(pair, submission_id=form) == review(pair, "Annet", submission_id=form)
    assert CaseloadReview.objects.count() == 1


@pytest.mark.parametrize("who", ["school_counsellor", "manager", "counsellor"])
def test_only_rektor_reviews(pair, who):
    with pytest.raises(NotAllowed):
        review(pair, who=who)


def test_rektor_reviews_the_own_school_alone(pair):
    with pytest.raises(RuleBroken):
        review(pair, school=SchoolFactory())


def named_pupil(pair, first_name="Åse-Marie", last_name="Østby"):
    return EnrolmentFactory(
        school=pair.school, pupil__first_name=first_name, pupil__last_name=last_name
    ).pupil


@pytest.mark.parametrize(
    "remarks",
    [
        "Snakket om Åse-Marie Østby i dag",
        "ÅSE-MARIE ØSTBY",
        "Åse Marie Østby.",
        "«Åse-Marie Østby», for eksempel",
        "Åse-Marie\nØstby",
        "Åse-Marie Østbys fravær",
        "Østby, Åse-Marie",
        "Åse\u00ad-Marie_Østby",
    ],
)
def test_a_pupil_the_writer_sees_is_not_named(pair, remarks):
    named_pupil(pair)

    with pytest.raises(PersonInText):
        review(pair, remarks)

    assert not CaseloadReview.objects.exists()


@pytest.mark.parametrize("remarks", ["Kari Lie mangler", "Lie, Kari", "Kari Anne Lie"])
def test_a_pupil_called_by_the_first_of_two_names_is_not_named(pair, remarks):
    named_pupil(pair, first_name="Kari Anne", last_name="Lie")

    with pytest.raises(PersonInText):
        review(pair, remarks)
    assert review(pair, "Anne Lie").remarks == "Anne Lie"


@pytest.mark.parametrize(
    "remarks", ["Åse-Marie kom tidlig", "Østby skole", "Åse-Marie og Østby", "Marie Østbygd"]
)
def test_a_first_or_a_last_name_alone_does_not_stop(pair, remarks):
    named_pupil(pair)

    assert review(pair, remarks).remarks == remarks


def test_a_pupil_the_writer_does_not_see_is_not_given_away(pair):
    EnrolmentFactory(school=SchoolFactory(), pupil__first_name="Ola", pupil__last_name="Nordmann")

    assert review(pair, "Ola Nordmann").remarks == "Ola Nordmann"


@pytest.mark.parametrize(
    "remarks",
    [
        *("Nr. 14030912345 mangler", "140309 12345", "140309-12345", "140309.12345"),
        # Copied from a document, written in groups, or with a sign that is not seen.
        *("140309\u00a012345", "140309 \u2013 12345", "14.03.09 123 45", "54 03 0912345"),
        *("14\u00ad030912345", "148309 12345"),
    ],
)
def test_a_national_id_is_stopped(pair, remarks):
    with pytest.raises(NationalIdInText):
        review(pair, remarks)


@pytest.mark.parametrize(
    "remarks",
    [
        *("Telefon 12345678", "Sak 123456789012", "10.11.2026", "Konto 1234 56 78901"),
        *("Møte 11.12.2026 9.00", "10.12.26: 12 000 kr", "22 00 00 00, 22 00 00 01"),
        "Fra 01.12.26 til 31.12.26",
    ],
)
def test_other_numbers_are_not_taken_for_a_national_id(pair, remarks):
    assert review(pair, remarks).remarks == remarks
