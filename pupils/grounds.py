"""Why somebody may see a pupil, a case and what hangs on them: each ground written once.

A ground that needs a subquery is written as ids first, rows second (`Among`). The hard
rules (strictly confidential address, own data and close relations) stand inside every
ground. Sources: forvaltningsloven §§ 13 ff., NAV-loven § 7, sosialtjenesteloven § 44.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from agreements.models import Contract, Placement
from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.organisations.models import Role
from navskole.records.models import in_force
from pupils.models import (
    AddressProtection,
    Case,
    CaseGrant,
    ConsentLine,
    Enrolment,
    Information,
    PersonRelation,
    PupilGrant,
    Referral,
    Service,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor

TEAM_READS_DAYS = 90
"""Days after a case was closed in which its team still reads it."""

SCHOOL_ROLES = (Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR)


# --- Hard rules -----------------------------------------------------------------------


def hard_rules(actor: Actor, *, path: str = "") -> Q:
    """Return what must hold for the pupil at `path` whatever the ground.

    At a strictly confidential address only the named; never one's own or a close
    relation's record.
    """
    return (
        ~Q(**{f"{path}address_protection": AddressProtection.STRICT}) | _is_named(actor, path=path)
    ) & Q(
        ~Among(
            f"{path}id",
            PersonRelation.objects.standing().filter(user_id=actor.person.pk).values("pupil_id"),
        )
    )


def address_is_open(actor: Actor, *, path: str) -> Q:
    """Return the condition that contact details may be shown: no protection, or named."""
    return Q(**{f"{path}address_protection": AddressProtection.NONE}) | _is_named(actor, path=path)


def _is_named(actor: Actor, *, path: str) -> Q:
    named = PupilGrant.objects.in_force(on=actor.on).filter(
        user_id=actor.person.pk, ground=Ground.NAMED_FOR_PROTECTED
    )
    return Q(Among(f"{path}id", named.values("content_object_id")))


def sides_apart(actor: Actor) -> Q:
    """Return the condition that the pupil is not at a school where the actor works too."""
    if not actor.other_side_organisations:
        return Q()
    partners = Contract.objects.schools_of(
        actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER), on=actor.on
    )
    shut = Enrolment.objects.in_force(on=actor.on).filter(
        school_id__in=actor.other_side_organisations
    )
    return ~Q(Among("pupil_id", shut.filter(school_id__in=partners).values("pupil_id")))


# --- Cases ----------------------------------------------------------------------------


def team_cases(actor: Actor) -> QuerySet[Case] | None:
    """Return the cases the actor is put on, at an office where they are veileder today."""
    offices = actor.at(Role.NAV_COUNSELLOR)
    if not offices:
        return None
    put_on = CaseGrant.objects.in_force(on=actor.on).filter(
        user_id=actor.person.pk, ground=Ground.CASE_TEAM
    )
    readable = Q(closed_on__isnull=True) | Q(
        closed_on__gte=actor.on - timedelta(days=TEAM_READS_DAYS)
    )
    return Case.objects.filter(
        Among("pk", put_on.values("content_object_id")),
        readable,
        hard_rules(actor, path="pupil__"),
        sides_apart(actor),
        office_id__in=offices,
    )


def led_cases(actor: Actor) -> QuerySet[Case] | None:
    """Return the cases of the offices the actor leads today."""
    offices = actor.at(Role.NAV_MANAGER)
    if not offices:
        return None
    return Case.objects.filter(
        hard_rules(actor, path="pupil__"), sides_apart(actor), office_id__in=offices
    )


def services_of(actor: Actor) -> dict[str, frozenset[int]]:
    """Return the receiving services the actor belongs to, each with its schools' ids."""
    held = {
        Service.SCHOOL_LEADERSHIP: actor.at(Role.PRINCIPAL),
        Service.PUPIL_SERVICES: actor.at(Role.SCHOOL_COUNSELLOR),
    }
    return {service: schools for service, schools in held.items() if schools}


