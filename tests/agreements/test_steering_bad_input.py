"""What the forms of the steering group refuse, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import SteeringDecision, SteeringMeeting, SteeringMember
from tests.bad_input import (
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
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

FAR = "Datoen er for langt unna. Kontroller året."
NATIONAL_ID = "Teksten inneholder et fødselsnummer. Ta det bort."


def url(name: str, record: object) -> str:
    return reverse(f"agreements:{name}", args=[record.public_id])  # type: ignore[attr-defined]


# --- Members --------------------------------------------------------------------------


@pytest.fixture
def seat(client: Client, world: World) -> FilledForm:
    """Return the form by which the rektor adds a member."""
    return FilledForm(
        client,
        world.user("principal_a"),
        url("steering_member_create", world.collaboration_a),
        name="Ragna Sørlie",
        function="Avdelingsleder",
        organisation="Fylkeskommunen",
        email="ragna@example.no",
        starts_on=days(0),
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("name", "", "Fyll inn navn"),
        bad("name", "n" * 151, too_long(150)),
        bad("function", "", "Fyll inn funksjon"),
        bad("organisation", NUL, NUL_MESSAGE),
        bad("email", "ragna", EMAIL_MESSAGE),
        bad("name", "Ragna 15017012345", NATIONAL_ID),
        bad("function", "Verge for 150170 12345", NATIONAL_ID),
        bad("user", NOT_OFFERED, CHOICE_MESSAGE),
        bad("starts_on", "31.11.2026", DATE_MESSAGE),
        bad("ends_on", days(-1), "Siste dag kan ikke være før første dag."),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_member_refuses(seat: FilledForm, entry: Bad) -> None:
    seat.refuses(entry)


def test_a_member_sent_twice_is_one_and_who_is_no_party_is_not_offered(
    seat: FilledForm, world: World
) -> None:
    made = seat.makes(SteeringMember, user=str(world.user("manager_1").pk))

    assert (made.user, made.is_chair) == (world.user("manager_1"), False)
    assert seat.send().status_code == 302
    assert SteeringMember.objects.filter(submission_id=made.submission_id).count() == 1
    others = str(world.user("principal_b").pk)
    seat.refuses(Bad("user", others, CHOICE_MESSAGE, "user", {}))


# --- Meetings -------------------------------------------------------------------------


@pytest.fixture
def new(client: Client, world: World) -> FilledForm:
    """Return the form by which a NAV-leder plans a meeting."""
    return FilledForm(
        client,
        world.user("manager_1"),
        url("steering_meeting_create", world.collaboration_a),
        starts_at_0=days(9),
        starts_at_1="09.00",
        place="Møterom 1",
    )


CONTENT = [
    bad("starts_at_0", "", "Fyll inn datoen", at="starts_at"),
    bad("starts_at_0", "01.12.2206", FAR, at="starts_at"),
    bad("starts_at_1", "25.00", "Fyll inn et gyldig klokkeslett", at="starts_at"),
    bad("minutes", TOO_BIG, "Skriv 600 eller mindre"),
    bad("place", "", "Fyll inn sted"),
    bad("place", "Hjemme hos 150170\u00a012345", NATIONAL_ID),
    bad("caseload", "a" * 4001, too_long(4000)),
    bad("time_use", NUL, NUL_MESSAGE),
    bad("consents", "Om 150170 12345", NATIONAL_ID),
    bad("other", "Om 15017012345", NATIONAL_ID),
    bad("other", "En sak\n" * 21, "Skriv høyst 20 saker."),
    bad("other", "s" * 201, "En sak kan ha høyst 200 tegn."),
]


@pytest.mark.parametrize("entry", [*CONTENT, bad("submission_id", "", STALE_FORM, at="")])
def test_a_meeting_refuses(new: FilledForm, entry: Bad) -> None:
    new.refuses(entry)


def test_a_meeting_sent_twice_is_one_and_odd_text_is_shown_as_written(new: FilledForm) -> None:
    made = new.makes(SteeringMeeting, other="Egen sak")

    assert made.points.count() == 7
    assert new.send()["Location"].endswith(f"{made.public_id}/")


def test_odd_text_in_the_agenda_is_shown_as_it_was_written(new: FilledForm) -> None:
    assert new.shows(ODD_TEXT, measures=ODD_TEXT)


def test_a_first_name_is_asked_about_once_for_the_whole_agenda(
    client: Client, world: World
) -> None:
    first = world.pupil_no_case.first_name.split()[0]
    form = FilledForm(
        client,
        world.user("principal_a"),
        url("steering_meeting_create", world.collaboration_a),
        starts_at_0=days(9),
        starts_at_1="09.00",
        place="Møterom 1",
        measures=f"Vi takker {first}.",
        other="Ny sak",
    )

    answer = form.send()

    assert answer.status_code == 422
    assert answer.content.decode().count("Teksten har et fornavn") >= 1
    assert form.makes(SteeringMeeting, names_checked="on").points.count() == 7


@pytest.fixture
def change(client: Client, world: World) -> FilledForm:
    """Return the form that changes the planned meeting."""
    path = url("steering_meeting_update", world.steering_planned_a)
    return FilledForm(client, world.user("principal_a"), path, place="Et annet rom")


@pytest.mark.parametrize("entry", [CONTENT[0], CONTENT[7], bad("version", "", STALE_FORM, at="")])
def test_changing_a_meeting_refuses(change: FilledForm, entry: Bad) -> None:
    change.refuses(entry)


def test_a_meeting_changed_meanwhile_keeps_the_own_text(change: FilledForm) -> None:
    assert change.send(place="Fra et annet vindu").status_code == 302

    change.refuses(Bad("place", "Mitt eget", CONFLICT, "", {}), forgets=("version",), status=409)


@pytest.fixture
def minutes(client: Client, world: World) -> FilledForm:
    """Return the form of the minutes."""
    path = url("steering_minutes_update", world.steering_begun_a)
    return FilledForm(client, world.user("principal_a"), path, noted_1="Gikk bra.", came=[])


@pytest.mark.parametrize(
    "entry",
    [
        bad("noted_1", "", "Skriv referat til minst én sak"),
        bad("noted_1", "a" * 4001, too_long(4000)),
        bad("noted_1", "Ring 15017012345", NATIONAL_ID),
        bad("came", [NOT_OFFERED], "alternativene i listen"),
        bad("guests", "Kari Nes, rektor", "med komma mellom: Kari Nes, rektor"),
        bad("guests", "Kari Nes, , Skolen", "med komma mellom: Kari Nes, , Skolen"),
        bad("guests", f"Kari Nes, {'a' * 151}, Skolen", "høyst 150 tegn hver"),
        bad("guests", "Kari, leder, NAV\n" * 31, "Skriv høyst 30 gjester."),
        bad("guests", "Kari 15017012345, leder, NAV", NATIONAL_ID),
        bad("guests", "Kari, verge for 150170 12345, NAV", NATIONAL_ID),
        bad("version", "to", STALE_FORM, at=""),
    ],
)
def test_minutes_refuse(minutes: FilledForm, entry: Bad) -> None:
    minutes.refuses(entry)


def test_minutes_written_meanwhile_keep_the_own_text(minutes: FilledForm) -> None:
    assert minutes.send(noted_1="Fra et annet vindu").status_code == 302

    minutes.refuses(Bad("noted_1", "Mitt eget", CONFLICT, "", {}), forgets=("version",), status=409)


# --- Decisions ------------------------------------------------------------------------


@pytest.fixture
def decision(client: Client, world: World) -> FilledForm:
    """Return the form of a new decision."""
    return FilledForm(
        client,
        world.user("manager_1"),
        url("steering_decision_create", world.steering_begun_a),
        text="Skaffe et rom",
        owner_name="Avdelingslederen",
        deadline=days(20),
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("text", "", "Fyll inn vedtak"),
        bad("text", "v" * 2001, too_long(2000)),
        bad("text", "Om 15017012345", NATIONAL_ID),
        bad("owner", NOT_OFFERED, CHOICE_MESSAGE),
        bad("owner_name", "", "Velg hvem som er ansvarlig, eller skriv navnet under", at="owner"),
        bad("owner_name", "Ola 15017012345", NATIONAL_ID),
        bad("deadline", "", "Fyll inn frist"),
        bad("deadline", days(-4), "Fristen kan ikke være før møtet."),
        bad("deadline", "01.12.2206", FAR),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_decision_refuses(decision: FilledForm, entry: Bad) -> None:
    decision.refuses(entry)


def test_a_decision_has_one_who_answers_for_it_and_is_made_once(
    decision: FilledForm, world: World
) -> None:
    member = str(world.steering_member_a.pk)
    two = Bad("owner", member, "Ta bort navnet, eller velg «En annen» over", "owner_name", {})
    decision.refuses(two)

    made = decision.makes(SteeringDecision, owner=member, owner_name="")

    assert made.answers == world.steering_member_a.name
    assert decision.send().status_code == 302
    assert SteeringDecision.objects.filter(submission_id=made.submission_id).count() == 1


@pytest.fixture
def changed(client: Client, world: World) -> FilledForm:
    """Return the form that changes a decision."""
    path = url("steering_decision_update", world.steering_decision_a)
    return FilledForm(client, world.user("principal_a"), path, text="Et annet vedtak")


@pytest.mark.parametrize(
    "entry",
    [
        bad("done_on", days(1), "Dagen må være fra møtet til i dag."),
        bad("done_on", days(-9), "Dagen må være fra møtet til i dag."),
        bad("version", "", STALE_FORM, at=""),
    ],
)
def test_changing_a_decision_refuses(changed: FilledForm, entry: Bad) -> None:
    changed.refuses(entry)


def test_a_decision_is_done_and_opened_again_and_a_stale_one_keeps_the_text(
    changed: FilledForm, world: World
) -> None:
    assert changed.send(done_on=days(0)).status_code == 302
    stored = SteeringDecision.objects.get(pk=world.steering_decision_a.pk)
    assert stored.done_on == world.today

    stale = Bad("text", "Mitt eget", CONFLICT, "", {})
    changed.refuses(stale, forgets=("version",), status=409)
