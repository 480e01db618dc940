"""Who is invited to a start-up meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.startup_meeting import add_invitee, change_invitee, remove_invitee
from agreements.forms.startup_meeting import (
    InviteeCreateForm,
    InviteeUpdateForm,
    initial_of_invitee,
)
from agreements.models import Invitee, StartupMeeting
from agreements.views.startup_meeting import MeetingTargetMixin, meeting_address
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet


class InviteeCreateView(MeetingTargetMixin, TargetFormView):
    """Kall inn flere."""

    permission = "agreements.change_startup_meeting"
    template_name = "agreements/invitee_create.html"
    form_class = InviteeCreateForm
    success_message = _("Personen er kalt inn.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Start with the capacity that the link names."""
        return {"capacity": self.request.GET.get("egenskap", "")}

    def perform(self, form: InviteeCreateForm) -> Invitee:
        """Invite."""
        return add_invitee(
            actor=self.actor,
            meeting=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class InviteeMixin(TargetMixin):
    """Loads somebody invited to a visible meeting."""

    permission = "agreements.change_invitee"
    target_model = Invitee
    target_kwarg = "invitee_id"

    def get_target_queryset(self) -> QuerySet[Invitee]:
        """Return the visible invitees with their meeting."""
        return super().get_target_queryset().select_related("meeting__school")

    def get_success_address(self, result: Any) -> str:
        """Go back to the meeting."""
        return meeting_address(self.target.meeting)


class InviteeUpdateView(InviteeMixin, TargetFormView):
    """Change somebody invited."""

    template_name = "agreements/invitee_update.html"
    form_class = InviteeUpdateForm
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and invitee."""
        return super().get_form_kwargs() | {"actor": self.actor, "invitee": self.target}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of_invitee(self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the meeting."""
        return super().get_context_data(meeting=self.target.meeting, **kwargs)

    def perform(self, form: InviteeUpdateForm) -> Invitee:
        """Change."""
        return change_invitee(
            actor=self.actor,
            invitee=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class InviteeRemoveView(InviteeMixin, TargetActionView):
    """Ta av listen."""

    success_message = _("Personen er ikke lenger innkalt.")

    def perform(self) -> StartupMeeting:
        """Remove."""
        return remove_invitee(actor=self.actor, invitee=self.target)
