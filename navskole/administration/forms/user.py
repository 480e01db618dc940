"""What may be entered about users and memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from navskole.accounts.models import User
from navskole.organisations.models import Organisation, Role
from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import Membership


_PASSWORD: dict[str, Any] = {
    "password_too_short": _("Skriv minst 8 tegn."),
    "password_too_common": _("Passordet er for vanlig. Velg et annet."),
    "password_entirely_numeric": _("Passordet kan ikke være bare tall."),
    "password_too_similar": _("Passordet ligner for mye på navnet eller brukernavnet."),
}
"""What to do about a password that the settings' validators refuse."""


class UserForm(AkselForm, VersionedForm):
    """An account; a password is asked for when it is made."""

    username = forms.CharField(
        label=_("Brukernavn"),
        max_length=150,
        help_text=_("NAV-ident eller Feide-navn"),
        validators=[
            RegexValidator(
                r"\A[\w.@+-]+\Z", _("Bruk bokstaver, sifre og tegnene . @ + - _ uten mellomrom.")
            )
        ],
    )
    first_name = forms.CharField(label=_("Fornavn"), max_length=150)
    last_name = forms.CharField(label=_("Etternavn"), max_length=150)
    email = forms.EmailField(label=_("E-post"), required=False)
    password = forms.CharField(
        label=_("Passord"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "new-password"}),
        help_text=_("Minst 8 tegn, ikke bare tall, og ikke et vanlig passord."),
    )
    is_active = forms.BooleanField(label=_("Kan logge inn"), required=False, initial=True)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["version"]
        else:
            self.fields["password"].required = False
            self.fields["password"].help_text = _("La stå tomt for å beholde passordet.")

    def clean(self) -> dict[str, Any]:
        """Refuse a password the validators of the settings refuse for this person."""
        cleaned = super().clean()
        if password := cleaned.get("password"):
            names = ("username", "first_name", "last_name", "email")
            person = User(**{name: cleaned.get(name, "") for name in names})
            try:
                validate_password(password, person)
            except forms.ValidationError as refusal:
                errors = [_PASSWORD.get(str(error.code), error) for error in refusal.error_list]
                self.add_error("password", errors)
        return cleaned


class MembershipForm(AkselForm):
    """A role at an organisation, from-to."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Velg rolle")), *Role.choices])
    organisation = RecordChoiceField(
        label=_("Organisasjon"),
        queryset=Organisation.objects.all(),
        empty_label=_("Velg organisasjon"),
    )
    starts_on = DateField(
        label=_("Fra og med"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn første dag")},
    )
    ends_on = DateField(
        label=_("Til og med"), required=False, help_text=_("Siste dag som gjelder.")
    )
    is_deputy = forms.BooleanField(label=_("Stedfortreder"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = actor.on

    def clean_ends_on(self) -> date | None:
        """Refuse an end before the start."""
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if starts and ends and ends < starts:
            raise forms.ValidationError(_("Siste dag må være etter første dag."))
        return ends


class MembershipEndForm(AkselForm, VersionedForm):
    """Another last day of a membership, and why."""

    ends_on = DateField(
        label=_("Til og med"),
        required=False,
        help_text=_("dd.mm.åååå. Siste dag som gjelder. La stå tomt for et medlemskap uten slutt."),
    )
    reason = LongTextField(
        label=_("Hvorfor endres sluttdatoen?"),
        max_length=150,
        help_text=_("Står i innsynsloggen. Ikke skriv noe om elever."),
        error_messages={"required": _("Skriv hvorfor sluttdatoen endres")},
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_ends_on(self) -> date | None:
        """Refuse an end before the start."""
        ends: date | None = self.cleaned_data["ends_on"]
        if ends and ends < self.membership.starts_on:
            raise forms.ValidationError(_("Siste dag må være etter første dag."))
        return ends
