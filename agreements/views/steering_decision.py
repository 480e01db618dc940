"""What the steering group decided, and whether it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_decision import add_decision, change_decision, finish_decision
from agreements.forms.steering_decision import DecisionCreateForm, DecisionUpdateForm, initial_of
from agreements.models import SteeringDecision
from agreements.views.steering_meeting import SteeringMeetingMixin, steering_meeting_address
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet


class SteeringDecisionCreateView(SteeringMeetingMixin, TargetFormView):
    """Nytt vedtak."""

    permission = "agreements.minute_steering_meeting"
    template_name = "agreements/steering_decision_create.html"
    form_class = DecisionCreateForm
    success_message = _("Vedtaket er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and meeting."""
        return super().get_form_kwargs() | {"actor": self.actor, "meeting": self.target}

    def perform(self, form: DecisionCreateForm) -> SteeringDecision:
        """Write."""
        return add_decision(
            actor=self.actor,
            meeting=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class SteeringDecisionMixin(TargetMixin):
    """Loads a visible decision with its meeting."""

    target_model = SteeringDecision
    target_kwarg = "steering_decision_id"

    def get_target_queryset(self) -> QuerySet[SteeringDecision]:
        """Return the visible decisions with their meeting and owner."""
        rows = super().get_target_queryset()
        return rows.select_related("meeting__group__collaboration__school", "owner")

    def get_success_address(self, result: Any) -> str:
        """Go back to the meeting that decided it."""
        return steering_meeting_address(self.target.meeting)


class SteeringDecisionUpdateView(SteeringDecisionMixin, TargetFormView):
    """Change a decision."""

    permission = "agreements.change_steering_decision"
    template_name = "agreements/steering_decision_update.html"
    form_class = DecisionUpdateForm
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and meeting."""
        return super().get_form_kwargs() | {"actor": self.actor, "meeting": self.target.meeting}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of(self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the meeting that decided it."""
        return super().get_context_data(meeting=self.target.meeting, **kwargs)

    def perform(self, form: DecisionUpdateForm) -> SteeringDecision:
        """Change."""
        return change_decision(
            actor=self.actor,
            decision=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
            done_on=form.cleaned_data["done_on"],
        )


class SteeringDecisionFinishView(SteeringDecisionMixin, TargetActionView):
    """Marker som utført."""

    permission = "agreements.finish_steering_decision"
    success_message = _("Vedtaket er utført.")

    def perform(self) -> SteeringDecision:
        """Say that it is done."""
        return finish_decision(actor=self.actor, decision=self.target)

    def get_success_address(self, result: Any) -> str:
        """Go back to the meeting, or to the page the reader starts at when they came from it."""
        if self.request.POST.get("fra") == "start":
            return reverse("start")
        return super().get_success_address(result)
