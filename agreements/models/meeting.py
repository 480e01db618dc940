"""What every planned meeting has: when, where, for how long, and whether it was cancelled."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned

if TYPE_CHECKING:
    from datetime import datetime

SHORTEST, LONGEST = 15, 600
"""How many minutes a meeting may take."""


class Meeting(PublicIdModel, SubmittedOnce, Versioned):
    """A meeting that is planned, and may be cancelled."""

    starts_at = models.DateTimeField(_("begynner"))
    minutes = models.PositiveSmallIntegerField(_("varighet i minutter"), default=90)
    place = models.CharField(_("sted"), max_length=200)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def takes_time(name: str) -> models.CheckConstraint:
    """Return the constraint on how long a meeting may be."""
    return models.CheckConstraint(
        name=name, condition=models.Q(minutes__gte=SHORTEST, minutes__lte=LONGEST)
    )
