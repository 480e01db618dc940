"""Raise a flag in the case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from followup.views.case import CaseFormView
from pupils.actions.flag import raise_case_flag
from pupils.forms.flag import CaseFlagForm

if TYPE_CHECKING:
    from pupils.models import RiskFlag


class CaseFlagCreateView(CaseFormView):
    """Raise a flag on NAV's side."""

    permission = "pupils.raise_case_flag"
    template_name = "followup/case_flag_create.html"
    form_class = CaseFlagForm
    success_message = _("Flagget er hevet.")

    def perform(self, form: CaseFlagForm) -> RiskFlag:
        """Raise."""
        return raise_case_flag(actor=self.actor, case=self.case, **form.cleaned_data)
