"""Rektor's review of the caseload."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.querysets.review import CaseloadReviewQuerySet
from navskole.organisations.models import School
from navskole.records.models import PublicIdModel, SubmittedOnce


class CaseloadReview(PublicIdModel, SubmittedOnce):
    """Rektor went through the list on a date; general remarks, no names."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    remarks = models.TextField(_("merknader"), max_length=2000, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField()

    objects = CaseloadReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("gjennomgang")
        constraints = [
            models.UniqueConstraint(
                fields=["reviewed_by", "submission_id"], name="review_submitted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.reviewed_at:%d.%m.%Y}"
