"""One side's part of a measure: what is asked for, where it stands, what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.models.measure import (
    CHANGEABLE_STATES,
    DRAFTING_STATES,
    WAITING_STATES,
    Measure,
    MeasureState,
)
from followup.models.measure_type import MeasureType
from followup.querysets.measure import MeasurePartQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import NavOffice, Organisation
from navskole.records.digest import content_digest
from navskole.records.models import Versioned

if TYPE_CHECKING:
    from followup.models.measure_decision import MeasureDecision, MeasureSubmission


class MeasureEffect(models.TextChoices):
    """What the measure did for the pupil, as whoever followed it up sees it."""

    GOOD = "good", _("Godt utbytte")
    SOME = "some", _("Noe utbytte")
    NONE = "none", _("Ikke utbytte")
    UNKNOWN = "unknown", _("For tidlig å si")


def state_label(state: str, measure_type: MeasureType) -> str:
    """Return the state in words; what needs a vedtak is recommended here, and no more."""
    if measure_type.needs_formal_decision:
        if state == MeasureState.APPROVED:
            return str(_("Anbefalt"))
        if state == MeasureState.REJECTED:
            return str(_("Ikke anbefalt"))
    if measure_type.is_referral_only and state == MeasureState.OUTSIDE:
        return str(_("Henvist"))
    return str(MeasureState(state).label)


class MeasurePart(Versioned, PersonRecord):
    """One side's part: what is asked for, where it stands, who decides."""

    CONTENT_SCHEMA = 2

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="parts")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    deciding_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("status"), max_length=12, choices=MeasureState, default=MeasureState.DRAFT
    )
    justification = models.TextField(_("begrunnelse"), max_length=4000)
    extent = models.CharField(_("omfang"), max_length=200, blank=True)
    planned_start = models.DateField(_("planlagt start"))
    planned_end = models.DateField(_("planlagt slutt"), null=True, blank=True)
    assessment_reference = models.CharField(_("§ 14 a-vedtak"), max_length=60, blank=True)
    condition_answers = models.JSONField(_("vilkår"), default=dict, blank=True)
    proposers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    other_type = models.ForeignKey(
        MeasureType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skolens del"),
    )
    other_request = models.TextField(_("det skolen bes om"), max_length=2000, blank=True)

    forward_office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    forward_agreed_on = models.DateField(_("eleven sa ja til sending"), null=True, blank=True)
    forward_agreed_how = models.CharField(_("hvordan"), max_length=200, blank=True)
    outside_where = models.CharField(_("søkt hos"), max_length=150, blank=True)
    outside_reference = models.CharField(_("referanse"), max_length=60, blank=True)
    outside_on = models.DateField(_("søkt"), null=True, blank=True)

    pupil_agreed_on = models.DateField(_("eleven sa ja"), null=True, blank=True)
    pupil_agreed_how = models.CharField(_("hvordan"), max_length=200, blank=True)
    employer = models.CharField(_("arbeidsgiver"), max_length=150, blank=True)
    employer_agreed_on = models.DateField(_("arbeidsgiveren sa ja"), null=True, blank=True)
    employer_agreed_how = models.CharField(_("hvordan"), max_length=200, blank=True)
    agreement_reference = models.CharField(_("avtalens referanse"), max_length=60, blank=True)
    formal_decision_reference = models.CharField(
        _("vedtakets referanse"), max_length=60, blank=True
    )
    formal_decision_on = models.DateField(_("vedtaksdato"), null=True, blank=True)

    offered_on = models.DateField(_("tilbudt"), null=True, blank=True)
    started_on = models.DateField(_("startet"), null=True, blank=True)
    ended_on = models.DateField(_("avsluttet"), null=True, blank=True)
    effect = models.CharField(_("utbytte"), max_length=10, choices=MeasureEffect, blank=True)
    evaluation = models.TextField(_("evaluering"), max_length=4000, blank=True)
    pupils_view = models.TextField(_("elevens syn"), max_length=2000, blank=True)

    history = HistoricalRecords()
    objects = MeasurePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("del av tiltak")
        constraints = [
            models.UniqueConstraint(fields=["measure", "owner"], name="part_once_per_owner"),
            models.CheckConstraint(
                name="part_dates_in_order",
                condition=models.Q(planned_end__isnull=True)
                | models.Q(planned_end__gte=models.F("planned_start")),
                violation_error_message=_("Planlagt slutt kan ikke være før planlagt start."),
            ),
            models.CheckConstraint(
                name="part_asks_for_a_measure",
                condition=models.Q(other_type__isnull=False) | models.Q(other_request=""),
                violation_error_message=_("Velg hvilket tiltak skolen bes om."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.state_label}"

    @property
    def subject_id(self) -> int:
        """As the measure."""
        return self.measure.pupil_id

    @property
    def classes(self) -> str:  # type: ignore[override]
        """As the measure."""
        return self.measure.classes

    @property
    def state_label(self) -> str:
        """The state in words."""
        return state_label(self.state, self.measure.type)

    def content(self) -> dict[str, Any]:
        """Return what a decision is bound to; what is asked of the school where anything is."""
        combined = {}
        if self.other_type is not None:
            combined = {"other_type": self.other_type.code, "other_request": self.other_request}
        return combined | {
            "type": self.measure.type.code,
            "is_sensitive": self.measure.is_sensitive,
            "justification": self.justification,
            "extent": self.extent,
            "planned_start": self.planned_start,
            "planned_end": self.planned_end,
            "assessment_reference": self.assessment_reference,
            "condition_answers": self.condition_answers,
        }

    @property
    def digest(self) -> str:
        """The digest of the content as it stands now."""
        return content_digest(self.content(), schema=self.CONTENT_SCHEMA)

    @property
    def is_drafting(self) -> bool:
        """Whether the content is being written on before it is sent (again)."""
        return self.state in DRAFTING_STATES

    @property
    def is_changeable(self) -> bool:
        """Whether the content may be changed; what was sent or decided then falls away."""
        return self.state in CHANGEABLE_STATES

    @property
    def is_waiting(self) -> bool:
        """Whether whoever decides can answer."""
        return self.state in WAITING_STATES

    def latest_submission(self) -> MeasureSubmission | None:
        """Return what was sent last, whether it still waits or not."""
        return self.submissions.order_by("-part_version").first()

    def waiting_submission(self) -> MeasureSubmission | None:
        """Return what waits for an answer, or None."""
        if not self.is_waiting:
            return None
        return self.submissions.filter(lifted_at__isnull=True).order_by("-part_version").first()

    def standing_decision(self) -> MeasureDecision | None:
        """Return the answer that stands to what was sent last, or None."""
        latest = self.latest_submission()
        if latest is None:
            return None
        return latest.decisions.filter(lifted_at__isnull=True).first()
