"""Whether a condition is met: measured, or answered by whoever proposes."""

from __future__ import annotations

from datetime import date

import pytest

from followup.catalogue import load_catalogue
from followup.conditions import assess_conditions, unanswered
from followup.differences import content_changes, is_same, pieces
from followup.models import MeasureCondition
from tests.factories.followup import measure_type

pytestmark = pytest.mark.django_db

START = date(2026, 3, 10)


def standing(code: str, born: date = date(2009, 1, 1), **content: object) -> list[str]:
    given = {"planned_start": START, "planned_end": None} | content
    found = assess_conditions(measure_type(code), given, birth_date=born)
    return [str(each.standing) for each in found]


@pytest.mark.parametrize(
    ("born", "expected"),
    [(date(2007, 3, 10), "met"), (date(2007, 3, 11), "not_met")],
)
def test_the_age_is_that_of_the_planned_start(born, expected):
    assert standing("opplaeringstiltak", born) == [expected]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2010, 3, 10), ["met", "met"]),
        (date(2010, 3, 11), ["not_met", "met"]),
        (date(1995, 3, 11), ["met", "met"]),
        (date(1995, 3, 10), ["met", "not_met"]),
    ],
)
def test_the_guarantee_is_for_those_from_sixteen_to_thirty(born, expected):
    assert standing("ungdomsgaranti", born) == expected


def test_a_condition_counts_from_the_day_it_takes_effect():
    assert standing("ungdomsgaranti", planned_start=date(2023, 6, 30)) == []
    assert standing("ungdomsgaranti", planned_start=date(2023, 7, 1)) == ["not_met", "met"]


@pytest.mark.parametrize(
    ("end", "answers", "expected"),
    [
        (None, {}, "unknown"),
        (date(2027, 3, 9), {}, "met"),
        (date(2027, 3, 10), {}, "not_met"),
        (date(2027, 9, 9), {"varighet": {"extended": True}}, "met"),
        (date(2027, 9, 10), {"varighet": {"extended": True}}, "not_met"),
    ],
)
def test_arbeidstrening_lasts_at_most_twelve_months_or_eighteen(end, answers, expected):
    assert standing("arbeidstrening", planned_end=end, condition_answers=answers) == [expected]


@pytest.mark.parametrize("answer", ["met", "not_met", "unknown"])
def test_what_cannot_be_measured_is_as_it_was_answered(answer):
    answers = {"nedsatt-arbeidsevne": {"standing": answer}}

    assert standing("aft") == ["unknown"]
    assert standing("aft", condition_answers=answers) == [answer]


def test_a_breach_is_answered_with_a_reason_unless_it_stops():
    def open_ends(code: str, **content: object) -> list[str]:
        given = {"planned_start": START, "planned_end": date(2028, 1, 1)} | content
        found = assess_conditions(measure_type(code), given, birth_date=date(2009, 1, 1))
        return [each.condition.code for each in unanswered(found)]

    assert open_ends("opplaeringstiltak") == ["alder"]
    assert open_ends("opplaeringstiltak", condition_answers={"alder": {"reason": "Ja"}}) == []
    assert open_ends("arbeidstrening", condition_answers={"varighet": {"reason": "Ja"}}) == [
        "varighet"
    ]


def test_every_shipped_condition_names_its_source():
    assert MeasureCondition.objects.count() > 5
    assert not MeasureCondition.objects.filter(source="").exists()


def test_loading_again_removes_what_no_longer_holds_and_keeps_the_rest():
    kind = measure_type("aft")
    before = set(MeasureCondition.objects.values_list("pk", flat=True))
    MeasureCondition.objects.create(
        type=kind, code="gammelt", kind="assessed", text="Gammelt", source="Før"
    )

    load_catalogue()

    assert set(MeasureCondition.objects.values_list("pk", flat=True)) == before


# --- Differences ----------------------------------------------------------------------

OLD = {"justification": "To dager i butikk", "planned_start": "2026-03-10", "extent": ""}


def test_what_differs_is_said_field_by_field_in_words():
    new = OLD | {
        "justification": "Tre dager i butikk",
        "planned_start": date(2026, 3, 12),
        "condition_answers": {"nedsatt-arbeidsevne": {"standing": "not_met", "reason": "Uklart"}},
    }

    changes = content_changes(OLD, new, measure_type("aft"))

    assert [(change.label, [piece.kind for piece in change.pieces]) for change in changes] == [
        ("Begrunnelse", ["gone", "new", "kept"]),
        ("Planlagt start", ["gone", "new"]),
        ("Nedsatt arbeidsevne.", ["new"]),
    ]
    assert changes[1].pieces[1].text == "12.03.2026"
    assert changes[2].pieces[0].text == "Ikke oppfylt – Uklart"


def test_a_content_from_before_a_field_existed_says_the_same():
    later: dict[str, object] = OLD | {
        "assessment_reference": "",
        "condition_answers": {},
        "planned_end": None,
    }

    assert is_same(OLD, later)
    assert not is_same(OLD, later | {"assessment_reference": "14A"})


def test_both_texts_can_be_read_out_of_the_pieces():
    before, after = "Eleven  møter\nto dager.", "Eleven møter tre dager\ni uken."

    found = pieces(before, after)

    assert "".join(piece.text for piece in found if piece.kind != "new") == before
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after
