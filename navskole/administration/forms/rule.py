"""A rule's new value, from when, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.rules.models import RuleCode
from navskole.ui.forms import AkselForm, DateField

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_GREATEST = 1000


class RuleForm(AkselForm):
    """One value from one day."""

    code = forms.ChoiceField(label=_("Regel"), choices=[("", _("Velg regel")), *RuleCode.choices])
    number = forms.IntegerField(label=_("Ny verdi"), min_value=0, max_value=_GREATEST)
    effective_from = DateField(
        label=_("Gjelder fra og med"),
        help_text=_("dd.mm.åååå, i dag eller senere"),
        error_messages={"required": _("Fyll inn dagen verdien gjelder fra")},
    )
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        help_text=_("Lov, forskrift, rundskriv eller vedtak som verdien bygger på."),
        error_messages={"required": _("Skriv hva verdien bygger på")},
    )

    checked_on = DateField(
        label=_("Kontrollert mot kilden"),
        required=False,
        help_text=_("Dagen noen leste kilden og fant verdien der. Uten dato står den som usikker."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["effective_from"].initial = actor.on

    def clean_checked_on(self) -> date | None:
        """Refuse a day to come."""
        checked: date | None = self.cleaned_data["checked_on"]
        if checked and checked > self.actor.on:
            raise forms.ValidationError(_("Velg i dag eller en tidligere dag."))
        return checked
