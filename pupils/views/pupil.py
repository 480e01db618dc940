"""The school's list of pupils; register and edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import ActionFormView, TargetFormView
from navskole.audit.events import Action
from pupils.actions.pupil import change_pupil, current_enrolment, register_pupil
from pupils.forms.pupil import PupilCreateForm, PupilUpdateForm
from pupils.grounds import SCHOOL_ROLES
from pupils.models import ContactDetails, Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet


def pupil_address(pupil: Pupil) -> str:
    """Return the address of the person's page."""
    return reverse("followup:pupil_detail", args=[pupil.public_id])


class PupilListView(KeptSearchMixin, GuardedList):
    """The pupils enrolled at the actor's schools today."""

    permission = "pupils.list_pupils"
    template_name = "pupils/pupil_list.html"

    def get_rows(self) -> QuerySet[Pupil]:
        """Return the pupils that match the search, by name."""
        pupils = (
            Pupil.objects.visible_to(self.actor)
            .with_ground(self.actor)
            .enrolled_at(self.actor.at(*SCHOOL_ROLES), on=self.actor.on)
            .with_enrolment(self.actor)
            .by_name()
        )
        return pupils.named(self.question) if self.question else pupils

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the search form and the words searched for."""
        context = super().get_context_data(**kwargs)
        if self.question:
            self.request.access_log.action = Action.SEARCH
        return context | {"search_form": self.get_search_form(), "question": self.question}


@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class PupilCreateView(ActionFormView):
    """Register a pupil with an enrolment."""

    permission = "pupils.add_pupil"
    template_name = "pupils/pupil_create.html"
    form_class = PupilCreateForm
    success_message = _("Eleven er registrert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: PupilCreateForm) -> Pupil:
        """Register."""
        return register_pupil(actor=self.actor, **form.cleaned_data)

    def get_success_address(self, result: Pupil) -> str:
        """Go to the pupil."""
        return pupil_address(result)


class PupilUpdateView(TargetFormView):
    """Edit the pupil and today's place at the school."""

    permission = "pupils.change_pupil"
    template_name = "pupils/pupil_update.html"
    form_class = PupilUpdateForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what is known today."""
        enrolment = current_enrolment(self.actor, self.target)
        contact = (
            ContactDetails.objects.visible_to(self.actor)
            .filter(pupil=self.target, owner=enrolment.school)
            .first()
        )
        return {
            "version": self.target.version,
            "first_name": self.target.names[0],
            "last_name": self.target.names[1],
            "birth_date": self.target.birth_date,
            "programme_area": enrolment.programme_area,
            "level": enrolment.level,
            "class_name": enrolment.class_name,
            "phone": contact.phone if contact else "",
            "email": contact.email if contact else "",
        }

    def perform(self, form: PupilUpdateForm) -> Pupil:
        """Change."""
        return change_pupil(actor=self.actor, pupil=self.target, **form.cleaned_data)

    def get_success_address(self, result: Pupil) -> str:
        """Go back to the pupil."""
        return pupil_address(result)
