"""What a collaboration waits for, each in a sentence that says what to do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import ContractState
from agreements.parties import what_comes_next
from agreements.states import EXPIRES_SOON_DAYS
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from agreements.models import CollaborationOffice, Contract

LIVE = {
    ContractState.DRAFT,
    ContractState.OPEN,
    ContractState.SIGNED,
    ContractState.IN_FORCE,
}
"""Where a contract that somebody still works with or rests on stands."""


def missing_contracts(
    members: Iterable[CollaborationOffice], contracts: Iterable[Contract], *, on: date
) -> Iterator[str]:
    """Yield what each office's contract waits for; `contracts` come with standing signatures."""
    by_office: Mapping[int, list[Contract]] = _by_office(contracts)
    for member in members:
        own = by_office.get(member.office_id, [])
        live = {contract: contract.state(on=on) for contract in own}
        live = {contract: state for contract, state in live.items() if state in LIVE}
        if not live and member.ends_on is None:
            yield _no_contract(member, own)
        for contract, state in live.items():
            if state == ContractState.OPEN:
                signatures = contract.standing_signatures  # type: ignore[attr-defined]  # prefetched
                yield what_comes_next(contract, signatures, on=on)
            elif state == ContractState.DRAFT:
                yield _("Kontrakten med %(office)s er et utkast.") % {"office": member.office}
            elif len(live) == 1 and _expires_soon(contract, on=on):
                yield _("Kontrakten med %(office)s går ut %(day)s. Lag en ny.") % {
                    "office": member.office,
                    "day": long_date(contract.in_force_until),
                }


def _no_contract(member: CollaborationOffice, over: Iterable[Contract]) -> str:
    """Return that the office has no contract, or that the last one is over."""
    ended = [each for each in over if each.in_force_until is not None and each.ended_at is None]
    if not ended:
        return _("Kontrakt med %(office)s mangler.") % {"office": member.office}
    latest = max(ended, key=lambda each: each.ends_on)
    return _("Kontrakten med %(office)s gikk ut %(day)s. Lag en ny, eller ta kontoret ut.") % {
        "office": member.office,
        "day": long_date(latest.in_force_until),
    }


def _by_office(contracts: Iterable[Contract]) -> dict[int, list[Contract]]:
    found = defaultdict(list)
    for contract in contracts:
        found[contract.office_id].append(contract)
    return found


def _expires_soon(contract: Contract, *, on: date) -> bool:
    until = contract.in_force_until
    return until is not None and (until - on).days <= EXPIRES_SOON_DAYS
