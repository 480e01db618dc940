"""What a NAV office itself knows of the person: the name it uses, and how to reach them."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import Municipality
from navskole.ui.forms import AkselForm, RecordChoiceField


class ContactForm(AkselForm):
    """What the office calls the pupil, and how it reaches them."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=100)
    last_name = forms.CharField(
        label=_("Etternavn"),
        max_length=100,
        help_text=_("Navnet kontoret bruker. Endringen gjelder bare kontoret."),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=20,
        required=False,
        validators=[
            RegexValidator(r"\A\+?[0-9 ]{5,19}\Z", _("Skriv telefonnummeret med bare sifre."))
        ],
    )
    email = forms.EmailField(label=_("E-post"), required=False)
    municipality_of_stay = RecordChoiceField(
        label=_("Oppholdskommune"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("Ikke registrert"),
        help_text=_("Avgjør hvilket kontor som har ansvaret for kommunale tiltak."),
    )
