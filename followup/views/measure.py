"""Propose, change, send and decide measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import (
    change_measure,
    decide_measure,
    propose_measure,
    submit_measure,
)
from followup.facts import measure_type_facts
from followup.forms.measure import DecisionForm, MeasureCreateForm, MeasureUpdateForm
from followup.grounds import shown_content
from followup.models import DecisionOutcome, Measure, MeasureDecision, MeasurePart
from followup.parties import party_rows, what_comes_next
from followup.views.case import CaseFormView, case_address
from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.access.lists import GuardedList
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin, TargetPage
from navskole.records.forms import VersionedForm
from pupils.models import Case, Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict
    from django_stubs_ext import StrPromise


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


class MeasureTargetMixin(TargetMixin):
    """Loads a measure with its parts and what its page shows."""

    target_model = Measure
    target_kwarg = "measure_id"

    def get_target_queryset(self) -> QuerySet[Measure]:
        """Return the visible measures with type, pupil, case and owner."""
        return (
            super()
            .get_target_queryset()
            .select_related("type", "pupil", "case__office", "owner", "created_by")
        )

    @property
    def part(self) -> MeasurePart:
        """The measure's part."""
        if not hasattr(self, "_part"):
            parts = self.target.parts.select_related("deciding_organisation", "owner")
            self._part = parts.first()
            if self._part is None:
                raise Http404
            self._part.measure = self.target
        return self._part

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the measure as its reader may see it."""
        actor, measure, part = self.actor, self.target, self.part
        pupil = Pupil.objects.with_enrolment(actor).get(pk=measure.pupil_id)
        case = Case.objects.visible_to(actor).filter(pk=measure.case_id).first()
        content = shown_content(measure, part)
        context = {
            "measure": measure,
            "part": part,
            "pupil": pupil,
            "age": pupil.age(on=actor.on),
            "case": case,
            "measure_facts": [pupil.school_name, pupil.class_name],
            "type_facts": measure_type_facts(measure.type),
            "details": _details(content),
            "content": content,
            "decisions": self._decisions(),
            "parties": party_rows(part),
            "next": what_comes_next(part),
            "back": case_address(case, "case_measures") if case else reverse("start"),
        }
        return super().get_context_data(**context | kwargs)

    def _decisions(self) -> QuerySet[MeasureDecision] | list[MeasureDecision]:
        """Return the answers with their reasons; NAV's reasons do not cross by consent."""
        if self.target.ground == Ground.CONSENT_FROM_NAV:
            return []
        return (
            MeasureDecision.objects.filter(submission__part=self.part)
            .select_related("decided_by", "submission")
            .order_by("-decided_at", "-pk")
        )


def _details(content: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Return the content's short facts in words; dates come as dates or as ISO text."""
    start, end = (_as_text(content[name]) for name in ("planned_start", "planned_end"))
    return [
        (_("Planlagt start"), start),
        (_("Planlagt slutt"), end),
        (_("Omfang"), content["extent"]),
    ]


def _as_text(day: Any) -> str:
    found = parse_date(day) if isinstance(day, str) else day
    return found.strftime("%d.%m.%Y") if found else ""


class MeasureDetailView(MeasureTargetMixin, TargetPage):
    """The measure: content, who decides, and what can be done."""

    permission = "followup.read_measure"
    template_name = "followup/measure_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the decision form for who may decide."""
        context = super().get_context_data(**kwargs)
        if policies.allows(self.actor, "followup.decide_measure", self.part):
            waiting = self.part.submissions.latest("part_version")
            initial = {"version": waiting.part_version, "digest": waiting.digest}
            context["form"] = DecisionForm(initial=initial)
        return context


class MeasureUpdateView(MeasureTargetMixin, TargetFormView):
    """Change the content before it is sent, or sent again."""

    permission = "followup.change_measure"
    template_name = "followup/measure_update.html"
    form_class = MeasureUpdateForm
    success_message = _("Endringene er lagret. Tiltaket er ikke sendt ennå.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the content as it stands."""
        names = ("version", "justification", "extent", "planned_start", "planned_end")
        return {name: getattr(self.part, name) for name in names}

    def perform(self, form: MeasureUpdateForm) -> Measure:
        """Change."""
        return change_measure(
            actor=self.actor,
            measure=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: Measure) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class MeasureSubmitView(TargetActionView):
    """Send til godkjenning."""

    permission = "followup.submit_measure"
    target_model = Measure
    target_kwarg = "measure_id"
    success_message = _("Tiltaket er sendt til godkjenning.")

    def perform(self) -> Any:
        """Send the version that stood on the page."""
        form = VersionedForm(self.request.POST)
        version = form.cleaned_data["version"] if form.is_valid() else 0
        return submit_measure(actor=self.actor, measure=self.target, version=version)

    def get_success_address(self, result: Any) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class MeasureDecideView(MeasureTargetMixin, TargetFormView):
    """Godkjenn or Returner."""

    permission = "followup.decide_measure"
    template_name = "followup/measure_detail.html"
    form_class = DecisionForm
    http_method_names = ["post"]

    def get_permission_subject(self) -> MeasurePart:
        """Ask the policy about the part that waits."""
        return self.part

    def perform(self, form: DecisionForm) -> MeasureDecision:
        """Decide."""
        return decide_measure(actor=self.actor, measure=self.target, **form.cleaned_data)

    def get_success_message(self, result: MeasureDecision) -> StrPromise:
        """Say which answer was given."""
        if result.outcome == DecisionOutcome.APPROVED:
            return _("Tiltaket er godkjent.")
        return _("Tiltaket er returnert til den som foreslo det.")

    def form_invalid(self, form: DecisionForm) -> HttpResponse:
        """Show the version that waits now, so that the next answer is about what is on screen."""
        waiting = self.part.submissions.latest("part_version")
        data = cast("QueryDict", form.data).copy()
        data["version"], data["digest"] = str(waiting.part_version), waiting.digest
        form.data = data
        return super().form_invalid(form)

    def get_success_address(self, result: MeasureDecision) -> str:
        """Go back to the measure."""
        return measure_address(self.target)


class AwaitingListView(GuardedList):
    """Til godkjenning: what waits for the leader's decision."""

    permission = "followup.list_awaiting"
    template_name = "followup/awaiting_list.html"

    def get_rows(self) -> QuerySet[Measure]:
        """Return the measures with a part that waits, the oldest first."""
        return (
            Measure.objects.visible_to(self.actor)
            .with_ground(self.actor)
            .awaiting(self.actor)
            .for_list()
            .select_related("pupil", "type", "created_by", "owner")
            .order_by("created_at", "pk")
        )
