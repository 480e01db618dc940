"""End a contract in force: with notice, or at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from agreements.notices import tell_ended, tell_notice_given
from navskole.access import policies
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor


class EndsBeforeNotice(RuleBroken):
    """The period is over before the time of notice would be."""

    message = _("Kontrakten går ut før oppsigelsestiden er over. Den trenger ikke sies opp.")


class NewVersionSigned(RuleBroken):
    """A signed version is about to take over from this one."""

    message = _("En ny versjon er signert og overtar. Opphev signaturene på den først.")


def notice_ends(contract: Contract, *, on: date) -> date:
    """Return the last day of the contract when notice is given on `on`.

    The same day of the month the agreed number of months later; the month's last day where
    it has no such day: three months from 30 November end on 28 or 29 February.
    """
    return on + relativedelta(months=contract.notice_months)


@transaction.atomic
def give_notice(*, actor: Actor, contract: Contract, reason: str) -> Contract:
    """End the contract after the time of notice it names; either party may.

    Raises EndsBeforeNotice, NewVersionSigned while a signed version waits to take over, and
    NationalIdInText or PersonInText.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.give_notice", contract)
    if contract.successors.filter(in_force_from__isnull=False, ended_at__isnull=True).exists():
        raise NewVersionSigned
    require_no_person(actor, reason, field="reason")
    last = notice_ends(contract, on=actor.on)
    if last >= contract.ends_on:
        raise EndsBeforeNotice
    contract.notice_given_on, contract.notice_ends_on = actor.on, last
    contract.ended_by, contract.end_reason = actor.user, reason
    contract.in_force_until = contract.last_day
    contract.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_NOTICE_GIVEN)
    tell_notice_given(actor, contract)
    return contract


@transaction.atomic
def end_contract(*, actor: Actor, contract: Contract, reason: str) -> Contract:
    """End the contract at once; access across the pair stops with it, on the next request.

    A version that was to take over, signed or in work, goes with it. Raises NationalIdInText
    or PersonInText.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.end_contract", contract)
    require_no_person(actor, reason, field="reason")
    placed = list(contract.placements.in_force(on=actor.on))
    later = Contract.objects.select_for_update().filter(replaces=contract, ended_at__isnull=True)
    for ended in (contract, *later):
        ended.ended_at, ended.ended_by, ended.end_reason = actor.now, actor.user, reason
        ended.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CONTRACT_ENDED)
    tell_ended(actor, contract, placed)
    return contract
