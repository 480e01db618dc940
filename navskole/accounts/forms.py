"""The sign-in form in plain Norwegian."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselFormMixin


class SignInForm(AkselFormMixin, LoginForm):
    """Username and password, asked for in our own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("Brukernavn"), _("Passord")
        login.error_messages["required"] = _("Skriv brukernavnet ditt")
        password.error_messages["required"] = _("Skriv passordet ditt")
        password.help_text = ""
        for field in (login, password):
            field.widget.attrs.pop("placeholder", None)
