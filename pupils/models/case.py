"""The pupil's tie to a NAV office."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from navskole.access.models import PersonRecord
from navskole.organisations.models import NavOffice
from navskole.records.models import PublicIdModel, Versioned
from pupils.models.pupil import Pupil
from pupils.querysets.case import CaseQuerySet

if TYPE_CHECKING:
    from datetime import date, datetime

    from navskole.organisations.models import Organisation
    from pupils.models.flag import RiskFlag


class CaseSource(models.TextChoices):
    """How the case came about."""

    SELF = "self", _("Eleven selv")
    TEACHER = "teacher", _("Lærer")
    COUNSELLOR = "counsellor", _("Rådgiver")
    NURSE = "nurse", _("Helsesykepleier")
    RESOURCE_TEAM = "resource_team", _("Ressursteam")
    FOLLOW_UP_SERVICE = "follow_up_service", _("Oppfølgingstjenesten (OT)")
    OUTREACH = "outreach", _("NAV, oppsøkende")
    GUARDIAN = "guardian", _("Foresatt")
    OTHER = "other", _("Annet")


class CaseStatus(models.TextChoices):
    """Where the follow-up stands."""

    NEW = "new", _("Ny")
    ASSESSING = "assessing", _("Kartlegging")
    ACTIVE = "active", _("I oppfølging")
    PAUSED = "paused", _("Hviler")
    CLOSED = "closed", _("Avsluttet")


class CaseOutcome(models.TextChoices):
    """How a closed case ended."""

    CONTINUES = "continues", _("Fortsetter på skolen")
    COMPLETED = "completed", _("Fullførte")
    CHANGED = "changed", _("Byttet program eller skole")
    APPRENTICESHIP = "apprenticeship", _("Lære")
    WORK = "work", _("Arbeid")
    NAV_MEASURE = "nav_measure", _("Tiltak i NAV")
    YOUTH_TEAM = "youth_team", _("Overført til NAVs ungdomsteam")
    FOLLOW_UP_SERVICE = "follow_up_service", _("Overført til OT")
    MOVED = "moved", _("Flyttet")
    WITHDREW = "withdrew", _("Eleven trakk seg")
    NO_NEED = "no_need", _("Ikke behov")


class Case(PublicIdModel, Versioned, PersonRecord):
    """A follow-up case of one pupil at one NAV office. That it exists is confidential."""

    classes: ClassVar[str] = "C"

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    source = models.CharField(_("kilde"), max_length=20, choices=CaseSource)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ansvarlig veileder"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=CaseStatus, default=CaseStatus.NEW
    )
    opened_on = models.DateField(_("opprettet"))
    closed_on = models.DateField(_("avsluttet"), null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(_("resultat"), max_length=20, choices=CaseOutcome, blank=True)
    status_reason = models.CharField(_("begrunnelse"), max_length=500, blank=True)

    if TYPE_CHECKING:  # what some queries and lists add to a row
        school_number: str | None
        school_name: str | None
        class_name: str | None
        programme_area: str | None
        latest_contact_at: datetime | None
        next_contact_on: date | None
        flags: list[RiskFlag]
        flag_rank: int | None
        open_tasks: int
        overdue_tasks: int
        due_reminders: int
        age: int
        is_overdue: bool
        mark: str
        was_open: bool

    history = HistoricalRecords()
    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "office"],
                condition=Q(closed_on__isnull=True),
                name="case_one_open_per_office",
                violation_error_message=_("Eleven har alt en åpen sak ved kontoret."),
            ),
            models.CheckConstraint(
                name="case_closed_has_date",
                condition=Q(status="closed", closed_on__isnull=False)
                | (~Q(status="closed") & Q(closed_on__isnull=True)),
                violation_error_message=_("En avsluttet sak må ha en sluttdato."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil}, {self.office}"

    @property
    def owning_organisation_id(self) -> int:
        """The office's."""
        return self.office_id

    @property
    def owner(self) -> Organisation:
        """The office."""
        return self.office

    @property
    def is_open(self) -> bool:
        """Whether the follow-up goes on."""
        return self.closed_on is None
