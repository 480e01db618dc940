"""A pupil's national id as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm
from pupils.national_id import clean_national_id

if TYPE_CHECKING:
    from datetime import date

_WITH_SPACES = 14


class NationalIdField(forms.CharField):
    """Eleven digits, with or without a space; compared with the birth date by the form."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label=_("Fødselsnummer eller D-nummer"),
            max_length=_WITH_SPACES,
            required=required,
            help_text=_("11 sifre. Vises ikke på siden etterpå før noen ber om det."),
            error_messages={"required": _("Skriv fødselsnummeret eller D-nummeret")},
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        )


def check_national_id(form: forms.Form, *, born: date | None, on: date) -> None:
    """In `clean`: let `national_id` be the digits, or say at the field what is wrong with them."""
    typed = form.cleaned_data.get("national_id")
    if not typed or born is None:
        return
    try:
        form.cleaned_data["national_id"] = clean_national_id(typed, born=born, on=on)
    except forms.ValidationError as wrong:
        form.add_error("national_id", wrong)


class NationalIdForm(AkselForm):
    """The number of a pupil who is registered already."""

    national_id = NationalIdField()

    def __init__(self, *args: Any, born: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born, self.on = born, on

    def clean(self) -> dict[str, Any]:
        """Compare with the birth date."""
        super().clean()
        check_national_id(self, born=self.born, on=self.on)
        return self.cleaned_data
