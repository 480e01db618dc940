"""A collaboration (pilot): one school with one or several NAV offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.querysets.collaboration import (
    CollaborationOfficeQuerySet,
    CollaborationQuerySet,
    ContactPersonQuerySet,
)
from navskole.organisations.models import NavOffice, School
from navskole.records.models import (
    Dated,
    PublicIdModel,
    SubmittedOnce,
    Versioned,
    dates_in_order,
)

if TYPE_CHECKING:
    from datetime import date

    from agreements.models.contract import Contract


class CollaborationKind(models.TextChoices):
    """How the collaboration works: as the guide describes, or in the partners' own way."""

    STANDARD = "standard", _("Standardmodellen")
    LOCAL = "local", _("Lokal variant")


class CollaborationState(models.TextChoices):
    """Where a collaboration stands; computed from its contracts, never stored."""

    PLANNED = "planned", _("Planlegges")
    IN_OPERATION = "in_operation", _("I drift")
    LAPSED = "lapsed", _("Uten kontrakt")
    ENDED = "ended", _("Avsluttet")


class Collaboration(PublicIdModel, SubmittedOnce, Versioned):
    """What a school does together with its NAV offices; the contracts carry it.

    It has no tie to the contracts: they are those of the school with the offices that are in
    it (`Contract.objects.of`).
    """

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    starts_on = models.DateField(_("starter"))
    kind = models.CharField(
        _("modell"),
        max_length=10,
        choices=CollaborationKind,
        default=CollaborationKind.STANDARD,
    )
    variant = models.TextField(_("den lokale varianten"), max_length=4000, blank=True)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    end_reason = models.CharField(max_length=500, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = CollaborationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samarbeid")
        constraints = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(ended_on__isnull=True),
                name="collaboration_one_per_school",
                violation_error_message=_("Skolen har alt et samarbeid."),
            ),
            models.CheckConstraint(
                name="collaboration_local_in_own_words",
                condition=Q(kind=CollaborationKind.STANDARD) | ~Q(variant=""),
                violation_error_message=_("Beskriv den lokale varianten."),
            ),
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="collaboration_submitted_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.school)

    def state(self) -> CollaborationState:
        """Return where it stands; of a row read `with_state`, which asks its contracts."""
        facts: Any = self
        if self.ended_on is not None:
            return CollaborationState.ENDED
        if facts.has_been and not facts.has_live:
            return CollaborationState.LAPSED
        return CollaborationState.IN_OPERATION if facts.has_in_force else CollaborationState.PLANNED


class CollaborationOffice(PublicIdModel, Dated):
    """A NAV office's time in a collaboration; one that leaves ends only its own."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="members"
    )
    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    leave_reason = models.CharField(max_length=500, blank=True, editable=False)

    objects = CollaborationOfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontor i samarbeidet")
        constraints = [
            dates_in_order("collaboration_office_dates_in_order"),
            models.UniqueConstraint(
                fields=["collaboration", "office"],
                condition=Q(ends_on__isnull=True, ended_at__isnull=True),
                name="collaboration_office_once",
                violation_error_message=_("Kontoret er alt med i samarbeidet."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.office)

    def is_over(self, *, on: date) -> bool:
        """Tell whether the office has left by `on`; its last day still counts."""
        return self.ended_at is not None or (self.ends_on is not None and self.ends_on < on)

    def covers(self, contract: Contract) -> bool:
        """Tell whether the contract is the office's in this collaboration: some day is common."""
        return (
            contract.office_id == self.office_id
            and contract.ends_on >= self.starts_on
            and (self.ends_on is None or contract.starts_on <= self.ends_on)
        )


class ContactPerson(PublicIdModel, SubmittedOnce, Versioned):
    """Whom to call about the collaboration; an account is not needed."""

    collaboration = models.ForeignKey(
        Collaboration, on_delete=models.CASCADE, related_name="contacts"
    )
    name = models.CharField(_("navn"), max_length=150)
    function = models.CharField(_("funksjon"), max_length=150)
    organisation = models.CharField(_("organisasjon"), max_length=150)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = ContactPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontaktperson")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="contact_person_submitted_once"
            ),
            models.CheckConstraint(
                name="contact_person_can_be_reached",
                condition=~Q(phone="") | ~Q(email=""),
                violation_error_message=_("Fyll inn telefon eller e-post."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
