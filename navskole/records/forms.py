"""Hidden fields that make a post safe to send twice, or on an old version."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SubmittedOnceForm(forms.Form):
    """Carries the random id by which a second post finds what the first one made."""

    submission_id = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."),
            "invalid": _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission_id", uuid.uuid4())


class VersionedForm(forms.Form):
    """Carries the version that was on screen when the form was opened."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        error_messages={
            "required": _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."),
            "invalid": _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."),
            "min_value": _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."),
        },
    )
