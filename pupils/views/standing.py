"""Enter absence and standing in a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.views import TargetFormView
from navskole.records.school_year import school_year_of
from pupils.absence_limit import AbsenceRules
from pupils.actions.pupil import current_enrolment
from pupils.actions.standing import change_standing, record_standing
from pupils.forms.standing import StandingCreateForm, StandingUpdateForm, initial_of
from pupils.models import Pupil, SubjectStanding

if TYPE_CHECKING:
    from django.db.models import QuerySet


class StandingFormView(TargetFormView):
    """What both forms show: the rules beside them, and where they lead back to."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and the rules of this school year."""
        year = school_year_of(self.actor.on)
        return super().get_context_data(
            pupil=self.pupil,
            rules=AbsenceRules.of(year, on=self.actor.on),
            back=self.get_success_address(None),
            **kwargs,
        )

    @property
    def pupil(self) -> Pupil:
        """Whose standing it is."""
        raise NotImplementedError

    def get_success_address(self, result: SubjectStanding | None) -> str:
        """Go back to the pupil's absence."""
        return reverse("followup:pupil_standings", args=[self.pupil.public_id])


class StandingCreateView(StandingFormView):
    """Enter a subject for a term."""

    permission = "pupils.record_standing"
    template_name = "pupils/standing_create.html"
    form_class = StandingCreateForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Faget er ført.")

    @property
    def pupil(self) -> Pupil:
        """The pupil of the address."""
        return self.target

    def perform(self, form: StandingCreateForm) -> SubjectStanding:
        """Enter."""
        return record_standing(
            actor=self.actor,
            pupil=self.target,
            school=current_enrolment(self.actor, self.target).school,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class StandingUpdateView(StandingFormView):
    """Change what was entered."""

    permission = "pupils.change_standing"
    template_name = "pupils/standing_update.html"
    form_class = StandingUpdateForm
    target_model = SubjectStanding
    target_kwarg = "standing_id"
    success_message = _("Endringene er lagret.")

    def get_target_queryset(self) -> QuerySet[SubjectStanding]:
        """Return the visible standings with the pupil and the absence."""
        return super().get_target_queryset().select_related("pupil").with_absences(self.actor)

    @property
    def pupil(self) -> Pupil:
        """The pupil of the standing."""
        return self.target.pupil

    def get_initial(self) -> dict[str, Any]:
        """Return what was entered."""
        return initial_of(self.target)

    def perform(self, form: StandingUpdateForm) -> SubjectStanding:
        """Change."""
        return change_standing(
            actor=self.actor,
            standing=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )
