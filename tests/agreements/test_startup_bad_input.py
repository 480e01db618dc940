"""What the forms of a start-up meeting refuse, and that nothing typed is lost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Invitee, StartupMeeting
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
CONTENT = [
    bad("offices", [], "Velg minst ett NAV-kontor"),
    bad("offices", [NOT_OFFERED], "alternativene i listen"),
    bad("starts_at_0", "", "Fyll inn datoen", at="starts_at"),
    bad("starts_at_0", "31.11.2026", DATE_MESSAGE, at="starts_at"),
    bad("starts_at_0", "01.12.2206", FAR, at="starts_at"),
    bad("starts_at_1", "", "Fyll inn klokkeslettet", at="starts_at"),
    bad("starts_at_1", "25.00", "Fyll inn et gyldig klokkeslett", at="starts_at"),
    bad("minutes", "en time", "Skriv et helt tall"),
    bad("minutes", "5", "Skriv 15 eller mer"),
    bad("minutes", TOO_BIG, "Skriv 600 eller mindre"),
    bad("place", "", "Fyll inn sted"),
    bad("place", "s" * 201, too_long(200)),
    bad("place", "Hjemme hos 150170 12345", NATIONAL_ID),
    bad("agenda", "", "Fyll inn saksliste"),
    bad("agenda", "a" * 4001, too_long(4000)),
    bad("agenda", NUL, NUL_MESSAGE),
    bad("agenda", "Om 150170 12345", NATIONAL_ID),
]


@pytest.fixture
def new(client: Client, world: World) -> FilledForm:
    """Return the form by which a NAV-leder plans a meeting with school C."""
    return FilledForm(
        client,
        world.user("manager_1"),
        reverse("agreements:startup_meeting_create"),
        school=str(world.school_c.pk),
        offices=[str(world.office_1.pk)],
        starts_at_0=days(9),
        starts_at_1="09.00",
        place="Møterom 1",
    )


@pytest.mark.parametrize(
    "entry",
    [
        *CONTENT,
        bad("school", "", "Velg skole"),
        bad("school", TOO_BIG, CHOICE_MESSAGE),
        bad("submission_id", "", STALE_FORM, at=""),
    ],
)
def test_a_start_up_meeting_refuses(new: FilledForm, entry: Bad) -> None:
    new.refuses(entry)


def test_a_leader_plans_nothing_for_others(new: FilledForm, world: World) -> None:
    others = [str(world.office_2.pk)]

    new.refuses(Bad("offices", others, "Du må være rektor ved skolen eller leder", "", {}))


def test_a_start_up_meeting_sent_twice_is_one_with_the_standard_agenda(new: FilledForm) -> None:
    made = new.makes(StartupMeeting)

    assert len(made.points) == 9
    assert new.send()["Location"].endswith(f"{made.public_id}/")


def test_odd_text_in_the_agenda_is_shown_as_it_was_written(new: FilledForm) -> None:
    assert new.shows(ODD_TEXT, agenda=ODD_TEXT)


@pytest.fixture
def change(client: Client, world: World) -> FilledForm:
    """Return the form that changes the planned meeting."""
    path = reverse("agreements:startup_meeting_update", args=[world.startup_planned.public_id])
    return FilledForm(client, world.user("principal_a"), path, place="Et annet rom")


@pytest.mark.parametrize("entry", [CONTENT[0], CONTENT[6], bad("version", "", STALE_FORM, at="")])
def test_changing_a_start_up_meeting_refuses(change: FilledForm, entry: Bad) -> None:
    change.refuses(entry)


def test_a_meeting_changed_meanwhile_keeps_the_own_text(change: FilledForm) -> None:
    assert change.send(place="Fra et annet vindu").status_code == 302

    change.refuses(Bad("place", "Mitt eget", CONFLICT, "", {}), forgets=("version",), status=409)


@pytest.mark.parametrize(
    "entry",
    [
        bad("outcome", [], "Velg om det er felles interesse"),
        bad("outcome", "kanskje", CHOICE_MESSAGE),
        bad("agreed", "", "Skriv hva som ble avtalt"),
        bad("agreed", "a" * 4001, too_long(4000)),
        bad("agreed", "Ring 15017012345", NATIONAL_ID),
        bad("came", [NOT_OFFERED], "alternativene i listen"),
        bad("version", "to", STALE_FORM, at=""),
    ],
)
def test_the_result_of_a_meeting_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("agreements:startup_meeting_conclude", args=[world.startup_held.public_id])
    form = FilledForm(
        client, world.user("principal_b"), path, outcome="yes", agreed="Vi går videre.", came=[]
    )

    form.refuses(entry)


@pytest.fixture
def invitation(client: Client, world: World) -> FilledForm:
    """Return the form that invites one more to the planned meeting."""
    path = reverse("agreements:invitee_create", args=[world.startup_planned.public_id])
    return FilledForm(
        client,
        world.user("principal_a"),
        path,
        capacity="state_adviser",
        name="Ragna Sørlie",
        organisation="Statsforvalteren",
        email="ragna@example.no",
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("capacity", "", "Velg hva personen kalles inn som"),
        bad("capacity", "sjef", CHOICE_MESSAGE),
        bad("name", "", "Fyll inn navn"),
        bad("organisation", "o" * 151, too_long(150)),
        bad("email", "ragna", EMAIL_MESSAGE),
        bad("name", "Ragna 15017012345", NATIONAL_ID),
        bad("organisation", "Verge for 150170 12345", NATIONAL_ID),
    ],
)
def test_an_invitation_refuses(invitation: FilledForm, entry: Bad) -> None:
    invitation.refuses(entry)


@pytest.fixture
def invited(client: Client, world: World) -> FilledForm:
    """Return the form that changes somebody who is invited."""
    path = reverse("agreements:invitee_update", args=[world.invitee_planned.public_id])
    return FilledForm(
        client,
        world.user("principal_a"),
        path,
        capacity="state_adviser",
        name="Ragna Sørlie",
        organisation="Statsforvalteren",
        email="",
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("capacity", "sjef", CHOICE_MESSAGE),
        bad("name", "", "Fyll inn navn"),
        bad("organisation", "Verge for 150170 12345", NATIONAL_ID),
        bad("version", "to", STALE_FORM, at=""),
    ],
)
def test_changing_an_invitation_refuses(invited: FilledForm, entry: Bad) -> None:
    invited.refuses(entry)


def test_an_invitation_changed_meanwhile_keeps_the_own_text(invited: FilledForm) -> None:
    assert invited.send(name="Fra et annet vindu").status_code == 302

    invited.refuses(Bad("name", "Mitt eget", CONFLICT, "", {}), forgets=("version",), status=409)
    assert Invitee.objects.get(name="Fra et annet vindu").version == 2


def test_an_invitation_sent_twice_is_one_and_is_taken_back(
    client: Client, invitation: FilledForm
) -> None:
    made = invitation.makes(Invitee)
    assert invitation.send().status_code == 302

    client.post(reverse("agreements:invitee_remove", args=[made.public_id]))

    assert not Invitee.objects.filter(submission_id=made.submission_id).exists()
