"""What is entered to end a contract."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm, LongTextField


class NoticeForm(AkselForm):
    """Why notice is given."""

    reason = LongTextField(
        label=_("Hvorfor sies kontrakten opp?"),
        max_length=500,
        help_text=_("Begge parter ser begrunnelsen."),
        error_messages={"required": _("Skriv hvorfor kontrakten sies opp")},
    )


class EndForm(AkselForm):
    """Why the contract ends at once; the consequence is confirmed."""

    reason = LongTextField(
        label=_("Hvorfor avsluttes kontrakten straks?"),
        max_length=500,
        help_text=_("Begge parter ser begrunnelsen."),
        error_messages={"required": _("Skriv hvorfor kontrakten avsluttes")},
    )
    confirmed = forms.BooleanField(
        label=_("Jeg forstår at all deling mellom skolen og NAV-kontoret stenges med det samme"),
        error_messages={"required": _("Kryss av for at du forstår hva som stenges")},
    )
