"""Carry a decided measure through: offer, answer, agreement, vedtak, start, end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

from followup.actions.measure_progress import (
    ANSWERABLE,
    ENDABLE,
    PREPARED,
    decline_measure,
    end_measure,
    offer_measure,
    record_agreement,
    record_formal_decision,
    start_measure,
)
from followup.forms.measure_progress import (
    AgreementForm,
    DeclineForm,
    EndForm,
    FormalDecisionForm,
    StartForm,
)
from followup.models import Measure, MeasureState
from followup.views.measure import MeasureFormView, measure_address
from navskole.access.views import TargetActionView
from navskole.records.forms import VersionedForm

if TYPE_CHECKING:
    from followup.forms.measure_progress import StepForm
    from followup.models import MeasurePart


class MeasureOfferView(TargetActionView):
    """Tilby eleven."""

    permission = "followup.progress_measure"
    target_model = Measure
    target_kwarg = "measure_id"
    success_message = _("Tiltaket er tilbudt eleven.")

    def perform(self) -> MeasurePart:
        """Offer the version that stood on the page."""
        form = VersionedForm(self.request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        return offer_measure(actor=self.actor, measure=self.target, version=version)

    def get_success_address(self, result: Any) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class MeasureStepView(MeasureFormView):
    """One step of a decided measure; where it stands says whether it can be taken."""

    permission = "followup.progress_measure"
    states: ClassVar[list[MeasureState]]

    def is_possible(self) -> bool:
        """Tell whether the step can be taken from where the measure stands."""
        return self.part.state in self.states

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with whether the form is of any use now."""
        return super().get_context_data(step_is_possible=self.is_possible(), **kwargs)


class MeasureDeclineView(MeasureStepView):
    """Eleven takket nei."""

    template_name = "followup/measure_decline.html"
    form_class = DeclineForm
    states = ANSWERABLE
    success_message = _("Det er notert at eleven takket nei.")

    def perform(self, form: DeclineForm) -> MeasurePart:
        """Record."""
        return decline_measure(actor=self.actor, measure=self.target, **form.cleaned_data)


class MeasureAgreementView(MeasureStepView):
    """The three-party agreement of arbeidstrening."""

    template_name = "followup/measure_agreement.html"
    form_class = AgreementForm
    states = PREPARED
    success_message = _("Avtalen er lagret.")

    def is_possible(self) -> bool:
        """Tell whether the type has an agreement, and the measure has not started."""
        return self.target.type.needs_agreement and super().is_possible()

    def get_initial(self) -> dict[str, Any]:
        """Return what is recorded so far."""
        names = (
            "pupil_agreed_on", "pupil_agreed_how", "employer", "employer_agreed_on",
            "employer_agreed_how",
        )  # fmt: skip
        held = {name: getattr(self.part, name) for name in names}
        return super().get_initial() | held | {"reference": self.part.agreement_reference}

    def perform(self, form: AgreementForm) -> MeasurePart:
        """Record."""
        return record_agreement(actor=self.actor, measure=self.target, **form.cleaned_data)


class MeasureFormalDecisionView(MeasureStepView):
    """The vedtak's reference and date in NAV's own system."""

    template_name = "followup/measure_formal_decision.html"
    form_class = FormalDecisionForm
    states = PREPARED
    success_message = _("Vedtaket er notert.")

    def is_possible(self) -> bool:
        """Tell whether the type needs a vedtak, and the measure has not started."""
        return self.target.type.needs_formal_decision and super().is_possible()

    def get_initial(self) -> dict[str, Any]:
        """Return what is recorded so far."""
        return super().get_initial() | {
            "reference": self.part.formal_decision_reference,
            "decided_on": self.part.formal_decision_on,
        }

    def perform(self, form: FormalDecisionForm) -> MeasurePart:
        """Record."""
        return record_formal_decision(actor=self.actor, measure=self.target, **form.cleaned_data)


class MeasureStartView(MeasureStepView):
    """Start what was offered."""

    template_name = "followup/measure_start.html"
    form_class = StartForm
    states = ANSWERABLE
    success_message = _("Tiltaket er i gang.")

    def get_initial(self) -> dict[str, Any]:
        """Start with today."""
        return super().get_initial() | {"started_on": self.actor.on}

    def perform(self, form: StartForm) -> MeasurePart:
        """Start."""
        return start_measure(actor=self.actor, measure=self.target, **form.cleaned_data)


class MeasureEndView(MeasureStepView):
    """End the measure with an evaluation; subclasses say how it ended."""

    form_class = EndForm
    state: ClassVar[str]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments: what never started has no effect to tell of."""
        has_started = self.part.state != MeasureState.OUTSIDE
        return super().get_form_kwargs() | {"has_started": has_started}

    def perform(self, form: StepForm) -> MeasurePart:
        """End."""
        return end_measure(
            actor=self.actor, measure=self.target, state=self.state, **form.cleaned_data
        )


class MeasureCompleteView(MeasureEndView):
    """Fullfør."""

    template_name = "followup/measure_complete.html"
    states = [MeasureState.RUNNING]
    state = MeasureState.COMPLETED
    success_message = _("Tiltaket er fullført.")


class MeasureDiscontinueView(MeasureEndView):
    """Avbryt."""

    template_name = "followup/measure_discontinue.html"
    states = ENDABLE
    state = MeasureState.DISCONTINUED
    success_message = _("Tiltaket er avbrutt.")
