"""How allauth behaves here: nobody signs up; a failed sign-in tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("Brukernavnet eller passordet er feil."),
        "too_many_login_attempts": _("For mange forsøk. Vent noen minutter og prøv igjen."),
    }

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say nothing at sign-in: the header shows who is signed in, and as what."""
        if message_template != "account/messages/logged_in.txt":
            super().add_message(request, level, message_template, *args, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: there is no sign-up page."""
        return False
