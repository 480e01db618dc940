"""Send a referral; take it as a case or decline it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from pupils.actions.case import NoContract, open_case
from pupils.actions.own_name import hand_on_name
from pupils.actions.protection import is_named_at
from pupils.models import Case, CaseSource, Referral
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, School
    from pupils.models import Pupil


class ReceiverNotNamed(RuleBroken):
    """Fewer than two at the office are named for the protected pupil."""

    message = _("Denne eleven må henvises sammen med rektor.")


class AlreadyHandled(RuleBroken):
    """Somebody took or declined the referral first."""

    message = _("Henvisningen er alt behandlet.")


@transaction.atomic
def send_referral(
    *,
    actor: Actor,
    pupil: Pupil,
    school: School,
    office: NavOffice,
    text: str,
    pupil_knows: bool,
    unaware_reason: str = "",
    submission_id: UUID | None = None,
) -> Referral:
    """Send what the school chose to write; a second post returns the first referral.

    Raises NoContract, or ReceiverNotNamed for a pupil at a strictly confidential address.
    """
    policies.require(actor, "pupils.add_referral", pupil)
    require_at_school(actor, pupil, school)
    known = Referral.objects.filter(  # type: ignore[misc]  # no id finds no row
        sent_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    pair = Contract.objects.in_force(on=actor.on).between(school_id=school.pk, office_id=office.pk)
    if not pair.exists():
        raise NoContract(field="office")
    _require_named_receivers(pupil, office, actor)
    referral = Referral(
        pupil=pupil,
        school=school,
        office=office,
        text=text,
        pupil_knows=pupil_knows,
        unaware_reason="" if pupil_knows else unaware_reason,
        sent_by=actor.user,
        sent_at=actor.now,
    )
    if submission_id:
        referral.submission_id = submission_id
    referral.save()
    hand_on_name(actor=actor, pupil=pupil, sender=school, receiver=office)
    log.record(actor, Action.REFERRAL_SENT, [referral.access(Ground.OWN_SCHOOL)])
    return referral


def _require_named_receivers(pupil: Pupil, office: NavOffice, actor: Actor) -> None:
    if pupil.is_strictly_protected and not is_named_at(pupil, office, on=actor.on):
        raise ReceiverNotNamed


@transaction.atomic
def take_referral(*, actor: Actor, referral: Referral) -> Case:
    """Open a case on the referral with the actor responsible; told twice, it answers once.

    Where the actor follows the pupil up already, the referral goes to that case.

    Raises AlreadyHandled when somebody else was first.
    """
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if referral.case is not None and referral.case.responsible_id == actor.person.pk:
        return referral.case
    if not referral.is_pending:
        raise AlreadyHandled
    policies.require(actor, "pupils.take_referral", referral)
    own = Case.objects.open().on_team(actor).filter(pupil=referral.pupil, office=referral.office)
    case = own.first() or open_case(
        actor=actor,
        pupil=referral.pupil,
        office=referral.office,
        source=CaseSource.COUNSELLOR,
        responsible=actor.person,
    )
    referral.case = case
    referral.save(update_fields=["case"])
    return case


@transaction.atomic
def decline_referral(*, actor: Actor, referral: Referral, reason: str) -> Referral:
    """Decline with a reason for the office's own eyes; the school sees no difference."""
    referral = Referral.objects.select_for_update().get(pk=referral.pk)
    if not referral.is_pending:
        raise AlreadyHandled
    policies.require(actor, "pupils.decline_referral", referral)
    referral.declined_at, referral.declined_by = actor.now, actor.user
    referral.decline_reason = reason
    referral.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    log.record(actor, Action.REFERRAL_DECLINED, [referral.access()])
    return referral
