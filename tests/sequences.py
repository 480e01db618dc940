"""How many random steps are played, and how many were."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings

SEQUENCES = 2_000
"""What `make test-deep` plays of each kind; of 25 steps each, of two kinds: 100,000 steps."""

played: Counter[str] = Counter()


def count(kind: str) -> None:
    """Note one step of a kind of sequence; the end of the run tells how many there were."""
    played[kind] += 1


def in_share(profile: settings, *, of: int = 1) -> settings:
    """Return the profile with as many examples as one of so many shares of the sequences plays."""
    number = profile.max_examples if profile.derandomize else SEQUENCES
    return settings(profile, max_examples=number // of)
