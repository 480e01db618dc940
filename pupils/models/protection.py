"""What was proposed about the protection of a pupil's address, and who confirmed it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel
from pupils.models.pupil import AddressProtection, Pupil
from pupils.querysets.protection import ProtectionChangeQuerySet

_STRENGTH = list(AddressProtection)


class ProtectionChange(PublicIdModel, PersonRecord):
    """One place's change of a pupil's address protection: proposed by one, confirmed by another.

    More protection counts from the proposal, less of it from the confirmation.
    """

    classes: ClassVar[str] = "A"

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("Venter på bekreftelse")
        CONFIRMED = "confirmed", _("Bekreftet")
        WITHDRAWN = "withdrawn", _("Trukket")
        OVERTAKEN = "overtaken", _("Ikke lenger aktuell")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    before = models.CharField(max_length=12, choices=AddressProtection)
    after = models.CharField(max_length=12, choices=AddressProtection)
    reason = models.CharField(_("grunnlag"), max_length=255)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ProtectionChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("endring av adressebeskyttelse")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "owner"],
                condition=Q(outcome="waiting"),
                name="protection_change_one_waits",
            ),
            models.CheckConstraint(
                name="protection_change_waits_or_is_settled",
                condition=Q(outcome="waiting", settled_at__isnull=True)
                | (~Q(outcome="waiting") & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="protection_change_takes_two",
                condition=~Q(outcome="confirmed")
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="protection_change_changes", condition=~Q(before=F("after"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_after_display())

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has confirmed or withdrawn it."""
        return self.outcome == self.Outcome.WAITING

    @property
    def protects_more(self) -> bool:
        """Whether it raises the grade, and so counts before it is confirmed."""
        return _STRENGTH.index(AddressProtection(self.after)) > _STRENGTH.index(
            AddressProtection(self.before)
        )
