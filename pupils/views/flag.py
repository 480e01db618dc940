"""Flags on the school's side, and settling a flag on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.views import TargetFormView
from pupils.actions.flag import raise_school_flag, resolve_flag
from pupils.actions.pupil import current_enrolment
from pupils.forms.flag import ResolveFlagForm, SchoolFlagForm
from pupils.models import Pupil, RiskFlag
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet


class SchoolFlagCreateView(TargetFormView):
    """Raise a flag on the school's side."""

    permission = "pupils.raise_school_flag"
    template_name = "pupils/school_flag_create.html"
    form_class = SchoolFlagForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Flagget er hevet.")

    def perform(self, form: SchoolFlagForm) -> RiskFlag:
        """Raise."""
        school = current_enrolment(self.actor, self.target).school
        return raise_school_flag(
            actor=self.actor, pupil=self.target, school=school, **form.cleaned_data
        )

    def get_success_address(self, result: RiskFlag) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)


class FlagResolveView(TargetFormView):
    """Settle a flag with a reason."""

    permission = "pupils.resolve_flag"
    template_name = "pupils/flag_resolve.html"
    form_class = ResolveFlagForm
    target_model = RiskFlag
    target_kwarg = "flag_id"
    success_message = _("Flagget er avsluttet.")

    def get_target_queryset(self) -> QuerySet[RiskFlag]:
        """Return the visible flags with what the page shows."""
        return super().get_target_queryset().select_related("pupil", "case", "area", "raised_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the flag and where "Avbryt" leads."""
        return super().get_context_data(
            flag=self.target, back=self.get_success_address(self.target), **kwargs
        )

    def perform(self, form: ResolveFlagForm) -> RiskFlag:
        """Settle."""
        return resolve_flag(
            actor=self.actor, flag=self.target, reason=form.cleaned_data["reason"]
        )

    def get_success_address(self, result: RiskFlag) -> str:
        """Go back to where the flag stands."""
        if self.target.case_id:
            return reverse("followup:case_detail", args=[self.target.case.public_id])
        return pupil_address(self.target.pupil)
