"""What is entered to verify a contract: the file, or its digest."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm

MOST_BYTES = 5 * 1024 * 1024
PDF_BEGINS = b"%PDF-"


class VerificationForm(AkselForm):
    """The file or the digest, one of them."""

    mark_optional = False

    file = forms.FileField(
        label=_("PDF-filen"),
        required=False,
        help_text=_("Høyst 5 MB. Filen leses og kastes; den lagres ikke."),
        widget=forms.FileInput({"accept": "application/pdf"}),
    )
    digest = forms.CharField(
        label=_("Eller kontrollsummen"),
        required=False,
        max_length=200,
        help_text=_("64 tegn fra kontrollsiden bakerst i dokumentet."),
    )

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too big, or no PDF."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is None:
            return None
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Filen er større enn 5 MB."))
        begins = file.read(len(PDF_BEGINS))
        file.seek(0)
        if begins != PDF_BEGINS:
            raise forms.ValidationError(_("Filen er ikke en PDF."))
        return file

    def clean_digest(self) -> str:
        """Return the digest without spaces, in small letters."""
        digest = re.sub(r"\s", "", self.cleaned_data["digest"]).lower()
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            raise forms.ValidationError(_("Kontrollsummen er 64 tegn, bare 0–9 og a–f."))
        return digest

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("digest")):
            self.add_error("file", _("Velg en fil eller skriv kontrollsummen, ikke begge."))
        return cleaned
