"""What the forms of a note answer when something is wrong."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from followup.models import Note
from tests.bad_input import (
    AREA_MESSAGE,
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
    read,
    too_long,
)
from tests.factories.pupils import area
from tests.followup.entries import ONCE, VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

TIME_MESSAGE = "Fyll inn et gyldig klokkeslett, for eksempel 09.15"


def clock_change(month: int) -> str:
    """Return the last Sunday of the month last year, when the clock is moved."""
    last = date(timezone.localdate().year - 1, month, 31)
    return (last - timedelta(days=(last.weekday() + 1) % 7)).strftime("%d.%m.%Y")


NOTE = [
    bad("kind", "", "Velg type"),
    bad("kind", "brev", CHOICE_MESSAGE),
    bad("occurred_at_0", "", "Fyll inn når det var", at="occurred_at", also={"occurred_at_1": ""}),
    bad("occurred_at_0", "", "Fyll inn datoen", at="occurred_at"),
    bad("occurred_at_0", "31.11.2026", DATE_MESSAGE, at="occurred_at"),
    bad("occurred_at_0", "i går", DATE_MESSAGE, at="occurred_at"),
    bad("occurred_at_0", days(1), "Tidspunktet kan ikke ligge fram i tid.", at="occurred_at"),
    bad("occurred_at_0", "01.01.2001", "Tidspunktet er for langt tilbake.", at="occurred_at"),
    bad("occurred_at_0", "01.01.0001", "Tidspunktet er for langt tilbake.", at="occurred_at"),
    bad("occurred_at_0", NUL, DATE_MESSAGE, at="occurred_at"),
    bad("occurred_at_1", "", "Fyll inn klokkeslettet", at="occurred_at"),
    bad("occurred_at_1", "25.00", TIME_MESSAGE, at="occurred_at"),
    bad("occurred_at_1", "ni", TIME_MESSAGE, at="occurred_at"),
    bad(
        "occurred_at_0",
        clock_change(3),
        "Klokken stilles i den timen.",
        at="occurred_at",
        also={"occurred_at_1": "02.30"},
    ),
    bad("heading", "", "Fyll inn overskrift"),
    bad("heading", "o" * 121, too_long(120)),
    bad("heading", NUL, NUL_MESSAGE),
    bad("text", "", "Skriv notatet"),
    bad("text", "\n\t ", "Skriv notatet"),
    bad("text", "🦊" * 4001, too_long(4000)),
    bad("text", NUL, NUL_MESSAGE),
    bad("areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("areas", [TOO_BIG], AREA_MESSAGE),
    bad("areas", ["rus"], AREA_MESSAGE),
    bad("areas", [NUL], "Null-tegn er ikke tillatt."),
    bad("next_contact_on", "31.11.2026", DATE_MESSAGE),
    bad("next_contact_on", "snart", DATE_MESSAGE),
    bad("next_contact_on", days(-1), "Neste kontakt må være i dag eller senere."),
    bad("next_contact_on", days(400), "Neste kontakt må være innen et år."),
]
CASE_NOTE = [
    *NOTE,
    bad("audience", [], "Velg hvem notatet er for"),
    bad("audience", "alle", CHOICE_MESSAGE),
]


@pytest.fixture
def case_note(client: Client, world: World) -> FilledForm:
    """Return the form of a new note in a case whose consent covers jobb og praksis."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("case_note_create", world.case_consented),
        kind="conversation",
        occurred_at_0=days(-1),
        occurred_at_1="09.15",
        heading="Samtale",
        text="Vi snakket om praksis.",
        areas=[str(area("jobb-og-praksis").pk)],
        audience="own",
        next_contact_on=days(7),
    )


@pytest.mark.parametrize("entry", [*CASE_NOTE, *ONCE])
def test_a_case_note_refuses(case_note: FilledForm, entry: Bad) -> None:
    case_note.refuses(entry)


