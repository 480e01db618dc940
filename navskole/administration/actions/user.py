"""Make users and memberships; end a membership at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.accounts.models import User
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import SIDES_OF_ROLE, Membership
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation

    ConflictCheck = Callable[[Membership], bool]
    Leaver = Callable[..., None]

_conflict_checks: list[ConflictCheck] = []
_leavers: list[Leaver] = []


class UsernameTaken(RuleBroken):
    """Another account has the name."""

    message = _("Brukernavnet er i bruk. Velg et annet.")
    field = "username"


class WrongOrganisation(RuleBroken):
    """The role does not exist at that kind of organisation."""

    message = _("Rollen finnes ikke i denne typen organisasjon.")
    field = "organisation"


class OverlappingMembership(RuleBroken):
    """The person has that role there already in the period."""

    message = _("Brukeren har alt denne rollen her i perioden.")
    field = "starts_on"


class SidesMeet(RuleBroken):
    """The person would work on both sides of a contract in force."""

    message = _(
        "Brukeren har medlemskap på den andre siden av en samarbeidskontrakt som gjelder. "
        "Ingen kan arbeide både på skolen og NAV-kontoret den samarbeider med."
    )
    field = "organisation"


class MembershipOver(RuleBroken):
    """What has ended stays ended."""

    message = _("Medlemskapet er avsluttet. Gi brukeren et nytt medlemskap.")


class EndHasPassed(RuleBroken):
    """A last day before today would change who could see what."""

    message = _("Siste dag må være i dag eller senere. Bruk «Avslutt nå» for å avslutte straks.")
    field = "ends_on"


def register_conflict_check(check: ConflictCheck) -> None:
    """Let a higher app say that a membership would put somebody on both sides of a pair."""
    _conflict_checks.append(check)


def register_leaver(leaver: Leaver) -> None:
    """Let a higher app end what a membership gave, in the act that ends it.

    `leaver` is called with `actor` and the `membership` that has just ended.
    """
    _leavers.append(leaver)


@transaction.atomic
def save_user(
    *,
    actor: Actor,
    user: User | None,
    version: int | None = None,
    username: str,
    first_name: str,
    last_name: str,
    email: str = "",
    password: str = "",
    is_active: bool = True,
) -> User:
    """Make a user, or change one; an empty password leaves it.

    Raises UsernameTaken, and StaleVersion when somebody else was first.
    """
    policies.require(actor, "administration.save_user", user)
    if user is not None:
        user = User.objects.select_for_update().get(pk=user.pk)
        if version is not None:
            require_version(user, version)
    taken = User.objects.filter(username__iexact=username)
    if user is not None:
        taken = taken.exclude(pk=user.pk)
    if taken.exists():
        raise UsernameTaken
    user = user or User()
    user.username, user.email, user.is_active = username, email, is_active
    user.set_names(first_name=first_name, last_name=last_name)
    if password:
        user.set_password(password)
    elif user.pk is None:
        user.set_unusable_password()  # type: ignore[unreachable]  # a new account has no pk yet
    user.save_change(by=actor.user, at=actor.now, new=user.pk is None)
    log.record(actor, Action.USER_SAVED)
    return user


@transaction.atomic
def start_membership(
    *,
    actor: Actor,
    user: User,
    role: str,
    organisation: Organisation,
    starts_on: date,
    ends_on: date | None = None,
    is_deputy: bool = False,
) -> Membership:
    """Give a role at an organisation, from-to.

    Raises WrongOrganisation, OverlappingMembership or SidesMeet; NotAllowed for oneself.
    """
    policies.require(actor, "administration.add_membership", user)
    if organisation.side not in SIDES_OF_ROLE[role]:
        raise WrongOrganisation
    membership = Membership(
        user=user,
        role=role,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        is_deputy=is_deputy,
    )
    membership.full_clean()
    _require_free_period(membership)
    if any(check(membership) for check in _conflict_checks):
        raise SidesMeet
    membership.save()
    log.record(actor, Action.MEMBERSHIP_STARTED)
    return membership


def _require_free_period(membership: Membership) -> None:
    same = Membership.objects.filter(
        user=membership.user,
        role=membership.role,
        organisation=membership.organisation,
        ended_at__isnull=True,
    ).exclude(Q(ends_on__lt=membership.starts_on) | Q(pk=membership.pk))
    if membership.ends_on is not None:
        same = same.filter(starts_on__lte=membership.ends_on)
    if same.exists():
        raise OverlappingMembership


@transaction.atomic
def move_membership_end(
    *, actor: Actor, membership: Membership, version: int, ends_on: date | None, reason: str
) -> Membership:
    """Let the membership end on another day, or on none; the reason goes into the log.

    Raises MembershipOver, EndHasPassed, OverlappingMembership or SidesMeet, StaleVersion when
    somebody else was first, and NotAllowed for oneself.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    policies.require(actor, "administration.change_membership", membership)
    if not membership.can_change(on=actor.on):
        raise MembershipOver
    require_version(membership, version)
    if ends_on is not None and ends_on < actor.on:
        raise EndHasPassed
    before, membership.ends_on = membership.ends_on, ends_on
    membership.full_clean()
    _require_free_period(membership)
    if any(check(membership) for check in _conflict_checks):
        raise SidesMeet
    membership.save_change(by=actor.user, at=actor.now)
    days = {"old": _end_in_words(before), "new": _end_in_words(ends_on), "reason": reason}
    purpose = gettext("Til og med %(new)s, før %(old)s: %(reason)s") % days
    log.record(actor, Action.MEMBERSHIP_CHANGED, purpose=purpose)
    return membership


def _end_in_words(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else gettext("uten sluttdato")


@transaction.atomic
def end_membership(*, actor: Actor, membership: Membership) -> Membership:
    """End a membership now; what it gave is gone in the next request, and so are its grants."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    policies.require(actor, "administration.end_membership", membership)
    if membership.ended_at is None:
        membership.ended_at = actor.now
        membership.save(update_fields=["ended_at"])
        log.record(actor, Action.MEMBERSHIP_ENDED)
        for leaver in _leavers:
            leaver(actor=actor, membership=membership)
    return membership
