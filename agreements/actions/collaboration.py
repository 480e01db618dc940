"""Set up a collaboration, change it, take offices in and out, and end it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_meeting import cancel_steering_meeting
from agreements.models import (
    Collaboration,
    CollaborationKind,
    CollaborationOffice,
    Contract,
    SteeringMeeting,
)
from navskole.access import policies
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken, require_version
from navskole.ui.templatetags.ui_dates import long_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, School


class SchoolCollaborates(RuleBroken):
    """The school has a collaboration that is not ended; there is one at a time."""

    message = _("Skolen har alt et samarbeid. Rektor kan ta kontoret med i det.")
    field = "school"


class NotOwnPlace(RuleBroken):
    """The actor leads neither the school nor any of the offices."""

    message = _("Du må være rektor ved skolen eller leder av et av NAV-kontorene.")


class ContractStands(RuleBroken):
    """A contract would outlast the collaboration, or the office's time in it."""


class StartsAfterContract(RuleBroken):
    """A contract came into force before the day the collaboration would start."""

    message = _("Samarbeidet kan ikke starte etter at en av kontraktene begynte å gjelde.")
    field = "starts_on"


@dataclass(frozen=True)
class CollaborationContent:
    """When it starts and how it works; `variant` says so in own words, of a local one."""

    starts_on: date
    kind: str
    variant: str = ""


@transaction.atomic
def create_collaboration(
    *,
    actor: Actor,
    school: School,
    offices: Iterable[NavOffice],
    content: CollaborationContent,
    submission_id: UUID | None = None,
) -> Collaboration:
    """Set up a collaboration; a second post returns the first.

    Raises SchoolCollaborates, NotOwnPlace, NationalIdInText or PersonInText.
    """
    policies.require(actor, "agreements.add_collaboration")
    known = Collaboration.objects.filter(  # type: ignore[misc]  # no id finds no row
        created_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    offices = list(offices)
    require_own_place(actor, school=school, offices=offices)
    require_no_person(actor, content.variant, field="variant")
    if Collaboration.objects.standing().filter(school=school).exists():
        raise SchoolCollaborates
    collaboration = _start(actor, school_id=school.pk, content=content, submission_id=submission_id)
    for office in offices:
        _take_in(collaboration, office_id=office.pk, starts_on=content.starts_on)
    return collaboration


def require_own_place(actor: Actor, *, school: School, offices: Iterable[NavOffice]) -> None:
    """Raise NotOwnPlace unless the actor leads the school or one of the offices."""
    led = actor.at(Role.NAV_MANAGER) & {office.pk for office in offices}
    if not (actor.is_system or led or actor.holds(Role.PRINCIPAL, school.pk)):
        raise NotOwnPlace


def _start(
    actor: Actor,
    *,
    school_id: int,
    content: CollaborationContent,
    submission_id: UUID | None = None,
) -> Collaboration:
    collaboration = Collaboration(school_id=school_id, created_by=actor.user, **vars(content))
    if submission_id:
        collaboration.submission_id = submission_id
    collaboration.full_clean(exclude=["created_by"])
    collaboration.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.COLLABORATION_SAVED)
    return collaboration


def _take_in(
    collaboration: Collaboration, *, office_id: int, starts_on: date
) -> CollaborationOffice:
    member = CollaborationOffice(
        collaboration=collaboration, office_id=office_id, starts_on=starts_on
    )
    member.full_clean()
    member.save()
    return member


