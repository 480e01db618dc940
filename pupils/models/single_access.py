"""Somebody asks the own leader to read one pupil's record, for a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.audit.log import Access
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce
from pupils.models.grants import SHORTEST_REASON, PupilGrant
from pupils.models.pupil import Pupil
from pupils.querysets.single_access import SingleAccessRequestQuerySet

if TYPE_CHECKING:
    from datetime import date


class SingleAccessState(models.TextChoices):
    """What has become of a request on a day."""

    WAITING = "waiting", _("Venter på svar")
    DECLINED = "declined", _("Avslått")
    IN_FORCE = "in_force", _("Gjelder")
    ENDED = "ended", _("Avsluttet")


class SingleAccessRequest(PublicIdModel, SubmittedOnce):
    """What was asked for, in the asker's own words, and what the leader answered.

    The asker may not know whether there is such a pupil: `pupil` is found among what the
    organisation keeps, or is nobody, and is shown to no asker.
    """

    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(
        Pupil, on_delete=models.CASCADE, null=True, blank=True, editable=False, related_name="+"
    )
    first_name = models.CharField(_("fornavn"), max_length=100)
    last_name = models.CharField(_("etternavn"), max_length=100)
    birth_date = models.DateField(_("fødselsdato"))
    reason = models.CharField(
        _("begrunnelse"), max_length=255, validators=[MinLengthValidator(SHORTEST_REASON)]
    )
    ends_on = models.DateField(_("siste dag"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("spurt"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("besvart"), null=True, blank=True)
    decline_reason = models.CharField(_("hvorfor ikke"), max_length=255, blank=True)
    grant = models.OneToOneField(
        PupilGrant, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )

    if TYPE_CHECKING:  # what a list adds to a row
        state_today: SingleAccessState
        opened: Pupil | None

    objects = SingleAccessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("forespørsel om enkelttilgang")
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "submission_id"], name="single_access_submitted_once"
            ),
            models.CheckConstraint(
                name="single_access_answered_by_another",
                condition=~models.Q(answered_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="single_access_granted_when_answered",
                condition=models.Q(grant__isnull=True)
                | models.Q(answered_at__isnull=False, pupil__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def dialog_id(self) -> str:
        """The id of the dialog that asks before the access is ended."""
        return f"avslutt-{self.public_id}"

    @property
    def last_day(self) -> date:
        """The last day that was given, or that is asked for."""
        return self.grant.ends_on if self.grant and self.grant.ends_on else self.ends_on

    def accesses(self) -> list[Access]:
        """Return what the log keeps of a look at the request: of nobody found, nothing."""
        if self.pupil_id is None:
            return []
        ground = str(getattr(self, "ground", ""))
        return [Access(self.pupil_id, owner_id=self.owner_id, ground=ground, classes="A")]

    def state(self, *, on: date) -> SingleAccessState:
        """Return what has become of it on `on`."""
        if self.answered_at is None:
            return SingleAccessState.WAITING
        if self.grant is None:
            return SingleAccessState.DECLINED
        if self.grant.is_in_force(on=on):
            return SingleAccessState.IN_FORCE
        return SingleAccessState.ENDED
