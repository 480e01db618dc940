"""What may be entered about any meeting: when, for how long, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models.meeting import LONGEST, SHORTEST
from navskole.ui.forms import AkselForm, DateTimeField

if TYPE_CHECKING:
    from datetime import datetime

    from navskole.access.actor import Actor

_FARTHEST_DAYS = 1096  # three years: a date further away is mistyped
WHEN_AND_WHERE = ("starts_at", "minutes", "place")


class MeetingFields(AkselForm):
    """When, for how long, and where; the form has the `actor`."""

    actor: Actor

    starts_at = DateTimeField(label=_("Når?"), help_text=_("dd.mm.åååå og tt.mm"))
    minutes = forms.IntegerField(
        label=_("Varighet i minutter"), min_value=SHORTEST, max_value=LONGEST, localize=True
    )
    place = forms.CharField(
        label=_("Sted"), max_length=200, help_text=_("Rom og adresse, eller lenke til videomøte")
    )

    def clean_starts_at(self) -> datetime:
        """Refuse a mistyped year; a meeting that has been held may be written down."""
        moment: datetime = self.cleaned_data["starts_at"]
        if abs((moment - self.actor.now).days) > _FARTHEST_DAYS:
            raise forms.ValidationError(_("Datoen er for langt unna. Kontroller året."))
        return moment
