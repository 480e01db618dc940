"""The grounds of the own side: put on the case, leader of the office, own school."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from navskole.access.grounds import Ground
from navskole.access.visibility import Among, once_for_actor
from navskole.organisations.models import Role
from pupils.grounds.hard_rules import hard_rules, sides_apart
from pupils.grounds.single_access import single_access_places, single_accesses
from pupils.models import Case, CaseGrant, Enrolment

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

    from navskole.access.actor import Actor

TEAM_READS_DAYS = 90
"""Days after a case was closed in which its team still reads it."""

SCHOOL_ROLES = (Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR)


@once_for_actor
def team_cases(actor: Actor) -> QuerySet[Case] | None:
    """Return the cases the actor is put on, at an office where they are veileder today.

    A grant counts for the employment it was given in: who left and came back is let in
    again by a new grant only.
    """
    offices = actor.at(Role.NAV_COUNSELLOR)
    if not offices:
        return None
    put_on = CaseGrant.objects.in_force(on=actor.on).filter(
        user_id=actor.person.pk, ground=Ground.CASE_TEAM
    )
    readable = Q(closed_on__isnull=True) | Q(
        closed_on__gte=actor.on - timedelta(days=TEAM_READS_DAYS)
    )
    granted = Q()
    for office_id in sorted(offices):
        since = actor.employed_since(Role.NAV_COUNSELLOR, office_id)
        cases = put_on.filter(starts_on__gte=since).values("content_object_id")
        granted |= Q(office_id=office_id) & Q(Among("pk", cases))
    return Case.objects.filter(
        granted, readable, hard_rules(actor, path="pupil__"), sides_apart(actor)
    )


@once_for_actor
def led_cases(actor: Actor) -> QuerySet[Case] | None:
    """Return the cases of the offices the actor leads today."""
    offices = actor.at(Role.NAV_MANAGER)
    if not offices:
        return None
    return Case.objects.filter(
        hard_rules(actor, path="pupil__"), sides_apart(actor), office_id__in=offices
    )


@once_for_actor
def single_cases(actor: Actor) -> QuerySet[Case] | None:
    """Return the cases of pupils that a single access at the case's office opens to the actor."""
    offices = single_access_places(actor, Role.NAV_COUNSELLOR)
    if not offices:
        return None
    granted = Q()
    for office_id in sorted(offices):
        given = single_accesses(actor, office_id, Role.NAV_COUNSELLOR)
        granted |= Q(office_id=office_id) & Q(Among("pupil_id", given.values("content_object_id")))
    return Case.objects.filter(granted, hard_rules(actor, path="pupil__"), sides_apart(actor))


def own_case_records(
    actor: Actor, *, case: str = "case_id", sensitive: str | None = None
) -> dict[Ground, Q]:
    """Return NAV's own grounds for a record of the case at `case`.

    The team sees all; the leader, and whoever the leader lets read for a time, all but what
    the `sensitive` field marks.
    """
    arms = {}
    plain = Q(**{sensitive: False}) if sensitive else Q()
    if (team := team_cases(actor)) is not None:
        arms[Ground.CASE_TEAM] = Q(Among(case, team.values("pk")))
    for ground, cases in (
        (Ground.OFFICE_LEAD, led_cases(actor)),
        (Ground.SINGLE_ACCESS, single_cases(actor)),
    ):
        if cases is not None:
            arms[ground] = Q(Among(case, cases.values("pk"))) & plain
    return arms


def own_office_records(actor: Actor, *, owner: str = "owner_id") -> dict[Ground, Q]:
    """Return the grounds of an office for what it keeps of a pupil outside the case itself.

    Written office by office: a case at one office opens nothing that another one keeps.
    """
    arms = {}
    for ground, cases, role in (
        (Ground.CASE_TEAM, team_cases(actor), Role.NAV_COUNSELLOR),
        (Ground.OFFICE_LEAD, led_cases(actor), Role.NAV_MANAGER),
        (Ground.SINGLE_ACCESS, single_cases(actor), Role.NAV_COUNSELLOR),
    ):
        if cases is None:
            continue
        condition = Q()
        for office_id in sorted(actor.at(role)):
            pupils = cases.filter(office_id=office_id).values("pupil_id")
            condition |= Q(**{owner: office_id}) & Q(Among("pupil_id", pupils))
        arms[ground] = condition
    return arms


def own_school_records(
    actor: Actor, *, owner: str = "owner_id", pupil: str = "pupil"
) -> dict[Ground, Q]:
    """Return the grounds of a school for its own records of pupils it has or just had.

    And of the one pupil a single access opens to the actor.

    Asked school by school: who works at two schools reads a pupil's record at a school
    only while that school has a tie to the pupil.
    """
    schools = sorted(actor.at(*SCHOOL_ROLES))
    if not schools:
        return {}
    enrolled = Enrolment.objects.read_by_school(schools, on=actor.on)
    at_school: Combinable = Among(f"{pupil}_id", enrolled.values("pupil_id"))
    if len(schools) > 1:
        at_school = Exists(
            enrolled.filter(school_id=OuterRef(owner), pupil_id=OuterRef(f"{pupil}_id"))
        )
    arms = {Ground.OWN_SCHOOL: Q(**{f"{owner}__in": schools}) & Q(at_school)}
    granted = Q()
    for school_id in sorted(single_access_places(actor, *SCHOOL_ROLES)):
        given = single_accesses(actor, school_id, *SCHOOL_ROLES)
        opened = Q(Among(f"{pupil}_id", given.values("content_object_id")))
        granted |= Q(**{owner: school_id}) & opened
    if granted:
        arms[Ground.SINGLE_ACCESS] = granted
    hard = hard_rules(actor, path=f"{pupil}__")
    return {ground: condition & hard for ground, condition in arms.items()}
