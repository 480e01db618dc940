"""Production starts only with everything it needs, and never with the demo's open door."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from navskole.settings.audit import seal_keys

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "navskole.example",
    "DATABASE_URL": "postgres://user:secret@db.example/navskole",
    "SITE_ADDRESS": "https://navskole.example",
    "DEFAULT_FROM_EMAIL": "navskole <ikke-svar@navskole.example>",
    "EMAIL_URL": "smtp+tls://user:secret@smtp.example:587",
    "AUDIT_SEAL_KEYS": f"second:{'s' * 32},first:{'f' * 32}",
}
SHOWN = (
    "DEBUG",
    "DEMO_ACCOUNTS_LISTED",
    "COMPONENT_CATALOGUE",
    "SECURE_SSL_REDIRECT",
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_NAME",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SITE_ADDRESS",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_HOST",
    "EMAIL_USE_TLS",
    "AUDIT_SEAL_KEYS",
)


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of its own, with that environment alone."""
    code = (
        "import django, json; from django.conf import settings; django.setup(); "
        f"print(json.dumps([getattr(settings, name) for name in {SHOWN!r}]))"
    )
    return subprocess.run(  # noqa: S603 - this Python, with our own words
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "navskole.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_production_starts_with_what_it_needs():
    done = start(GOOD)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        False,
        False,
        False,
        True,
        "__Host-session",
        True,
        "__Host-csrf",
        True,
        31536000,
        "https://navskole.example",
        "navskole <ikke-svar@navskole.example>",
        "smtp.example",
        True,
        {"second": "s" * 32, "first": "f" * 32},
    ]


@pytest.mark.parametrize("missing", GOOD)
def test_production_refuses_to_start_without(missing):
    done = start({name: value for name, value in GOOD.items() if name != missing})

    assert done.returncode != 0
    assert missing in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", ""),
        ("DATABASE_URL", "sqlite:///x.sqlite3"),
        ("DEMO_ACCOUNTS_LISTED", "true"),
        ("SITE_ADDRESS", "http://navskole.example"),
        ("AUDIT_SEAL_KEYS", ""),
        ("AUDIT_SEAL_KEYS", "short:secret"),
    ],
)
def test_production_refuses_to_start_with(name, value):
    done = start(GOOD | {name: value})

    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("no-colon-in-a-long-enough-text-of-characters", "key 1 must be id:secret"),
        (f"a:{'s' * 32},", "key 2 must be id:secret"),
        (f"a b:{'s' * 32}", "key 1 must be id:secret"),
        (f"{'a' * 31}:{'s' * 32}", "key 1 must be id:secret"),
        (f"a:{'s' * 31}", "the secret of key a must hold at least 32 characters"),
        (f"a:{'s' * 32},a:{'t' * 32}", "key a stands there twice"),
    ],
)
def test_a_key_that_is_no_key_is_refused_without_telling_the_secret(keys, said):
    with pytest.raises(ImproperlyConfigured, match=said) as refused:
        seal_keys(keys)

    assert "sss" not in str(refused.value)
