"""Contact persons of a collaboration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.contact_person import (
    add_contact_person,
    change_contact_person,
    remove_contact_person,
)
from agreements.forms.contact_person import (
    ContactPersonCreateForm,
    ContactPersonUpdateForm,
    initial_of,
)
from agreements.models import Collaboration, ContactPerson
from agreements.views.collaboration import CollaborationTargetMixin, collaboration_address
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ContactPersonCreateView(CollaborationTargetMixin, TargetFormView):
    """Legg til kontaktperson."""

    permission = "agreements.add_contact_person"
    template_name = "agreements/contact_person_create.html"
    form_class = ContactPersonCreateForm
    success_message = _("Kontaktpersonen er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: ContactPersonCreateForm) -> ContactPerson:
        """Add."""
        return add_contact_person(
            actor=self.actor,
            collaboration=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class ContactPersonMixin(TargetMixin):
    """Loads a visible contact person with the collaboration."""

    target_model = ContactPerson
    target_kwarg = "contact_person_id"

    def get_target_queryset(self) -> QuerySet[ContactPerson]:
        """Return the visible contact persons with their collaboration."""
        return super().get_target_queryset().select_related("collaboration__school")


class ContactPersonUpdateView(ContactPersonMixin, TargetFormView):
    """Change a contact person."""

    permission = "agreements.change_contact_person"
    template_name = "agreements/contact_person_update.html"
    form_class = ContactPersonUpdateForm
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of(self.target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the collaboration."""
        return super().get_context_data(collaboration=self.target.collaboration, **kwargs)

    def perform(self, form: ContactPersonUpdateForm) -> ContactPerson:
        """Change."""
        return change_contact_person(
            actor=self.actor,
            contact=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: ContactPerson) -> str:
        """Go back to the collaboration."""
        return collaboration_address(result.collaboration)


class ContactPersonRemoveView(ContactPersonMixin, TargetActionView):
    """Fjern kontaktpersonen."""

    permission = "agreements.change_contact_person"
    success_message = _("Kontaktpersonen er fjernet.")

    def perform(self) -> Collaboration:
        """Remove."""
        return remove_contact_person(actor=self.actor, contact=self.target)

    def get_success_address(self, result: Any) -> str:
        """Go back to the collaboration."""
        return collaboration_address(self.target.collaboration)
