"""Outreach at a school: class visits, groups, open office. Headcounts, never names."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.querysets.outreach import OutreachActivityQuerySet
from navskole.organisations.models import NavOffice, School
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned

MOST_HEADS = 2000


class OutreachKind(models.TextChoices):
    """What was held."""

    CLASS_VISIT = "class_visit", _("Klassebesøk")
    GROUP = "group", _("Gruppe")
    OPEN_OFFICE = "open_office", _("Åpent kontor")


class OutreachActivity(PublicIdModel, SubmittedOnce, Versioned):
    """One activity of the office at a school, with how many came."""

    office = models.ForeignKey(NavOffice, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    held_on = models.DateField(_("dato"))
    kind = models.CharField(_("type"), max_length=12, choices=OutreachKind)
    theme = models.CharField(_("tema"), max_length=200)
    headcount = models.PositiveSmallIntegerField(
        _("antall til stede"), validators=[MaxValueValidator(MOST_HEADS)]
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = OutreachActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppsøkende aktivitet")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "submission_id"], name="outreach_submitted_once"
            )
        ]
        indexes = [models.Index(fields=["office", "held_on"], name="outreach_office_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.school}"
