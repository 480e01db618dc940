"""A party's signature on a contract."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.contract import Contract
from agreements.querysets.contract import SignatureQuerySet
from navskole.organisations.models import Role


class Party(models.TextChoices):
    """The two who sign, and in which role."""

    SCHOOL = Role.PRINCIPAL, _("Rektor")
    NAV = Role.NAV_MANAGER, _("NAV-leder")


class Signature(models.Model):
    """One party's signature: who, in which capacity, when, on exactly which content."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=20, choices=Party)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_deputy = models.BooleanField(default=False)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    lifted_at = models.DateTimeField(null=True, blank=True, editable=False)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lift_reason = models.CharField(max_length=500, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatur")
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "party"],
                condition=Q(lifted_at__isnull=True),
                name="signature_once_per_party",
                violation_error_message=_("Parten har alt signert."),
            ),
            models.UniqueConstraint(
                fields=["contract", "signed_by"],
                condition=Q(lifted_at__isnull=True),
                name="signature_one_side_per_person",
                violation_error_message=_("Samme person kan ikke signere for begge parter."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()} {self.signed_at:%d.%m.%Y}"
