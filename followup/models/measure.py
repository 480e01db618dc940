"""A measure, its parts, and the decisions bound to their exact content."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.models.measure_type import MeasureType
from followup.querysets.measure import (
    MeasureDecisionQuerySet,
    MeasurePartQuerySet,
    MeasureQuerySet,
    MeasureSubmissionQuerySet,
)
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation, Role
from navskole.records.digest import content_digest
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from pupils.models import Case, Pupil


class MeasureState(models.TextChoices):
    """Where a part stands."""

    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Til behandling")
    APPROVED = "approved", _("Godkjent")
    RETURNED = "returned", _("Returnert")
    ON_HOLD = "on_hold", _("Satt på vent")
    REJECTED = "rejected", _("Avslått")
    OFFERED = "offered", _("Tilbudt eleven")
    DECLINED = "declined", _("Eleven takket nei")
    RUNNING = "running", _("Pågår")
    COMPLETED = "completed", _("Fullført")
    DISCONTINUED = "discontinued", _("Avbrutt")


EDITABLE_STATES = [MeasureState.DRAFT, MeasureState.RETURNED, MeasureState.ON_HOLD]

ENDED_STATES = [
    MeasureState.REJECTED,
    MeasureState.DECLINED,
    MeasureState.COMPLETED,
    MeasureState.DISCONTINUED,
]


class Measure(PublicIdModel, SubmittedOnce, PersonRecord):
    """A measure for a pupil; what is decided are its parts, one per side."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    type = models.ForeignKey(
        MeasureType, on_delete=models.PROTECT, related_name="+", verbose_name=_("tiltak")
    )
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tiltak")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="measure_submitted_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.type)

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C on NAV's side, B on the school's; D where sensitive."""
        return ("C" if self.case_id else "B") + ("D" if self.is_sensitive else "")


class MeasurePart(Versioned, PersonRecord):
    """One side's part: what is asked for, where it stands, who decides."""

    CONTENT_SCHEMA = 1

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
    proposers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    ended_on = models.DateField(null=True, blank=True, editable=False)
    evaluation = models.TextField(_("evaluering"), max_length=4000, blank=True)

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
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.get_state_display()}"

    @property
    def subject_id(self) -> int:
        """As the measure."""
        return self.measure.pupil_id

    @property
    def classes(self) -> str:  # type: ignore[override]
        """As the measure."""
        return self.measure.classes

    def content(self) -> dict[str, Any]:
        """Return what a decision is bound to."""
        return {
            "type": self.measure.type.code,
            "is_sensitive": self.measure.is_sensitive,
            "justification": self.justification,
            "extent": self.extent,
            "planned_start": self.planned_start,
            "planned_end": self.planned_end,
        }

    @property
    def digest(self) -> str:
        """The digest of the content as it stands now."""
        return content_digest(self.content(), schema=self.CONTENT_SCHEMA)

    @property
    def is_editable(self) -> bool:
        """Whether the content may be written on."""
        return self.state in EDITABLE_STATES


class MeasureSubmission(PersonRecord):
    """The exact version that was sent, to whom."""

    part = models.ForeignKey(MeasurePart, on_delete=models.PROTECT, related_name="submissions")
    part_version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    deciding_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField()

    objects = MeasureSubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("innsendt tiltak")
        constraints = [
            models.UniqueConstraint(
                fields=["part", "part_version"], name="submission_once_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part_id} v{self.part_version}"

    @property
    def subject_id(self) -> int:
        """As the part."""
        return self.part.subject_id

    @property
    def owning_organisation_id(self) -> int:
        """As the part."""
        return self.part.owner_id


class DecisionOutcome(models.TextChoices):
    """What the decider answered."""

    APPROVED = MeasureState.APPROVED, _("Godkjent")
    RETURNED = MeasureState.RETURNED, _("Returnert")
    ON_HOLD = MeasureState.ON_HOLD, _("Satt på vent")
    REJECTED = MeasureState.REJECTED, _("Avslått")


class DecisionReason(models.TextChoices):
    """Why it was returned or rejected."""

    FACTS = "facts", _("Opplysningene er ikke gode nok")
    CONDITIONS = "conditions", _("Vilkårene")
    LEVEL = "level", _("Nivå eller periode")
    OTHER = "other", _("Annet")


class MeasureDecision(PersonRecord):
    """One answer to one submission: never two."""

    submission = models.OneToOneField(
        MeasureSubmission, on_delete=models.PROTECT, related_name="decision"
    )
    outcome = models.CharField(_("avgjørelse"), max_length=12, choices=DecisionOutcome)
    reasons = models.JSONField(_("grunner"), default=list, blank=True)
    text = models.TextField(_("begrunnelse"), max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role)
    is_deputy = models.BooleanField(default=False)
    decided_at = models.DateTimeField()

    objects = MeasureDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("avgjørelse")

    def __str__(self) -> str:
        return self.get_outcome_display()

    @property
    def subject_id(self) -> int:
        """As the submission."""
        return self.submission.subject_id

    @property
    def owning_organisation_id(self) -> int:
        """As the submission."""
        return self.submission.owning_organisation_id

    @property
    def reason_labels(self) -> list[str]:
        """The chosen reasons in words."""
        return [str(DecisionReason(code).label) for code in self.reasons]
