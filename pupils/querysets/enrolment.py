"""Questions about enrolments."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q, Value
from django.utils import timezone

from navskole.access.grounds import Ground
from navskole.access.visibility import Among, GuardedQuerySet, Within
from navskole.organisations.models import Role, Side
from navskole.records.models import DatedQuerySet, in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.models import Case, Enrolment

SCHOOL_READS_DAYS = 60
"""Days after an enrolment's end in which the school still reads its own record."""

_MANY_SCHOOLS = 10


class EnrolmentQuerySet(  # type: ignore[override]  # the plugin types `as_manager` per class
    GuardedQuerySet["Enrolment"], DatedQuerySet["Enrolment"]
):
    """An enrolment in force is class A; an earlier one belongs to its own school.

    It crosses by that school's line for schooling.
    """

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see an enrolment."""
        from pupils import grounds

        return grounds.enrolment_arms(actor)

    def shown_to(self, actor: Actor) -> Self:
        """Return today's enrolments that go with a pupil's identity for this reader.

        NAV's grounds show the school of today; a school is shown its own enrolments alone.
        """
        current = self.in_force(on=actor.on)
        if actor.side != Side.SCHOOL:
            return current
        return current.filter(school_id__in=actor.at(Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR))

    def opened_to(self, actor: Actor, case: Case) -> Self:
        """Return the school's earlier places that a line to the case's office opens."""
        from pupils import grounds

        lines = grounds.open_school_lines(actor)
        if lines is None:
            return self.none()
        to_office = lines.filter(receiver_id=case.office_id)
        opened = self.filter(
            grounds.school_enrolment(to_office, on=actor.on), pupil_id=case.pupil_id
        )
        return opened.annotate(ground=Value(Ground.CONSENT_FROM_SCHOOL))

    def earlier(self, *, on: date) -> Self:
        """Return the enrolments that had begun and are over on `on`."""
        return self.filter(starts_on__lte=on).exclude(in_force(on=on))

    def for_list(self) -> Self:
        """Return what a list of places shows, the latest first."""
        return self.select_related("school").order_by("-starts_on", "-pk")

    def pupils_at(self, path: str, schools: Collection[int]) -> Within | Among:
        """Return the condition that the pupil at `path` has one of these places at the schools.

        Who works at very many schools reads too many pupils to find them all first.
        """
        found = Within if len(schools) >= _MANY_SCHOOLS else Among
        return found(path, self.values("pupil_id"))

    def read_by_school(self, school_ids: Iterable[int], *, on: date) -> Self:
        """Return the enrolments that give the schools access on `on`: in force or just ended."""
        first = on - timedelta(days=SCHOOL_READS_DAYS)
        morning = timezone.make_aware(datetime.combine(first, time()))
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first),
            Q(ended_at__isnull=True) | Q(ended_at__gte=morning),
            school_id__in=school_ids,
            starts_on__lte=on,
        )

    def versions(self) -> Any:
        """Return every version of the enrolments, each one's from the first to the latest."""
        kept: Any = self.model
        versions = kept.history.filter(id__in=self.values("pk"))
        return versions.select_related("history_user").order_by("id", "history_id")
