"""Somebody got in touch before there is any case: a first name and what it is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.querysets.contact_request import ContactRequestQuerySet
from navskole.organisations.models import NavOffice, School
from navskole.records.models import PublicIdModel, SubmittedOnce


class ContactChannel(models.TextChoices):
    """How they got in touch."""

    DROP_IN = "drop_in", _("Kom innom")
    MESSAGE = "message", _("Sendte melding")
    PHONE = "phone", _("Ringte")


class ContactOutcome(models.TextChoices):
    """What came of it; whether a case was opened is the case team's own knowledge."""

    FOLLOWED_UP = "followed_up", _("Følges opp videre")
    TALKED = "talked", _("Snakket sammen, ikke behov for mer")
    SHOWN_ON = "shown_on", _("Vist videre til skolen eller andre")
    NOT_REACHED = "not_reached", _("Fikk ikke kontakt")


class ContactRequest(PublicIdModel, SubmittedOnce):
    """Holds no national id and points at no pupil; deleted some days after it is closed."""

    office = models.ForeignKey(
        NavOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("NAV-kontor")
    )
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="+", verbose_name=_("skole")
    )
    first_name = models.CharField(_("fornavn"), max_length=60)
    channel = models.CharField(_("hvordan"), max_length=10, choices=ContactChannel)
    theme = models.CharField(_("hva gjelder det"), max_length=200)
    preferred_time = models.CharField(_("når passer det"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_("mottatt"))
    outcome = models.CharField(_("resultat"), max_length=12, choices=ContactOutcome, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_on = models.DateField(_("avsluttet"), null=True, blank=True)

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("henvendelse")
        constraints = [
            models.UniqueConstraint(
                fields=["recorded_by", "submission_id"], name="contact_submitted_once"
            ),
            models.CheckConstraint(
                name="contact_closed_with_outcome",
                condition=Q(closed_on__isnull=True, outcome="")
                | (Q(closed_on__isnull=False) & ~Q(outcome="")),
                violation_error_message=_("En avsluttet henvendelse må ha et resultat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name}, {self.school}"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to answer."""
        return self.closed_on is None
