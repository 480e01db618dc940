"""What is entered to sign a contract, or to lift the signatures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import (
    AkselForm,
    LongTextField,
)


class SignForm(AkselForm):
    """The digest that stood on the signer's page."""

    digest = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": _("Skjemaet er ufullstendig. Last siden på nytt.")},
    )
    confirmed = forms.BooleanField(
        label=_("Jeg har lest kontrakten og signerer den"),
        error_messages={"required": _("Kryss av for at du har lest kontrakten og signerer den")},
    )


class LiftForm(AkselForm):
    """Why the signatures are lifted; nothing is asked where nobody has signed."""

    reason = LongTextField(
        label=_("Hvorfor oppheves signaturene?"),
        max_length=500,
        help_text=_("Begge signaturene oppheves, og teksten kan endres igjen."),
        error_messages={"required": _("Skriv hvorfor signaturene oppheves")},
    )

    def __init__(self, *args: Any, is_signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_signed:
            del self.fields["reason"]
