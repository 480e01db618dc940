"""Pause, move on, close and reopen a case; add to a closed one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from followup.actions.note import write_addendum
from followup.forms.case_status import CaseStatusForm, CloseCaseForm, ReopenCaseForm
from followup.forms.note import AddendumCreateForm
from followup.models import Note
from followup.views.case import CaseFormView
from navskole.access.grounds import Ground
from pupils.actions.case import change_status, close_case, open_ends, reopen_case
from pupils.models import Case, ConsentLine


class CaseStatusUpdateView(CaseFormView):
    """Where the follow-up stands: assessing, active or resting."""

    permission = "pupils.change_case_status"
    template_name = "followup/case_status_update.html"
    form_class = CaseStatusForm
    success_message = _("Statusen er endret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the case."""
        return super().get_form_kwargs() | {"case": self.case}

    def perform(self, form: CaseStatusForm) -> Case:
        """Move it on."""
        return change_status(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseCloseView(CaseFormView):
    """Close, after saying what stands in the way or what the closing ends."""

    permission = "pupils.close_case"
    template_name = "followup/case_close.html"
    form_class = CloseCaseForm
    success_message = _("Saken er avsluttet.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the open ends, and the consent lines that end with the case."""
        lines = (
            ConsentLine.objects.visible_to(self.actor)
            .in_force(on=self.actor.on)
            .filter(consent__case=self.case)
            .select_related("receiver")
            .order_by("service", "information", "pk")
        )
        return super().get_context_data(
            open_ends=open_ends(self.actor, self.case), lines=lines, **kwargs
        )

    def perform(self, form: CloseCaseForm) -> Case:
        """Close."""
        return close_case(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseReopenView(CaseFormView):
    """Open a closed case again; every consent must be asked for anew."""

    permission = "pupils.reopen_case"
    template_name = "followup/case_reopen.html"
    form_class = ReopenCaseForm
    success_message = _("Saken er gjenåpnet. Samtykkene fra før gjelder ikke lenger.")

    def perform(self, form: ReopenCaseForm) -> Case:
        """Reopen."""
        return reopen_case(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseAddendumCreateView(CaseFormView):
    """Nytt tillegg: what was missing when the case was closed."""

    permission = "followup.add_addendum"
    template_name = "followup/case_addendum_create.html"
    form_class = AddendumCreateForm
    tab = "case_notes"
    success_message = _("Tillegget er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor, and whether they read what is sensitive."""
        on_team = self.case.ground == Ground.CASE_TEAM
        return super().get_form_kwargs() | {"actor": self.actor, "writes_sensitive": on_team}

    def get_initial(self) -> dict[str, Any]:
        """Start with now."""
        return {"occurred_at": self.actor.now}

    def perform(self, form: AddendumCreateForm) -> Note:
        """Write."""
        return write_addendum(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )
