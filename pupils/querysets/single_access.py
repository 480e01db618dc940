"""Questions about requests to read one pupil's record for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import F, Q

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from datetime import date, timedelta

    from navskole.access.actor import Actor
    from pupils.models import SingleAccessRequest


class SingleAccessRequestQuerySet(GuardedQuerySet["SingleAccessRequest"]):
    """Whoever asked reads it, the leader of the organisation that was asked, and its officer."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a request.

        About a pupil a hard rule hides from the leader or the privacy officer, they see no
        request either. Declined and ended ones stay: they tell what was asked and answered.
        """
        from pupils import grounds

        here = {row.organisation_id for row in actor.memberships}
        arms = {Ground.OWN_RECORD: Q(asked_by_id=actor.person.pk, owner_id__in=here)}
        shown = grounds.hard_rules(actor, path="pupil__") & grounds.sides_apart(actor)
        for ground, *roles in (
            (Ground.OFFICE_LEAD, Role.PRINCIPAL, Role.NAV_MANAGER),
            (Ground.LOG_READER, Role.PRIVACY_OFFICER),
        ):
            if places := actor.at(*roles):
                arms[ground] = Q(owner_id__in=places) & (Q(pupil__isnull=True) | shown)
        return arms

    def waiting(self) -> Self:
        """Return the requests nobody has answered."""
        return self.filter(answered_at__isnull=True)

    def ending(self, *, on: date, within: timedelta) -> Self:
        """Return those that are in force on `on` and whose last day comes within that time."""
        from pupils.models import PupilGrant

        given = PupilGrant.objects.in_force(on=on).filter(ends_on__lte=on + within)
        return self.with_people().filter(grant__in=given.values("pk")).order_by("pk")

    def with_people(self) -> Self:
        """Return the requests with who asked and answered, where, and what was given."""
        return self.select_related("asked_by", "answered_by", "owner", "grant", "pupil")

    def for_list(self) -> Self:
        """Return what a list shows: those that wait first, then the latest answered."""
        return self.with_people().order_by(
            F("answered_at").desc(nulls_first=True), "-asked_at", "-pk"
        )
