"""Put veiledere on a case and take them off it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navskole.access import barrier, policies
from navskole.access.actor import Actor
from navskole.access.grants import end_grant, start_grant
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Membership, Role, Side
from navskole.records.errors import RuleBroken, require_version
from pupils.grounds import hard_rules
from pupils.models import Case, CaseGrant, Pupil, TeamRole
from pupils.policies import require_may_end

if TYPE_CHECKING:
    from datetime import date

    from navskole.accounts.models import User

COLLEAGUE_DAYS = 14
"""How long the responsible veileder lets a colleague in, the first day included."""


class NotAColleague(RuleBroken):
    """The person is no veileder at the case's office on the first day."""

    message = _("Velg en NAV-veileder ved kontoret.")
    field = "person"


class CannotBePutOn(RuleBroken):
    """A hard rule keeps the person off this case; which one is nobody else's business."""

    message = _("Veilederen kan ikke settes på denne saken. Velg en annen.")
    field = "person"


class AlreadyOnCase(RuleBroken):
    """The person is on the case in that role in the period."""

    message = _("Veilederen er alt satt på saken i denne perioden.")
    field = "person"


class GrantIsOver(RuleBroken):
    """Somebody ended the grant first, or it has run out."""

    message = _("Tilgangen er alt avsluttet.")


def put_on_case(
    actor: Actor,
    case: Case,
    person: User,
    team_role: TeamRole,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
) -> CaseGrant:
    """Put `person` on the case from `starts_on` (today unless told) to `ends_on`.

    For the actions alone: asks no permission. Told twice, it answers with the first grant.
    Raises NotAColleague, CannotBePutOn or AlreadyOnCase.
    """
    first = starts_on or actor.on
    told = CaseGrant.objects.standing().filter(
        content_object=case,
        user=person,
        team_role=team_role,
        starts_on=first,
        ends_on=ends_on,
        reason=reason,
        granted_by=actor.user,
    )
    if (known := told.first()) is not None:
        return known
    _require_colleague(person, case, on=first)
    _require_no_hard_rule(actor, person, case)
    _require_free_period(case, person, team_role, first, ends_on)
    return start_grant(  # type: ignore[return-value]  # of the model it was given
        CaseGrant,
        actor=actor,
        to=person,
        on=case,
        codename="view_case",
        ground=Ground.CASE_TEAM,
        starts_on=first,
        ends_on=ends_on,
        reason=reason,
        team_role=team_role,
    )


def _require_colleague(person: User, case: Case, *, on: date) -> None:
    staff = Membership.objects.in_force(on=on).filter(
        user=person, organisation_id=case.office_id, role=Role.NAV_COUNSELLOR
    )
    if not person.is_active or not staff.exists():
        raise NotAColleague


def _require_no_hard_rule(actor: Actor, person: User, case: Case) -> None:
    candidate = Actor.for_user(person, now=actor.now, side=Side.NAV)
    allowed = Pupil.objects.filter(hard_rules(candidate), pk=case.pupil_id)
    if not allowed.exists():
        raise CannotBePutOn


def _require_free_period(
    case: Case, person: User, team_role: TeamRole, first: date, last: date | None
) -> None:
    meeting = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    if last is not None:
        meeting &= Q(starts_on__lte=last)
    same = CaseGrant.objects.standing().filter(
        meeting, content_object=case, user=person, team_role=team_role
    )
    for grant in same:
        if _counts_from(grant, person, case, on=first):
            raise AlreadyOnCase


def _counts_from(grant: CaseGrant, person: User, case: Case, *, on: date) -> bool:
    """Tell whether the grant is of the employment that lasts; an older one is worth nothing."""
    known = CaseGrant.objects.letting_in(case.office_id, on=max(on, grant.starts_on))
    return known.filter(pk=grant.pk).exists()


@transaction.atomic
def assign_responsible(*, actor: Actor, case: Case, version: int, person: User) -> Case:
    """Make `person` responsible; who was responsible is taken off the case.

    Raises StaleVersion, NotAColleague or CannotBePutOn.
    """
    policies.require(actor, "pupils.assign_case", case)
    case = Case.objects.select_for_update().get(pk=case.pk)
    require_version(case, version)
    give_case(actor, case, person)
    return case


