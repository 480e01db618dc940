"""Which places hold data about a pupil, and who at each of them can be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from agreements.models import Placement
from navskole.organisations.models import Membership, Organisation, Role, Side
from pupils.grounds import SCHOOL_ROLES
from pupils.models import Case, CaseGrant, Enrolment, PersonRelation, PupilGrant, Referral

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from pupils.models import Pupil

FOLLOWS_UP = (*SCHOOL_ROLES, Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
LEADERS = (Role.PRINCIPAL, Role.NAV_MANAGER)


def places_holding(
    pupil: Pupil, *, on: date, among: Collection[int] | None = None
) -> list[Organisation]:
    """Return the schools that read a record of the pupil and the offices with a case or referral.

    Of the places with the ids `among`, where those are given; by row number, in one query.
    """
    every = Organisation.objects.values_list("pk", flat=True)
    asked = every if among is None else list(among)
    held = (
        Q(
            pk__in=Enrolment.objects.read_by_school(asked, on=on)
            .filter(pupil=pupil)
            .values("school_id")
        )
        | Q(pk__in=Case.objects.filter(pupil=pupil).values("office_id"))
        | Q(pk__in=Referral.objects.pending().filter(pupil=pupil).values("office_id"))
    )
    return list(Organisation.objects.filter(held, pk__in=asked).order_by("pk"))


def own_place(actor: Actor, pupil: Pupil, *roles: str) -> Organisation | None:
    """Return where the actor holds one of the roles and data of the pupil is kept, if anywhere."""
    held = actor.answer_once(
        "places holding",
        pupil.pk,
        lambda: places_holding(pupil, on=actor.on, among=actor.at(*FOLLOWS_UP)),
    )
    mine = actor.at(*(roles or FOLLOWS_UP))
    return next((place for place in held if place.pk in mine), None)


def people_at(pupil: Pupil, place: Organisation, *, on: date) -> list[Membership]:
    """Return the posts at the place whose holders see the pupil once they are named.

    The responsible veileder first, then the others who follow up, then who leads; each person
    once. Not whom the pupil stands near.
    """
    close = PersonRelation.objects.standing().filter(pupil=pupil).values("user_id")
    staff = (
        Membership.objects.in_force(on=on)
        .filter(_with_a_ground(pupil, place, on=on), organisation=place, user__is_active=True)
        .exclude(user_id__in=close)
        .select_related("user")
    )
    responsible = set(
        Case.objects.filter(pupil=pupil, office_id=place.pk).values_list(
            "responsible_id", flat=True
        )
    )
    found: dict[int, Membership] = {}
    for row in sorted(
        staff,
        key=lambda row: (
            row.user_id not in responsible,
            row.role in LEADERS,
            row.is_deputy,
            row.user.sort_key,
            row.pk,
        ),
    ):
        found.setdefault(row.user_id, row)
    return list(found.values())


def _with_a_ground(pupil: Pupil, place: Organisation, *, on: date) -> Q:
    """Return the condition on a membership that it gives a ground for the pupil at the place."""
    if place.side == Side.SCHOOL:
        return Q(role__in=SCHOOL_ROLES)
    team = CaseGrant.objects.letting_in(place.pk, on=on).filter(content_object__pupil=pupil)
    sent = Referral.objects.pending().filter(pupil=pupil, office_id=place.pk)
    placed = Placement.objects.in_force(on=on).filter(
        contract__office_id=place.pk, contract__school_id__in=sent.values("school_id")
    )
    works_on = Q(user_id__in=team.values("user_id")) | Q(user_id__in=placed.values("counsellor_id"))
    return Q(role=Role.NAV_MANAGER) | (Q(role=Role.NAV_COUNSELLOR) & works_on)


def named_at(pupil: Pupil, place: Organisation, *, on: date) -> list[User]:
    """Return who at the place is named for the pupil and sees the pupil by it."""
    passing = PupilGrant.objects.people_named(pupil, side=place.side, on=on)
    return [row.user for row in people_at(pupil, place, on=on) if row.user_id in passing]


def named_by_rule(pupil: Pupil, place: Organisation, *, fewest: int, on: date) -> list[User]:
    """Return whom to name at a place until `fewest` are: somebody who leads, who follows up."""
    named = {person.pk for person in named_at(pupil, place, on=on)}
    posts = people_at(pupil, place, on=on)
    leaders = [row for row in posts if row.role in LEADERS]
    wanted = [row for row in posts if row.user_id not in named]
    if leaders and not any(row.user_id in named for row in leaders):
        wanted = [leaders[0], *(row for row in wanted if row is not leaders[0])]
    return [row.user for row in wanted[: max(fewest - len(named), 0)]]
