"""A pupil's national id: registered, corrected, and shown when somebody asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from navskole.access.views import TargetFormView, TargetPage
from navskole.audit.events import Action
from navskole.organisations.models import Organisation
from pupils.actions.national_id import national_id_of, record_national_id
from pupils.forms.national_id import NationalIdForm
from pupils.models import Pupil
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class NationalIdShowView(TargetPage):
    """The answer to the button: the number, this once; asking is logged as such."""

    http_method_names = ["post"]
    permission = "pupils.read_national_id"
    template_name = "pupils/national_id_show.html"
    target_model = Pupil
    target_kwarg = "pupil_id"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it. A redirect would have to carry the number in an address or the session."""
        self.note_access([self.target.access()], action=Action.NATIONAL_ID_SHOWN)
        digits = national_id_of(self.actor, self.target)
        number = f"{digits[:6]} {digits[6:]}" if digits else ""
        return self.render_to_response(
            self.get_context_data(pupil=self.target, number=number, back=pupil_address(self.target))
        )


@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class NationalIdUpdateView(TargetFormView):
    """Register the number, or correct it; what is known is not filled in."""

    permission = "pupils.record_national_id"
    template_name = "pupils/national_id_update.html"
    form_class = NationalIdForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Fødselsnummeret er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with what the number is compared with."""
        pupil = {"born": self.target.birth_date, "on": self.actor.on}
        return super().get_form_kwargs() | pupil

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil's page to go back to."""
        return super().get_context_data(back=pupil_address(self.target), **kwargs)

    def perform(self, form: NationalIdForm) -> Pupil:
        """Record, for the organisation whose record of the pupil the actor reads."""
        owner = get_object_or_404(Organisation, pk=self.target.owning_organisation_id)
        return record_national_id(
            actor=self.actor, pupil=self.target, owner=owner, **form.cleaned_data
        )

    def get_success_address(self, result: Pupil) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)
