"""Huskelapper: hang one on a case, change it, take it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.actions.reminder import add_reminder, change_reminder, end_reminder
from followup.forms.reminder import ReminderCreateForm, ReminderUpdateForm
from followup.models import Reminder
from followup.views.case import CaseFormView, case_address
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ReminderCreateView(CaseFormView):
    """Ny huskelapp."""

    permission = "followup.add_reminder"
    template_name = "followup/reminder_create.html"
    form_class = ReminderCreateForm
    success_message = _("Huskelappen er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: ReminderCreateForm) -> Reminder:
        """Hang it up."""
        return add_reminder(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class ReminderTargetMixin(TargetMixin):
    """Loads a slip with its case."""

    permission = "followup.change_reminder"
    target_model = Reminder
    target_kwarg = "reminder_id"

    def get_target_queryset(self) -> QuerySet[Reminder]:
        """Return the visible slips with pupil and case."""
        related = ("pupil", "case__office", "case__pupil", "case__responsible")
        return super().get_target_queryset().select_related(*related)

    def get_success_address(self, result: Reminder) -> str:
        """Go back to the case."""
        return case_address(self.target.case)


class ReminderUpdateView(ReminderTargetMixin, TargetFormView):
    """Change a slip: a new version."""

    template_name = "followup/reminder_update.html"
    form_class = ReminderUpdateForm
    success_message = _("Huskelappen er endret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the slip as it stands."""
        return {name: getattr(self.target, name) for name in ("version", "text", "remind_on")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and where "Avbryt" leads."""
        return super().get_context_data(
            pupil=self.target.pupil, back=case_address(self.target.case), **kwargs
        )

    def perform(self, form: ReminderUpdateForm) -> Reminder:
        """Change."""
        return change_reminder(
            actor=self.actor,
            reminder=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class ReminderEndView(ReminderTargetMixin, TargetActionView):
    """Fjern."""

    success_message = _("Huskelappen er fjernet.")

    def perform(self) -> Reminder:
        """Take it away."""
        return end_reminder(actor=self.actor, reminder=self.target)
