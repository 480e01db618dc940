"""What may be entered about a contact person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.contact_person import ContactContent
from agreements.models import ContactPerson
from navskole.access.forms import NamelessTextMixin
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselModelForm

_FEWEST_DIGITS = 5
FIELDS = ("name", "function", "organisation", "phone", "email")


class ContactFields(NamelessTextMixin, AkselModelForm):
    """Who it is, and how they are reached."""

    adult = "name"
    conditional = ("phone", "email")

    class Meta(AkselModelForm.Meta):
        model = ContactPerson
        fields = FIELDS
        help_texts = {
            "function": _("For eksempel avdelingsleder for elevtjenesten"),
            "email": _("Fyll inn telefon, e-post eller begge deler."),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for a way to reach them."""
        cleaned = super().clean()
        if self.lacks("phone") and self.lacks("email"):
            self.add_error("phone", _("Fyll inn telefon eller e-post"))
        return cleaned

    def clean_phone(self) -> str:
        """Refuse what nobody can call."""
        phone: str = self.cleaned_data["phone"]
        digits = sum(sign.isdigit() for sign in phone)
        if phone and (digits < _FEWEST_DIGITS or not set(phone) <= set("0123456789 +()-")):
            self.add_error("phone", _("Skriv et telefonnummer, for eksempel 22 00 00 00"))
        return phone

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action."""

    def content(self) -> ContactContent:
        """Return what was entered."""
        return ContactContent(**{name: self.cleaned_data[name] for name in FIELDS})


class ContactPersonCreateForm(ContactFields, SubmittedOnceForm):
    """A new contact person."""


class ContactPersonUpdateForm(ContactFields, VersionedForm):
    """A contact person as it is changed."""


def initial_of(contact: ContactPerson) -> dict[str, Any]:
    """Return what the form starts with to change the contact person."""
    return {name: getattr(contact, name) for name in ("version", *FIELDS)}
