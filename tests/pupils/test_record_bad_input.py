"""What the forms about absence and places answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from navskole.records.school_year import school_year_of
from pupils.models import SubjectStanding
from tests.asking import day
from tests.bad_input import (
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

# --- Absence and standing -----------------------------------------------------------------

NUMBER = "Skriv et tall, for eksempel 12,5"
HOURS_TOO_MANY = "Fraværet er flere timer enn faget har hatt. Kontroller timene."

STANDING = [
    bad("subject", "", "Fyll inn fag"),
    bad("subject", " ", "Fyll inn fag"),
    bad("subject", "f" * 81, too_long(80)),
    bad("subject", NUL, NUL_MESSAGE),
    bad("school_year", "", "Velg skoleår"),
    bad("school_year", "1999", CHOICE_MESSAGE),
    bad("school_year", "i fjor", CHOICE_MESSAGE),
    bad("term", "", "Velg termin"),
    bad("term", "third", CHOICE_MESSAGE),
    bad("lesson_hours", "", "Fyll inn timer i faget"),
    bad("lesson_hours", "mange", NUMBER),
    bad("lesson_hours", "0", "Skriv 1 eller mer"),
    bad("lesson_hours", "-4", "Skriv 1 eller mer"),
    bad("lesson_hours", "12,25", "Skriv høyst 1 siffer etter komma"),
    bad("lesson_hours", TOO_BIG, "Skriv 999 eller mindre"),
    bad("lesson_hours", "NaN", NUMBER),
    bad("lesson_hours", "5", HOURS_TOO_MANY),
    bad("hours_undocumented", "60,1", HOURS_TOO_MANY, at="lesson_hours"),
    bad("hours_undocumented", "mye", NUMBER),
    bad("hours_undocumented", "-1", "Skriv 0 eller mer"),
    bad("hours_health", TOO_BIG, "Skriv 999 eller mindre"),
    bad("hours_health", NUL, NUMBER),
    bad("warning_sent_on", days(1), "Datoen må være i dag eller tidligere."),
    bad("warning_sent_on", "01.01.2001", "Datoen er for langt tilbake. Kontroller året."),
    bad("warning_sent_on", "31.11.2026", DATE_MESSAGE),
]


@pytest.fixture
def entering(client: Client, world: World) -> FilledForm:
    """Return the form that enters a subject at school A."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:standing_create", args=[world.pupil_no_case.public_id]),
        subject="Naturfag",
        school_year=str(school_year_of(day())),
        term="first",
        lesson_hours="60,5",
        hours_undocumented="4,5",
        hours_health="2",
        warning_sent_on=days(-1),
    )


@pytest.mark.parametrize("entry", STANDING)
def test_entering_a_subject_refuses(entering: FilledForm, entry: Bad) -> None:
    entering.refuses(entry)


def test_a_form_without_its_own_id_is_refused(entering: FilledForm) -> None:
    entering.refuses(Bad("submission_id", "", STALE_FORM, "", {}))


def test_a_subject_entered_twice_is_one(entering: FilledForm) -> None:
    standing = entering.makes(SubjectStanding)

    assert entering.send(subject="Noe annet").status_code == 302
    assert SubjectStanding.objects.filter(submission_id=standing.submission_id).get() == standing


def test_a_subject_of_the_term_is_changed_and_not_entered_again(entering: FilledForm) -> None:
    entering.makes(SubjectStanding)
    already = "Faget er alt ført for denne terminen. Endre det som står der."

    entering.refuses(
        Bad("submission_id", str(uuid.uuid4()), already, "subject", {"subject": "NATURFAG"})
    )


def test_an_odd_subject_is_shown_as_it_was_written(entering: FilledForm) -> None:
    odd = ODD_TEXT[:60].strip()

    assert entering.shows(odd, subject=odd)


@pytest.fixture
def changing(client: Client, world: World) -> FilledForm:
    """Return the form that changes what school A entered."""
    path = reverse("pupils:standing_update", args=[world.standing_no_case.public_id])
    return FilledForm(client, world.user("principal_a"), path, hours_undocumented="12")


@pytest.mark.parametrize(
    "entry",
    [
        bad("subject", "", "Fyll inn fag"),
        bad("lesson_hours", "11", HOURS_TOO_MANY),
        bad("version", "", STALE_FORM, at=""),
        bad("version", "0", STALE_FORM, at=""),
    ],
)
def test_changing_a_subject_refuses(changing: FilledForm, entry: Bad) -> None:
    changing.refuses(entry)


def test_a_subject_changed_meanwhile_is_shown_beside_the_own_entry(changing: FilledForm) -> None:
    assert changing.send(hours_undocumented="13").status_code == 302

    changing.refuses(
        Bad("hours_undocumented", "14", CONFLICT, "", {}), forgets=("version",), status=409
    )


# --- Ending a place ------------------------------------------------------------------------

ENDING = [
    bad("ends_on", "", "Fyll inn siste dag ved skolen"),
    bad("ends_on", "31.11.2026", DATE_MESSAGE),
    bad("ends_on", days(367), "Datoen er mer enn et år unna. Kontroller året."),
    bad("ends_on", days(-367), "Datoen er mer enn et år unna. Kontroller året."),
    bad("ends_on", days(-301), "Siste dag kan ikke være før eleven begynte."),
    bad("end_reason", "", "Velg sluttårsak"),
    bad("end_reason", "lei", CHOICE_MESSAGE),
    bad("new_school", NOT_OFFERED, CHOICE_MESSAGE),
    bad("new_school", TOO_BIG, CHOICE_MESSAGE),
]


@pytest.fixture
def ending(client: Client, world: World) -> FilledForm:
    """Return the form that ends a place at school A."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        reverse("pupils:enrolment_end", args=[world.pupil_no_case.public_id]),
        ends_on=days(0),
        end_reason="left",
    )


@pytest.mark.parametrize("entry", ENDING)
def test_ending_a_place_refuses(ending: FilledForm, entry: Bad) -> None:
    ending.refuses(entry)


def test_a_new_school_is_for_those_who_change_schools(ending: FilledForm, world: World) -> None:
    chosen = str(world.school_b.pk)

    ending.refuses(
        Bad("new_school", chosen, "Velg ny skole bare når eleven bytter skole", "new_school", {})
    )


def test_the_own_school_is_no_new_school(ending: FilledForm, world: World) -> None:
    own = {"end_reason": "moved"}

    ending.refuses(Bad("new_school", str(world.school_a.pk), CHOICE_MESSAGE, "new_school", own))


# --- Whose it is not -----------------------------------------------------------------------


@pytest.mark.parametrize("whose", ["school_b", "strict", "moved_61"])
def test_a_record_one_may_not_see_cannot_be_written_in(
    client: Client, world: World, whose: str
) -> None:
    client.force_login(world.user("colleague_a"))
    pupil = world.records[f"pupil_{whose}"].public_id
    standing = world.records[f"standing_{whose}"].public_id
    asked = {"standing_create": pupil, "enrolment_end": pupil, "standing_update": standing}

    answers = {
        name: client.post(reverse(f"pupils:{name}", args=[public_id]), {"subject": "x"}).status_code
        for name, public_id in asked.items()
    }

    assert set(answers.values()) == {404}, answers
