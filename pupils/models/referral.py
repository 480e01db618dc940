"""The school's referral of a pupil to one NAV office."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navskole.access.grounds import Ground
from navskole.access.models import PersonRecord
from navskole.organisations.models import NavOffice, School
from navskole.records.models import PublicIdModel, SubmittedOnce
from pupils.models.case import Case
from pupils.models.pupil import Pupil
from pupils.querysets.referral import ReferralQuerySet

if TYPE_CHECKING:
    from navskole.audit.log import Access


class Referral(PublicIdModel, SubmittedOnce, PersonRecord):
    """What the school chose to send. The school never learns what became of it."""

    classes: ClassVar[str] = "B"

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    text = models.TextField(_("hva gjelder det?"), max_length=4000)
    pupil_knows = models.BooleanField(_("eleven vet om henvisningen"))
    unaware_reason = models.CharField(_("hvorfor eleven ikke vet"), max_length=500, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_("sendt"))
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, blank=True, editable=False)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decline_reason = models.CharField(max_length=500, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvisning")
        constraints = [
            models.UniqueConstraint(
                fields=["sent_by", "submission_id"], name="referral_submitted_once"
            ),
            models.CheckConstraint(
                name="referral_unaware_has_reason",
                condition=Q(pupil_knows=True) | ~Q(unaware_reason=""),
                violation_error_message=_("Skriv hvorfor eleven ikke vet om henvisningen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} til {self.office}"

    @property
    def owning_organisation_id(self) -> int:
        """The office's, once sent: what it does with it is its own secret."""
        return self.office_id

    def access(self, ground: Ground | str = "") -> Access:
        """Return what the log keeps: the school's own look is its own, all else the office's."""
        access = super().access(ground)
        own = access.ground == Ground.OWN_SCHOOL
        return replace(access, owner_id=self.school_id) if own else access

    @property
    def is_pending(self) -> bool:
        """Whether nobody has opened a case on it or declined it."""
        return self.case_id is None and self.declined_at is None