@pytest.mark.parametrize("uncovered", ["okonomi", "psykisk-helse"])
def test_a_note_is_not_shared_beyond_the_consent(case_note: FilledForm, uncovered: str) -> None:
    says = "Notatet kan ikke deles. Samtykket til Skoleledelsen, "
    also = {"areas": [str(area(uncovered).pk)]}

    case_note.refuses(Bad("audience", "shared", says, "audience", also))


def test_a_note_sent_twice_is_one(case_note: FilledForm) -> None:
    note = case_note.makes(Note)

    again = case_note.send(text="Noe annet")

    assert again["Location"] == address("case_notes", note.case)
    assert Note.objects.filter(submission_id=note.submission_id).get().text == note.text


def test_odd_text_in_a_note_is_shown_as_it_was_written(case_note: FilledForm) -> None:
    assert case_note.shows(ODD_TEXT, text=ODD_TEXT)
    assert case_note.shows(ODD_TEXT[:60], submission_id=str(uuid.uuid4()), heading=ODD_TEXT[:60])


@pytest.mark.parametrize("areas", [[NOT_OFFERED], [TOO_BIG], [NUL], ["x"] * 300, ["²", "٣"]])
def test_the_readers_of_a_half_written_note_are_told_whatever_is_chosen(
    client: Client, world: World, areas: list[str]
) -> None:
    client.force_login(world.user("counsellor_1"))
    path = address("case_note_readers", world.case_consented)

    response = client.post(path, {"areas": areas, "audience": NUL, "occurred_at_0": "x"})

    assert response.status_code == 200
    assert "NAV-veiledere på saken" in read(response).text


def test_the_readers_of_the_schools_half_written_note_follow_what_is_ticked(
    client: Client, world: World
) -> None:
    client.force_login(world.user("school_counsellor_a"))
    path = address("school_note_readers", world.pupil_no_case)

    plain = read(client.post(path, {"areas": [NOT_OFFERED, NUL], "audience": NUL}))
    ticked = read(client.post(path, {"is_sensitive": "on", "named_readers": ["x", NUL]}))

    assert "Rektor ved" in plain.text
    assert ticked.get_text(" ", strip=True) == "Du 1 person Kolleger du har valgt 2 personer"


@pytest.fixture
def school_note(client: Client, world: World) -> FilledForm:
    """Return the form of a new note at school A."""
    return FilledForm(
        client,
        world.user("school_counsellor_a"),
        address("school_note_create", world.pupil_no_case),
        kind="conversation",
        occurred_at_0=days(-1),
        occurred_at_1="09.15",
        heading="Samtale",
        text="Mye borte om mandagen.",
        areas=[str(area("fravaer-og-motivasjon").pk)],
        named_readers=[str(world.principal_a.pk)],
        next_contact_on=days(7),
    )


READERS_MESSAGE = "Velg blant kollegene i listen"


