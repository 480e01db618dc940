"""A veileder placed at a school under a contract."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.contract import Contract
from agreements.querysets.placement import PlacementQuerySet
from navskole.records.models import (
    Dated,
    PublicIdModel,
    dates_in_order,
)


class Placement(PublicIdModel, Dated):
    """A veileder of the office placed at the school; it counts only while the contract does."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="placements")
    counsellor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("NAV-veileder"),
    )
    post_fraction = models.DecimalField(
        _("stillingsprosent"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(100))],
    )
    continues = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="continuations",
        verbose_name=_("fortsetter fra"),
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("plassering")
        constraints = [
            dates_in_order("placement_dates_in_order"),
            models.UniqueConstraint(
                fields=["contract", "counsellor"],
                condition=Q(ended_at__isnull=True, ends_on__isnull=True),
                name="placement_one_open_per_contract",
                violation_error_message=_("Veilederen er alt plassert under denne kontrakten."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counsellor}, {self.contract}"
