"""The collaboration contract between a school and a NAV office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.querysets.contract import ContractQuerySet
from navskole.organisations.models import NavOffice, School
from navskole.records.digest import content_digest
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


class Contract(PublicIdModel, SubmittedOnce, Versioned):
    """The collaboration contract between one school and one NAV office."""

    CONTENT_SCHEMA = 1
    CONTENT_FIELDS = (
        "school_id",
        "office_id",
        "starts_on",
        "ends_on",
        "days_at_school",
        "days_at_office",
        "purpose",
        "tasks",
        "workplace",
        "principal_duties",
        "manager_duties",
        "confidentiality",
        "reporting",
        "notice_months",
    )

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    starts_on = models.DateField(_("gjelder fra"))
    ends_on = models.DateField(_("gjelder til og med"))
    days_at_school = models.PositiveSmallIntegerField(
        _("dager i uken på skolen"), default=4, validators=[MaxValueValidator(5)]
    )
    days_at_office = models.PositiveSmallIntegerField(
        _("dager i uken på NAV-kontoret"), default=1, validators=[MaxValueValidator(5)]
    )
    purpose = models.TextField(_("formål og målgruppe"), max_length=4000)
    tasks = models.TextField(_("veilederens oppgaver"), max_length=4000)
    workplace = models.TextField(_("arbeidssted"), max_length=2000)
    principal_duties = models.TextField(_("rektors ansvar"), max_length=4000)
    manager_duties = models.TextField(_("NAV-leders ansvar"), max_length=4000)
    confidentiality = models.TextField(_("taushetsplikt og samtykke"), max_length=4000)
    reporting = models.TextField(_("rapportering og evaluering"), max_length=4000)
    notice_months = models.PositiveSmallIntegerField(
        _("oppsigelsestid i måneder"), default=3, validators=[MaxValueValidator(24)]
    )
    opened_for_signing_at = models.DateTimeField(null=True, blank=True, editable=False)
    in_force_from = models.DateField(null=True, blank=True, editable=False)
    in_force_until = models.DateField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
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
        ]

    def __str__(self) -> str:
        return f"{self.school} – {self.office}"

    def content(self) -> dict[str, Any]:
        """Return what the parties sign, by field name."""
        return {name: getattr(self, name) for name in self.CONTENT_FIELDS}

    @property
    def digest(self) -> str:
        """The digest of the content as it stands now."""
        return content_digest(self.content(), schema=self.CONTENT_SCHEMA)

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
            return ContractState.TERMINATED
        if self.in_force_from is not None and self.in_force_until is not None:
            return self._signed_state(on=on, starts=self.in_force_from, ends=self.in_force_until)
        return ContractState.OPEN if self.opened_for_signing_at else ContractState.DRAFT

    def _signed_state(self, *, on: date, starts: date, ends: date) -> ContractState:
        if on < starts:
            return ContractState.SIGNED
        return ContractState.IN_FORCE if on <= ends else ContractState.EXPIRED
