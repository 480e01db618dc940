"""Where contracts stand, asked of the database: the same rule as `Contract.state`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from agreements.models import Contract, ContractState

if TYPE_CHECKING:
    from datetime import date

EXPIRES_SOON_DAYS = 90
"""How long before its last day a contract in force is said to expire soon."""


def in_state(state: str, *, on: date) -> Q:
    """Return the condition that a contract stands in `state` on `on`."""
    ended, signed = Q(ended_at__isnull=False), Q(in_force_from__isnull=False)
    opened = Q(opened_for_signing_at__isnull=False)
    conditions = {
        ContractState.TERMINATED: ended & signed,
        ContractState.DISCARDED: ended & ~signed,
        ContractState.SIGNED: ~ended & signed & Q(in_force_from__gt=on),
        ContractState.IN_FORCE: ~ended & Q(in_force_from__lte=on, in_force_until__gte=on),
        ContractState.EXPIRED: ~ended & signed & Q(in_force_from__lte=on, in_force_until__lt=on),
        ContractState.OPEN: ~ended & ~signed & opened,
        ContractState.DRAFT: ~ended & ~signed & ~opened,
    }
    return conditions[ContractState(state)]


def expires_soon(*, on: date) -> Q:
    """Return the condition that a contract in force on `on` ends within 90 days, for good."""
    last = on + timedelta(days=EXPIRES_SOON_DAYS)
    ends = in_state(ContractState.IN_FORCE, on=on) & Q(in_force_until__lte=last)
    return ends & without_successor()


def without_successor() -> Q:
    """Return the condition that no signed version takes over from a contract."""
    signed = Contract.objects.standing().filter(
        replaces=OuterRef("pk"), in_force_from__isnull=False
    )
    return ~Q(Exists(signed))
