"""The keys that seal the access log, read from one setting."""

import re

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
