"""A measure's page; propose and change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import change_measure, propose_measure, propose_school_measure
from followup.actions.measure_combined import ask_nav
from followup.combined import answers_school
from followup.forms.measure import (
    MeasureCreateForm,
    MeasureUpdateForm,
    SchoolMeasureCreateForm,
)
from followup.grounds import cases_to_ask, shown_content, shown_submission
from followup.measure_page import measure_context, visittkort_context
from followup.models import Measure
from followup.views.case import CaseFormView, case_address
from navskole.access.views import TargetFormView, TargetMixin, TargetPage
from pupils.actions.pupil import current_enrolment
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from followup.models import MeasurePart, MeasureSubmission
    from navskole.organisations.models import Organisation


def measure_address(measure: Measure) -> str:
    """Return the address of a measure's page."""
    return reverse("followup:measure_detail", args=[measure.public_id])


class MeasureCreateView(CaseFormView):
    """Nytt tiltak."""

    permission = "followup.add_measure"
    template_name = "followup/measure_create.html"
    form_class = MeasureCreateForm
    tab = "case_measures"
    success_message = _("Tiltaket er lagret som utkast.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: MeasureCreateForm) -> Measure:
        """Propose."""
        return propose_measure(
            actor=self.actor,
            case=self.case,
            type=form.cleaned_data["type"],
            content=form.content(),
            is_sensitive=form.cleaned_data["is_sensitive"],
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Measure) -> str:
        """Go to the measure."""
        return measure_address(result)


class SchoolMeasureCreateView(TargetFormView):
    """Nytt tiltak of the school's own."""

    permission = "followup.propose_school_measure"
    template_name = "followup/school_measure_create.html"
    form_class = SchoolMeasureCreateForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Tiltaket er lagret som utkast.")

    @property
    def school(self) -> Organisation:
        """The pupil's school, where the actor works."""
        return current_enrolment(self.actor, self.target).school

    def get_target_queryset(self) -> QuerySet[Pupil]:
        """Return the visible pupils with today's enrolment."""
        return super().get_target_queryset().with_enrolment(self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor, and whom at NAV may be asked for a part."""
        cases = cases_to_ask(self.actor, self.target, self.school)
        return super().get_form_kwargs() | {"actor": self.actor, "open_cases": cases}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the visittkort and where "Avbryt" leads."""
        back = reverse("followup:pupil_detail", args=[self.target.public_id])
        shown = visittkort_context(self.actor, self.target, href=back)
        return super().get_context_data(**shown, back=back, **kwargs)

    def perform(self, form: SchoolMeasureCreateForm) -> Measure:
        """Propose, and ask NAV for a part where one was chosen."""
        measure = propose_school_measure(
            actor=self.actor,
            pupil=self.target,
            school=self.school,
            type=form.cleaned_data["type"],
            content=form.content(),
            is_sensitive=form.cleaned_data["is_sensitive"],
            submission_id=form.cleaned_data["submission_id"],
        )
        if form.cleaned_data.get("nav_type"):
            ask_nav(actor=self.actor, measure=measure, **form.question())
        return measure

    def get_success_address(self, result: Measure) -> str:
        """Go to the measure."""
        return measure_address(result)


class MeasureTargetMixin(TargetMixin):
    """Loads a measure with its part, and what every page of it shows."""

    target_model = Measure
    target_kwarg = "measure_id"

    def get_target_queryset(self) -> QuerySet[Measure]:
        """Return the visible measures with type, pupil, case and owner."""
        return (
            super()
            .get_target_queryset()
            .select_related("type", "pupil", "case__office", "owner", "created_by")
        )

    @cached_property
    def part(self) -> MeasurePart:
        """The measure's part."""
        parts = self.target.parts.select_related(
            "deciding_organisation", "owner", "forward_office", "other_type"
        )
        part = parts.first()
        if part is None:
            raise Http404
        part.measure = self.target
        return part

    @cached_property
    def submission(self) -> MeasureSubmission | None:
        """What was sent last, or what its reader may know of it."""
        shown = shown_submission(self.actor, self.target, self.part)
        return shown or self.part.latest_submission()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the measure as its reader may see it."""
        content = shown_content(self.actor, self.target, self.part)
        shown = measure_context(self.actor, self.part, self.submission, content)
        if shown["counterpart"] is not None:
            self.shown([shown["counterpart"].measure])
        case = shown["case"]
        back = case_address(case, "case_measures") if case else shown["visittkort_href"]
        shown |= {"back": back or reverse("start"), "address": measure_address(self.target)}
        return super().get_context_data(**shown | kwargs)

    def get_success_address(self, result: Any) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class MeasureDetailView(MeasureTargetMixin, TargetPage):
    """The measure: content, conditions, who decides, and what can be done."""

    permission = "followup.read_measure"
    template_name = "followup/measure_detail.html"


class MeasureFormView(MeasureTargetMixin, TargetFormView):
    """A form about the measure, with the measure beside it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.part.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads: the measure."""
        return super().get_context_data(**{"back": measure_address(self.target)} | kwargs)


class MeasureUpdateView(MeasureFormView):
    """Change the content; what was sent or decided falls away with a change."""

    permission = "followup.change_measure"
    template_name = "followup/measure_update.html"
    form_class = MeasureUpdateForm
    success_message = _("Endringene er lagret. Tiltaket er ikke sendt ennå.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the measure, whose type has its conditions."""
        is_answer = answers_school(self.actor, self.target)
        return super().get_form_kwargs() | {"measure": self.target, "is_answer": is_answer}

    def get_initial(self) -> dict[str, Any]:
        """Return the content as it stands."""
        names = (
            "version", "justification", "extent", "planned_start", "planned_end",
            "assessment_reference", "other_type", "other_request",
        )  # fmt: skip
        held = {name: getattr(self.part, name) for name in names}
        return held | MeasureUpdateForm.answers_as_initial(self.part.condition_answers)

    def perform(self, form: MeasureUpdateForm) -> Measure:
        """Change."""
        return change_measure(
            actor=self.actor,
            measure=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )
