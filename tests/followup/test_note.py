"""Write, change and strike notes."""

from __future__ import annotations

import uuid

import pytest

from followup.actions.note import (
    NotCoveredByConsent,
    NoteContent,
    change_note,
    strike_note,
    write_case_note,
    write_school_note,
)
from followup.models import Audience, Note
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import actor_on, at_noon, day, sees
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pupils import area, give_consent

pytestmark = pytest.mark.django_db

JOB, HOUSING, HEALTH = "jobb-og-praksis", "bolig", "psykisk-helse"


def content(*codes, **facts) -> NoteContent:
    given = {
        "kind": "conversation",
        "occurred_at": at_noon(day(-1)),
        "heading": "Samtale",
        "text": "Eleven vil prøve arbeid.",
        "areas": [area(code) for code in codes],
    }
    return NoteContent(**given | facts)


def shared(*codes, **facts) -> NoteContent:
    return content(*codes, audience=Audience.SHARED, **facts)


def write(pair, written, *, who="counsellor", submission_id=None) -> Note:
    return write_case_note(
        actor=pair.acting(who), case=pair.case, content=written, submission_id=submission_id
    )


def test_a_note_in_a_case_is_the_offices_own(pair):
    write(pair, content(JOB, next_contact_on=day(7)))

    note = Note.objects.get()
    assert (note.pupil, note.case, note.owner_id) == (pair.pupil, pair.case, pair.office.pk)
    assert (note.heading, note.text) == ("Samtale", "Eleven vil prøve arbeid.")
    assert (note.audience, note.author, note.next_contact_on) == (
        "own",
        pair.counsellor,
        day(7),
    )
    assert (note.occurred_at, note.created_at) == (
        at_noon(day(-1)),
        pair.acting("counsellor").now,
    )
    assert [a.code for a in note.areas.all()] == [JOB]
    assert (note.classes, note.owner_tag) == ("C", "nav")


@pytest.mark.parametrize(
    ("codes", "marked", "sensitive", "classes"),
    [((JOB,), False, False, "C"), ((JOB,), True, True, "CD"), ((JOB, HEALTH), False, True, "CD")],
)
def test_a_note_is_sensitive_by_its_mark_or_an_area(pair, codes, marked, sensitive, classes):
    note = write(pair, content(*codes, is_sensitive=marked))

    assert (note.is_sensitive, note.classes) == (sensitive, classes)
    assert sees(pair.manager, note) is not sensitive


def test_the_same_form_sent_twice_writes_one_note(pair):
    form = uuid.uuid4()

    first = write(pair, content(), submission_id=form)
    second = write(pair, content(heading="Annet"), submission_id=form)

    assert second == first
    assert list(Note.objects.values_list("heading", flat=True)) == ["Samtale"]


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_writes_in_a_case(pair, who):
    with pytest.raises(NotAllowed):
        write(pair, content(), who=who)


def test_nothing_is_written_in_a_closed_case(pair):
    pair.case.status, pair.case.closed_on = "closed", day(0)
    pair.case.save()

    with pytest.raises(NotAllowed):
        write(pair, content())


# --- Sharing --------------------------------------------------------------------------


def test_a_note_is_shared_under_a_line_that_covers_it(pair):
    give_consent(pair.case, pair.school, areas=[JOB])

    note = write(pair, shared(JOB))

    assert (note.audience, note.classes, note.owner_tag) == ("shared", "E", "shared")
    assert sees(pair.principal, note)


@pytest.mark.parametrize(
    ("consent", "codes", "marked"),
    [
        (None, (JOB,), False),
        ({"areas": [HOUSING]}, (JOB,), False),
        ({"areas": [JOB]}, (JOB, HOUSING), False),
        ({"areas": [JOB]}, (JOB,), True),
        ({"areas": [JOB, HEALTH]}, (HEALTH,), False),
        ({"areas": [JOB], "information": ["existence", "measures"]}, (JOB,), False),
        ({"areas": [JOB], "status": "refused"}, (JOB,), False),
        ({"areas": [JOB], "ends_on": day(-1)}, (JOB,), False),
        ({"areas": [JOB], "starts_on": day(1)}, (JOB,), False),
    ],
)
def test_a_note_that_no_line_in_force_covers_is_not_shared(pair, consent, codes, marked):
    if consent:
        give_consent(pair.case, pair.school, **consent)

    with pytest.raises(NotCoveredByConsent):
        write(pair, shared(*codes, is_sensitive=marked))

    assert not Note.objects.exists()


def test_a_sensitive_note_is_shared_under_the_tick(pair):
    give_consent(pair.case, pair.school, areas=[JOB, HEALTH], includes_sensitive=True)

    assert sees(pair.principal, write(pair, shared(HEALTH)))


@pytest.mark.parametrize("ending", ["enrolment", "contract"])
def test_nothing_new_is_shared_once_the_crossing_has_ended(pair, ending):
    give_consent(pair.case, pair.school, areas=[JOB])
    if ending == "enrolment":
        pair.enrolment.ends_on = day(-1)
        pair.enrolment.save()
    else:
        pair.contract.in_force_until = day(-1)
        pair.contract.save()

    with pytest.raises(NotCoveredByConsent):
        write(pair, shared(JOB))


