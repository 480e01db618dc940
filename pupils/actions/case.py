"""Open, move and close a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from pupils.actions.consent import end_consents_of
from pupils.actions.team import put_on_case
from pupils.models import (
    Case,
    CaseGrant,
    CaseStatus,
    Enrolment,
    FlagLevel,
    Referral,
    RiskFlag,
    TeamRole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import NavOffice
    from pupils.models import Pupil

    Finder = Callable[[Actor, Case], Iterable[str]]


class CaseMustBeOpenedWithManager(RuleBroken):
    """An open case, or a pupil the actor may not see: nothing more may be said."""

    message = _("Saken må opprettes sammen med NAV-leder.")


class NoContract(RuleBroken):
    """The office has no contract in force with the school."""

    message = _("Skolen har ingen samarbeidskontrakt som gjelder med dette NAV-kontoret.")


class CaseHasOpenEnds(RuleBroken):
    """Something on NAV's own side must be settled before the case is closed."""


class WrongStatus(RuleBroken):
    """The case cannot go from its status to the wanted one."""

    message = _("Saken kan ikke få denne statusen nå.")
    field = "status"


class AnotherCaseIsOpen(RuleBroken):
    """The office has opened another case for the pupil since this one was closed."""

    message = _("Kontoret har alt en annen åpen sak for eleven. Fortsett i den.")


_NEXT = {
    CaseStatus.NEW: {CaseStatus.ASSESSING, CaseStatus.ACTIVE},
    CaseStatus.ASSESSING: {CaseStatus.ACTIVE, CaseStatus.PAUSED},
    CaseStatus.ACTIVE: {CaseStatus.PAUSED},
    CaseStatus.PAUSED: {CaseStatus.ACTIVE},
}
_open_end_finders: list[Finder] = []


def register_open_ends(finder: Finder) -> None:
    """Let a higher app name what stands in the way of closing a case.

    The finder gets who asks, and names what that person does not see in general words.
    """
    _open_end_finders.append(finder)


def next_statuses(case: Case) -> list[CaseStatus]:
    """Return what an open case can become, closing apart."""
    return sorted(_NEXT.get(CaseStatus(case.status), set()), key=list(CaseStatus).index)


def open_ends(actor: Actor, case: Case) -> list[str]:
    """Return what must be settled before the case is closed, as far as the actor sees it."""
    urgent = RiskFlag.objects.standing(on=actor.on).filter(case=case, level=FlagLevel.URGENT)
    seen = RiskFlag.objects.visible_to(actor).filter(pk__in=urgent.values("pk"))
    names = [str(flag) for flag in seen.select_related("area")]
    if urgent.count() > len(names):
        names.append(gettext("et sensitivt flagg som haster, hos veilederne på saken"))
    return names + [name for finder in _open_end_finders for name in finder(actor, case)]


@transaction.atomic
def open_case(
    *, actor: Actor, pupil: Pupil, office: NavOffice, source: str, responsible: User
) -> Case:
    """Open a case with `responsible` put on it; referrals that waited become this case's.

    Raises NotAllowed unless the actor works at the office; CaseMustBeOpenedWithManager when
    the office has one open already or a hard rule hides the pupil, the two alike; NoContract
    for a pupil enrolled today when no contract with a school of theirs is in force.
    """
    policies.require(actor, "pupils.open_case", office)
    taken = Case.objects.open().filter(pupil=pupil, office=office).exists()
    hidden = not type(pupil).objects.visible_to(actor).filter(pk=pupil.pk).exists()
    if taken or hidden:
        raise CaseMustBeOpenedWithManager
    _require_contract(actor, pupil, office)
    return start_case(
        actor=actor, pupil=pupil, office=office, source=source, responsible=responsible
    )


def start_case(
    *,
    actor: Actor,
    pupil: Pupil,
    office: NavOffice,
    source: str,
    responsible: User,
    reason: str = "",
) -> Case:
    """Make the case with `responsible` put on it, after every question has been asked."""
    case = Case(
        pupil=pupil,
        office=office,
        source=source,
        responsible=responsible,
        opened_on=actor.on,
        status_reason=reason,
    )
    case.save_change(by=actor.user, at=actor.now, new=True)
    put_on_case(actor, case, responsible, TeamRole.RESPONSIBLE)
    Referral.objects.pending().filter(pupil=pupil, office=office).update(case=case)
    log.record(actor, Action.CASE_OPENED, [case.access()])
    return case


def _require_contract(actor: Actor, pupil: Pupil, office: NavOffice) -> None:
    enrolled = Enrolment.objects.in_force(on=actor.on).filter(pupil=pupil)
    partners = Contract.objects.schools_of([office.pk], on=actor.on)
    if enrolled.exists() and not enrolled.filter(school_id__in=partners).exists():
        raise NoContract


@transaction.atomic
def change_status(*, actor: Actor, case: Case, status: str, reason: str = "") -> Case:
    """Move an open case on. Raises WrongStatus when that step does not exist."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise WrongStatus
    policies.require(actor, "pupils.change_case_status", case)
    if status not in next_statuses(case):
        raise WrongStatus
    case.status, case.status_reason = status, reason
    case.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CASE_STATUS_CHANGED, [case.access()])
    return case


@transaction.atomic
def close_case(*, actor: Actor, case: Case, outcome: str, reason: str = "") -> Case:
    """Close the case today. Raises CaseHasOpenEnds, naming what must be settled first."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not case.is_open:
        raise WrongStatus
    policies.require(actor, "pupils.close_case", case)
    if names := open_ends(actor, case):
        raise CaseHasOpenEnds(
            _("Dette må avsluttes først: %(names)s.") % {"names": ", ".join(names)}
        )
    case.status, case.outcome, case.status_reason = CaseStatus.CLOSED, outcome, reason
    case.closed_on = actor.on
    case.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CASE_CLOSED, [case.access()])
    return case


@transaction.atomic
def reopen_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """Open a closed case again, with a reason; consents given before stay closed.

    Raises WrongStatus; AnotherCaseIsOpen where the office has begun anew; NoContract as
    when a case is opened. A responsible veileder who has left since is so no longer: the
    case waits for another.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.is_open:
        raise WrongStatus
    policies.require(actor, "pupils.reopen_case", case)
    if Case.objects.open().filter(pupil=case.pupil, office=case.office).exists():
        raise AnotherCaseIsOpen
    _require_contract(actor, case.pupil, case.office)
    end_consents_of(case, actor=actor)
    if not CaseGrant.objects.of_responsible(case, on=actor.on).exists():
        case.responsible = None
    case.status, case.outcome, case.status_reason = CaseStatus.ACTIVE, "", reason
    case.closed_on, case.reopened_at = None, actor.now
    case.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CASE_REOPENED, [case.access()])
    return case
