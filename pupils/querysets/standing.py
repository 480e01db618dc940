"""Questions about absence and standing in subjects."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    BooleanField,
    DecimalField,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.models import Absence, Case, SubjectStanding

_HOURS = DecimalField(max_digits=7, decimal_places=1)


class SubjectStandingQuerySet(GuardedQuerySet["SubjectStanding"]):
    """A standing is the school's own, and crosses by its line for absence."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a standing."""
        from pupils import grounds

        return grounds.standing_arms(actor)

    def opened_to(self, actor: Actor, case: Case) -> Self:
        """Return the school's standings that a line to the case's office opens to the actor.

        Annotates `tells_sensitive`: whether absence for sensitive reasons is opened with them.
        """
        from pupils import grounds

        lines = grounds.open_school_lines(actor)
        if lines is None:
            return self.none()
        to_office = lines.filter(receiver_id=case.office_id)
        ticked = grounds.school_standing(lines.filter(includes_sensitive=True))
        return self.filter(grounds.school_standing(to_office), pupil_id=case.pupil_id).annotate(
            ground=Value(Ground.CONSENT_FROM_SCHOOL),
            tells_sensitive=ExpressionWrapper(ticked, output_field=BooleanField()),
        )

    def with_absences(self, actor: Actor) -> Self:
        """Return the standings with as much of the absence as the actor sees."""
        from pupils.models import Absence

        absences = Absence.objects.visible_to(actor).with_sensitivity(on=actor.on)
        return self.prefetch_related(Prefetch("absences", absences))

    def for_list(self, actor: Actor) -> Self:
        """Return what a list of standings shows, the latest school year first."""
        return self.with_absences(actor).order_by("-school_year", "subject_key", "term", "pk")

    def absence_versions(self) -> Any:
        """Return every version of the hours absent, in order; also of those taken out again."""
        from pupils.models import Absence

        kept: Any = Absence
        return kept.history.filter(standing_id__in=self.values("pk")).order_by("history_id")

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
    """Absence is read with the standing it belongs to; for a sensitive reason not always."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for the hours absent for one reason."""
        from pupils import grounds

        return grounds.absence_arms(actor)

    def with_sensitivity(self, *, on: date) -> Self:
        """Annotate `is_sensitive`: what the rules of `on` say of the reason."""
        from pupils import grounds

        sensitive = ExpressionWrapper(grounds.sensitive_absence(on=on), output_field=BooleanField())
        return self.annotate(is_sensitive=sensitive)

    def sensitive(self, *, on: date) -> Self:
        """Return the hours absent for sensitive reasons."""
        return self.with_sensitivity(on=on).filter(is_sensitive=True)
