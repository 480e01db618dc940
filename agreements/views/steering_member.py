"""Who sits in the steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_member import add_steering_member, change_steering_member
from agreements.forms.steering_member import (
    SteeringMemberCreateForm,
    SteeringMemberUpdateForm,
    initial_of,
)
from agreements.models import SteeringMember
from agreements.views.collaboration import CollaborationTargetMixin
from agreements.views.steering_group import group_address
from navskole.access.views import TargetFormView

if TYPE_CHECKING:
    from django.db.models import QuerySet


class SteeringMemberCreateView(CollaborationTargetMixin, TargetFormView):
    """Nytt medlem."""

    permission = "agreements.change_steering_group"
    template_name = "agreements/steering_member_create.html"
    form_class = SteeringMemberCreateForm
    success_message = _("Medlemmet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and collaboration."""
        given = {"collaboration": self.target, "actor": self.actor}
        return super().get_form_kwargs() | given

    def perform(self, form: SteeringMemberCreateForm) -> SteeringMember:
        """Add."""
        return add_steering_member(
            actor=self.actor,
            collaboration=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Any) -> str:
        """Go back to the group."""
        return group_address(self.target)


class SteeringMemberUpdateView(TargetFormView):
    """Change a member, or say when they leave."""

    permission = "agreements.change_steering_member"
    template_name = "agreements/steering_member_update.html"
    form_class = SteeringMemberUpdateForm
    target_model = SteeringMember
    target_kwarg = "steering_member_id"
    success_message = _("Endringene er lagret.")

    def get_target_queryset(self) -> QuerySet[SteeringMember]:
        """Return the visible members with their collaboration."""
        return super().get_target_queryset().select_related("group__collaboration__school", "user")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor, collaboration and member."""
        given = {
            "collaboration": self.target.group.collaboration,
            "actor": self.actor,
            "member": self.target,
        }
        return super().get_form_kwargs() | given

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of(self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the collaboration."""
        return super().get_context_data(collaboration=self.target.group.collaboration, **kwargs)

    def perform(self, form: SteeringMemberUpdateForm) -> SteeringMember:
        """Change."""
        return change_steering_member(
            actor=self.actor,
            member=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: Any) -> str:
        """Go back to the group."""
        return group_address(self.target.group.collaboration)
