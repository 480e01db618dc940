"""What a reason for absence is called and means, from when, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm, DateField

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.rules.models import AbsenceReason


class AbsenceReasonForm(AkselForm):
    """A new reason, or what a known one is from one day on."""

    code = forms.CharField(
        label=_("Kode"),
        max_length=30,
        help_text=_("Små bokstaver a–z, sifre, - og _. Koden kan ikke endres siden."),
        validators=[
            RegexValidator(
                r"\A[a-z][a-z0-9_-]*\Z",
                _("Begynn med en bokstav, og bruk bare a–z, sifre, - og _."),
            )
        ],
    )
    name = forms.CharField(label=_("Navn"), max_length=120)
    is_exempt = forms.BooleanField(
        label=_("Unntatt: teller ikke mot fraværsgrensen"), required=False
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitiv"),
        required=False,
        initial=True,
        help_text=_(
            "Forteller om helse, tro eller politikk. Timene vises bare til NAV når eleven har sagt "
            "uttrykkelig ja til det."
        ),
    )
    effective_from = DateField(
        label=_("Gjelder fra og med"),
        help_text=_("dd.mm.åååå, i dag eller senere"),
        error_messages={"required": _("Fyll inn dagen årsaken gjelder fra")},
    )
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        help_text=_("Forskriften eller rundskrivet som årsaken står i."),
        error_messages={"required": _("Skriv hvor årsaken står")},
    )
    checked_on = DateField(
        label=_("Kontrollert mot kilden"),
        required=False,
        help_text=_("Dagen noen leste kilden og fant det slik. Uten dato står den som usikker."),
    )

    def __init__(
        self, *args: Any, actor: Actor, reason: AbsenceReason | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["effective_from"].initial = actor.on
        if reason is not None:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = ""

    def clean_checked_on(self) -> date | None:
        """Refuse a day to come."""
        checked: date | None = self.cleaned_data["checked_on"]
        if checked and checked > self.actor.on:
            raise forms.ValidationError(_("Velg i dag eller en tidligere dag."))
        return checked
