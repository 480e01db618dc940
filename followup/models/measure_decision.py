"""What was sent, to whom, and the answers: each bound to the exact content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models.measure import MeasureState
from followup.models.measure_part import MeasurePart, state_label
from followup.querysets.measure import MeasureDecisionQuerySet, MeasureSubmissionQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation, Role

if TYPE_CHECKING:
    from datetime import datetime

    from navskole.accounts.models import User


class LiftCause(models.TextChoices):
    """Why something sent or decided no longer counts."""

    UNDONE = "undone", _("Avgjørelsen ble angret")
    EDITED = "edited", _("Innholdet ble endret")
    MOVED = "moved", _("Oppholdskommunen ble endret")
    RESUMED = "resumed", _("Tatt opp igjen")


class Liftable(models.Model):
    """A row that counts until it is lifted; it is kept, with who lifted it and why."""

    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_because = models.CharField(max_length=10, choices=LiftCause, blank=True)

    class Meta:
        abstract = True

    def lift(self, *, by: User | None, at: datetime, because: LiftCause) -> None:
        """Let it count no longer."""
        self.lifted_at, self.lifted_by, self.lifted_because = at, by, because
        self.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])


class MeasureSubmission(Liftable, PersonRecord):
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


class MeasureDecision(Liftable, PersonRecord):
    """One answer to one submission; a second one only after the first was lifted."""

    submission = models.ForeignKey(
        MeasureSubmission, on_delete=models.PROTECT, related_name="decisions"
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
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=models.Q(lifted_at__isnull=True),
                name="decision_one_stands_per_submission",
            )
        ]

    def __str__(self) -> str:
        return self.outcome_label

    @property
    def subject_id(self) -> int:
        """As the submission."""
        return self.submission.subject_id

    @property
    def owning_organisation_id(self) -> int:
        """As the submission."""
        return self.submission.owning_organisation_id

    @property
    def outcome_label(self) -> str:
        """The answer in words: recommended or not, where NAV's own system holds the vedtak."""
        return state_label(self.outcome, self.submission.part.measure.type)

    @property
    def reason_labels(self) -> list[str]:
        """The chosen reasons in words."""
        return [str(DecisionReason(code).label) for code in self.reasons]