@transaction.atomic
def change_collaboration(
    *, actor: Actor, collaboration: Collaboration, version: int, content: CollaborationContent
) -> Collaboration:
    """Change start and model. Raises StaleVersion, StartsAfterContract, or what creating raises.

    An office that was in it from the start still is.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    policies.require(actor, "agreements.change_collaboration", collaboration)
    require_version(collaboration, version)
    require_no_person(actor, content.variant, field="variant")
    before, starts_on = collaboration.starts_on, content.starts_on
    contracts = Contract.objects.of(collaboration)
    if starts_on > before and contracts.filter(in_force_from__lt=starts_on).exists():
        raise StartsAfterContract
    for member in collaboration.members.all():
        if member.starts_on == before or member.starts_on < starts_on:
            member.starts_on = starts_on
            member.full_clean()
            member.save()
    for name, value in vars(content).items():
        setattr(collaboration, name, value)
    collaboration.full_clean(exclude=["created_by"])
    collaboration.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.COLLABORATION_SAVED)
    return collaboration


@transaction.atomic
def add_offices(
    *,
    actor: Actor,
    collaboration: Collaboration,
    offices: Iterable[NavOffice],
    starts_on: date,
) -> Collaboration:
    """Take offices into the collaboration; one that is in it already stays as it is."""
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    policies.require(actor, "agreements.add_collaboration_office", collaboration)
    inside = set(collaboration.members.filter(ends_on=None).values_list("office_id", flat=True))
    for office in offices:
        if office.pk not in inside:
            _take_in(collaboration, office_id=office.pk, starts_on=starts_on)
    log.record(actor, Action.COLLABORATION_SAVED)
    return collaboration


def gather(
    *, actor: Actor, school: School, offices: Iterable[NavOffice], starts_on: date
) -> Collaboration:
    """Return the school's collaboration with the offices in it, or a new one of the standard.

    Raises SchoolCollaborates where the actor would take an office into a collaboration that is
    not theirs to change.
    """
    may_join = may_take_in(actor, school_id=school.pk)
    collaboration = _standing_or_new(actor, school_id=school.pk, starts_on=starts_on)
    inside = set(collaboration.members.filter(ends_on=None).values_list("office_id", flat=True))
    for office in offices:
        if office.pk not in inside:
            if not may_join:
                raise SchoolCollaborates
            _take_in(collaboration, office_id=office.pk, starts_on=starts_on)
    return collaboration


def may_take_in(actor: Actor, *, school_id: int) -> bool:
    """Tell whether the actor may take offices into the school's collaboration, or start one.

    Whose office is in it reads what the others decide, so nobody lets themselves in.
    """
    standing = Collaboration.objects.standing().filter(school_id=school_id).first()
    if standing is None or actor.is_system:
        return True
    return policies.allows(actor, "agreements.add_collaboration_office", standing)


def _standing_or_new(actor: Actor, *, school_id: int, starts_on: date) -> Collaboration:
    standing = Collaboration.objects.standing().select_for_update().filter(school_id=school_id)
    content = CollaborationContent(starts_on=starts_on, kind=CollaborationKind.STANDARD)
    return standing.first() or _start(actor, school_id=school_id, content=content)


def include_pair(*, actor: Actor, contract: Contract) -> None:
    """See to it that a contract's office is in the school's collaboration, or make one.

    For a contract that both have signed, or a draft by one who `may_take_in`.
    """
    collaboration = _standing_or_new(
        actor, school_id=contract.school_id, starts_on=contract.starts_on
    )
    members = list(collaboration.members.filter(office_id=contract.office_id))
    if any(member.covers(contract) for member in members):
        return
    later = next((member for member in members if member.ends_on is None), None)
    if later is None:
        _take_in(collaboration, office_id=contract.office_id, starts_on=contract.starts_on)
    else:
        later.starts_on = contract.starts_on
        later.save()


@transaction.atomic
def end_office(
    *, actor: Actor, member: CollaborationOffice, ends_on: date, reason: str
) -> CollaborationOffice:
    """Take an office out after `ends_on`, its last day; the others' pairs go on.

    Raises ContractStands while a contract of the pair lasts longer or is being signed, and
    NationalIdInText or PersonInText.
    """
    member = CollaborationOffice.objects.select_for_update().get(pk=member.pk)
    policies.require(actor, "agreements.end_collaboration_office", member)
    if ends_on < actor.on:
        raise RuleBroken(_("Siste dag må være i dag eller senere."), field="ends_on")
    require_no_person(actor, reason, field="reason")
    contracts = Contract.objects.of(member.collaboration).filter(office_id=member.office_id)
    _require_over(contracts, by=ends_on)
    member.ends_on, member.leave_reason = ends_on, reason
    member.full_clean()
    member.save()
    log.record(actor, Action.COLLABORATION_OFFICE_ENDED)
    return member


@transaction.atomic
def end_collaboration(
    *, actor: Actor, collaboration: Collaboration, version: int, reason: str
) -> Collaboration:
    """End the collaboration today, with a reason that names nobody.

    The steering group's meetings to come are cancelled with it. Raises ContractStands while a
    contract is in force or being signed, NationalIdInText or PersonInText.
    """
    collaboration = Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    policies.require(actor, "agreements.end_collaboration", collaboration)
    require_version(collaboration, version)
    require_no_person(actor, reason, field="reason")
    _require_over(Contract.objects.of(collaboration), by=actor.on)
    for member in collaboration.members.filter(ends_on=None):
        member.ends_on = max(member.starts_on, actor.on)
        member.save()
    planned = SteeringMeeting.objects.of(collaboration).planned(now=actor.now)
    for meeting in planned:
        cancel_steering_meeting(actor=actor, meeting=meeting)
    collaboration.ended_on, collaboration.end_reason = actor.on, reason
    collaboration.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.COLLABORATION_ENDED)
    return collaboration


def _require_over(contracts: Iterable[Contract], *, by: date) -> None:
    """Raise ContractStands, saying which contract stands and what to do."""
    for contract in contracts:
        if contract.ended_at is not None:
            continue
        until = contract.in_force_until
        about = {"office": contract.office, "day": long_date(until)}
        if until is not None and until > by:
            raise ContractStands(
                _("Kontrakten med %(office)s gjelder til og med %(day)s. Avslutt den først.")
                % about
            )
        if until is None and contract.opened_for_signing_at is not None:
            raise ContractStands(
                _("Kontrakten med %(office)s er til signering. Opphev signaturene først.") % about
            )
