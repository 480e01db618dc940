"""Place a veileder under a contract, and end it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Placement, TimeEntry
from agreements.notices import tell_placed, tell_placement_ended
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role
from navskole.records.errors import RuleBroken
from navskole.records.models import in_force, sign_history
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from navskole.accounts.models import User


class OutsideContract(RuleBroken):
    """The placement would reach outside the contract's period."""

    message = _("Plasseringen må ligge innenfor perioden kontrakten gjelder.")


class OwnPlacement(RuleBroken):
    """A NAV-leder who also is a veileder places nobody but others: two people, as for measures."""

    message = _("Du kan ikke plassere deg selv. En stedfortreder for NAV-leder må gjøre det.")


class AlreadyPlaced(RuleBroken):
    """The veileder is placed under the contract on some of the days already."""

    message = _(
        "Veilederen er alt plassert under denne kontrakten på noen av dagene. "
        "Sett en siste dag for den plasseringen først, eller velg andre dager."
    )


class EndsOutside(RuleBroken):
    """The last day has passed, or lies outside the placement's own period."""

    def __init__(self, first: date, last: date) -> None:
        days = {"first": long_date(first), "last": long_date(last)}
        message = gettext("Siste dag må være tidligst %(first)s og senest %(last)s.") % days
        super().__init__(message, field="ends_on")


@transaction.atomic
def place_counsellor(
    *,
    actor: Actor,
    contract: Contract,
    counsellor: User,
    post_fraction: Decimal,
    starts_on: date,
    ends_on: date | None = None,
) -> Placement:
    """Place an own veileder at the school, within the contract's period.

    Without a last day it goes on under the next version, where that is signed already. Told the
    same twice, it answers with the first placement. Raises OutsideContract, OwnPlacement,
    AlreadyPlaced, or RuleBroken when the person is not a veileder of the office.
    """
    contract = Contract.objects.select_for_update().get(pk=contract.pk)
    policies.require(actor, "agreements.add_placement", contract)
    first, last = contract.in_force_from, contract.in_force_until
    if first is None or last is None or not first <= starts_on <= (ends_on or last) <= last:
        raise OutsideContract(field="starts_on")
    if counsellor == actor.user:
        raise OwnPlacement(field="counsellor")
    if not _is_counsellor(counsellor, office_id=contract.office_id, on=starts_on):
        raise RuleBroken(
            _("Personen er ikke NAV-veileder ved kontoret på startdatoen."), field="counsellor"
        )
    content = {"post_fraction": post_fraction, "starts_on": starts_on, "ends_on": ends_on}
    standing = contract.placements.filter(counsellor=counsellor, ended_at__isnull=True)
    if (known := standing.filter(**content).first()) is not None:
        return known
    if standing.overlapping(starts_on, ends_on or last).exists():
        raise AlreadyPlaced(field="starts_on")
    placement = Placement(contract=contract, counsellor=counsellor, **content)
    placement.full_clean()
    placement.save()
    successor = Contract.objects.standing().replacing(contract)
    if (signed := successor.filter(in_force_from__isnull=False).first()) is not None:
        _continue(placement, signed)
    log.record(actor, Action.PLACEMENT_STARTED)
    tell_placed(actor, placement)
    return placement


@transaction.atomic
def end_placement(*, actor: Actor, placement: Placement, ends_on: date | None = None) -> Placement:
    """End a placement after `ends_on`, the last day that counts, or at once without one.

    What goes on from it under the next version of the contract ends with it: the day may lie in
    that period as well. Raises EndsOutside when the day has passed, or lies before the start or
    after the end that was set before.
    """
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    policies.require(actor, "agreements.end_placement", placement)
    later = _going_on_from(placement)
    if ends_on is None:
        placement.ended_at = actor.now
    else:
        until = [each.contract.in_force_until for each in (placement, *later)]
        latest = placement.ends_on or max(filter(None, until), default=ends_on)
        earliest = max(actor.on, placement.starts_on)
        if not earliest <= ends_on <= latest:
            raise EndsOutside(earliest, latest)
        placement.ends_on = ends_on
    placement.full_clean()
    placement.save()
    for each in later:
        if ends_on is None or ends_on < each.starts_on:
            each.ended_at = actor.now
        else:
            each.ends_on = min(ends_on, each.ends_on or ends_on)
        each.save()
    log.record(actor, Action.PLACEMENT_ENDED)
    tell_placement_ended(actor, placement)
    return placement


def _going_on_from(placement: Placement) -> list[Placement]:
    """Return what goes on from the placement under later versions, the earliest first."""
    found: list[Placement] = []
    going_on = [placement]
    while going_on:
        rows = Placement.objects.select_for_update(of=("self",)).select_related("contract")
        going_on = list(rows.filter(continues__in=going_on, ended_at__isnull=True))
        found += going_on
    return found


def continue_placements(replaced: Contract, contract: Contract) -> None:
    """Let those placed under the old version go on under the new, from its first day."""
    for placement in replaced.placements.filter(ended_at__isnull=True):
        _continue(placement, contract)


def _continue(placement: Placement, contract: Contract) -> None:
    """Let the placement go on under a signed version of its contract, where it lasts as long."""
    starts, until = contract.in_force_from, contract.in_force_until
    if starts is None or until is None:
        return
    first = max(starts, placement.starts_on)
    ends_on = placement.ends_on and min(placement.ends_on, until)
    if first <= (ends_on or until):
        Placement.objects.create(
            contract=contract,
            counsellor=placement.counsellor,
            post_fraction=placement.post_fraction,
            starts_on=first,
            ends_on=ends_on,
            continues=placement,
        )


def take_back_continued(actor: Actor, contract: Contract) -> None:
    """Remove what was to go on under a version that never came into force.

    Half days of this week that were registered under it ahead of time go back with it. What was
    ended, or given a last day, stays so: the placement it continued goes no further.
    """
    for placement in contract.placements.filter(continues__isnull=False):
        if placement.ended_at is not None:
            _go_no_further(placement, last=placement.starts_on - timedelta(days=1))
        elif placement.ends_on is not None and placement.ends_on < contract.ends_on:
            _go_no_further(placement, last=placement.ends_on)
        for entry in TimeEntry.objects.filter(placement=placement):
            entry.placement = placement.continues  # type: ignore[assignment]  # it has one
            sign_history(entry, by=actor.user, at=actor.now)
            entry.save()
        placement.delete()


def _go_no_further(taken_back: Placement, *, last: date) -> None:
    """Let what it continued end on `last`; where that is before its start, with it."""
    earlier = taken_back.continues
    if earlier is None or earlier.ended_at is not None:
        return
    if last < earlier.starts_on:
        earlier.ended_at = taken_back.ended_at
    elif earlier.ends_on is None or last < earlier.ends_on:
        earlier.ends_on = last
    earlier.save()


def _is_counsellor(user: User, *, office_id: int, on: date) -> bool:
    return Membership.objects.filter(
        in_force(on=on), user=user, organisation_id=office_id, role=Role.NAV_COUNSELLOR
    ).exists()
