"""What sign-in and the forms about users answer when something is wrong."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from navskole.accounts.models import User
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Membership
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    EMAIL_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    TOO_BIG,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db

USERNAME_MESSAGE = "Bruk bokstaver, sifre og tegnene . @ + - _ uten mellomrom."
WRONG = "Brukernavnet eller passordet er feil"


# --- Sign-in ----------------------------------------------------------------------------


@pytest.fixture
def sign_in(client: Client, world: World) -> FilledForm:
    """Return the sign-in form with the right username and password."""
    user = world.user("counsellor_1")
    user.set_password("riktig-passord")
    user.save()
    path = reverse("account_login")
    return FilledForm(client, None, path, login=user.username, password="riktig-passord")


@pytest.mark.parametrize(
    "entry",
    [
        bad("login", "", "Skriv brukernavnet ditt"),
        bad("login", NUL, NUL_MESSAGE),
        bad("password", "", "Skriv passordet ditt"),
        bad("password", NUL, NUL_MESSAGE),
        bad("password", "feil-passord", WRONG, at=""),
        bad("login", "finnes.ikke", WRONG, at=""),
        bad("login", "inactive_1", WRONG, at=""),
        bad("login", "counsellor_1' OR 1=1 --", WRONG, at=""),
        bad("login", "b" * 5000, "Skriv høyst 150 tegn. Du har skrevet 5000."),
        bad("password", "p" * 5000, WRONG, at=""),
        bad("login", ODD_TEXT, WRONG, at=""),
    ],
)
def test_signing_in_refuses(sign_in: FilledForm, entry: Bad) -> None:
    sign_in.refuses(entry, forgets=("password",))


def test_the_password_is_not_sent_back(sign_in: FilledForm) -> None:
    response = sign_in.send(password="mitt-hemmelige-passord")

    assert b"mitt-hemmelige-passord" not in response.content


@pytest.mark.parametrize("elsewhere", ["https://ond.example/", "//ond.example", "javascript:1"])
def test_signing_in_leads_nowhere_else(sign_in: FilledForm, elsewhere: str) -> None:
    response = sign_in.send(next=elsewhere)

    assert response.status_code == 302
    assert response["Location"] == "/"


# --- Users ------------------------------------------------------------------------------

USER = [
    bad("username", "", "Fyll inn brukernavn"),
    bad("username", "b" * 151, too_long(150)),
    bad("username", "kari nordmann", USERNAME_MESSAGE),
    bad("username", "<script>", USERNAME_MESSAGE),
    bad("username", NUL, NUL_MESSAGE),
    bad("first_name", "", "Fyll inn fornavn"),
    bad("first_name", "f" * 151, too_long(150)),
    bad("first_name", NUL, NUL_MESSAGE),
    bad("last_name", "", "Fyll inn etternavn"),
    bad("last_name", "🦊" * 151, too_long(150)),
    bad("last_name", NUL, NUL_MESSAGE),
    bad("email", "kari", EMAIL_MESSAGE),
    bad("email", f"{'k' * 320}@skole.example", "Skriv høyst"),
    bad("username", "counsellor_1", "Brukernavnet er i bruk. Velg et annet."),
    bad("username", "COUNSELLOR_1", "Brukernavnet er i bruk. Velg et annet."),
]
PASSWORD = [
    bad("password", "kort", "Skriv minst 8 tegn."),
    bad("password", "93718264055", "Passordet kan ikke være bare tall."),
    bad("password", "password123", "Passordet er for vanlig. Velg et annet."),
    bad("password", "p" * 129, too_long(128)),
    bad("password", NUL, NUL_MESSAGE),
]


@pytest.fixture
def new_user(client: Client, world: World) -> FilledForm:
    """Return the form that makes a user."""
    return FilledForm(
        client,
        world.user("system"),
        reverse("administration:user_create"),
        username="kari.nordmann",
        first_name="Kari",
        last_name="Nordmann",
        email="kari@skole.example",
        password="et-langt-passord",
        is_active="on",
    )


@pytest.mark.parametrize("entry", [*USER, *PASSWORD, bad("password", "", "Fyll inn passord")])
def test_making_a_user_refuses(new_user: FilledForm, entry: Bad) -> None:
    new_user.refuses(entry)


def test_a_user_sent_twice_is_one(new_user: FilledForm) -> None:
    new_user.makes(User)

    assert new_user.send().status_code in (302, 422)

    assert User.objects.filter(username="kari.nordmann").count() == 1


def test_odd_names_of_users_are_shown_as_they_were_written(new_user: FilledForm) -> None:
    assert new_user.shows(ODD_TEXT, last_name=ODD_TEXT)


@pytest.mark.parametrize("entry", [*USER, *PASSWORD])
def test_changing_a_user_refuses(client: Client, world: World, entry: Bad) -> None:
    path = reverse("administration:user_update", args=[world.colleague_1.public_id])

    FilledForm(client, world.user("system"), path, first_name="Ny").refuses(entry)


# --- Memberships ------------------------------------------------------------------------


@pytest.fixture
def membership(client: Client, world: World) -> FilledForm:
    """Return the form that gives a person without a role one at school A."""
    return FilledForm(
        client,
        world.user("system"),
        reverse("administration:membership_create", args=[world.nobody.public_id]),
        role="school_counsellor",
        organisation=str(world.school_a.pk),
        starts_on=days(0),
        ends_on=days(100),
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("role", "", "Velg rolle"),
        bad("role", "sjef", CHOICE_MESSAGE),
        bad("role", NUL, CHOICE_MESSAGE),
        bad("role", "nav_manager", "Rollen finnes ikke", at="organisation"),
        bad("organisation", "", "Velg organisasjon"),
        bad("organisation", NOT_OFFERED, CHOICE_MESSAGE),
        bad("organisation", TOO_BIG, CHOICE_MESSAGE),
        bad("organisation", "Skole A", CHOICE_MESSAGE),
        bad("starts_on", "", "Fyll inn første dag"),
        bad("starts_on", "31.11.2026", DATE_MESSAGE),
        bad("ends_on", "aldri", DATE_MESSAGE),
        bad("ends_on", days(-1), "Siste dag må være etter første dag."),
    ],
)
def test_giving_a_membership_refuses(membership: FilledForm, entry: Bad) -> None:
    membership.refuses(entry)


def test_a_membership_sent_twice_is_one(membership: FilledForm) -> None:
    made = membership.makes(Membership)

    again = membership.send()

    assert again.status_code in (302, 422)
    assert Membership.objects.filter(user=made.user).get() == made


@pytest.fixture
def moved_end(client: Client, world: World) -> FilledForm:
    """Return the form that moves the end of a colleague's membership."""
    held = world.colleague_1.memberships.get()
    path = reverse("administration:membership_update", args=[held.public_id])
    return FilledForm(
        client, world.user("system"), path, ends_on=days(60), reason="Vikariatet er forlenget"
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("ends_on", "aldri", DATE_MESSAGE),
        bad("ends_on", days(-1), "Siste dag må være i dag eller senere."),
        bad("ends_on", "01.01.1999", "Siste dag må være etter første dag."),
        bad("reason", "", "Skriv hvorfor sluttdatoen endres"),
        bad("reason", "x" * 151, too_long(150)),
        bad("reason", NUL, NUL_MESSAGE),
    ],
)
def test_moving_the_end_of_a_membership_refuses(moved_end: FilledForm, entry: Bad) -> None:
    moved_end.refuses(entry)


