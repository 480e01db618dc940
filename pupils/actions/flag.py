"""Raise and settle flags."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from pupils.models import FlagKind, RiskFlag
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case, ProblemArea, Pupil

EXPIRES_AFTER = timedelta(days=90)
"""How long a flag stands unless it is raised again."""


class AlreadyResolved(RuleBroken):
    """Somebody settled the flag first."""

    message = _("Flagget er alt avsluttet.")


def raise_case_flag(
    *,
    actor: Actor,
    case: Case,
    area: ProblemArea,
    level: str,
    reason: str,
    is_sensitive: bool = False,
    submission_id: UUID | None = None,
) -> RiskFlag:
    """Raise a flag on NAV's side; a second post returns the first flag."""
    policies.require(actor, "pupils.raise_case_flag", case)
    return _raise(
        actor,
        pupil=case.pupil,
        owner=case.office,
        case=case,
        kind=FlagKind.AREA,
        area=area,
        level=level,
        reason=reason,
        is_sensitive=is_sensitive or area.is_sensitive,
        submission_id=submission_id,
    )


def raise_school_flag(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    kind: str,
    level: str,
    reason: str,
    area: ProblemArea | None = None,
    is_sensitive: bool = False,
    submission_id: UUID | None = None,
) -> RiskFlag:
    """Raise a flag on the school's side; a second post returns the first flag."""
    policies.require(actor, "pupils.raise_school_flag", pupil)
    require_at_school(actor, pupil, school)
    return _raise(
        actor,
        pupil=pupil,
        owner=school,
        kind=kind,
        area=area if kind == FlagKind.AREA else None,
        level=level,
        reason=reason,
        is_sensitive=is_sensitive or bool(area and area.is_sensitive),
        submission_id=submission_id,
    )


@transaction.atomic
def _raise(actor: Actor, *, submission_id: UUID | None, **facts: object) -> RiskFlag:
    known = RiskFlag.objects.filter(  # type: ignore[misc]  # no id finds no row
        raised_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    flag = RiskFlag(
        raised_by=actor.user,
        raised_at=actor.now,
        expires_on=actor.on + EXPIRES_AFTER,
        **facts,
    )
    if submission_id:
        flag.submission_id = submission_id
    flag.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.FLAG_RAISED, [flag.access()])
    return flag


@transaction.atomic
def resolve_flag(*, actor: Actor, flag: RiskFlag, reason: str) -> RiskFlag:
    """Settle the flag with a reason. Raises AlreadyResolved."""
    flag = RiskFlag.objects.select_for_update().get(pk=flag.pk)
    if flag.resolved_at is not None:
        raise AlreadyResolved
    policies.require(actor, "pupils.resolve_flag", flag)
    flag.resolved_by, flag.resolved_at, flag.resolved_reason = actor.user, actor.now, reason
    flag.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.FLAG_RESOLVED, [flag.access()])
    return flag
