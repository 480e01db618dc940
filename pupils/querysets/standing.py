"""Questions about absence and standing in subjects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db.models import DecimalField, ExpressionWrapper, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import Absence, SubjectStanding

_HOURS = DecimalField(max_digits=7, decimal_places=1)


class SubjectStandingQuerySet(GuardedQuerySet["SubjectStanding"]):
    """A standing is the school's own."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the ground of the school."""
        from pupils import grounds

        return grounds.own_school_records(actor)

    def for_list(self) -> Self:
        """Return the standings with their absence, the latest school year first."""
        return self.prefetch_related("absences").order_by(
            "-school_year", "subject_key", "term", "pk"
        )

    def year_sums(self, *, school_year: int, exempt: Collection[str]) -> QuerySet:
        """Return pupil_id, subject_key, counted and lessons: a row per subject of the year.

        `counted` is the absence for reasons that are not among the `exempt`.
        """
        from pupils.models import Absence

        counting = Absence.objects.filter(standing_id=OuterRef("pk")).exclude(
            reason_code__in=exempt
        )
        total = counting.values("standing_id").annotate(total=Sum("hours")).values("total")
        hours = Coalesce(Subquery(total), Value(0), output_field=_HOURS)
        return (
            self.filter(school_year=school_year)
            .annotate(counted_hours=hours)
            .order_by()
            .values("pupil_id", "owner_id", "subject_key")
            .annotate(counted=Sum("counted_hours"), lessons=Sum("lesson_hours"))
        )

    def pupils_near(self, *, school_year: int, exempt: Collection[str], percent: int) -> QuerySet:
        """Return the ids of the pupils whose absence in a subject is `percent` or more."""
        sums = self.year_sums(school_year=school_year, exempt=exempt)
        # SQLite counts in floats; hours have one decimal, so a hundredth never adds a pupil.
        limit = ExpressionWrapper(
            F("lessons") * Value(Decimal(percent) / 100) - Value(Decimal("0.0001")),
            output_field=DecimalField(max_digits=12, decimal_places=4),
        )
        return sums.filter(counted__gte=limit).values("pupil_id")


class AbsenceQuerySet(GuardedQuerySet["Absence"]):
    """Absence is read with the standing it belongs to."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the ground of the school."""
        from pupils import grounds

        return grounds.own_school_records(
            actor, owner="standing__owner_id", pupil="standing__pupil"
        )
