"""Questions about who is put on a case, and who is named for a protected pupil."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.db.models import Exists, OuterRef, Q, Subquery

from navskole.access.grounds import Ground
from navskole.access.models import GrantQuerySet
from navskole.organisations.models import Membership, Role
from navskole.organisations.tenure import employed_anew_on, staff_since
from pupils.querysets.own_name import JsonRows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.models import Case, CaseGrant, Pupil, PupilGrant


@dataclass(frozen=True)
class NamedAtPlace:
    """Somebody named for a pupil, since when, and one of the memberships they hold or held."""

    pupil_id: int
    user_id: int
    named_on: date
    side: str
    membership: Membership


_OF_MEMBERSHIP = ("organisation_id", "role", "starts_on", "ends_on", "ended_at")


class PupilGrantQuerySet(GrantQuerySet["PupilGrant"]):
    """The grants that name people for a protected pupil, and the single accesses to one."""

    def standing(self) -> Self:
        """Return the grants nobody has ended."""
        return self.filter(ended_at__isnull=True)

    def of_strict(self, pupil_id: int, user_id: int) -> Self:
        """Return the standing namings of somebody for a pupil at a strict address."""
        from pupils.models import AddressProtection

        return self.standing().filter(
            ground=Ground.NAMED_FOR_PROTECTED,
            content_object_id=pupil_id,
            content_object__address_protection=AddressProtection.STRICT,
            user_id=user_id,
        )

    def named_of_membership(self) -> Subquery:
        """Return, for a membership, for which pupils its holder is named.

        Asked before the database knows who reads: of grants alone, at whatever grade.
        """
        own = self.standing().filter(ground=Ground.NAMED_FOR_PROTECTED, user_id=OuterRef("user_id"))
        rows = JsonRows("content_object_id")
        return Subquery(own.order_by().values("user_id").annotate(rows=rows).values("rows"))

    def naming(self) -> Self:
        """Return the grants that name somebody for a protected pupil."""
        return self.filter(ground=Ground.NAMED_FOR_PROTECTED)

    def single_access_of_membership(self) -> Exists:
        """Return, for a membership, whether its holder has a single access there, not ended.

        Whether it counts today is asked by the ground.
        """
        return Exists(
            self.standing().filter(
                ground=Ground.SINGLE_ACCESS,
                user_id=OuterRef("user_id"),
                owner_id=OuterRef("organisation_id"),
            )
        )

    def single_accesses_to(self, pupil: Pupil, places: Iterable[int]) -> Self:
        """Return the single accesses to what the places keep of the pupil."""
        return self.filter(
            ground=Ground.SINGLE_ACCESS, content_object=pupil, owner_id__in=list(places)
        )

    def people_named(self, pupil: Pupil, *, side: str, on: date) -> set[int]:
        """Return who on the side passes the pupil's address rule on `on`: their user ids.

        Named in an employment that lasts: a naming from before a break lets nobody pass.
        """
        named = dict(
            self.naming()
            .in_force(on=on)
            .filter(content_object=pupil)
            .order_by("starts_on")
            .values_list("user_id", "starts_on")
        )
        rows: dict[int, list[Membership]] = defaultdict(list)
        for row in Membership.objects.filter(
            user_id__in=named, organisation__side=side, starts_on__lte=on, user__is_active=True
        ):
            rows[row.user_id].append(row)
        anew = {user_id: employed_anew_on(rows[user_id], on=on) for user_id in named}
        return {who for who, day in anew.items() if day is not None and day <= named[who]}

    def named_at_strict_addresses(self, actor: Actor, place_id: int) -> list[NamedAtPlace]:
        """Return who is named for the strictly protected pupils the place holds data about.

        A row for each membership that has begun, wherever it is; one statement. Not of pupils
        the actor has declared to be close.
        """
        from pupils.models import AddressProtection, Case, Enrolment, PersonRelation, Referral

        held = Q()
        for rows in (
            Enrolment.objects.read_by_school([place_id], on=actor.on),
            Case.objects.filter(office_id=place_id),
            Referral.objects.pending().filter(office_id=place_id),
        ):
            held |= Q(content_object_id__in=rows.values("pupil_id"))
        close = PersonRelation.objects.standing().filter(user_id=actor.person.pk)
        found = (
            self.naming()
            .in_force(on=actor.on)
            .filter(
                held,
                content_object__address_protection=AddressProtection.STRICT,
                user__is_active=True,
                user__memberships__starts_on__lte=actor.on,
            )
            .exclude(content_object_id__in=close.values("pupil_id"))
            .values_list(
                "content_object_id",
                "user_id",
                "starts_on",
                "user__memberships__organisation__side",
                *(f"user__memberships__{name}" for name in _OF_MEMBERSHIP),
            )
        )
        return [
            NamedAtPlace(
                pupil_id=pupil_id,
                user_id=user_id,
                named_on=named_on,
                side=side,
                membership=Membership(**dict(zip(_OF_MEMBERSHIP, post, strict=True))),
            )
            for pupil_id, user_id, named_on, side, *post in found
        ]


class CaseGrantQuerySet(GrantQuerySet["CaseGrant"]):
    """The grants that put veiledere on cases."""

    def standing(self) -> Self:
        """Return the grants nobody has ended, whether they have begun or run out or not."""
        return self.filter(ended_at__isnull=True)

    def in_force_or_to_come(self, *, on: date) -> Self:
        """Return the grants that count on `on` or later."""
        return self.standing().filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def letting_in(self, office_id: int, *, on: date) -> Self:
        """Return the grants on the office's cases that really let somebody in on `on`.

        In force, their holder an active veileder at the office, and given in the employment
        that lasts: one from before a break lets nobody in.
        """
        people: dict[date, list[int]] = defaultdict(list)
        for user_id, since in staff_since(Role.NAV_COUNSELLOR, office_id, on=on).items():
            people[since].append(user_id)
        if not people:
            return self.none()
        employed = Q()
        for since, user_ids in people.items():
            employed |= Q(user_id__in=user_ids, starts_on__gte=since)
        return self.in_force(on=on).filter(employed, content_object__office_id=office_id)

    def of_responsible(self, case: Case, *, on: date) -> Self:
        """Return the grant that lets in whoever is written down as responsible; perhaps none."""
        return self.letting_in(case.office_id, on=on).filter(
            content_object=case, user=case.responsible, team_role="responsible"
        )

    def for_team(self) -> Self:
        """Return the grants with the people a list names, the earliest first."""
        return self.select_related("user", "granted_by").order_by("starts_on", "pk")
