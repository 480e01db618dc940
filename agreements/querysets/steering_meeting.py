"""Questions about the steering group's meetings, their points and decisions."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.querysets.collaboration import collaboration_arms
from navskole.access.visibility import GuardedQuerySet
from navskole.records.school_year import first_day, last_day

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from agreements.models import (
        Collaboration,
        SteeringDecision,
        SteeringGuest,
        SteeringMeeting,
        SteeringPoint,
    )
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from navskole.accounts.models import User


class SteeringMeetingQuerySet(GuardedQuerySet["SteeringMeeting"]):
    """Questions about the steering group's meetings."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a meeting: as the collaboration."""
        return collaboration_arms(actor, path="group__collaboration_id")

    def of(self, collaboration: Collaboration) -> Self:
        """Return the meetings of the collaboration's steering group."""
        return self.filter(group__collaboration=collaboration)

    def of_school_year(self, school_year: int) -> Self:
        """Return the meetings that were to be held in the school year."""
        midnight = timezone.make_aware(datetime.combine(first_day(school_year), time()))
        after = last_day(school_year) + timedelta(days=1)
        return self.filter(
            starts_at__gte=midnight,
            starts_at__lt=timezone.make_aware(datetime.combine(after, time())),
            cancelled_at=None,
        )

    def planned(self, *, now: datetime) -> Self:
        """Return the meetings to come, the first one first."""
        coming = self.filter(starts_at__gt=now, cancelled_at=None, minuted_at=None)
        return coming.order_by("starts_at", "pk")

    def with_group(self) -> Self:
        """Return the meetings with their collaboration and its school."""
        return self.select_related("group__collaboration__school")


class SteeringPointQuerySet(GuardedQuerySet["SteeringPoint"]):
    """Questions about the points of an agenda."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a point: as the collaboration."""
        return collaboration_arms(actor, path="meeting__group__collaboration_id")

    def in_order(self) -> Self:
        """Return the points in the order of the agenda."""
        return self.order_by("number")


class SteeringGuestQuerySet(GuardedQuerySet["SteeringGuest"]):
    """Questions about who came to a meeting without sitting in the group."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a guest: as the collaboration."""
        return collaboration_arms(actor, path="meeting__group__collaboration_id")

    def in_order(self) -> Self:
        """Return the guests as they were written."""
        return self.order_by("number")


class SteeringDecisionQuerySet(GuardedQuerySet["SteeringDecision"]):
    """Questions about what the steering group decided."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a decision: as the collaboration."""
        return collaboration_arms(actor, path="meeting__group__collaboration_id")

    def open(self) -> Self:
        """Return those that are not done."""
        return self.filter(done_on=None)

    def answered_by(self, user: User) -> Self:
        """Return those the user answers for."""
        return self.filter(owner__user=user)

    def open_of_membership(self) -> Combinable:
        """Return, for a membership, how many open decisions its person answers for."""
        own = self.open().filter(owner__user_id=OuterRef("user_id"))
        counted = own.order_by().values("owner__user_id").annotate(number=Count("pk"))
        return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())

    def of(self, collaboration: Collaboration) -> Self:
        """Return the decisions of the collaboration's steering group."""
        return self.filter(meeting__group__collaboration=collaboration)

    def carried_to(self, meeting: SteeringMeeting) -> Self:
        """Return the earlier meetings' decisions that were still open when `meeting` began."""
        day = timezone.localdate(meeting.starts_at)
        return self.filter(
            Q(done_on__isnull=True) | Q(done_on__gte=day),
            meeting__group_id=meeting.group_id,
            meeting__starts_at__lt=meeting.starts_at,
        )

    def for_list(self) -> Self:
        """Return the decisions by deadline, each with its owner and the day it was decided."""
        return self.select_related("owner", "meeting__group__collaboration__school").order_by(
            F("done_on").asc(nulls_first=True), "deadline", "pk"
        )
