"""How far a consent line reaches: kind, service, receiver, areas and the tick for the sensitive."""

from __future__ import annotations

from typing import Any

import pytest

from followup.models import Audience, MeasureState
from navskole.organisations.models import Role, School
from tests.asking import sees
from tests.factories.agreements import contract_in_force
from tests.factories.followup import NoteFactory, make_measure, measure_type
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    RiskFlagFactory,
    give_consent,
)

pytestmark = pytest.mark.django_db

JOB, ABSENCE, HOUSING, HEALTH = (
    "jobb-og-praksis",
    "fravaer-og-motivasjon",
    "bolig",
    "psykisk-helse",
)


@pytest.fixture
def case(db) -> Any:
    school, office = SchoolFactory(), NavOfficeFactory()
    contract_in_force(school=school, office=office)
    pupil = PupilFactory()
    EnrolmentFactory(pupil=pupil, school=school)
    return CaseFactory(pupil=pupil, office=office)


@pytest.fixture
def school(case) -> Any:
    return School.objects.get()


@pytest.fixture
def principal(school) -> Any:
    return member(Role.PRINCIPAL, school)


@pytest.fixture
def school_counsellor(school) -> Any:
    return member(Role.SCHOOL_COUNSELLOR, school)


def shared_note(case: Any, *areas: str, is_sensitive: bool = False) -> Any:
    return NoteFactory(
        case=case, audience=Audience.SHARED, areas=[*areas], is_sensitive=is_sensitive
    )


@pytest.mark.parametrize(
    ("note_areas", "line_areas", "covered"),
    [
        ([JOB], [JOB], True),
        ([JOB], [JOB, ABSENCE], True),
        ([JOB, ABSENCE], [JOB, ABSENCE], True),
        ([], [JOB], True),
        ([JOB, ABSENCE], [JOB], False),
        ([HOUSING], [JOB, ABSENCE], False),
    ],
)
def test_a_shared_note_is_covered_only_when_each_of_its_areas_is(
    case, school, principal, note_areas, line_areas, covered
):
    give_consent(case, school, areas=line_areas)

    assert sees(principal, shared_note(case, *note_areas)) is covered


@pytest.mark.parametrize("ticked", [True, False])
def test_a_sensitive_note_needs_the_lines_own_tick(case, school, principal, ticked):
    give_consent(case, school, areas=[JOB, HEALTH], includes_sensitive=ticked)
    by_area = shared_note(case, HEALTH, is_sensitive=True)
    by_mark = shared_note(case, JOB, is_sensitive=True)
    without_area = shared_note(case, is_sensitive=True)
    plain = shared_note(case, JOB)

    seen = [sees(principal, note) for note in (by_area, by_mark, without_area, plain)]

    assert seen == [ticked, ticked, ticked, True]


def test_the_tick_of_one_line_does_not_help_another(case, school, principal):
    give_consent(case, school, areas=[JOB], includes_sensitive=False)
    give_consent(case, school, areas=[HOUSING], includes_sensitive=True)

    assert not sees(principal, shared_note(case, JOB, is_sensitive=True))


@pytest.mark.parametrize(
    ("information", "sees_case", "sees_note", "sees_measure"),
    [
        (["existence"], True, False, False),
        (["existence", "notes"], True, True, False),
        (["existence", "measures"], True, False, True),
        (["existence", "notes", "measures"], True, True, True),
    ],
)
def test_a_line_opens_its_own_kind_of_information(
    case, school, principal, information, sees_case, sees_note, sees_measure
):
    give_consent(case, school, areas=[JOB], information=information)
    note = shared_note(case, JOB)
    measure = make_measure(case=case, state=MeasureState.SUBMITTED)

    seen = [sees(principal, record) for record in (case, note, measure)]

    assert seen == [sees_case, sees_note, sees_measure]


@pytest.mark.parametrize(
    ("service", "opened"),
    [("school_leadership", [True, False]), ("pupil_services", [False, True])],
)
def test_neither_service_includes_the_other(
    case, school, principal, school_counsellor, service, opened
):
    give_consent(case, school, areas=[JOB], services=[service])
    note = shared_note(case, JOB)

    assert [sees(principal, case), sees(school_counsellor, case)] == opened
    assert [sees(principal, note), sees(school_counsellor, note)] == opened


def test_a_deputy_belongs_to_the_leadership(case, school):
    give_consent(case, school, areas=[JOB], services=["school_leadership"])

    assert sees(member(Role.PRINCIPAL, school, is_deputy=True), case)


