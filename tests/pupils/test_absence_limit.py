"""The absence limit as the rules have it, on each side of every limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from navskole.access.actor import Actor
from navskole.records.school_year import school_year_of
from navskole.rules.models import AbsenceReason, Rule, RuleCode
from pupils.absence_limit import AbsenceLevel, AbsenceRules, Hours, subject_rows, year_tables
from pupils.models import SubjectStanding
from tests.asking import day
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import PupilFactory, enter_standing

pytestmark = pytest.mark.django_db

THIS_YEAR = school_year_of(day())
EVERYTHING = Actor.system("test")


@pytest.fixture
def rules(db) -> AbsenceRules:
    return AbsenceRules.of(THIS_YEAR, on=day())


@pytest.mark.parametrize(
    ("hours", "level"),
    [
        ("7.9", AbsenceLevel.UNDER),
        ("8.0", AbsenceLevel.NEAR),
        ("10.0", AbsenceLevel.NEAR),
        ("10.1", AbsenceLevel.OVER),
        ("15.0", AbsenceLevel.OVER),
        ("15.1", AbsenceLevel.BEYOND),
    ],
)
def test_over_is_more_than_the_limit_itself(rules, hours, level):
    assert rules.level(Decimal(hours)) == level


def test_a_figure_is_judged_before_it_is_rounded(rules):
    hours = Hours(counted=Decimal("10.04"), exempted=Decimal(0), lessons=Decimal(100))

    assert (hours.percent, rules.level(hours.exact_percent)) == (Decimal("10.0"), AbsenceLevel.OVER)


def test_all_absence_counts_but_the_exempt_reasons(rules):
    pupil, school = PupilFactory(), SchoolFactory()
    every = {reason.code: 1 for reason in rules.reasons}
    standing = enter_standing(pupil, school, absent=every, lesson_hours=Decimal(50))

    hours = Hours.of([standing], exempt=rules.exempt)

    assert rules.exempt == set(every) - {"undocumented"}
    assert (hours.counted, hours.exempted, hours.percent) == (
        Decimal(1),
        Decimal(8),
        Decimal("2.0"),
    )


def test_the_terms_of_a_subject_are_judged_together(rules):
    pupil, school = PupilFactory(), SchoolFactory()
    for term, absent in (("first", 12), ("second", 3)):
        enter_standing(pupil, school, subject="Norsk", term=term, absent={"undocumented": absent})

    (row,) = subject_rows(SubjectStanding.objects.for_list(EVERYTHING), rules)

    assert [term.hours.percent for term in row.terms] == [Decimal("12.0"), Decimal("3.0")]
    assert (row.hours.percent, row.level) == (Decimal("7.5"), AbsenceLevel.UNDER)


def test_a_year_that_is_over_keeps_the_rules_of_its_own():
    Rule.objects.create(
        code=RuleCode.ABSENCE_LIMIT, number=5, effective_from=date(2021, 8, 1), source="Prøve"
    )
    AbsenceReason.objects.create(
        code="health", name="Helse", is_exempt=False, effective_from=date(2021, 8, 1), source="P"
    )
    pupil, school = PupilFactory(), SchoolFactory()
    for year in (2020, 2021):
        enter_standing(pupil, school, school_year=year, absent={"undocumented": 4, "health": 4})

    later, earlier = year_tables(SubjectStanding.objects.for_list(EVERYTHING), on=date(2022, 1, 10))

    assert (later.name, later.rules.limit.number, later.subjects[0].level) == (
        "2021/22",
        5,
        AbsenceLevel.OVER,
    )
    assert (earlier.name, earlier.rules.limit.number, earlier.subjects[0].level) == (
        "2020/21",
        10,
        AbsenceLevel.UNDER,
    )


def test_the_rules_are_checked_only_when_every_one_is(rules):
    assert not rules.are_checked
    Rule.objects.update(checked_on=day())
    assert not AbsenceRules.of(THIS_YEAR, on=day()).are_checked

    AbsenceReason.objects.update(checked_on=day())

    assert AbsenceRules.of(THIS_YEAR, on=day()).are_checked


@pytest.mark.parametrize(
    ("lessons", "absent", "is_near"),
    [(30, 2.4, True), (30, 2.3, False), (28.8, 2.3, False), (37.5, 3, True), (100, 7.9, False)],
)
def test_the_database_finds_the_same_pupils_as_the_page(rules, lessons, absent, is_near):
    pupil = PupilFactory()
    standing = enter_standing(
        pupil,
        SchoolFactory(),
        lesson_hours=Decimal(str(lessons)),
        absent={"undocumented": absent, "health": 20},
    )
    shown = rules.level(Hours.of([standing], exempt=rules.exempt).exact_percent)

    found = SubjectStanding.objects.pupils_near(
        school_year=THIS_YEAR, exempt=rules.exempt, percent=rules.near.number
    )

    assert [row["pupil_id"] for row in found] == ([pupil.pk] if is_near else [])
    assert (shown != AbsenceLevel.UNDER) == is_near