def open_lines(actor: Actor, information: str) -> QuerySet[ConsentLine] | None:
    """Return the lines in force that open one kind of NAV's information to the actor."""
    if not services_of(actor):
        return None
    return (
        ConsentLine.objects.in_force(on=actor.on)
        .addressed_to(actor)
        .about(information)
        .filter(hard_rules(actor, path="consent__pupil__"))
    )


def case_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a case itself."""
    arms = own_case_records(actor, case="pk")
    lines = open_lines(actor, Information.EXISTENCE)
    if lines is not None:
        arms[Ground.CONSENT_FROM_NAV] = Q(Among("pk", lines.values("consent__case_id")))
    return arms


def own_case_records(
    actor: Actor, *, case: str = "case_id", sensitive: str | None = None
) -> dict[Ground, Q]:
    """Return NAV's own grounds for a record of the case at `case`.

    The team sees all; the leader sees all but what the `sensitive` field marks.
    """
    arms = {}
    team, led = team_cases(actor), led_cases(actor)
    if team is not None:
        arms[Ground.CASE_TEAM] = Q(Among(case, team.values("pk")))
    if led is not None:
        plain = Q(**{sensitive: False}) if sensitive else Q()
        arms[Ground.OFFICE_LEAD] = Q(Among(case, led.values("pk"))) & plain
    return arms


def own_office_records(actor: Actor, *, owner: str = "owner_id") -> dict[Ground, Q]:
    """Return the grounds of an office for what it keeps of a pupil outside the case itself.

    Written office by office: a case at one office opens nothing that another one keeps.
    """
    arms = {}
    for ground, cases, role in (
        (Ground.CASE_TEAM, team_cases(actor), Role.NAV_COUNSELLOR),
        (Ground.OFFICE_LEAD, led_cases(actor), Role.NAV_MANAGER),
    ):
        if cases is None:
            continue
        condition = Q()
        for office_id in sorted(actor.at(role)):
            pupils = cases.filter(office_id=office_id).values("pupil_id")
            condition |= Q(**{owner: office_id}) & Q(Among("pupil_id", pupils))
        arms[ground] = condition
    return arms


# --- Pupils and the school's record ---------------------------------------------------


def own_school_records(
    actor: Actor, *, owner: str = "owner_id", pupil: str = "pupil"
) -> dict[Ground, Q]:
    """Return the ground of a school for its own records of pupils it has or just had.

    Written school by school: who works at two schools reads a pupil's record at a
    school only while that school has a tie to the pupil.
    """
    condition = Q()
    for school_id in sorted(actor.at(*SCHOOL_ROLES)):
        enrolled = Enrolment.objects.read_by_school([school_id], on=actor.on)
        at_school = Q(Among(f"{pupil}_id", enrolled.values("pupil_id")))
        condition |= Q(**{owner: school_id}) & at_school
    if not condition:
        return {}
    return {Ground.OWN_SCHOOL: condition & hard_rules(actor, path=f"{pupil}__")}


def pupil_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a pupil's identity."""
    arms = {}
    if schools := actor.at(*SCHOOL_ROLES):
        enrolled = Enrolment.objects.read_by_school(schools, on=actor.on)
        arms[Ground.OWN_SCHOOL] = Among("pk", enrolled.values("pupil_id")) & hard_rules(actor)
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
    ):
        if cases is not None:
            arms[ground] = Q(Among("pk", cases.values("pupil_id")))
    if (received := received_referrals(actor)) is not None:
        arms[Ground.REFERRAL_RECEIVED] = Q(Among("pk", received.values("pupil_id")))
    return arms


def record_owner(actor: Actor) -> Subquery | Value | Coalesce:
    """Return the id of the actor's own organisation that has the tie to the outer pupil.

    The school of the enrolment that gives access; at NAV the office of the case or referral.
    """
    if schools := actor.at(*SCHOOL_ROLES):
        enrolled = Enrolment.objects.read_by_school(schools, on=actor.on)
        return _first(enrolled.order_by("-starts_on", "-pk"), "school_id")
    ties = [
        _first(rows.order_by("-pk"), "office_id")
        for rows in (team_cases(actor), led_cases(actor), received_referrals(actor))
        if rows is not None
    ]
    nobody = Value(None, output_field=BigIntegerField())
    return Coalesce(*ties, nobody) if ties else nobody


