"""Hand a caseload over: for a time, when a placement ends, or when somebody leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.actions.placement import end_placement
from navskole.access import policies
from navskole.records.errors import RuleBroken
from pupils.actions.team import (
    AlreadyOnCase,
    CannotBePutOn,
    NotAColleague,
    give_case,
    put_on_case,
)
from pupils.models import Case, CaseGrant, Enrolment, TeamRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from agreements.models import Placement
    from navskole.access.actor import Actor
    from navskole.accounts.models import User


class CasesCannotBeGiven(RuleBroken):
    """Hard rules or the office keep somebody off some of the cases; says which, not why."""

    def __init__(self, cases: Iterable[Case], *, field: str | None = None) -> None:
        names = ", ".join(case.pupil.full_name for case in cases)
        super().__init__(
            gettext("Velg en annen veileder for %(names)s.") % {"names": names}, field=field
        )


class NothingToTake(RuleBroken):
    """The veileder has no open case that the substitute is not on already."""

    message = _("Vikaren er alt satt på alle sakene i denne perioden.")
    field = "person"


@dataclass(frozen=True)
class Handover:
    """What becomes of one case: a colleague's, or without responsible for the NAV-leder."""

    case: Case
    to: User | None


def cases_of(actor: Actor, counsellor: User, *, school_id: int | None = None) -> list[Case]:
    """Return the open cases the person is responsible for, as far as the leader sees them.

    With `school_id` those of pupils who go to that school today.
    """
    cases = Case.objects.open().led_by(actor).filter(responsible=counsellor)
    if school_id is not None:
        enrolled = Enrolment.objects.in_force(on=actor.on).filter(school_id=school_id)
        cases = cases.filter(pupil_id__in=enrolled.values("pupil_id"))
    return list(
        cases.select_related("pupil", "office", "responsible")
        .with_enrolment(actor)
        .with_ground(actor)
        .by_name()
    )


@transaction.atomic
def hand_over(*, actor: Actor, counsellor: User, choices: Collection[Handover]) -> list[Case]:
    """Give each case to whom was chosen; who had them is taken off those.

    A case that somebody else has been given meanwhile is left as it is. Raises
    CasesCannotBeGiven with all cases that somebody chosen cannot be put on.
    """
    chosen = {choice.case.pk: choice.to for choice in choices}
    locked = Case.objects.select_for_update().filter(pk__in=chosen, responsible=counsellor)
    moved, refused = [], []
    for case in locked.open().order_by("pk"):
        policies.require(actor, "pupils.assign_case", case)
        try:
            with transaction.atomic():
                give_case(actor, case, chosen[case.pk])
        except RuleBroken:
            refused.append(case)
        else:
            moved.append(case)
    if refused:
        raise CasesCannotBeGiven(refused)
    return moved


@transaction.atomic
def end_placement_and_hand_over(
    *,
    actor: Actor,
    placement: Placement,
    ends_on: date | None,
    choices: Collection[Handover],
) -> Placement:
    """End the placement, and give its cases on in the same act. Raises as the two do."""
    placement = end_placement(actor=actor, placement=placement, ends_on=ends_on)
    hand_over(actor=actor, counsellor=placement.counsellor, choices=choices)
    return placement


@transaction.atomic
def substitute_caseload(
    *,
    actor: Actor,
    absent: User,
    person: User,
    starts_on: date,
    ends_on: date,
    reason: str = "",
) -> list[CaseGrant]:
    """Put `person` as substitute on every open case of `absent`, from-to.

    Raises CasesCannotBeGiven, naming the cases the person cannot be put on; NothingToTake
    where the person is on all of them already.
    """
    policies.require(actor, "pupils.lead_counsellor", absent)
    if person == absent:
        raise NotAColleague
    given, refused = [], []
    for case in cases_of(actor, absent):
        policies.require(actor, "pupils.assign_case", case)
        try:
            with transaction.atomic():
                grant = put_on_case(
                    actor,
                    case,
                    person,
                    TeamRole.SUBSTITUTE,
                    starts_on=starts_on,
                    ends_on=ends_on,
                    reason=reason,
                )
        except AlreadyOnCase:
            continue
        except (CannotBePutOn, NotAColleague):
            refused.append(case)
        else:
            given.append(grant)
    if refused:
        raise CasesCannotBeGiven(refused, field="person")
    if not given:
        raise NothingToTake
    return given
