"""Sign the people of the world in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from navskole.accounts.models import User

BACKEND = "navskole.accounts.backends.SignInBackend"


def client_of(user: User) -> Client:
    """Return a browser where `user` has signed in; the sign-in is logged."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def session_of(user: User) -> str:
    """Return the key of a session that `user` has signed in to, without a log row."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def client_with(session_key: str) -> Client:
    """Return a browser that carries the session."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_key
    return client
