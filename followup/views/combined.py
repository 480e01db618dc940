"""Ask the other side for a part of a measure, make it, say no, take back, go on alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.actions.measure_apart import (
    decline_combination,
    end_combination,
    take_back_question,
)
from followup.actions.measure_combined import ask_nav, make_nav_part, make_school_part
from followup.forms.combined import AskNavForm, DeclineCombinationForm
from followup.forms.measure import NavPartCreateForm, SchoolPartCreateForm
from followup.grounds import cases_to_ask, shown_content
from followup.measure_page import as_date
from followup.models import Measure
from followup.views.measure import MeasureTargetMixin, measure_address
from navskole.access.views import TargetActionView, TargetFormView

if TYPE_CHECKING:
    from followup.models import MeasureLink


class CombinationFormView(MeasureTargetMixin, TargetFormView):
    """A form about what a measure is, or is to be, combined with."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads: the measure."""
        return super().get_context_data(**{"back": measure_address(self.target)} | kwargs)


class PartCreateView(CombinationFormView):
    """The own side's part of what the other side's measure asks for."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Start with the days the other side has planned."""
        planned = shown_content(self.actor, self.target, self.part)
        return {name: as_date(planned.get(name)) for name in ("planned_start", "planned_end")}

    def get_success_address(self, result: Measure) -> str:
        """Go to the own measure."""
        return measure_address(result)


class SchoolPartCreateView(PartCreateView):
    """Skolens del: the rådgiver makes what NAV's measure asks the school for."""

    permission = "followup.make_school_part"
    template_name = "followup/school_part_create.html"
    form_class = SchoolPartCreateForm
    success_message = _("Skolens del er lagret som utkast. Send den til rektor når den er klar.")

    def perform(self, form: SchoolPartCreateForm) -> Measure:
        """Make the part."""
        return make_school_part(
            actor=self.actor,
            measure=self.target,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class NavPartCreateView(PartCreateView):
    """NAVs del: the veileder makes what the school's measure asks NAV for."""

    permission = "followup.make_nav_part"
    template_name = "followup/nav_part_create.html"
    form_class = NavPartCreateForm
    success_message = _("NAVs del er lagret som utkast. Send den til godkjenning når den er klar.")

    def perform(self, form: NavPartCreateForm) -> Measure:
        """Make the part."""
        return make_nav_part(
            actor=self.actor,
            measure=self.target,
            content=form.content(),
            is_sensitive=form.cleaned_data["is_sensitive"],
            submission_id=form.cleaned_data["submission_id"],
        )


class NavPartAskView(CombinationFormView):
    """Be NAV om en del: of a measure of the school's that is there already."""

    permission = "followup.ask_nav"
    template_name = "followup/nav_part_ask.html"
    form_class = AskNavForm
    success_message = _("Spørsmålet er lagret. NAV ser det når skolens tiltak er sendt til rektor.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with whom at NAV may be asked."""
        cases = cases_to_ask(self.actor, self.target.pupil, self.target.owner)
        return super().get_form_kwargs() | {"open_cases": cases}

    def perform(self, form: AskNavForm) -> MeasureLink:
        """Ask."""
        return ask_nav(actor=self.actor, measure=self.target, **form.question())


class CombinationDeclineView(CombinationFormView):
    """Nei, ikke kombinere: the asked side makes no part, and says why."""

    permission = "followup.decline_combination"
    template_name = "followup/combination_decline.html"
    form_class = DeclineCombinationForm
    success_message = _("Svaret er lagret. Tiltakene går videre hver for seg.")

    def perform(self, form: DeclineCombinationForm) -> MeasureLink:
        """Decline."""
        return decline_combination(
            actor=self.actor, measure=self.target, reason=form.cleaned_data["reason"]
        )


class CombinationActionView(TargetActionView):
    """A button that ends what a measure is, or was to be, combined with."""

    target_model = Measure
    target_kwarg = "measure_id"

    def get_success_address(self, result: Any) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class QuestionTakeBackView(CombinationActionView):
    """Trekk spørsmålet."""

    permission = "followup.take_back_question"
    success_message = _("Spørsmålet er trukket. Tiltaket går videre alene.")

    def perform(self) -> MeasureLink:
        """Take back."""
        return take_back_question(actor=self.actor, measure=self.target)


class CombinationEndView(CombinationActionView):
    """Gå videre alene."""

    permission = "followup.end_combination"
    success_message = _("Kombinasjonen er avsluttet. Delene går videre hver for seg.")

    def perform(self) -> MeasureLink:
        """Go on alone."""
        return end_combination(actor=self.actor, measure=self.target)