def test_a_line_to_another_school_of_the_pupil_opens_nothing_here(case, school, principal):
    other = SchoolFactory()
    contract_in_force(school=other, office=case.office)
    EnrolmentFactory(pupil=case.pupil, school=other)
    give_consent(case, other, areas=[JOB])
    note = shared_note(case, JOB)

    assert [sees(principal, record) for record in (case, note)] == [False, False]
    assert sees(member(Role.PRINCIPAL, other), note)


def test_a_consent_in_one_case_opens_nothing_in_another(case, school, principal):
    other = NavOfficeFactory()
    contract_in_force(school=school, office=other)
    second = CaseFactory(pupil=case.pupil, office=other)
    give_consent(case, school, areas=[JOB])

    assert not sees(principal, second)
    assert not sees(principal, shared_note(second, JOB))


def test_a_consent_about_one_pupil_opens_nothing_about_another(case, school, principal):
    give_consent(case, school, areas=[JOB])
    classmate = PupilFactory()
    EnrolmentFactory(pupil=classmate, school=school)
    theirs = CaseFactory(pupil=classmate, office=case.office, responsible=case.responsible)

    assert not sees(principal, theirs)
    assert not sees(principal, shared_note(theirs, JOB))


@pytest.mark.parametrize("kind", ["own", "struck"])
def test_only_a_standing_shared_note_crosses(case, school, principal, kind):
    give_consent(case, school, areas=[JOB])
    facts = {
        "own": {"audience": Audience.OWN},
        "struck": {"audience": Audience.SHARED, "struck_at": case.history.first().history_date},
    }[kind]

    assert not sees(principal, NoteFactory(case=case, areas=[JOB], **facts))


@pytest.mark.parametrize(
    ("state", "crosses"), [("draft", False), ("submitted", True), ("returned", True)]
)
def test_a_measure_crosses_once_it_has_been_sent(case, school, principal, state, crosses):
    give_consent(case, school, areas=[JOB])

    assert sees(principal, make_measure(case=case, state=state)) is crosses


@pytest.mark.parametrize(
    ("code", "areas", "covered"),
    [
        ("mentor", [JOB, ABSENCE], True),
        ("mentor", [JOB], False),
        ("medvirkning-bolig", [JOB, ABSENCE], False),
    ],
)
def test_a_measure_is_covered_by_the_areas_of_its_type(
    case, school, principal, code, areas, covered
):
    give_consent(case, school, areas=areas)
    measure = make_measure(case=case, state=MeasureState.SUBMITTED, type=measure_type(code))

    assert sees(principal, measure) is covered


def test_a_sensitive_measure_needs_the_tick(case, school, principal):
    give_consent(case, school, areas=[JOB])
    measure = make_measure(case=case, state=MeasureState.SUBMITTED, is_sensitive=True)
    closed = sees(principal, measure)

    give_consent(case, school, areas=[JOB], includes_sensitive=True)

    assert (closed, sees(principal, measure)) == (False, True)


def test_a_flag_never_crosses(case, school, principal):
    give_consent(case, school, areas=[JOB, HEALTH], includes_sensitive=True)

    assert not sees(principal, RiskFlagFactory(case=case))


def test_a_later_line_opens_earlier_shared_notes_that_it_covers(case, school, principal):
    earlier = shared_note(case, JOB)
    before = sees(principal, earlier)

    give_consent(case, school, areas=[JOB])

    assert (before, sees(principal, earlier)) == (False, True)


def test_a_note_changed_to_the_own_side_is_closed_at_once(case, school, principal):
    give_consent(case, school, areas=[JOB])
    note = shared_note(case, JOB)
    before = sees(principal, note)

    note.audience = Audience.OWN
    note.save()

    assert (before, sees(principal, note)) == (True, False)


def test_a_sensitive_school_note_is_for_its_author_and_the_named(case, school, principal):
    author = member(Role.SCHOOL_COUNSELLOR, school)
    named = member(Role.SCHOOL_COUNSELLOR, school)
    note = NoteFactory(
        pupil=case.pupil,
        owner=school,
        is_sensitive=True,
        author=author,
        named_readers=[named, member(Role.SCHOOL_COUNSELLOR, SchoolFactory())],
    )

    assert [sees(user, note) for user in (author, named, principal)] == [True, True, False]
    assert not any(sees(user, note) for user in note.named_readers.exclude(pk=named.pk))


def test_a_named_reader_who_left_the_school_reads_nothing(case, school):
    named = member(Role.SCHOOL_COUNSELLOR, school)
    note = NoteFactory(pupil=case.pupil, owner=school, is_sensitive=True, named_readers=[named])
    named.memberships.update(ended_at=case.history.first().history_date)

    assert not sees(named, note)
