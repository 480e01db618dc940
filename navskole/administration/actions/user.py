"""Make users and memberships; end a membership at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.accounts.models import User
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import SIDES_OF_ROLE, Membership
from navskole.records.errors import RuleBroken

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
    username: str,
    first_name: str,
    last_name: str,
    email: str = "",
    password: str = "",
    is_active: bool = True,
) -> User:
    """Make a user, or change one; an empty password leaves it. Raises UsernameTaken."""
    policies.require(actor, "administration.save_user", user)
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
    user.save()
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
    ).exclude(ends_on__lt=membership.starts_on)
    if membership.ends_on is not None:
        same = same.filter(starts_on__lte=membership.ends_on)
    if same.exists():
        raise OverlappingMembership


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
