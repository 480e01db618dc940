"""A half day of a veileder's work under a placement."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.placement import Placement
from agreements.querysets.time_entry import TimeEntryQuerySet


class HalfDay(models.TextChoices):
    """Which half of a day."""

    MORNING = "morning", _("Formiddag")
    AFTERNOON = "afternoon", _("Ettermiddag")


class TimePlace(models.TextChoices):
    """Where the half day was worked; out with a pupil counts as the school's days."""

    SCHOOL = "school", _("På skolen")
    PUPIL = "pupil", _("Ute med elev")
    OFFICE = "office", _("På NAV-kontoret")
    OTHER = "other", _("Annet sted")


class WorkKind(models.TextChoices):
    """What it was used for."""

    TALKS = "talks", _("Elevsamtaler")
    OUTREACH = "outreach", _("Oppsøkende og grupper")
    TEAM = "team", _("Team og møter")
    OFFICE = "office", _("Arbeid ved NAV-kontoret")
    EMPLOYERS = "employers", _("Arbeidsgivere")
    ADMINISTRATION = "administration", _("Administrasjon")


class TimeEntry(models.Model):
    """Where a veileder was one half day, for what, and under which placement.

    Codes only: there is no field in which anybody could be named.
    """

    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("dato"))
    half = models.CharField(_("halvdag"), max_length=9, choices=HalfDay)
    place = models.CharField(_("sted"), max_length=6, choices=TimePlace)
    kind = models.CharField(_("arbeid"), max_length=14, choices=WorkKind)

    history = HistoricalRecords()
    objects = TimeEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("tidsbruk")
        constraints = [
            models.UniqueConstraint(
                fields=["counsellor", "day", "half"],
                name="time_entry_once_per_half_day",
                violation_error_message=_("Halvdagen er alt ført."),
            )
        ]
        indexes = [models.Index(fields=["placement", "day"], name="time_entry_placement_day")]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y} {self.get_half_display()}: {self.get_place_display()}"
