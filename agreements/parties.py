"""Who has signed a contract, and the one sentence of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from agreements.models import ContractState, Party
from navskole.ui.templatetags.ui_dates import long_date, long_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agreements.models import Contract, Signature


def party_rows(
    contract: Contract, signatures: Iterable[Signature], *, on: date
) -> list[dict[str, Any]]:
    """Return a row per party with its standing signature, or that it waits."""
    by_party = {signature.party: signature for signature in signatures}
    organisations = {Party.SCHOOL: contract.school, Party.NAV: contract.office}
    return [
        _row(party, str(organisation), by_party.get(party), contract, on=on)
        for party, organisation in organisations.items()
    ]


def _row(
    party: Party, organisation: str, signature: Signature | None, contract: Contract, *, on: date
) -> dict[str, Any]:
    if signature is None:
        waits = contract.state(on=on) == ContractState.OPEN
        return {
            "name": party.label,
            "on_behalf": organisation,
            "state": _("Venter") if waits else _("Ikke signert"),
            "color": "warning" if waits else "neutral",
        }
    deputy = _("%(role)s (stedfortreder)") % {"role": party.label}
    role = deputy if signature.is_deputy else party.label
    return {
        "name": f"{signature.signed_by}, {role}",
        "on_behalf": organisation,
        "state": _("Signert"),
        "color": "success",
        "when": long_moment(signature.signed_at),
    }


def what_comes_next(contract: Contract, signatures: Iterable[Signature], *, on: date) -> str:
    """Return what happens now, and who it waits for."""
    state = contract.state(on=on)
    if state == ContractState.OPEN:
        signed = {signature.party for signature in signatures}
        waiting = [
            _("rektor ved %(place)s") % {"place": contract.school},
            _("NAV-leder i %(place)s") % {"place": contract.office},
        ]
        left = [who for party, who in zip(Party, waiting, strict=True) if party not in signed]
        return _("Venter på %(who)s.") % {"who": _(" og ").join(left)}
    starts, until = contract.in_force_from, contract.in_force_until
    sentences = {
        ContractState.DRAFT: _("Utkastet kan endres og sendes til signering."),
        ContractState.SIGNED: _("Gjelder fra %(day)s.") % {"day": long_date(starts)},
        ContractState.IN_FORCE: _("Gjelder til og med %(day)s.") % {"day": long_date(until)},
        ContractState.EXPIRED: _("Gikk ut %(day)s. Deling mellom partene er stengt.")
        % {"day": long_date(until)},
        ContractState.DISCARDED: _("Utkastet er forkastet."),
        ContractState.TERMINATED: _("Kontrakten er avsluttet. Deling mellom partene er stengt."),
    }
    return sentences[state]
