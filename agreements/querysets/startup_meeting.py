"""Questions about start-up meetings and who is invited to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from navskole.access.grounds import Ground
from navskole.access.visibility import EVERYTHING, Among, GuardedQuerySet
from navskole.organisations.models import NavOffice, Role, School

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from agreements.models import Invitee, StartupMeeting
    from navskole.access.actor import Actor


def meeting_arms(actor: Actor, *, path: str) -> dict[Ground, Q]:
    """Return who sees a start-up meeting and why; `path` leads to its key.

    Those who lead the school or an office of it, the veiledere placed at the school by one of
    the offices, the county's coordinator and the directorate.
    """
    arms: dict[Ground, Q] = {}
    party = Q()
    prefix = "" if path == "pk" else f"{path.removesuffix('_id')}__"
    if schools := actor.at(Role.PRINCIPAL):
        party |= Q(**{f"{prefix}school_id__in": schools})
    if offices := actor.at(Role.NAV_MANAGER):
        party |= Q(Among(path, _with_office().filter(navoffice_id__in=offices).values(_KEY)))
    if party:
        arms[Ground.PARTY] = party
    if actor.at(Role.NAV_COUNSELLOR):
        arms[Ground.OWN_RECORD] = Q(Among(path, _of_placed(actor)))
    if counties := actor.at(Role.COUNTY_COORDINATOR):
        arms[Ground.OVERSIGHT] = Q(**{f"{prefix}school__municipality__county_id__in": counties})
    if actor.has_role(Role.DIRECTORATE_READER):
        arms[Ground.OVERSIGHT] = EVERYTHING
    return arms


_KEY = "startupmeeting_id"


def _with_office() -> QuerySet:
    from agreements.models import StartupMeeting

    return StartupMeeting.offices.through.objects.all()


def _of_placed(actor: Actor) -> QuerySet:
    from agreements.models import Placement

    own = Placement.objects.in_force(on=actor.on).filter(
        counsellor_id=actor.person.pk,
        contract__office_id__in=actor.at(Role.NAV_COUNSELLOR),
        contract__office_id=OuterRef("navoffice_id"),
        contract__school_id=OuterRef("startupmeeting__school_id"),
    )
    return _with_office().filter(Exists(own)).values(_KEY)


def in_state(state: str, *, now: datetime) -> Q:
    """Return the condition that a meeting stands in `state`; as `StartupMeeting.state`."""
    from agreements.models import StartupState

    cancelled = Q(cancelled_at__isnull=False)
    became = ~cancelled & Q(collaboration__isnull=False)
    concluded = ~cancelled & Q(collaboration__isnull=True) & ~Q(outcome="")
    open_ended = ~cancelled & Q(collaboration__isnull=True, outcome="")
    conditions = {
        StartupState.CANCELLED: cancelled,
        StartupState.COLLABORATION: became,
        StartupState.CONCLUDED: concluded,
        StartupState.PLANNED: open_ended & Q(starts_at__gt=now),
        StartupState.TO_CONCLUDE: open_ended & Q(starts_at__lte=now),
    }
    return conditions[StartupState(state)]


class StartupMeetingQuerySet(GuardedQuerySet["StartupMeeting"]):
    """Questions about start-up meetings."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a start-up meeting and why (class G of the owner table)."""
        return meeting_arms(actor, path="pk")

    def named(self, question: str) -> Self:
        """Return the meetings whose school or one of whose offices holds every word."""
        schools = School.objects.matching(question).values("pk")
        offices = NavOffice.objects.matching(question).values("pk")
        with_office = _with_office().filter(navoffice_id__in=offices).values(_KEY)
        return self.filter(Q(school_id__in=schools) | Q(pk__in=with_office))

    def for_list(self) -> Self:
        """Return what the list of start-up meetings shows, the latest first."""
        return (
            self.select_related("school__municipality__county", "collaboration")
            .prefetch_related("offices")
            .order_by("-starts_at", "pk")
        )


class InviteeQuerySet(GuardedQuerySet["Invitee"]):
    """Questions about who is invited."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see an invitee: as the meeting."""
        return meeting_arms(actor, path="meeting_id")

    def in_order(self) -> Self:
        """Return the invitees in the order in which the guide names the capacities."""
        from agreements.models import Capacity

        order = [When(capacity=code, then=Value(n)) for n, code in enumerate(Capacity.values)]
        return self.order_by(Case(*order, output_field=IntegerField()), "name", "pk")
