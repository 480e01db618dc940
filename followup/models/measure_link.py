"""Two measures that are one combined measure, each wholly its own side's."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models.measure import Measure
from followup.querysets.measure_link import MeasureLinkQuerySet
from navskole.access.models import PersonRecord


class MeasureLink(PersonRecord):
    """That the school made its measure as a part of NAV's; it tells of a case, so it is NAV's.

    A link is never ended by hand: who sees it is computed from the consents of today.
    """

    classes = "C"

    nav_measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="+")
    school_measure = models.OneToOneField(Measure, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    objects = MeasureLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("kobling mellom tiltak")
        constraints = [
            models.CheckConstraint(
                name="link_of_two_measures",
                condition=~models.Q(nav_measure=models.F("school_measure")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nav_measure_id} + {self.school_measure_id}"

    def both_ways(self) -> list[tuple[Measure, Measure]]:
        """Return the two measures, each with what it is combined with."""
        return [
            (self.nav_measure, self.school_measure),
            (self.school_measure, self.nav_measure),
        ]

    @property
    def subject_id(self) -> int:
        """As NAV's measure."""
        return self.nav_measure.pupil_id

    @property
    def owning_organisation_id(self) -> int:
        """As NAV's measure."""
        return self.nav_measure.owner_id
