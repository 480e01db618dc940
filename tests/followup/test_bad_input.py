"""What the forms of follow-up answer when something is wrong."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from followup.models import (
    CaseloadReview,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    Note,
)
from pupils.models import Case, Consent, ContactDetails, RiskFlag
from tests.bad_input import (
    AREA_MESSAGE,
    CHOICE_MESSAGE,
    CONFLICT,
    DATE_MESSAGE,
    EMAIL_MESSAGE,
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
from tests.factories.followup import measure_type
from tests.factories.pupils import area
from tests.world import World

pytestmark = pytest.mark.django_db

TIME_MESSAGE = "Fyll inn et gyldig klokkeslett, for eksempel 09.15"


def clock_change(month: int) -> str:
    """Return the last Sunday of the month last year, when the clock is moved."""
    last = date(timezone.localdate().year - 1, month, 31)
    return (last - timedelta(days=(last.weekday() + 1) % 7)).strftime("%d.%m.%Y")


def address(name: str, record: Any) -> str:
    """Return the address of a page about the record."""
    return reverse(f"followup:{name}", args=[record.public_id])


# --- Notes --------------------------------------------------------------------------------

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


@pytest.mark.parametrize(
    "entry",
    [
        *CASE_NOTE,
        bad("submission_id", "", STALE_FORM, at=""),
        bad("submission_id", "1", STALE_FORM, at=""),
    ],
)
def test_a_case_note_refuses(case_note: FilledForm, entry: Bad) -> None:
    case_note.refuses(entry)


@pytest.mark.parametrize("uncovered", ["okonomi", "psykisk-helse"])
def test_a_note_is_not_shared_beyond_the_consent(case_note: FilledForm, uncovered: str) -> None:
    says = "Ingen samtykkelinje som gjelder, dekker dette notatet."
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


VERSION = [
    bad("version", "", STALE_FORM, at=""),
    bad("version", "to", STALE_FORM, at=""),
    bad("version", "-1", STALE_FORM, at=""),
]


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


# --- Flags of a case ------------------------------------------------------------------

CASE_FLAG = [
    bad("area", "", "Velg problemområde"),
    bad("area", NOT_OFFERED, CHOICE_MESSAGE),
    bad("area", TOO_BIG, CHOICE_MESSAGE),
    bad("level", [], "Velg hvor mye det haster"),
    bad("level", "svært", CHOICE_MESSAGE),
    bad("reason", "", "Skriv hvorfor du hever flagget"),
    bad("reason", "r" * 1001, too_long(1000)),
    bad("reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def case_flag(client: Client, world: World) -> FilledForm:
    """Return the form that raises a flag in a case."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("case_flag_create", world.case_consented),
        area=str(area("bolig").pk),
        level="concern",
        reason="Uten fast bolig fra nyttår.",
    )


@pytest.mark.parametrize("entry", CASE_FLAG)
def test_raising_a_flag_in_a_case_refuses(case_flag: FilledForm, entry: Bad) -> None:
    case_flag.refuses(entry)


def test_a_flag_in_a_case_sent_twice_is_one(case_flag: FilledForm) -> None:
    flag = case_flag.makes(RiskFlag)

    assert case_flag.send(reason="Noe annet").status_code == 302

    assert RiskFlag.objects.filter(submission_id=flag.submission_id).get() == flag


# --- Consent --------------------------------------------------------------------------

