"""Send a measure to whoever decides it, here or outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.actions.measure_route import (
    DecidedHere,
    agree_to_forwarding,
    apply_outside,
    submit_measure,
)
from followup.forms.measure_progress import ForwardForm, OutsideForm
from followup.models import Measure
from followup.routing import find_route
from followup.views.measure import MeasureFormView, measure_address
from navskole.access.views import TargetActionView
from navskole.records.forms import VersionedForm

if TYPE_CHECKING:
    from followup.models import MeasurePart
    from followup.routing import Route


class MeasureSubmitView(TargetActionView):
    """Send til godkjenning."""

    permission = "followup.submit_measure"
    target_model = Measure
    target_kwarg = "measure_id"
    success_message = _("Tiltaket er sendt til godkjenning.")

    def perform(self) -> Any:
        """Send the version that stood on the page."""
        form = VersionedForm(self.request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        return submit_measure(actor=self.actor, measure=self.target, version=version)

    def get_success_address(self, result: Any) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class MeasureForwardView(MeasureFormView):
    """The pupil agrees to the measure being sent to another office."""

    permission = "followup.submit_measure"
    template_name = "followup/measure_forward.html"
    form_class = ForwardForm
    success_message = _("Elevens svar er registrert. Nå kan tiltaket sendes.")

    @property
    def route(self) -> Route:
        """Where the measure goes."""
        return find_route(self.actor, self.part)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the offices that serve the municipality of stay."""
        return super().get_form_kwargs() | {"offices": self.route.offices}

    def get_initial(self) -> dict[str, Any]:
        """Start with what was recorded before."""
        known = {
            "office": self.part.forward_office_id,
            "agreed_on": self.part.forward_agreed_on,
            "how": self.part.forward_agreed_how,
        }
        return super().get_initial() | {name: value for name, value in known.items() if value}

    def perform(self, form: ForwardForm) -> MeasurePart:
        """Record."""
        return agree_to_forwarding(actor=self.actor, measure=self.target, **form.cleaned_data)


class MeasureOutsideView(MeasureFormView):
    """Note an application, or a referral, where navskole does not reach."""

    permission = "followup.submit_measure"
    template_name = "followup/measure_outside.html"
    form_class = OutsideForm
    success_message = _("Det er notert. Følg opp svaret her.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments: a referral needs no reference."""
        return super().get_form_kwargs() | {"is_referral": self.target.type.is_referral_only}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with why it is applied for outside, or why it need not be."""
        obstacle = find_route(self.actor, self.part).obstacle
        text = obstacle.message if obstacle else DecidedHere.message
        return super().get_context_data(route_text=text, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Start with today, and the service's own name for a referral."""
        where = self.target.type.name if self.target.type.is_referral_only else ""
        return super().get_initial() | {"applied_on": self.actor.on, "where": where}

    def perform(self, form: OutsideForm) -> MeasurePart:
        """Note."""
        return apply_outside(actor=self.actor, measure=self.target, **form.cleaned_data)