@pytest.mark.parametrize(
    "entry",
    [
        *NOTE,
        bad("named_readers", [NOT_OFFERED], READERS_MESSAGE),
        bad("named_readers", [TOO_BIG], READERS_MESSAGE),
        bad("named_readers", ["rektor"], READERS_MESSAGE),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_school_note_refuses(school_note: FilledForm, entry: Bad) -> None:
    school_note.refuses(entry)


@pytest.mark.parametrize("name", ["principal_b", "counsellor_1", "former_principal_a"])
def test_only_colleagues_are_named_to_read(
    school_note: FilledForm, world: World, name: str
) -> None:
    stranger = [str(world.records[name].pk)]

    school_note.refuses(Bad("named_readers", stranger, READERS_MESSAGE, "named_readers", {}))


def test_a_school_note_sent_twice_is_one(school_note: FilledForm) -> None:
    note = school_note.makes(Note)

    assert school_note.send(text="Noe annet").status_code == 302

    assert Note.objects.filter(submission_id=note.submission_id).get().text == note.text


def test_odd_text_in_a_school_note_is_shown_as_it_was_written(school_note: FilledForm) -> None:
    assert school_note.shows(ODD_TEXT, text=ODD_TEXT)


@pytest.fixture
def note_change(client: Client, world: World) -> FilledForm:
    """Return the form that changes a note in a case."""
    path = address("note_update", world.note_own_consented)
    return FilledForm(client, world.user("counsellor_1"), path, text="En ny versjon.")


@pytest.mark.parametrize("entry", [*CASE_NOTE, *VERSION])
def test_changing_a_note_refuses(note_change: FilledForm, entry: Bad) -> None:
    note_change.refuses(entry)


@pytest.mark.parametrize("entry", [*NOTE, *VERSION])
def test_changing_a_school_note_refuses(client: Client, world: World, entry: Bad) -> None:
    path = address("note_update", world.note_school_no_case)

    FilledForm(client, world.user("school_counsellor_a"), path, text="Ny.").refuses(entry)


def test_a_note_changed_meanwhile_keeps_the_own_text_and_shows_the_newer(
    note_change: FilledForm,
) -> None:
    assert note_change.send(text="Fra et annet vindu.").status_code == 302

    note_change.refuses(Bad("text", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409)

    answer = note_change.send(text="Min egen")
    assert "Fra et annet vindu." in read(answer).text


def test_a_note_may_be_saved_over_the_newer_knowingly(
    note_change: FilledForm, world: World
) -> None:
    assert note_change.send(text="Fra et annet vindu.").status_code == 302
    shown = read(note_change.send(text="Min egen")).find(id="id_version")
    assert shown is not None

    assert note_change.send(text="Min egen", version=shown["value"]).status_code == 302

    note = Note.objects.get(pk=world.note_own_consented.pk)
    assert (note.text, note.version) == ("Min egen", 3)


@pytest.mark.parametrize("huge", [TOO_BIG, str(2**63)])
def test_a_version_too_big_for_the_database_is_another_version(
    note_change: FilledForm, huge: str
) -> None:
    assert note_change.send(version=huge).status_code == 409


@pytest.fixture
def striking(client: Client, world: World) -> FilledForm:
    """Return the form that strikes a note."""
    path = address("note_strike", world.note_own_consented)
    return FilledForm(client, world.user("counsellor_1"), path, reason="Feil elev.")


@pytest.mark.parametrize(
    "entry",
    [
        bad("reason", "", "Skriv hvorfor notatet strykes"),
        bad("reason", "r" * 501, too_long(500)),
        bad("reason", NUL, NUL_MESSAGE),
        *VERSION,
    ],
)
def test_striking_a_note_refuses(striking: FilledForm, entry: Bad) -> None:
    striking.refuses(entry)


def test_a_note_changed_meanwhile_is_not_struck_unread(striking: FilledForm, world: World) -> None:
    striking.open()
    Note.objects.filter(pk=world.note_own_consented.pk).update(version=2, text="Ny tekst")

    striking.refuses(
        Bad("reason", "Feil elev.", CONFLICT, "", {}), forgets=("version",), status=409
    )


def test_a_struck_note_is_struck_once(striking: FilledForm, world: World) -> None:
    assert striking.send().status_code == 302

    assert striking.send(reason="En annen grunn").status_code == 403

    assert Note.objects.get(pk=world.note_own_consented.pk).struck_reason == "Feil elev."


@pytest.mark.parametrize("name", ["note_update", "note_strike"])
@pytest.mark.parametrize("who", ["manager_1", "colleague_1", "principal_a", "counsellor_2"])
def test_nobody_else_changes_a_note(client: Client, world: World, name: str, who: str) -> None:
    client.force_login(world.user(who))

    response = client.post(address(name, world.note_own_consented), {"reason": "x", "version": 1})

    assert response.status_code in (403, 404)
    assert Note.objects.get(pk=world.note_own_consented.pk).version == 1


def test_bytes_that_are_no_text_are_kept_out(case_note: FilledForm) -> None:
    body = b"heading=%FF%FE&text=%C3%28&kind=conversation"

    response = case_note.client.post(
        case_note.action, body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 422
