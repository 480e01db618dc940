"""The access log: who looked at or changed what, why they could, and what was refused.

Append-only (database triggers, see `append_only`). Pupil ids are plain integers, so
that the log outlives the record and never reaches up into the pupils' app.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.audit.events import Decision, action_choices
from navskole.organisations.models import Organisation, Role


class AccessEvent(models.Model):
    """One request or one change, by one person."""

    at = models.DateTimeField(_("tidspunkt"), db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    role = models.CharField(_("rolle"), max_length=20, choices=Role, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisasjon"),
    )
    action = models.CharField(_("handling"), max_length=30, choices=action_choices)
    decision = models.CharField(_("avgjørelse"), max_length=6, choices=Decision)
    purpose = models.CharField(_("formål"), max_length=255, blank=True)
    request_id = models.UUIDField(_("forespørsel"), null=True, blank=True)
    method = models.CharField(max_length=7, blank=True)
    path = models.CharField(_("adresse"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("innsynshendelse")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.at:%d.%m.%Y %H.%M}"


class AccessedPupil(models.Model):
    """One pupil whose data an event concerned, and on what ground."""

    event = models.ForeignKey(AccessEvent, on_delete=models.PROTECT, related_name="pupils")
    pupil_id = models.BigIntegerField(_("elev"), db_index=True)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eier av opplysningene"),
    )
    ground = models.CharField(_("grunnlag"), max_length=30, blank=True)
    classes = models.CharField(_("opplysningsklasser"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("elev i innsynshendelse")
        indexes = [models.Index(fields=["pupil_id", "owner"], name="accessed_pupil_owner")]

    def __str__(self) -> str:
        return f"{self.ground} {self.classes}".strip()
