"""Why somebody may see a pupil's identity and enrolments, and whose record it is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.records.models import in_force
from pupils.grounds.crossing import held_by_school, open_school_lines
from pupils.grounds.hard_rules import hard_rules
from pupils.grounds.own_side import (
    SCHOOL_ROLES,
    led_cases,
    own_school_records,
    single_cases,
    team_cases,
)
from pupils.grounds.referral import received_referrals
from pupils.grounds.single_access import single_access_places, single_accesses
from pupils.models import Enrolment, Information

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.querysets.consent import ConsentLineQuerySet


def pupil_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a pupil's identity."""
    arms = {}
    if schools := actor.at(*SCHOOL_ROLES):
        enrolled = Enrolment.objects.read_by_school(schools, on=actor.on)
        arms[Ground.OWN_SCHOOL] = enrolled.pupils_at("pk", schools) & hard_rules(actor)
    for school_id in sorted(single_access_places(actor, *SCHOOL_ROLES)):
        given = single_accesses(actor, school_id, *SCHOOL_ROLES)
        opened = Among("pk", given.values("content_object_id")) & hard_rules(actor)
        arms[Ground.SINGLE_ACCESS] = arms.get(Ground.SINGLE_ACCESS, Q()) | opened
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
        (Ground.SINGLE_ACCESS, single_cases(actor)),
    ):
        if cases is not None:
            arms[ground] = Q(Among("pk", cases.values("pupil_id")))
    if (received := received_referrals(actor)) is not None:
        arms[Ground.REFERRAL_RECEIVED] = Q(Among("pk", received.values("pupil_id")))
    return arms


def record_owner(actor: Actor) -> Subquery | Value | Coalesce:
    """Return the id of the actor's own organisation that has the tie to the outer pupil.

    The school of the enrolment or the single access that opens it; at NAV the office of the
    case or referral.
    """
    if schools := actor.at(*SCHOOL_ROLES):
        enrolled = Enrolment.objects.read_by_school(schools, on=actor.on)
        at_school = _first(enrolled.order_by("-starts_on", "-pk"), "school_id")
        given = [
            Subquery(
                single_accesses(actor, school_id, *SCHOOL_ROLES)
                .filter(content_object_id=OuterRef("pk"))
                .values("owner_id")[:1],
                output_field=BigIntegerField(),
            )
            for school_id in sorted(single_access_places(actor, *SCHOOL_ROLES))
        ]
        return Coalesce(at_school, *given) if given else at_school
    opened = (
        team_cases(actor),
        led_cases(actor),
        received_referrals(actor),
        single_cases(actor),
    )
    ties = [_first(rows.order_by("-pk"), "office_id") for rows in opened if rows is not None]
    nobody = Value(None, output_field=BigIntegerField())
    return Coalesce(*ties, nobody) if ties else nobody


def _first(rows: QuerySet, column: str) -> Subquery:
    """Return the column of the outer pupil's first row."""
    own = rows.filter(pupil_id=OuterRef("pk")).values(column)[:1]
    return Subquery(own, output_field=BigIntegerField())


def enrolment_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for an enrolment: today's with the identity, else the school's.

    An earlier one crosses by the school's own line, to whoever it opens that for.
    """
    arms = own_school_records(actor, owner="school_id")
    current = in_force(on=actor.on)
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
        (Ground.REFERRAL_RECEIVED, received_referrals(actor)),
        (Ground.SINGLE_ACCESS, single_cases(actor)),
    ):
        if cases is not None:
            arms[ground] = Q(Among("pupil_id", cases.values("pupil_id"))) & current
    opened = open_school_lines(actor)
    if opened is not None:
        arms[Ground.CONSENT_FROM_SCHOOL] = school_enrolment(opened, on=actor.on)
    return arms


def school_enrolment(lines: ConsentLineQuerySet, *, on: date) -> Q:
    """Return the condition that one of the schools' lines opens the enrolment: an earlier one."""
    begun = Q(starts_on__lte=on)
    about = held_by_school(lines.about(Information.SCHOOLING), owner="school_id")
    return begun & ~in_force(on=on) & about
