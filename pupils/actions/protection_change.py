"""Propose to protect a pupil's address or to lift the protection; a second person confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import barrier, policies
from navskole.access.grants import end_grant
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import NotAllowed, RuleBroken
from pupils.actions.protection import (
    TooFewNamed,
    name_for_protected,
    set_grade,
    standing_namings,
)
from pupils.models import ProtectionChange, Pupil
from pupils.naming import FEWEST_NAMED
from pupils.policies.places import (
    LEADERS,
    named_at,
    named_by_rule,
    own_place,
    people_at,
    places_holding,
)
from pupils.protection_notices import tell_named, tell_of_change, tell_proposed

if TYPE_CHECKING:
    from collections.abc import Collection

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation


class NothingChanges(RuleBroken):
    """The pupil has that grade already."""

    message = _("Eleven har denne adressebeskyttelsen fra før. Velg en annen.")
    field = "after"


class AlreadyProposed(RuleBroken):
    """Another proposal of the same place waits."""

    message = _("Et forslag venter alt på bekreftelse. Bekreft eller trekk det først.")


class AlreadySettled(RuleBroken):
    """Somebody confirmed or withdrew it first, or the grade has changed since."""

    message = _("Forslaget er alt avgjort.")


class NotNameable(RuleBroken):
    """Somebody chosen does not work with the pupil at the place."""

    message = _("Velg bare personer som arbeider med eleven hos dere.")
    field = "named"


@barrier.lifted("propose_protection")
def propose_protection(
    *, actor: Actor, pupil: Pupil, after: str, reason: str, named: Collection[User] = ()
) -> ProtectionChange:
    """Propose another grade for the actor's own place; a higher one counts at once.

    Of the own place exactly `named` are named, at least two. At every other place that holds
    data, which the actor is not to know of, two are named by rule and told. Raises
    NothingChanges, AlreadyProposed, NotNameable and TooFewNamed.
    """
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    policies.require(actor, "pupils.protect_address", pupil)
    place = _place(actor, pupil)
    if pupil.address_protection == after:
        raise NothingChanges
    if ProtectionChange.objects.waiting().filter(pupil=pupil, owner=place).exists():
        raise AlreadyProposed
    change = ProtectionChange(
        pupil=pupil,
        owner=place,
        before=pupil.address_protection,
        after=after,
        reason=reason,
        proposed_by=actor.person,
        proposed_at=actor.now,
    )
    if change.protects_more:
        _require_nameable(actor, pupil, place, named)
        _overtake(actor, pupil)
        set_grade(actor=actor, pupil=pupil, protection=after)
        _name(actor, pupil, place, named)
    change.save()
    log.record(actor, Action.PROTECTION_PROPOSED, [change.access()])
    tell_proposed(actor, change)
    return change


@barrier.lifted("confirm_protection")
def confirm_protection(*, actor: Actor, change: ProtectionChange) -> ProtectionChange:
    """Confirm what somebody else proposed; a lower grade counts from now. Raises AlreadySettled."""
    pupil, change = _locked(change)
    policies.require(actor, "pupils.confirm_protection", change)
    if not change.is_waiting:
        raise AlreadySettled
    if not change.protects_more:
        _lower(actor, pupil, change.after)
    _settle(actor, change, ProtectionChange.Outcome.CONFIRMED)
    log.record(actor, Action.PROTECTION_CONFIRMED, [change.access()])
    return change


@barrier.lifted("withdraw_protection")
def withdraw_protection(*, actor: Actor, change: ProtectionChange) -> ProtectionChange:
    """Take a proposal back; what it protected goes back to what it was. Raises AlreadySettled."""
    pupil, change = _locked(change)
    policies.require(actor, "pupils.withdraw_protection", change)
    if not change.is_waiting:
        raise AlreadySettled
    if change.protects_more:
        _lower(actor, pupil, change.before)
    _settle(actor, change, ProtectionChange.Outcome.WITHDRAWN)
    log.record(actor, Action.PROTECTION_WITHDRAWN, [change.access()])
    return change


@transaction.atomic
def name_person(*, actor: Actor, pupil: Pupil, person: User) -> None:
    """Name one more at the actor's own place, never oneself, and once. Raises NotNameable."""
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    policies.require(actor, "pupils.name_for_protected", pupil)
    place = _place(actor, pupil)
    here = {row.user_id for row in people_at(pupil, place, on=actor.on)}
    if person.pk not in here - {actor.person.pk}:
        raise NotNameable(field="person")
    if person in named_at(pupil, place, on=actor.on):
        return
    name_for_protected(actor=actor, pupil=pupil, person=person)
    tell_named(actor, pupil, place, [person])


