"""A measure for a pupil, and where its parts can stand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models.measure_type import MeasureType
from followup.querysets.measure import MeasureQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce
from pupils.models import Case, Pupil


class MeasureState(models.TextChoices):
    """Where a part stands."""

    DRAFT = "draft", _("Utkast")
    SUBMITTED = "submitted", _("Til behandling")
    APPROVED = "approved", _("Godkjent")
    RETURNED = "returned", _("Returnert")
    ON_HOLD = "on_hold", _("Satt på vent")
    REJECTED = "rejected", _("Avslått")
    OUTSIDE = "outside", _("Søkt utenfor navskole")
    OFFERED = "offered", _("Tilbudt eleven")
    DECLINED = "declined", _("Eleven takket nei")
    RUNNING = "running", _("Pågår")
    COMPLETED = "completed", _("Fullført")
    DISCONTINUED = "discontinued", _("Avbrutt")


DRAFTING_STATES = [MeasureState.DRAFT, MeasureState.RETURNED]
"""The content is being written on; what was sent may say something else."""

WAITING_STATES = [MeasureState.SUBMITTED, MeasureState.ON_HOLD]
"""Whoever decides can answer."""

CHANGEABLE_STATES = [
    *DRAFTING_STATES,
    *WAITING_STATES,
    MeasureState.APPROVED,
    MeasureState.OFFERED,
]
"""The content can be changed; what was sent or decided then falls away."""

HOLDING_STATES = [*DRAFTING_STATES, *WAITING_STATES]
"""No answer yet that lets the measure, or what it is combined with, go on."""

ASKING_STATES = [*WAITING_STATES, MeasureState.APPROVED, MeasureState.OFFERED]
"""What is asked of the school stands as it was sent, and the measure has not started."""

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

    combined_with = ""
    """In a list, the name of the measure it is combined with, where its reader may know."""

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