def give_case(actor: Actor, case: Case, person: User | None) -> None:
    """Make `person` responsible for the locked case, or nobody; for the actions alone."""
    standing = CaseGrant.objects.standing().filter(content_object=case)
    over = Q(team_role=TeamRole.RESPONSIBLE)
    if person is not None:
        over |= Q(user=person)
    for grant in standing.filter(over).select_related("content_object"):
        end_grant(grant, actor=actor)
    if person is not None:
        put_on_case(actor, case, person, TeamRole.RESPONSIBLE)
    case.responsible = person
    case.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.CASE_ASSIGNED, [case.access()])


@transaction.atomic
def add_to_team(
    *,
    actor: Actor,
    case: Case,
    person: User,
    team_role: TeamRole,
    starts_on: date,
    ends_on: date | None = None,
    reason: str = "",
) -> CaseGrant:
    """Put a co-worker or a substitute on the case, from-to; the NAV-leder's.

    Raises NotAColleague, CannotBePutOn or AlreadyOnCase.
    """
    policies.require(actor, "pupils.assign_case", case)
    case = Case.objects.select_for_update().get(pk=case.pk)
    return put_on_case(
        actor, case, person, team_role, starts_on=starts_on, ends_on=ends_on, reason=reason
    )


@transaction.atomic
def add_colleague(*, actor: Actor, case: Case, person: User, reason: str) -> CaseGrant:
    """Let a colleague of the office in for 14 days; the NAV-leder sees it among the grants.

    Raises NotAColleague, CannotBePutOn or AlreadyOnCase.
    """
    policies.require(actor, "pupils.add_colleague", case)
    case = Case.objects.select_for_update().get(pk=case.pk)
    last = actor.on + timedelta(days=COLLEAGUE_DAYS - 1)
    return put_on_case(actor, case, person, TeamRole.COLLEAGUE, ends_on=last, reason=reason)


@transaction.atomic
def end_case_grant(*, actor: Actor, case: Case, grant: CaseGrant) -> CaseGrant:
    """Take somebody off the case at once; the responsible leaves it without one.

    Raises GrantIsOver when it was ended already, NotAllowed unless the actor may.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    grant = CaseGrant.objects.select_for_update().get(pk=grant.pk, content_object=case)
    policies.require(actor, "pupils.end_case_grant", case)
    require_may_end(actor, case, grant)
    if grant.ended_at is not None:
        raise GrantIsOver
    if grant.team_role == TeamRole.RESPONSIBLE and grant.user_id == case.responsible_id:
        give_case(actor, case, None)
    else:
        end_grant(grant, actor=actor)
    grant.refresh_from_db()
    return grant


@barrier.lifted("leave_office")
def leave_office(*, actor: Actor, membership: Membership) -> None:
    """End every grant on the office's cases that a membership gave, in the act that ends it.

    Cases the person was responsible for wait for the NAV-leder; asks no permission, for the
    action that ends the membership does.
    """
    if membership.role != Role.NAV_COUNSELLOR or _works_on(actor, membership):
        return
    cases = Case.objects.select_for_update().filter(
        office_id=membership.organisation_id, responsible_id=membership.user_id
    )
    for case in cases.open().order_by("pk"):
        give_case(actor, case, None)
    left = CaseGrant.objects.standing().filter(
        user_id=membership.user_id, content_object__office_id=membership.organisation_id
    )
    for grant in left.select_related("content_object").order_by("pk"):
        end_grant(grant, actor=actor)


def _works_on(actor: Actor, membership: Membership) -> bool:
    """Tell whether the person still is veileder there by another membership."""
    others = Membership.objects.in_force(on=actor.on).filter(
        user_id=membership.user_id,
        organisation_id=membership.organisation_id,
        role=membership.role,
    )
    return others.exclude(pk=membership.pk).exists()
