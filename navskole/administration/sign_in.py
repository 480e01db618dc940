"""The site's own sign-in page; in the demo it lists the accounts to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.views import LoginView
from django.conf import settings
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.debug import sensitive_post_parameters

from navskole.access.views import UNPROCESSABLE
from navskole.administration import demo

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse


@method_decorator(sensitive_post_parameters(), name="dispatch")
class SignInView(LoginView):
    """Sign in by username and password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where to go afterwards and, in the demo, the accounts."""
        context = super().get_context_data(**kwargs)
        context["redirect_field"] = _hidden(
            context["redirect_field_name"], context["redirect_field_value"]
        )
        if settings.DEMO_ACCOUNTS_LISTED:
            context["demo_accounts"] = [_row(account) for account in demo.ACCOUNTS]
            context["demo_password"] = demo.PASSWORD
        return context

    def form_invalid(self, form: Form) -> HttpResponse:
        """Show the form with what was wrong (422); the password is typed anew."""
        return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)


def _row(account: demo.Account) -> dict[str, str]:
    return {
        "username": account.username,
        "name": account.name,
        "role": account.role_name,
        "organisation": account.organisation,
    }


def _hidden(name: str, value: str | None) -> SafeString | str:
    return format_html('<input type="hidden" name="{}" value="{}">', name, value) if value else ""
