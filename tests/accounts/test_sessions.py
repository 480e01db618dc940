"""Who may stay signed in, and how often one may try: by the clock, over the real sign-in page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from navskole.accounts.models import User
from navskole.organisations.models import Role
from navskole.settings.base import ACCOUNT_RATE_LIMITS
from tests.factories.organisations import NavOfficeFactory, member

pytestmark = pytest.mark.django_db

PASSWORD = "tre-ord-og-en-strek"
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)
SECOND = timedelta(seconds=1)


@pytest.fixture
def counsellor(db):
    user = member(Role.NAV_COUNSELLOR, NavOfficeFactory())
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


def sign_in(user, password=PASSWORD, *, client=None):
    client = client or Client()
    words = {"login": user.username, "password": password}
    return client, client.post(reverse("account_login"), words)


def is_signed_in(client) -> bool:
    answer = client.get(reverse("followup:own_case_list"))
    if answer.status_code == 200:
        return True
    assert answer["Location"].startswith(reverse("account_login"))
    return False


# --- The session's two limits ---------------------------------------------------------


def test_a_session_left_alone_ends_after_an_hour(counsellor, clock):
    client, _ = sign_in(counsellor)

    clock.shift(IDLE - SECOND)
    before = is_signed_in(client)
    clock.shift(IDLE + SECOND)

    assert (before, is_signed_in(client)) == (True, False)


def test_a_busy_session_ends_ten_hours_after_sign_in(counsellor, clock):
    client, _ = sign_in(counsellor)
    steps = LONGEST // timedelta(minutes=50)

    for _step in range(steps):
        clock.shift(timedelta(minutes=50))
        assert is_signed_in(client)
    clock.shift(LONGEST - steps * timedelta(minutes=50) + SECOND)

    assert not is_signed_in(client)


def test_signing_in_again_starts_both_limits_again(counsellor, clock):
    client, _ = sign_in(counsellor)
    clock.shift(LONGEST + SECOND)
    sign_in(counsellor, client=client)

    clock.shift(IDLE - SECOND)

    assert is_signed_in(client)


def test_the_session_has_a_new_key_after_sign_in(counsellor):
    client = Client()
    client.session.save()
    before = client.session.session_key

    sign_in(counsellor, client=client)

    assert client.session.session_key != before


def test_signing_out_ends_the_session_itself(counsellor):
    client, _ = sign_in(counsellor)
    stolen = Client()
    stolen.cookies = client.cookies.copy()

    client.post(reverse("account_logout"))

    assert not is_signed_in(stolen)


def test_an_account_switched_off_is_out_at_the_next_request(counsellor):
    client, _ = sign_in(counsellor)
    counsellor.is_active = False
    counsellor.save()

    assert not is_signed_in(client)


# --- Rate limits ----------------------------------------------------------------------


@pytest.fixture
def limits(settings, db):
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS
    cache.clear()
    return settings


TOO_MANY = "For mange forsøk. Vent noen minutter og prøv igjen."
WRONG = "Brukernavnet eller passordet er feil."


def test_the_sixth_attempt_on_an_account_is_refused_even_with_the_right_password(
    counsellor, limits, clock
):
    for _attempt in range(5):
        client, answer = sign_in(counsellor, "feil")
        assert WRONG in answer.content.decode()

    client, answer = sign_in(counsellor)

    assert TOO_MANY in answer.content.decode()
    assert not is_signed_in(client)


def test_the_account_opens_again_after_five_minutes(counsellor, limits, clock):
    for _attempt in range(6):
        sign_in(counsellor, "feil")

    clock.shift(timedelta(minutes=5, seconds=1))
    client, _ = sign_in(counsellor)

    assert is_signed_in(client)


def test_wrong_attempts_on_one_account_leave_another_open(counsellor, limits, clock):
    other = member(Role.NAV_COUNSELLOR, NavOfficeFactory())
    other.set_password(PASSWORD)
    other.save()
    for _attempt in range(5):
        sign_in(counsellor, "feil")

    client, _ = sign_in(other)

    assert is_signed_in(client)


def test_an_unknown_account_is_limited_and_answered_like_a_known_one(counsellor, limits, clock):
    nobody = User(username="finnes.ikke")
    known = [sign_in(counsellor, "feil")[1] for _attempt in range(6)]
    cache.clear()
    unknown = [sign_in(nobody, "feil")[1] for _attempt in range(6)]

    assert [_said(answer) for answer in known] == [_said(answer) for answer in unknown]
    assert _said(unknown[-1]) == (422, False, True)


def _said(answer):
    page = answer.content.decode()
    return answer.status_code, WRONG in page, TOO_MANY in page


# --- What of the sign-in package does not exist ----------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_reset_password",
        "account_email",
        "account_change_password",
        "account_reauthenticate",
    ],
)
def test_only_the_listed_addresses_of_the_sign_in_exist(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# --- Cookies --------------------------------------------------------------------------


def test_over_https_the_cookies_are_bound_to_the_host(counsellor, settings):
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client = Client()
    client.get(reverse("account_login"), secure=True)

    client.post(
        reverse("account_login"),
        {"login": counsellor.username, "password": PASSWORD},
        secure=True,
    )

    for name in ("__Host-session", "__Host-csrf"):
        cookie = client.cookies[name]
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")


def test_the_session_cookie_dies_with_the_browser(counsellor):
    client, _ = sign_in(counsellor)

    assert client.cookies["sessionid"]["max-age"] == ""
