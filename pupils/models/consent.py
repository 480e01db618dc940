"""Consent as a sharing basis: what may cross the wall, to which service, about what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models import DocumentLanguage
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import Dated, PublicIdModel, SubmittedOnce, Versioned, dates_in_order
from pupils.models.case import Case
from pupils.models.problem_area import ProblemArea
from pupils.models.pupil import Pupil
from pupils.querysets.consent import ConsentLineQuerySet, ConsentQuerySet

if TYPE_CHECKING:
    from datetime import date


ADULT = 18
"""The age from which the pupil answers alone; nothing of a guardian's counts from that day."""

RENEWABLE = timedelta(days=60)
"""How long before its end a consent can be renewed."""


class ConsentStatus(models.TextChoices):
    """What the pupil answered. A withdrawal is a given consent that has been ended."""

    GIVEN = "given", _("Gitt")
    REFUSED = "refused", _("Avslått")
    WITHDRAWN = "withdrawn", _("Trukket")
    BLOCKED = "blocked", _("Uenighet mellom elev og foresatt")


class ConsentMethod(models.TextChoices):
    """How the answer was given."""

    WRITTEN = "written", _("Skriftlig")
    ORAL = "oral", _("Muntlig")
    DIGITAL = "digital", _("Digitalt")


class Information(models.TextChoices):
    """What kind of the recording side's own information a line opens."""

    EXISTENCE = "existence", _("At saken finnes, og status")
    ABSENCE = "absence", _("Fravær og vurdering i fag")
    MEASURES = "measures", _("Tiltak")
    NOTES = "notes", _("Delte notater")
    TASKS = "tasks", _("Oppgaver")
    SCHOOLING = "schooling", _("Tidligere skoleplasser og hvorfor de sluttet")


NAV_INFORMATION = (Information.EXISTENCE, Information.MEASURES, Information.NOTES)
"""What a NAV office can open to the school; a task given to a service follows the notes."""

SCHOOL_INFORMATION = (
    Information.ABSENCE,
    Information.MEASURES,
    Information.NOTES,
    Information.TASKS,
    Information.SCHOOLING,
)
"""What a school can open to a NAV office; a flag never crosses."""


class Service(models.TextChoices):
    """The service that receives; neither of the school's includes the other."""

    SCHOOL_LEADERSHIP = "school_leadership", _("Skoleledelsen")
    PUPIL_SERVICES = "pupil_services", _("Elevtjenesten")
    NAV_OFFICE = "nav_office", _("NAV-kontoret")


SCHOOL_SERVICES = (Service.SCHOOL_LEADERSHIP, Service.PUPIL_SERVICES)
"""The services at a school."""


class OutsideService(models.TextChoices):
    """A service the pupil may name, which gets no access here."""

    PPT = "ppt", _("PPT")
    FOLLOW_UP_SERVICE = "follow_up_service", _("Oppfølgingstjenesten (OT)")
    SCHOOL_NURSE = "school_nurse", _("Helsesykepleier")


class Consent(PublicIdModel, Dated, SubmittedOnce, Versioned, PersonRecord):
    """One answer, recorded by the side whose information it opens.

    NAV's belongs to a case, the school's to the pupil alone. `replaces` is the answer it
    renewed, which ended when this one was recorded. `text_shown` is what the pupil was told, as
    sections with their words; answers from before it was kept have none.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(_("svar"), max_length=10, choices=ConsentStatus)
    method = models.CharField(_("hvordan"), max_length=10, choices=ConsentMethod)
    summary = models.CharField(_("sammendrag av det som ble sagt"), max_length=1000, blank=True)
    guardian_involved = models.BooleanField(_("foresatt er involvert"), default=False)
    guardian_reason = models.CharField(
        _("hvorfor foresatt er eller ikke er involvert"), max_length=500, blank=True
    )
    age_assessment = models.CharField(
        _("vurdering av alder, modenhet og tema"), max_length=1000, blank=True
    )
    outside_services = models.JSONField(
        _("tjenester eleven har nevnt, uten tilgang her"), default=list, blank=True
    )
    text_version = models.CharField(_("informasjonsteksten som ble brukt"), max_length=20)
    text_language = models.CharField(
        _("målform i informasjonsteksten"), max_length=2, choices=DocumentLanguage, blank=True
    )
    text_shown = models.JSONField(_("teksten eleven fikk"), default=list, blank=True)
    text_digest = models.CharField(max_length=64, blank=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    history = HistoricalRecords(excluded_fields=["submission_id", "text_shown"])
    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("samtykke")
        constraints = [
            dates_in_order("consent_dates_in_order"),
            models.UniqueConstraint(
                fields=["recorded_by", "submission_id"], name="consent_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.starts_on:%d.%m.%Y}"

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C on NAV's side, B on the school's."""
        return "C" if self.case_id else "B"

    def is_renewable(self, *, on: date) -> bool:
        """Tell whether the consent can be asked for again: from 60 days before its end."""
        return (
            self.status == ConsentStatus.GIVEN
            and self.ended_at is None
            and self.ends_on is not None
            and self.ends_on - RENEWABLE <= on
        )

    def is_without_guardian(self, *, on: date) -> bool:
        """Tell whether the pupil has turned eighteen: a guardian has no more part in the answer."""
        return self.pupil.age(on=on) >= ADULT

    @property
    def outside_labels(self) -> list[str]:
        """The services the pupil named that get no access here, in words."""
        return [str(OutsideService(code).label) for code in self.outside_services]


class ConsentLine(PersonRecord):
    """One kind of own information x one receiving service x problem areas."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="lines")
    information = models.CharField(_("opplysninger"), max_length=10, choices=Information)
    service = models.CharField(_("tjeneste"), max_length=20, choices=Service)
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("mottaker")
    )
    areas = models.ManyToManyField(ProblemArea, related_name="+", verbose_name=_("områder"))
    includes_sensitive = models.BooleanField(_("også sensitive opplysninger"), default=False)

    if TYPE_CHECKING:  # what the overview of a case adds
        is_ending: bool

    objects = ConsentLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("samtykkelinje")
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "information", "service", "receiver"],
                name="consent_line_once",
            ),
            models.CheckConstraint(
                name="consent_line_of_one_side",
                condition=models.Q(
                    service=Service.NAV_OFFICE, information__in=list(SCHOOL_INFORMATION)
                )
                | models.Q(
                    service__in=list(SCHOOL_SERVICES), information__in=list(NAV_INFORMATION)
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_information_display()} – {self.get_service_display()}"

    @property
    def classes(self) -> str:  # type: ignore[override]
        """As the consent."""
        return self.consent.classes

    @property
    def subject_id(self) -> int:
        """As the consent."""
        return self.consent.pupil_id

    @property
    def owning_organisation_id(self) -> int:
        """As the consent."""
        return self.consent.owner_id