EVERYTHING = ["existence", "measures", "notes"]
CONSENT = [
    bad("status", [], "Velg hva eleven svarte"),
    bad("status", "withdrawn", CHOICE_MESSAGE),
    bad("method", [], "Svar på spørsmålet «Hvordan ble svaret gitt?»"),
    bad("method", "røyk", CHOICE_MESSAGE),
    bad("summary", "", "Skriv et sammendrag av det eleven sa"),
    bad("summary", "s" * 1001, too_long(1000)),
    bad("summary", NUL, NUL_MESSAGE),
    bad(
        "school_leadership",
        [],
        "Kryss av for hva eleven samtykker til å dele",
        also={"pupil_services": []},
    ),
    bad("school_leadership", ["alt"], CHOICE_MESSAGE),
    bad("pupil_services", ["alt"], CHOICE_MESSAGE),
    bad("school_leadership", ["notes"], "en tjeneste som får vite at saken finnes"),
    bad("school_leadership", ["absence"], CHOICE_MESSAGE),
    bad("pupil_services_areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("pupil_services_areas", [TOO_BIG], AREA_MESSAGE),
    bad("pupil_services_areas", ["bolig"], AREA_MESSAGE),
    bad("pupil_services_areas", [], "Velg områdene tiltakene kan gjelde"),
    bad("pupil_services_sensitive_areas", [NOT_OFFERED], AREA_MESSAGE),
    bad("outside_services", ["barnevern"], CHOICE_MESSAGE),
    bad("starts_on", "", "Fyll inn gjelder fra"),
    bad("starts_on", "31.11.2026", DATE_MESSAGE),
    bad("starts_on", days(1), "Datoen må være i dag eller i løpet av det siste året."),
    bad("starts_on", days(-400), "Datoen må være i dag eller i løpet av det siste året."),
    bad("ends_on", "", "Fyll inn gjelder til og med"),
    bad("ends_on", "for alltid", DATE_MESSAGE),
    bad("ends_on", days(-1), "Siste dag må være i dag eller senere."),
    bad("ends_on", days(3 * 366), "Samtykket kan gjelde til"),
    bad("age_assessment", "", "Skriv hvorfor eleven kan samtykke selv"),
    bad("age_assessment", "v" * 1001, too_long(1000)),
    bad("age_assessment", NUL, NUL_MESSAGE),
    bad("guardian_involved", [], "Svar på om foresatt er involvert"),
    bad("guardian_involved", "kanskje", CHOICE_MESSAGE),
    bad("guardian_reason", "", "Skriv hvorfor foresatt er eller ikke er involvert"),
    bad("guardian_reason", "g" * 501, too_long(500)),
    bad("guardian_reason", NUL, NUL_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def consent(client: Client, world: World) -> FilledForm:
    """Return the form that records a consent of a minor, given orally."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("consent_create", world.case_unconsented),
        status="given",
        method="oral",
        summary="Ja til at skolen vet.",
        school_leadership=EVERYTHING,
        school_leadership_areas=[str(area("jobb-og-praksis").pk)],
        pupil_services=EVERYTHING,
        pupil_services_areas=[str(area("jobb-og-praksis").pk)],
        starts_on=days(0),
        ends_on=days(100),
        age_assessment="Eleven er 17 år og forstår valget.",
        guardian_involved="no",
        guardian_reason="Eleven ønsker det ikke.",
    )


def having_seen(form: FilledForm, **changes: Any) -> FilledForm:
    """Send the form once, so that it knows what has been shown, and return it."""
    page = read(form.send(**changes))
    form.values["seen"] = str(page.select_one("input[name=seen]")["value"])
    return form


@pytest.mark.parametrize("entry", CONSENT)
def test_recording_a_consent_refuses(consent: FilledForm, entry: Bad) -> None:
    consent.refuses(entry)


def test_a_sensitive_area_needs_its_own_tick(consent: FilledForm) -> None:
    says = "krever at eleven samtykker uttrykkelig til det sensitive."
    areas = {"school_leadership_sensitive_areas": [str(area("rus").pk)]}

    consent.refuses(
        Bad("school_leadership_sensitive", [], says, "school_leadership_sensitive", areas)
    )


def test_a_no_asks_for_no_dates_and_keeps_none_of_what_is_wrong_in_them(
    consent: FilledForm,
) -> None:
    made = consent.makes(Consent, status="refused", starts_on="i går", ends_on="", areas=["x"])

    assert (made.status, made.starts_on, made.ends_on) == ("refused", timezone.localdate(), None)
    assert made.lines.count() == 0


def test_a_consent_sent_twice_is_one(consent: FilledForm) -> None:
    made = having_seen(consent).makes(Consent)

    assert consent.send(summary="Noe annet").status_code == 302

    assert Consent.objects.filter(case=made.case).get() == made
    assert made.lines.count() == 6


def test_odd_text_in_a_consent_is_shown_as_it_was_written(consent: FilledForm) -> None:
    assert having_seen(consent).shows(ODD_TEXT, summary=ODD_TEXT)


@pytest.fixture
def withdrawal(client: Client, world: World) -> FilledForm:
    """Return the form that withdraws a consent."""
    path = address("consent_withdraw", world.consent_consented)
    return FilledForm(client, world.user("counsellor_1"), path, reason="Vil ikke lenger.")


@pytest.mark.parametrize(
    "entry",
    [bad("reason", "r" * 501, too_long(500)), bad("reason", NUL, NUL_MESSAGE), *VERSION],
)
def test_withdrawing_a_consent_refuses(withdrawal: FilledForm, entry: Bad) -> None:
    withdrawal.refuses(entry)


def test_a_consent_changed_meanwhile_is_not_withdrawn_unread(
    withdrawal: FilledForm, world: World
) -> None:
    Consent.objects.filter(pk=world.consent_consented.pk).update(version=2)

    withdrawal.refuses(
        Bad("reason", "Vil ikke lenger.", CONFLICT, "", {}), forgets=("version",), status=409
    )


def test_a_consent_is_withdrawn_once(withdrawal: FilledForm, world: World) -> None:
    assert withdrawal.send().status_code == 302
    ended = Consent.objects.get(pk=world.consent_consented.pk)

    again = withdrawal.send(version="2")

    assert again.status_code in (302, 403, 409, 422)
    assert Consent.objects.get(pk=ended.pk).ended_at == ended.ended_at


# --- Assign, contact ------------------------------------------------------------------


@pytest.fixture
def assignment(client: Client, world: World) -> FilledForm:
    """Return the form that assigns a case to a colleague."""
    path = address("case_assign", world.case_consented)
    colleague = str(world.colleague_1.pk)
    return FilledForm(client, world.user("manager_1"), path, person=colleague)


@pytest.mark.parametrize(
    "entry",
    [
        bad("person", "", "Velg ansvarlig veileder"),
        bad("person", NOT_OFFERED, CHOICE_MESSAGE),
        bad("person", TOO_BIG, CHOICE_MESSAGE),
        bad("person", "Kari", CHOICE_MESSAGE),
        *VERSION,
    ],
)
def test_assigning_a_case_refuses(assignment: FilledForm, entry: Bad) -> None:
    assignment.refuses(entry)


@pytest.mark.parametrize("name", ["counsellor_2", "manager_1", "former_1", "inactive_1"])
def test_a_case_goes_to_a_veileder_of_the_office_alone(
    assignment: FilledForm, world: World, name: str
) -> None:
    stranger = str(world.records[name].pk)

    assignment.refuses(Bad("person", stranger, CHOICE_MESSAGE, "person", {}))


def test_a_case_changed_meanwhile_is_not_assigned_unread(
    assignment: FilledForm, world: World
) -> None:
    Case.objects.filter(pk=world.case_consented.pk).update(version=2)

    assignment.refuses(
        Bad("person", str(world.colleague_1.pk), CONFLICT, "", {}),
        forgets=("version",),
        status=409,
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("phone", "ring meg", "Skriv telefonnummeret med bare sifre."),
        bad("phone", "9" * 21, too_long(20)),
        bad("phone", NUL, NUL_MESSAGE),
        bad("email", "nora", EMAIL_MESSAGE),
        bad("email", f"{'n' * 320}@elev.example", "Skriv høyst"),
        bad("first_name", "", "Fyll inn fornavn"),
        bad("first_name", "f" * 101, too_long(100)),
        bad("last_name", "", "Fyll inn etternavn"),
        bad("last_name", NUL, NUL_MESSAGE),
        bad("municipality_of_stay", NOT_OFFERED, CHOICE_MESSAGE),
        bad("municipality_of_stay", TOO_BIG, CHOICE_MESSAGE),
    ],
)
def test_contact_details_refuse(client: Client, world: World, entry: Bad) -> None:
    path = address("case_contact", world.case_consented)

    FilledForm(client, world.user("counsellor_1"), path, phone="90000001").refuses(entry)


def test_contact_details_sent_twice_are_kept_once(client: Client, world: World) -> None:
    path = address("case_contact", world.case_consented)
    form = FilledForm(client, world.user("counsellor_1"), path, phone="90000001")

    assert [form.send().status_code for _ in range(2)] == [302, 302]

    known = ContactDetails.objects.filter(pupil=world.pupil_consented, owner=world.office_1)
    assert known.get().phone == "90000001"


# --- Measures -------------------------------------------------------------------------

PART = [
    bad("justification", "", "Skriv hvorfor eleven trenger tiltaket"),
    bad("justification", "j" * 4001, too_long(4000)),
    bad("justification", NUL, NUL_MESSAGE),
    bad("extent", "o" * 201, too_long(200)),
    bad("extent", NUL, NUL_MESSAGE),
    bad("planned_start", "", "Fyll inn planlagt start"),
    bad("planned_start", "31.11.2026", DATE_MESSAGE),
    bad("planned_start", days(-1), "Planlagt start må være i dag eller senere."),
    bad("planned_start", days(366 * 4), "Planlagt start er for langt fram."),
    bad("planned_start", "31.12.9999", "Planlagt start er for langt fram."),
    bad("planned_end", "til våren", DATE_MESSAGE),
    bad("planned_end", days(1), "Planlagt slutt må være etter planlagt start."),
    bad("planned_end", days(366 * 5), "Planlagt slutt er for langt fram."),
]
PROPOSAL = [
    *PART,
    bad("type", "", "Velg tiltak"),
    bad("type", NOT_OFFERED, CHOICE_MESSAGE),
    bad("type", TOO_BIG, CHOICE_MESSAGE),
    bad("type", "arbeidstrening", CHOICE_MESSAGE),
    bad("submission_id", "", STALE_FORM, at=""),
]


@pytest.fixture
def proposal(client: Client, world: World) -> FilledForm:
    """Return the form that proposes arbeidstrening."""
    return FilledForm(
        client,
        world.user("counsellor_1"),
        address("measure_create", world.case_consented),
        type=str(measure_type().pk),
        justification="Trenger erfaring.",
        extent="To dager i uken",
        planned_start=days(14),
        planned_end=days(100),
    )


@pytest.mark.parametrize("entry", PROPOSAL)
def test_proposing_a_measure_refuses(proposal: FilledForm, entry: Bad) -> None:
    proposal.refuses(entry)


def test_a_measure_of_the_school_is_not_proposed_by_nav(proposal: FilledForm) -> None:
    foreign = str(measure_type("tilrettelagt-opplaering").pk)

    proposal.refuses(Bad("type", foreign, CHOICE_MESSAGE, "type", {}))


def test_asking_the_school_for_a_part_refuses_half_of_it(proposal: FilledForm) -> None:
    school = {"other_type": str(measure_type("tilrettelagt-opplaering").pk)}

    for field, value, says, also in (
        ("other_type", NOT_OFFERED, CHOICE_MESSAGE, {"other_request": "Gi tid."}),
        ("other_type", str(measure_type().pk), CHOICE_MESSAGE, {"other_request": "Gi tid."}),
        ("other_type", "", "Velg tiltak på skolen", {"other_request": "Gi tid."}),
        ("other_request", "", "Skriv hva NAV ber skolen om", school),
        ("other_request", "r" * 2001, too_long(2000), school),
        ("other_request", NUL, NUL_MESSAGE, school),
    ):
        proposal.refuses(Bad(field, value, says, field, also))
    referral = {"type": str(measure_type("los").pk), "other_request": "Gi tid."}
    says = "En henvisning kan ikke kombineres"
    proposal.refuses(Bad("other_type", school["other_type"], says, "other_type", referral))


def test_the_schools_part_refuses(client: Client, world: World) -> None:
    form = FilledForm(
        client,
        world.user("school_counsellor_a"),
        address("school_part_create", world.measure_asking_consented),
        justification="Trenger et lettere opplegg.",
        planned_start=days(14),
    )

    for field, value, says in (
        ("justification", "", "Skriv hvorfor eleven trenger tiltaket"),
        ("justification", NUL, NUL_MESSAGE),
        ("planned_start", "31.11.2026", DATE_MESSAGE),
        ("planned_end", days(1), "Planlagt slutt må være etter planlagt start."),
    ):
        form.refuses(Bad(field, value, says, field, {}))
    form.refuses(Bad("submission_id", "", STALE_FORM, "", {}))
    assert form.shows(ODD_TEXT, justification=ODD_TEXT)


def test_a_proposal_sent_twice_is_one(proposal: FilledForm) -> None:
    measure = proposal.makes(Measure)

    again = proposal.send(justification="Noe annet")

    assert again["Location"] == address("measure_detail", measure)
    assert MeasurePart.objects.filter(measure=measure).count() == 1


def test_odd_text_in_a_measure_is_shown_as_it_was_written(proposal: FilledForm) -> None:
    assert proposal.shows(ODD_TEXT, justification=ODD_TEXT)


@pytest.fixture
def measure_change(client: Client, world: World) -> FilledForm:
    """Return the form that changes a draft."""
    path = address("measure_update", world.measure_draft_consented)
    return FilledForm(client, world.user("counsellor_1"), path, justification="Ny begrunnelse.")


@pytest.mark.parametrize("entry", [*PART, *VERSION])
def test_changing_a_measure_refuses(measure_change: FilledForm, entry: Bad) -> None:
    measure_change.refuses(entry)


def test_a_measure_changed_meanwhile_keeps_the_own_text_and_shows_the_newer(
    measure_change: FilledForm,
) -> None:
    assert measure_change.send(justification="Fra et annet vindu.").status_code == 302

    measure_change.refuses(
        Bad("justification", "Min egen", CONFLICT, "", {}), forgets=("version",), status=409
    )

    answer = measure_change.send(justification="Min egen")
    assert "Fra et annet vindu." in read(answer).text


@pytest.mark.parametrize("version", ["", "0", "7", "en", TOO_BIG, NUL])
def test_a_measure_is_sent_only_as_it_stood_on_the_page(
    client: Client, world: World, version: str
) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_draft_consented

    response = client.post(address("measure_submit", measure), {"version": version}, follow=True)

    assert response.redirect_chain[-1][0] == address("measure_detail", measure)
    alerts = read(response).select("#nk-messages .aksel-alert, #nk-messages [data-color]")
    assert "Innholdet er endret av" in " ".join(alert.text for alert in alerts)
    assert MeasurePart.objects.get(measure=measure).state == MeasureState.DRAFT


def test_a_measure_sent_twice_is_submitted_once(client: Client, world: World) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_draft_consented

    answers = [client.post(address("measure_submit", measure), {"version": "1"}) for _ in range(2)]

    assert answers[0].status_code == 302
    assert answers[1].status_code in (302, 403)
    assert MeasurePart.objects.get(measure=measure).submissions.count() == 1


ANSWER = [bad("digest", "", STALE_FORM, at=""), *VERSION]
REASONED = [
    *ANSWER,
    bad("reasons", [], "Velg minst én grunn"),
    bad("reasons", ["humør"], CHOICE_MESSAGE),
    bad("text", "t" * 2001, too_long(2000)),
    bad("text", NUL, NUL_MESSAGE),
]
ANSWERS = {
    "approve": [*ANSWER, bad("text", "t" * 2001, too_long(2000)), bad("text", NUL, NUL_MESSAGE)],
    "return": [*REASONED, bad("text", " ", "Skriv hvorfor du returnerer tiltaket")],
    "hold": [*ANSWER, bad("text", "", "Skriv hva tiltaket venter på")],
    "reject": [*REASONED, bad("text", "", "Skriv begrunnelsen")],
}


def answer_form(client: Client, world: World, end: str) -> FilledForm:
    """Return the form of one answer, filled in right."""
    path = address(f"measure_{end}", world.measure_sent_consented)
    typed: dict[str, Any] = {"text": "Skriv hvor mange dager."}
    if end in ("return", "reject"):
        typed["reasons"] = ["facts"]
    return FilledForm(client, world.user("manager_1"), path, **typed)


@pytest.mark.parametrize("end", ANSWERS)
def test_deciding_refuses(client: Client, world: World, end: str) -> None:
    form = answer_form(client, world, end)

    for entry in ANSWERS[end]:
        # The answer to an old page shows, and asks about, what waits now.
        form.refuses(entry.values[0], forgets=("version", "digest"))


@pytest.mark.parametrize("changes", [{"version": "9"}, {"digest": "f" * 64}])
def test_what_was_not_on_the_page_is_not_decided(
    client: Client, world: World, changes: dict[str, str]
) -> None:
    response = answer_form(client, world, "return").send(**changes)

    assert response.status_code in (409, 422)
    assert "Tiltaket er endret siden du åpnet siden." in read(response).text
    assert "Skriv hvor mange dager." in read(response).text
    part = MeasurePart.objects.get(measure=world.measure_sent_consented)
    assert part.state == MeasureState.SUBMITTED


def test_a_measure_decided_twice_is_decided_once(client: Client, world: World) -> None:
    form = answer_form(client, world, "return")
    assert form.send().status_code == 302

    assert form.send().status_code == 422

    decided = MeasureDecision.objects.filter(submission__part__measure=world.measure_sent_consented)
    assert decided.get().outcome == "returned"


def test_odd_text_in_an_answer_is_shown_as_it_was_written(client: Client, world: World) -> None:
    assert answer_form(client, world, "hold").shows(ODD_TEXT, text=ODD_TEXT)


@pytest.mark.parametrize("decision", ["", "0", "7", "en", TOO_BIG, "-1"])
def test_an_answer_is_undone_only_as_it_stood_on_the_page(
    client: Client, world: World, decision: str
) -> None:
    form = FilledForm(
        client, world.user("manager_1"), address("measure_undo", world.measure_approved_consented)
    )

    assert form.send(decision=decision).status_code == 422

    part = MeasurePart.objects.get(measure=world.measure_approved_consented)
    assert part.state == MeasureState.APPROVED


# --- A measure on its way -------------------------------------------------------------

AHEAD, SLIP = "Datoen kan ikke være etter i dag.", "Datoen er for langt tilbake."


def day_entries(name: str) -> list[Any]:
    """Return what is wrong in a field of a day in the past."""
    return [
        bad(name, "i går", DATE_MESSAGE),
        bad(name, days(1), AHEAD),
        bad(name, days(-366 * 4), SLIP),
    ]


def text_entries(name: str, most: int) -> list[Any]:
    """Return what is wrong in any text of at most so many characters."""
    return [bad(name, "x" * (most + 1), too_long(most)), bad(name, NUL, NUL_MESSAGE)]


STEPS: dict[str, tuple[str, str, dict[str, Any], list[Any]]] = {
    "forward": (
        "counsellor_3",
        "measure_municipal_school_b",
        {"agreed_on": days(0), "how": "Muntlig"},
        [
            bad("office", "", "Velg kontoret som skal avgjøre"),
            bad("office", NOT_OFFERED, CHOICE_MESSAGE),
            bad("office", TOO_BIG, CHOICE_MESSAGE),
            bad("agreed_on", "", "Fyll inn dato eleven sa ja"),
            *day_entries("agreed_on"),
            bad("how", "", "Fyll inn hvordan eleven sa ja"),
            *text_entries("how", 200),
        ],
    ),
    "outside": (
        "counsellor_1",
        "measure_external_consented",
        {"where": "Los i kommunen", "applied_on": days(0), "reference": "R-1"},
        [
            bad("where", "", "Skriv hvor det er søkt"),
            *text_entries("where", 150),
            bad("applied_on", "", "Fyll inn dato"),
            *day_entries("applied_on"),
            *text_entries("reference", 60),
        ],
    ),
    "decline": (
        "counsellor_1",
        "measure_offered_consented",
        {"pupils_view": "Vil vente"},
        text_entries("pupils_view", 2000),
    ),
    "agreement": (
        "counsellor_1",
        "measure_approved_consented",
        {"pupil_agreed_on": days(0), "pupil_agreed_how": "Muntlig", "employer": "Verkstedet",
         "employer_agreed_on": days(0), "employer_agreed_how": "Signert", "reference": "A-1"},
        [
            *day_entries("pupil_agreed_on"),
            *day_entries("employer_agreed_on"),
            bad("pupil_agreed_on", "", "Fyll inn datoen"),
            bad("employer_agreed_on", "", "Fyll inn datoen"),
            bad("pupil_agreed_how", "", "Skriv hvordan"),
            bad("employer_agreed_how", "", "Skriv hvordan"),
            bad("employer", "", "Skriv hvem arbeidsgiveren er"),
            *text_entries("employer", 150),
            *text_entries("reference", 60),
        ],
    ),
    "formal_decision": (
        "counsellor_1",
        "measure_offered_consented",
        {"reference": "V-1", "decided_on": days(0)},
        [
            bad("reference", "", "Fyll inn vedtakets referanse"),
            *text_entries("reference", 60),
            bad("decided_on", "", "Fyll inn vedtaksdato"),
            *day_entries("decided_on"),
        ],
    ),
    "start": (
        "counsellor_1",
        "measure_startable_consented",
        {"started_on": days(0)},
        [bad("started_on", "", "Fyll inn startdato"), *day_entries("started_on")],
    ),
    "complete": (
        "counsellor_1",
        "measure_running_consented",
        {"effect": ["good"], "evaluation": "Gikk bra", "pupils_view": "Fornøyd"},
        [
            bad("effect", [], "Velg hvilket utbytte eleven hadde"),
            bad("effect", ["mye"], CHOICE_MESSAGE),
            bad("evaluation", "", "Skriv hvordan tiltaket gikk"),
            *text_entries("evaluation", 4000),
            bad("pupils_view", "", "Skriv hva eleven selv mener"),
            *text_entries("pupils_view", 2000),
        ],
    ),
    "discontinue": (
        "counsellor_1",
        "measure_running_consented",
        {"effect": ["none"], "evaluation": "Flyttet", "pupils_view": "Enig"},
        [bad("evaluation", "", "Skriv hvordan tiltaket gikk")],
    ),
}  # fmt: skip


def step_form(client: Client, world: World, name: str) -> FilledForm:
    """Return the form of one step, filled in right."""
    who, measure, typed, _entries = STEPS[name]
    path = address(f"measure_{name}", world.records[measure])
    return FilledForm(client, world.user(who), path, **typed)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_refuses(client: Client, world: World, name: str) -> None:
    form = step_form(client, world, name)

    for entry in [*STEPS[name][3], *VERSION]:
        form.refuses(entry.values[0])


@pytest.mark.parametrize("name", STEPS)
def test_a_step_on_an_old_version_keeps_what_was_typed_and_changes_nothing(
    client: Client, world: World, name: str
) -> None:
    form = step_form(client, world, name)
    field, value = next(iter(STEPS[name][2].items()))
    measure = world.records[STEPS[name][1]]
    assert form.values["version"] != "5"  # the page is read before the measure changes
    MeasurePart.objects.filter(measure=measure).update(version=5)

    form.refuses(Bad(field, value, "", "", {}), forgets=("version",), status=409)


def test_a_step_taken_twice_is_taken_once(client: Client, world: World) -> None:
    form = step_form(client, world, "complete")
    assert form.send().status_code == 302

    again = form.send(evaluation="Noe annet")

    assert again.status_code == 422
    assert "Noe annet" in read(again).text
    part = MeasurePart.objects.get(measure=world.measure_running_consented)
    assert (part.state, part.evaluation) == (MeasureState.COMPLETED, "Gikk bra")


def test_odd_text_in_an_evaluation_is_shown_as_it_was_written(client: Client, world: World) -> None:
    assert step_form(client, world, "complete").shows(ODD_TEXT, pupils_view=ODD_TEXT)


@pytest.mark.parametrize("version", ["", "0", "7", "en", TOO_BIG, NUL])
def test_a_measure_is_offered_only_as_it_stood_on_the_page(
    client: Client, world: World, version: str
) -> None:
    client.force_login(world.user("counsellor_1"))
    measure = world.measure_approved_consented

    client.post(address("measure_offer", measure), {"version": version})

    assert MeasurePart.objects.get(measure=measure).state == MeasureState.APPROVED


# --- The school's measures, and the conditions ----------------------------------------


@pytest.mark.parametrize("entry", PROPOSAL)
def test_proposing_a_school_measure_refuses(client: Client, world: World, entry: Bad) -> None:
    FilledForm(
        client,
        world.user("school_counsellor_a"),
        address("school_measure_create", world.pupil_no_case),
        type=str(measure_type("tilrettelagt-opplaering").pk),
        justification="Trenger mer tid.",
        extent="Hver uke",
        planned_start=days(14),
        planned_end=days(100),
    ).refuses(entry)


def condition_form(client: Client, world: World, code: str, **typed: Any) -> FilledForm:
    """Return the form that changes a draft of the type, with its conditions."""
    Measure.objects.filter(pk=world.measure_draft_consented.pk).update(type=measure_type(code))
    path = address("measure_update", world.measure_draft_consented)
    return FilledForm(client, world.user("counsellor_1"), path, **typed)


def test_answering_conditions_refuses(client: Client, world: World) -> None:
    code = "nedsatt-arbeidsevne"
    form = condition_form(client, world, "aft", **{f"standing_{code}": ["met"]})

    for entry in (
        bad(f"standing_{code}", [], "Velg om vilkåret er oppfylt"),
        bad(f"standing_{code}", ["kanskje"], CHOICE_MESSAGE),
        *text_entries(f"reason_{code}", 500),
        *text_entries("assessment_reference", 60),
    ):
        form.refuses(entry.values[0])
    breached = {f"standing_{code}": ["not_met"]}
    says = "Skriv hvorfor tiltaket foreslås likevel"
    form.refuses(Bad(f"reason_{code}", "", says, f"reason_{code}", breached))


def test_what_stops_a_type_is_said_at_the_end_date(client: Client, world: World) -> None:
    form = condition_form(client, world, "arbeidstrening", planned_end=days(100))

    form.refuses(Bad("planned_end", days(500), "høyst 12 måneder", "planned_end", {}))

    assert form.send(planned_end=days(500), extended_varighet=["on"]).status_code == 302


# --- Rektor's review ------------------------------------------------------------------


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


# --- Another's records ----------------------------------------------------------------

CASE_FORMS = [
    "case_note_create", "case_note_readers", "consent_create", "case_flag_create",
    "measure_create", "case_assign", "case_contact",
]  # fmt: skip


@pytest.mark.parametrize("name", CASE_FORMS)
@pytest.mark.parametrize("who", ["counsellor_2", "counsellor_3", "manager_2", "principal_b"])
def test_a_form_of_anothers_case_does_not_exist(
    client: Client, world: World, name: str, who: str
) -> None:
    client.force_login(world.user(who))

    answers = [
        client.post(reverse(f"followup:{name}", args=[found]), {"text": "x"}).status_code
        for found in (world.case_consented.public_id, uuid.uuid4())
    ]

    assert answers == [404, 404]


def test_bytes_that_are_no_text_are_kept_out(case_note: FilledForm) -> None:
    body = b"heading=%FF%FE&text=%C3%28&kind=conversation"

    response = case_note.client.post(
        case_note.action, body, content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 422