# --- The school's own -----------------------------------------------------------------


def write_at_school(pair, written, *, who="school_counsellor", school=None) -> Note:
    return write_school_note(
        actor=pair.acting(who), pupil=pair.pupil, school=school or pair.school, content=written
    )


@pytest.mark.parametrize("who", ["school_counsellor", "principal"])
def test_a_note_of_the_school_is_its_own(pair, who):
    note = write_at_school(pair, content(), who=who)

    assert (note.case, note.owner_id, note.classes, note.owner_tag) == (
        None,
        pair.school.pk,
        "B",
        "school",
    )
    assert not sees(pair.counsellor, note)


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_nav_writes_no_note_of_the_school(pair, who):
    with pytest.raises(NotAllowed):
        write_at_school(pair, content(), who=who)


def test_no_note_is_written_in_another_schools_name(pair):
    with pytest.raises(NotAllowed):
        write_at_school(pair, content(), school=SchoolFactory())


def test_named_readers_are_kept_for_a_sensitive_note_alone(pair):
    plain = write_at_school(pair, content(named_readers=[pair.principal]))
    sensitive = write_at_school(pair, content(is_sensitive=True, named_readers=[pair.principal]))

    assert list(plain.named_readers.all()) == []
    assert list(sensitive.named_readers.all()) == [pair.principal]


# --- Changing -------------------------------------------------------------------------


def change(pair, note, written, *, version=1, who="counsellor") -> Note:
    return change_note(actor=pair.acting(who), note=note, version=version, content=written)


def test_a_change_makes_a_new_version_and_keeps_the_old(pair):
    note = write(pair, content(JOB))

    change(pair, note, content(HOUSING, text="Nytt"))

    stored = Note.objects.get()
    versions = {row.version: row for row in stored.history.order_by("history_id")}
    assert (stored.text, stored.version) == ("Nytt", 2)
    assert [a.code for a in stored.areas.all()] == [HOUSING]
    assert {number: row.text for number, row in versions.items()} == {
        1: "Eleven vil prøve arbeid.",
        2: "Nytt",
    }
    assert {
        number: {link.problemarea.code for link in row.areas.all()}
        for number, row in versions.items()
    } == {1: {JOB}, 2: {HOUSING}}


def test_changing_an_old_version_is_refused_and_keeps_the_newer_text(pair):
    note = write(pair, content())
    change(pair, note, content(text="Nytt"))

    with pytest.raises(StaleVersion) as refused:
        change(pair, note, content(text="For sent"))

    assert refused.value.facts["record"].text == "Nytt"
    assert Note.objects.get().text == "Nytt"


def test_a_colleague_on_the_case_does_not_change_anothers_note(pair):
    note = write(pair, content())
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    with pytest.raises(NotAllowed):
        change_note(actor=actor_on(colleague), note=note, version=1, content=content())


def test_a_note_cannot_become_shared_without_cover(pair):
    note = write(pair, content(JOB))

    with pytest.raises(NotCoveredByConsent):
        change(pair, note, shared(JOB))


def test_a_note_taken_back_is_closed_to_the_school_at_once(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    note = write(pair, shared(JOB))
    before = sees(pair.principal, note)

    change(pair, note, content(JOB))

    assert (before, sees(pair.principal, note)) == (True, False)


def test_a_note_given_an_uncovered_area_cannot_stay_shared(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    note = write(pair, shared(JOB))

    with pytest.raises(NotCoveredByConsent):
        change(pair, note, shared(JOB, HOUSING))


# --- Striking -------------------------------------------------------------------------


def test_a_struck_note_stays_readable_on_its_own_side_and_leaves_the_other(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    note = write(pair, shared(JOB))

    strike_note(actor=pair.acting("counsellor"), note=note, version=1, reason="Feil elev")

    stored = Note.objects.get()
    assert (stored.struck_by, stored.struck_reason, stored.text) == (
        pair.counsellor,
        "Feil elev",
        "Eleven vil prøve arbeid.",
    )
    assert (sees(pair.counsellor, note), sees(pair.principal, note)) == (True, False)
    assert list(Note.objects.contacts()) == []


def test_a_struck_note_is_not_changed_again(pair):
    note = write(pair, content())
    strike_note(actor=pair.acting("counsellor"), note=note, version=1, reason="Feil elev")

    with pytest.raises(NotAllowed):
        change(pair, note, content(), version=2)


def test_striking_an_old_version_is_refused(pair):
    note = write(pair, content())
    change(pair, note, content(text="Nytt"))

    with pytest.raises(StaleVersion):
        strike_note(actor=pair.acting("counsellor"), note=note, version=1, reason="x")


@pytest.mark.parametrize(
    ("kind", "counts"),
    [("conversation", True), ("phone", True), ("home_visit", True), ("observation", False)],
)
def test_what_counts_as_contact_with_the_pupil(pair, kind, counts):
    note = write(pair, content(kind=kind))

    assert list(Note.objects.contacts()) == ([note] if counts else [])
