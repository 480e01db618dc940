"""End a pupil's place at the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.views import TargetFormView
from pupils.actions.enrolment import end_enrolment
from pupils.actions.pupil import current_enrolment
from pupils.forms.enrolment import EndEnrolmentForm
from pupils.models import Enrolment, Pupil
from pupils.querysets.enrolment import SCHOOL_READS_DAYS

if TYPE_CHECKING:
    from navskole.organisations.models import School


class EnrolmentEndView(TargetFormView):
    """The last day, why, and where the pupil goes on."""

    permission = "pupils.end_enrolment"
    template_name = "pupils/enrolment_end.html"
    form_class = EndEnrolmentForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Skoleplassen er avsluttet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the pupil's school."""
        school: School = current_enrolment(self.actor, self.target).school
        return super().get_form_kwargs() | {"actor": self.actor, "school": school}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with how long the school reads on."""
        return super().get_context_data(reads_days=SCHOOL_READS_DAYS, **kwargs)

    def perform(self, form: EndEnrolmentForm) -> Enrolment:
        """End."""
        return end_enrolment(actor=self.actor, pupil=self.target, **form.cleaned_data)

    def get_success_address(self, result: Enrolment) -> str:
        """Go to the pupil's places, or to the list where the school reads no more."""
        if Pupil.objects.visible_to(self.actor).filter(pk=self.target.pk).exists():
            return reverse("followup:pupil_enrolments", args=[self.target.public_id])
        return reverse("pupils:pupil_list")
