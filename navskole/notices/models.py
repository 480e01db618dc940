"""What people are told, in the application and by e-mail."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.notices.kinds import kind_of
from navskole.notices.querysets import NoticeQuerySet
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel


class Notice(PublicIdModel):
    """One sentence to one person who works at `organisation`, told once.

    It names no pupil. It holds what the person was allowed to know when it was written; its
    page asks anew whether they may see the subject.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    occasion = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    page = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsel")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject", "occasion"], name="notice_told_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["recipient", "organisation"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(fields=["recipient", "-created_at"], name="notice_newest"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(emailed_at__isnull=True),
                name="notice_to_send",
            ),
        ]

    def __str__(self) -> str:
        return str(kind_of(self.kind).sentence) % self.facts

    @property
    def address(self) -> str:
        """The path of the page it is about, or nothing where there is none to open."""
        return reverse(self.page, args=[self.subject]) if self.page else ""