def _first(rows: QuerySet, column: str) -> Subquery:
    """Return the column of the outer pupil's first row."""
    own = rows.filter(pupil_id=OuterRef("pk")).values(column)[:1]
    return Subquery(own, output_field=BigIntegerField())


def enrolment_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for an enrolment: today's with the identity, else the school's."""
    arms = own_school_records(actor, owner="school_id")
    current = in_force(on=actor.on)
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
        (Ground.REFERRAL_RECEIVED, received_referrals(actor)),
    ):
        if cases is not None:
            arms[ground] = Q(Among("pupil_id", cases.values("pupil_id"))) & current
    return arms


# --- Referrals ------------------------------------------------------------------------


def received_referrals(actor: Actor) -> QuerySet[Referral] | None:
    """Return the pending referrals to the actor's office that wait for somebody to take them.

    For the veiledere placed at the referring school and the leader, while the pair's
    contract is in force; where a case is open at the office, for its team alone.
    """
    if not actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER):
        return None
    contract = Contract.objects.in_force(on=actor.on).between(
        school_id=OuterRef("school_id"), office_id=OuterRef("office_id")
    )
    placed = Placement.objects.in_force(on=actor.on).filter(
        counsellor_id=actor.person.pk,
        contract__school_id=OuterRef("school_id"),
        contract__office_id=OuterRef("office_id"),
    )
    taken = Case.objects.open().filter(
        pupil_id=OuterRef("pupil_id"), office_id=OuterRef("office_id")
    )
    mine = (Q(office_id__in=actor.at(Role.NAV_COUNSELLOR)) & Exists(placed)) | Q(
        office_id__in=actor.at(Role.NAV_MANAGER)
    )
    return Referral.objects.pending().filter(
        mine,
        Exists(contract),
        ~Exists(taken),
        hard_rules(actor, path="pupil__"),
        sides_apart(actor),
    )


def referral_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a referral."""
    arms = own_school_records(actor, owner="school_id")
    for ground, cases in (
        (Ground.CASE_TEAM, team_cases(actor)),
        (Ground.OFFICE_LEAD, led_cases(actor)),
    ):
        if cases is not None:
            same = cases.filter(pupil_id=OuterRef("pupil_id"), office_id=OuterRef("office_id"))
            arms[ground] = Q(Exists(same))
    if (received := received_referrals(actor)) is not None:
        arms[Ground.REFERRAL_RECEIVED] = Q(Among("pk", received.values("pk")))
    return arms


# --- Consent --------------------------------------------------------------------------


def consent_line_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds for a consent line."""
    arms = own_case_records(actor, case="consent__case_id")
    if services_of(actor):
        mine = ConsentLine.objects.in_force(on=actor.on).addressed_to(actor)
        mine = mine.filter(hard_rules(actor, path="consent__pupil__"))
        arms[Ground.CONSENT_FROM_NAV] = Q(Among("pk", mine.values("pk")))
    return arms


def covered_by(lines: QuerySet[ConsentLine], *, areas: QuerySet, case: str = "case_id") -> Q:
    """Return the condition that one of `lines` covers the item on its case.

    `areas` are the item's rows in a through table to ProblemArea, which refer to the item
    by `OuterRef(OuterRef(...))`. Every area must be the line's own; an item without area
    needs only the line; one with `is_sensitive` needs the line's own tick.
    """
    held = ConsentLine.areas.through.objects.filter(
        consentline_id=OuterRef(OuterRef("pk")), problemarea_id=OuterRef("problemarea_id")
    )
    covering = lines.filter(
        ~Exists(areas.filter(~Exists(held))),
        consent__case_id=OuterRef(case),
        includes_sensitive__gte=OuterRef("is_sensitive"),
    )
    return Among(case, lines.values("consent__case_id")) & Q(Exists(covering))
