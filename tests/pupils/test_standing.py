"""Enter absence and standing in a subject, on the school's own side."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from navskole.records.school_year import first_day, school_year_of
from pupils.actions.standing import (
    StandingContent,
    SubjectAlreadyEntered,
    change_standing,
    record_standing,
)
from pupils.models import Absence, SubjectStanding
from tests.asking import day
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import EnrolmentFactory, enter_standing, give_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

THIS_YEAR = school_year_of(day())


def content(**facts) -> StandingContent:
    given = {
        "subject": "Norsk",
        "school_year": THIS_YEAR,
        "term": "first",
        "lesson_hours": Decimal(60),
        "absences": {"undocumented": Decimal("4.5"), "health": Decimal(6)},
    }
    return StandingContent(**given | facts)


def record(pair, *, who="school_counsellor", submission_id=None, **facts) -> SubjectStanding:
    return record_standing(
        actor=pair.acting(who),
        pupil=pair.pupil,
        school=pair.school,
        content=content(**facts),
        submission_id=submission_id,
    )


def hours_of(standing) -> dict[str, Decimal]:
    return {row.reason_code: row.hours for row in Absence.objects.filter(standing=standing)}


@pytest.mark.parametrize("who", ["school_counsellor", "principal"])
def test_what_is_entered_is_the_schools_own(pair, who):
    standing = record(pair, who=who, is_at_risk=True, warning_sent_on=day(-3))

    standing.refresh_from_db()
    assert (standing.pupil, standing.owner_id, standing.subject, standing.lesson_hours) == (
        pair.pupil,
        pair.school.pk,
        "Norsk",
        Decimal(60),
    )
    assert (standing.is_at_risk, standing.warning_sent_on) == (True, day(-3))
    assert standing.recorded_by == getattr(pair, who)
    assert hours_of(standing) == {"undocumented": Decimal("4.5"), "health": Decimal(6)}


def test_entering_is_logged_as_the_schools_class_b(pair):
    record(pair)

    event = AccessEvent.objects.get(action=Action.STANDING_SAVED)
    row = event.pupils.get()
    assert (row.pupil_id, row.owner_id, row.classes) == (pair.pupil.pk, pair.school.pk, "B")


def test_a_second_post_returns_the_first(pair):
    once = uuid.uuid4()

    first = record(pair, submission_id=once)
    again = record(pair, submission_id=once, subject="Noe annet")

    assert again == first
    assert SubjectStanding.objects.count() == 1


@pytest.mark.parametrize("subject", ["Norsk", "NORSK", " norsk"])
def test_a_subject_is_entered_once_a_term(pair, subject):
    record(pair)

    with pytest.raises(SubjectAlreadyEntered):
        record(pair, subject=subject)

    record(pair, term="second")
    record(pair, school_year=THIS_YEAR - 1)
    assert SubjectStanding.objects.count() == 3


def test_a_change_brings_the_hours_in_line_and_keeps_every_version(pair):
    standing = record(pair)

    change_standing(
        actor=pair.acting("principal"),
        standing=standing,
        version=1,
        content=content(absences={"undocumented": Decimal(7), "legal": Decimal(1)}),
    )

    assert hours_of(standing) == {"undocumented": Decimal(7), "legal": Decimal(1)}
    assert [row.version for row in standing.history.order_by("version")] == [1, 2]
    told = Absence.history.order_by("history_id").values_list(
        "reason_code", "hours", "history_type", "history_user"
    )
    counsellor, principal = pair.school_counsellor.pk, pair.principal.pk
    assert set(told) == {
        ("undocumented", Decimal("4.5"), "+", counsellor),
        ("health", Decimal(6), "+", counsellor),
        ("health", Decimal(6), "-", principal),
        ("undocumented", Decimal(7), "~", principal),
        ("legal", Decimal(1), "+", principal),
    }


def test_a_stale_change_is_refused(pair):
    standing = record(pair)

    with pytest.raises(StaleVersion):
        change_standing(
            actor=pair.acting("principal"), standing=standing, version=2, content=content()
        )


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_nav_enters_nothing(pair, who):
    give_consent(pair.case, pair.school, areas=["fravaer-og-motivasjon"])

    with pytest.raises(NotAllowed):
        record(pair, who=who)


def test_nothing_is_entered_in_the_name_of_another_school(pair):
    other = SchoolFactory()

    with pytest.raises(NotAllowed):
        record_standing(
            actor=pair.acting("school_counsellor"),
            pupil=pair.pupil,
            school=other,
            content=content(),
        )


# --- The pages --------------------------------------------------------------------------


def test_the_tab_says_how_each_subject_stands_and_that_the_rule_is_not_checked(pair):
    standing = enter_standing(
        pair.pupil, pair.school, subject="Norsk", absent={"undocumented": 11, "health": 5}
    )
    enter_standing(pair.pupil, pair.school, subject="Kroppsøving", absent={"undocumented": 8.5})
    enter_standing(pair.pupil, pair.school, subject="Historie", absent={"undocumented": 15.5})
    enter_standing(pair.pupil, pair.school, subject="Engelsk", is_at_risk=True)

    page = client_of(pair.school_counsellor).get(
        reverse("followup:pupil_standings", args=[pair.pupil.public_id])
    )

    text = " ".join(page.content.decode().split())
    for words in (
        "11,0 %", "Over grensen", "8,5 %", "Nær grensen", "15,5 %", "Over rektors skjønn",
        "Fare for IV", "Varsel ikke sendt", "Ikke kontrollert", "Udir-3-2016",
        reverse("pupils:standing_update", args=[standing.public_id]),
    ):  # fmt: skip
        assert words in text


def test_another_school_of_the_pupil_sees_none_of_it(pair):
    enter_standing(pair.pupil, pair.school, subject="Hemmelig fag", absent={"undocumented": 20})
    other = SchoolFactory()
    EnrolmentFactory(pupil=pair.pupil, school=other)
    client = client_of(member(Role.SCHOOL_COUNSELLOR, other))

    pages = [
        client.get(reverse(f"followup:{name}", args=[pair.pupil.public_id]))
        for name in ("pupil_detail", "pupil_standings", "pupil_enrolments")
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert not any("Hemmelig fag" in page.content.decode() for page in pages)
    assert str(pair.school) not in pages[2].content.decode()


def test_the_first_day_of_the_school_year_is_the_first_of_august():
    assert (first_day(2026).isoformat(), school_year_of(first_day(2026))) == ("2026-08-01", 2026)
