"""Opprett sak without a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from navskole.access import policies
from navskole.access.views import ActionFormView
from pupils.actions.case_opening import open_case_for
from pupils.forms.case import CaseCreateForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from pupils.models import Case


@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class CaseCreateView(ActionFormView):
    """A case for a young person from drop-in or outreach."""

    permission = "pupils.add_case"
    template_name = "pupils/case_create.html"
    form_class = CaseCreateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the list the person came from."""
        own = policies.allows(self.actor, "pupils.list_own_cases")
        name = "own_case_list" if own else "office_case_list"
        return super().get_context_data(back=reverse(f"followup:{name}"), **kwargs)

    def perform(self, form: CaseCreateForm) -> Case:
        """Open."""
        facts = {"responsible": self.actor.person, **form.cleaned_data}
        return open_case_for(actor=self.actor, **facts)

    def get_success_message(self, result: Case) -> str | StrPromise:
        """Say whether the case is new."""
        if getattr(result, "was_open", False):
            return _("Eleven har alt en åpen sak ved kontoret. Her er den.")
        return _("Saken er opprettet.")

    def get_success_address(self, result: Case) -> str:
        """Go to the case."""
        return reverse("followup:case_detail", args=[result.public_id])
