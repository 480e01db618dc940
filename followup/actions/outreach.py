"""Record and change outreach at a school."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from followup.models import OutreachActivity
from navskole.access import policies
from navskole.access.person_text import require_no_person
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Role
from navskole.records.errors import RuleBroken, require_version

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import School


class NoPartnerSchool(RuleBroken):
    """No office of the actor's has a contract in force with the school."""

    message = _("Velg en skole kontoret har samarbeidskontrakt med i dag.")
    field = "school"


@dataclass(frozen=True)
class OutreachContent:
    """What was held where, and how many came; the theme names nobody."""

    school: School
    held_on: date
    kind: str
    theme: str
    headcount: int


@transaction.atomic
def record_outreach(
    *, actor: Actor, content: OutreachContent, submission_id: UUID | None = None
) -> OutreachActivity:
    """Record an activity; a second post returns the first.

    Raises NoPartnerSchool, NationalIdInText or PersonInText.
    """
    policies.require(actor, "followup.add_outreach")
    known = OutreachActivity.objects.filter(  # type: ignore[misc]  # no id finds no row
        recorded_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    require_no_person(actor, content.theme, field="theme")
    activity = OutreachActivity(
        office_id=_office_with(actor, content.school),
        recorded_by=actor.user,
        recorded_at=actor.now,
        **vars(content),
    )
    if submission_id:
        activity.submission_id = submission_id
    activity.save_change(by=actor.user, at=actor.now, new=True)
    log.record(actor, Action.OUTREACH_SAVED)
    return activity


@transaction.atomic
def change_outreach(
    *, actor: Actor, activity: OutreachActivity, version: int, content: OutreachContent
) -> OutreachActivity:
    """Change what was recorded. Raises StaleVersion, or what recording raises."""
    activity = OutreachActivity.objects.select_for_update().get(pk=activity.pk)
    policies.require(actor, "followup.change_outreach", activity)
    require_version(activity, version)
    require_no_person(actor, content.theme, field="theme")
    if content.school.pk != activity.school_id:
        activity.office_id = _office_with(actor, content.school)
    for name, value in vars(content).items():
        setattr(activity, name, value)
    activity.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.OUTREACH_SAVED)
    return activity


def _office_with(actor: Actor, school: School) -> int:
    """Return the actor's office that works with the school; of several the one first agreed."""
    contracts = Contract.objects.in_force(on=actor.on).filter(
        school=school, office_id__in=actor.at(Role.NAV_COUNSELLOR)
    )
    first = contracts.order_by("in_force_from", "pk").first()
    if first is None:
        raise NoPartnerSchool
    return first.office_id
