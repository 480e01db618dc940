"""The collaboration contract between a school and a NAV office."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.content import ContractContent
from agreements.querysets.contract import ContractQuerySet
from navskole.organisations.models import NavOffice, School
from navskole.records.models import (
    PublicIdModel,
    SubmittedOnce,
    Versioned,
    dates_in_order,
)

if TYPE_CHECKING:
    from datetime import date


class ContractState(models.TextChoices):
    """Where a contract stands; computed from facts and dates, never stored."""

    DRAFT = "draft", _("Utkast")
    OPEN = "open", _("Til signering")
    SIGNED = "signed", _("Signert, gjelder fra startdato")
    IN_FORCE = "in_force", _("Gjelder")
    EXPIRED = "expired", _("Utløpt")
    TERMINATED = "terminated", _("Avsluttet")
    DISCARDED = "discarded", _("Forkastet")


class Contract(ContractContent, PublicIdModel, SubmittedOnce, Versioned):
    """The collaboration contract between one school and one NAV office.

    A change to a contract in force is a new row, `number` one higher, that `replaces` it.
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    replaces = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
        verbose_name=_("ny versjon av"),
    )
    opened_for_signing_at = models.DateTimeField(null=True, blank=True, editable=False)
    in_force_from = models.DateField(null=True, blank=True, editable=False)
    in_force_until = models.DateField(null=True, blank=True, editable=False)
    notice_given_on = models.DateField(null=True, blank=True, editable=False)
    notice_ends_on = models.DateField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    end_reason = models.CharField(max_length=500, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeidskontrakt")
        constraints = [
            dates_in_order("contract_dates_in_order"),
            models.CheckConstraint(
                name="contract_five_days",
                condition=Q(days_at_school__lte=5 - F("days_at_office")),
                violation_error_message=_(
                    "Dagene på skolen og NAV-kontoret kan ikke bli over fem."
                ),
            ),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="contract_submitted_once"
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(in_force_from__isnull=True, ended_at__isnull=True),
                name="contract_one_version_in_work",
                violation_error_message=_("En ny versjon av kontrakten er alt under arbeid."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.office}"

    def clean(self) -> None:
        """Refuse financing shares that do not add to exactly 100 %."""
        shares = [getattr(self, name) for name in self.SHARES]
        if sum(shares, Decimal(0)) != self.WHOLE:
            raise ValidationError({self.SHARES[0]: _("Andelene skal bli nøyaktig 100 %.")})

    def with_digest(self, digest: str) -> Contract | None:
        """Return the contract as it stood when its content had `digest`; None if it never did."""
        if digest == self.digest:
            return None
        versions = (version.instance for version in self.history.all())
        return next((version for version in versions if version.digest == digest), None)

    @property
    def is_under_notice(self) -> bool:
        """Whether a party has given notice."""
        return self.notice_ends_on is not None

    @property
    def last_day(self) -> date:
        """The last day of the period as agreed, or of the notice where one is given."""
        return min(filter(None, (self.ends_on, self.notice_ends_on)))

    def is_in_force(self, *, on: date) -> bool:
        """Tell whether the contract carries access on `on`."""
        return (
            self.in_force_from is not None
            and self.in_force_until is not None
            and self.in_force_from <= on <= self.in_force_until
            and self.ended_at is None
        )

    def state(self, *, on: date) -> ContractState:
        """Return where the contract stands on `on`."""
        if self.ended_at is not None:
            signed = self.in_force_from is not None
            return ContractState.TERMINATED if signed else ContractState.DISCARDED
        if self.in_force_from is not None and self.in_force_until is not None:
            return self._signed_state(on=on, starts=self.in_force_from, ends=self.in_force_until)
        return ContractState.OPEN if self.opened_for_signing_at else ContractState.DRAFT

    def _signed_state(self, *, on: date, starts: date, ends: date) -> ContractState:
        if on < starts:
            return ContractState.SIGNED
        return ContractState.IN_FORCE if on <= ends else ContractState.EXPIRED