@transaction.atomic
def end_naming(*, actor: Actor, pupil: Pupil, person: User) -> None:
    """End somebody's naming at the actor's own place. Raises TooFewNamed where two are not left."""
    pupil = Pupil.objects.select_for_update().get(pk=pupil.pk)
    policies.require(actor, "pupils.name_for_protected", pupil)
    named = {each.pk for each in named_at(pupil, _place(actor, pupil), on=actor.on)}
    if person.pk not in named:
        raise NotNameable(field="person")
    if len(named) <= FEWEST_NAMED:
        raise TooFewNamed
    _end_naming_of(actor, pupil, {person.pk})


def _place(actor: Actor, pupil: Pupil) -> Organisation:
    place = own_place(actor, pupil, *LEADERS) or own_place(actor, pupil)
    if place is None:
        raise NotAllowed(_("Bare de som følger opp eleven, kan gjøre dette."))
    return place


def _locked(change: ProtectionChange) -> tuple[Pupil, ProtectionChange]:
    """Return the pupil and the change as they stand, in the order every action locks them."""
    pupil = Pupil.objects.select_for_update().get(pk=change.pupil_id)
    return pupil, ProtectionChange.objects.select_for_update(of=("self",)).get(pk=change.pk)


def _settle(actor: Actor, change: ProtectionChange, outcome: str) -> None:
    change.outcome, change.settled_by, change.settled_at = outcome, actor.person, actor.now
    change.save()


def _lower(actor: Actor, pupil: Pupil, protection: str) -> None:
    """Write a lower grade, and tell the other places while the named are still known."""
    tell_of_change(actor, pupil, protection)
    _overtake(actor, pupil)
    set_grade(actor=actor, pupil=pupil, protection=protection)


def _overtake(actor: Actor, pupil: Pupil) -> None:
    """Whatever waits, wherever, was about a grade that no longer is; nobody is told by whom."""
    ProtectionChange.objects.waiting().filter(pupil=pupil).update(
        outcome=ProtectionChange.Outcome.OVERTAKEN, settled_at=actor.now
    )


def _require_nameable(
    actor: Actor, pupil: Pupil, place: Organisation, named: Collection[User]
) -> None:
    here = {row.user_id for row in people_at(pupil, place, on=actor.on)}
    chosen = {person.pk for person in named}
    if not chosen <= here:
        raise NotNameable
    if len(chosen) < FEWEST_NAMED:
        raise TooFewNamed


def _name(actor: Actor, pupil: Pupil, place: Organisation, named: Collection[User]) -> None:
    """Name exactly these at the own place, and at the others as many as are needed."""
    chosen = {person.pk for person in named}
    before = {person.pk for person in named_at(pupil, place, on=actor.on)}
    _end_naming_of(actor, pupil, before - chosen)
    for person in named:
        name_for_protected(actor=actor, pupil=pupil, person=person)
    tell_named(actor, pupil, place, named)
    for other in places_holding(pupil, on=actor.on):
        if other.pk != place.pk:
            people = named_by_rule(pupil, other, fewest=FEWEST_NAMED, on=actor.on)
            for person in people:
                name_for_protected(actor=actor, pupil=pupil, person=person)
            tell_named(actor, pupil, other, people)


def _end_naming_of(actor: Actor, pupil: Pupil, people: Collection[int]) -> None:
    for grant in standing_namings(pupil).filter(user_id__in=people):
        end_grant(grant, actor=actor)