def test_the_end_of_a_membership_is_moved_and_taken_away_with_a_reason(
    moved_end: FilledForm, world: World
) -> None:
    held = world.colleague_1.memberships.get()

    moved_end.send()
    moved_end.send(ends_on="", reason="Fast stilling", version="2")

    held.refresh_from_db()
    assert (held.ends_on, held.version) == (None, 3)
    told = AccessEvent.objects.filter(action="membership_changed").order_by("pk")
    assert [event.purpose for event in told] == [
        f"Til og med {days(60)}, før uten sluttdato: Vikariatet er forlenget",
        f"Til og med uten sluttdato, før {days(60)}: Fast stilling",
    ]


def test_a_membership_that_is_over_stays_over(moved_end: FilledForm, world: World) -> None:
    held = world.colleague_1.memberships
    held.update(ends_on=world.day(-1))

    answer = moved_end.send()

    assert answer.status_code == 422
    assert "Gi brukeren et nytt medlemskap." in answer.content.decode()
    assert held.get().ends_on == world.day(-1)


def test_a_password_typed_on_an_old_version_is_not_shown(client: Client, world: World) -> None:
    path = reverse("administration:user_update", args=[world.colleague_1.public_id])
    form = FilledForm(client, world.user("system"), path, first_name="Ny", version="7")

    page = read(form.send(password="mitt-nye-passord"))

    assert [legend.text for legend in page.select(".nk-conflict legend")] == ["Fornavn"]
    assert "mitt-nye-passord" not in page.get_text()


@pytest.mark.parametrize("name", ["principal_a", "manager_1", "privacy_officer_1", "directorate"])
def test_only_the_system_administrator_reaches_the_forms(
    client: Client, world: World, name: str
) -> None:
    client.force_login(world.user(name))
    subject = [world.nobody.public_id]
    paths = [
        reverse("administration:user_create"),
        reverse("administration:user_update", args=subject),
        reverse("administration:membership_create", args=subject),
        reverse("administration:membership_create", args=[uuid.uuid4()]),
        reverse("administration:absence_reason_create"),
    ]

    answers = [client.post(path, {"username": "x"}).status_code for path in paths]

    assert set(answers) <= {403, 404}


@pytest.mark.parametrize(
    "name", ["user_update", "membership_create", "membership_update", "membership_end"]
)
def test_somebody_who_does_not_exist_is_404(client: Client, world: World, name: str) -> None:
    client.force_login(world.user("system"))

    assert client.post(reverse(f"administration:{name}", args=[uuid.uuid4()])).status_code == 404


# --- What a stranger stumbles over --------------------------------------------------------


def test_a_membership_that_has_not_begun_can_be_taken_back(client, world: World) -> None:
    user = world.user("system")
    path = reverse("administration:membership_create", args=[world.nobody.public_id])
    form = FilledForm(
        client,
        user,
        path,
        role="school_counsellor",
        organisation=str(world.school_a.pk),
        starts_on=days(30),
    )
    made = form.makes(Membership)
    page = client.get(reverse("administration:user_detail", args=[world.nobody.public_id]))

    client.post(reverse("administration:membership_end", args=[made.public_id]))

    made.refresh_from_db()
    assert "Ja, avslutt medlemskapet" in page.content.decode()
    assert made.ended_at is not None


def test_a_user_is_found_by_username(client: Client, world: World) -> None:
    client.force_login(world.user("system"))

    answer = client.post(
        reverse("administration:user_list"), {"question": "principal_b"}, follow=True
    )

    assert [user.username for user in answer.context["page"].object_list] == ["principal_b"]


def test_a_password_like_the_own_name_is_refused(new_user: FilledForm) -> None:
    entry = bad("password", "kari.nordmann1", "Passordet ligner for mye på navnet").values[0]

    new_user.refuses(entry)
