"""The files of a contract as both parties signed it, kept so that a file can be verified."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.content import DocumentLanguage
from agreements.models.contract import Contract
from agreements.querysets.signed_document import SignedDocumentQuerySet


class SignedDocument(models.Model):
    """One file of a contract, made when the last party signed; never changed.

    `digest` is the content's, which the signatures are bound to; `file_digest` the file's own
    sha256.
    """

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=DocumentLanguage)
    digest = models.CharField(max_length=64)
    file_digest = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    made_at = models.DateTimeField()

    objects = SignedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("signert dokument")

    def __str__(self) -> str:
        return f"{self.contract}, {self.get_language_display()}"
