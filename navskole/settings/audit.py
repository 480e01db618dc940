"""The access log: the keys that seal it, and where it is sent."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32
_KEY_ID = re.compile(r"[A-Za-z0-9-]{1,30}")


def seal_keys(text: str) -> dict[str, str]:
    """Return the keys of `id:secret,id:secret`, the one to seal with first.

    The others stay as long as segments sealed with them are to be verified. No message
    holds a secret.
    """
    keys: dict[str, str] = {}
    for number, pair in enumerate(text.split(","), start=1):
        key_id, colon, secret = pair.strip().partition(":")
        if not colon or not _KEY_ID.fullmatch(key_id):
            raise ImproperlyConfigured(
                f"AUDIT_SEAL_KEYS: key {number} must be id:secret, the id of letters, digits "
                "and hyphens."
            )
        if len(secret) < SHORTEST_SECRET:
            raise ImproperlyConfigured(
                f"AUDIT_SEAL_KEYS: the secret of key {key_id} must hold at least "
                f"{SHORTEST_SECRET} characters."
            )
        if key_id in keys:
            raise ImproperlyConfigured(f"AUDIT_SEAL_KEYS: key {key_id} stands there twice.")
        keys[key_id] = secret
    return keys


def cef_address(text: str) -> str:
    """Return the address of the receiver of CEF lines, or nothing where none is wanted."""
    try:
        where = urlsplit(text)
        is_right = {
            "file": not where.netloc and where.path.startswith("/"),
            "syslog+unix": not where.netloc and where.path.startswith("/"),
            "syslog+udp": bool(where.hostname and where.port and not where.path),
            "syslog+tcp": bool(where.hostname and where.port and not where.path),
        }.get(where.scheme, not text)
    except ValueError:  # a port that is no number
        is_right = False
    if not is_right:
        raise ImproperlyConfigured(
            "AUDIT_CEF must be file:///path, syslog+unix:///path, syslog+udp://host:port or "
            "syslog+tcp://host:port."
        )
    return text
