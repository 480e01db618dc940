"""The joint steering group of a collaboration, and who sits in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.collaboration import Collaboration
from agreements.querysets.steering_group import SteeringGroupQuerySet, SteeringMemberQuerySet
from navskole.records.models import (
    Dated,
    PublicIdModel,
    SubmittedOnce,
    Versioned,
    dates_in_order,
)


class SteeringGroup(models.Model):
    """What rektor and NAV-leder lead together; made when it gets its first member or meeting."""

    collaboration = models.OneToOneField(
        Collaboration, on_delete=models.CASCADE, related_name="steering_group"
    )

    objects = SteeringGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("styringsgruppe")

    def __str__(self) -> str:
        return str(self.collaboration)


class SteeringMember(PublicIdModel, SubmittedOnce, Versioned, Dated):
    """Somebody in the steering group, from a day to a day; an account is not needed."""

    group = models.ForeignKey(SteeringGroup, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("navn"), max_length=150)
    organisation = models.CharField(_("organisasjon"), max_length=150)
    function = models.CharField(_("funksjon"), max_length=150)
    email = models.EmailField(_("e-post"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_chair = models.BooleanField(_("leder gruppen"), default=False)
    is_secretary = models.BooleanField(_("er sekretær"), default=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = SteeringMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlem av styringsgruppen")
        constraints = [
            dates_in_order("steering_member_dates_in_order"),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="steering_member_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
