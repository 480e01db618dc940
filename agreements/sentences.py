"""What was done to a collaboration or a contract, as the second half of a sentence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from agreements.models import Party
from navskole.ui.templatetags.ui_dates import long_date


def why() -> str:
    """Return what a reason is called."""
    return _("Begrunnelse")


def the_system() -> str:
    """Return who it was when it was nobody."""
    return _("Systemet")


def of_collaboration(old: Any, new: Any) -> str:
    """Return what happened to the collaboration."""
    if old is None:
        return _("opprettet samarbeidet")
    if new.ended_on and not old.ended_on:
        return _("avsluttet samarbeidet")
    return _("endret samarbeidet")


def of_contact(old: Any, new: Any) -> str:
    """Return what happened to a contact person."""
    words = _("endret kontaktpersonen %(name)s")
    if new.history_type == "-":
        words = _("fjernet kontaktpersonen %(name)s")
    elif old is None:
        words = _("la til kontaktpersonen %(name)s")
    return words % {"name": new.name}


def of_contract(old: Any, new: Any) -> str:
    """Return what happened to a contract from one version of the record to the next."""
    facts = {"contract": named(new)}
    if old is None:
        return _("laget utkast til %(contract)s") % facts
    if new.ended_at and not old.ended_at:
        return _of_end(new) % facts
    if new.notice_given_on and not old.notice_given_on:
        facts["day"] = long_date(new.notice_ends_on)
        return _("sa opp %(contract)s. Siste dag er %(day)s") % facts
    if bool(new.opened_for_signing_at) != bool(old.opened_for_signing_at):
        return _of_signing(new) % facts
    if new.in_force_from != old.in_force_from or new.in_force_until != old.in_force_until:
        return _of_period(old, new)
    return _("endret utkastet til %(contract)s") % facts


def _of_end(new: Any) -> str:
    if new.in_force_from:
        return _("avsluttet %(contract)s straks")
    return _("forkastet utkastet til %(contract)s")


def _of_signing(new: Any) -> str:
    if new.opened_for_signing_at:
        return _("sendte %(contract)s til signering")
    return _("åpnet %(contract)s for endring igjen. Ingen signaturer gjelder")


def _of_period(old: Any, new: Any) -> str:
    facts = {
        "contract": named(new),
        "first": long_date(new.in_force_from),
        "last": long_date(new.in_force_until),
    }
    if not old.in_force_from:
        return (
            _("signerte som den siste. Fra %(first)s til og med %(last)s gjelder %(contract)s")
            % facts
        )
    if new.in_force_until < old.in_force_until:
        return _("lot en ny versjon overta. Siste dag for %(contract)s er %(last)s") % facts
    return _("tok tilbake den nye versjonen. Siste dag for %(contract)s er %(last)s") % facts


def of_signature(signature: Any) -> str:
    """Return that a party signed, and as what."""
    contract = signature.contract
    place = contract.school if signature.party == Party.SCHOOL else contract.office
    facts = {"contract": named(contract), "place": place}
    if signature.is_deputy:
        return _("signerte %(contract)s på vegne av %(place)s, som stedfortreder") % facts
    return _("signerte %(contract)s på vegne av %(place)s") % facts


def named(contract: Any) -> str:
    """Return what the contract is called among the contracts of its school."""
    facts = {"office": contract.office, "number": contract.number}
    if contract.number == 1:
        return _("kontrakten med %(office)s") % facts
    return _("versjon %(number)s av kontrakten med %(office)s") % facts
