"""Til godkjenning, and the four answers a leader can give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.utils.translation import gettext_lazy as _

from agreements.steering_tasks import own_decisions
from followup.actions.measure_decision import decide_measure, undo_decision
from followup.combined import tell_listed_combinations
from followup.differences import content_changes
from followup.forms.measure_decision import (
    ApproveForm,
    HoldForm,
    RejectForm,
    ReturnForm,
    UndoForm,
)
from followup.models import DecisionOutcome, Measure
from followup.views.measure import MeasureTargetMixin
from navskole.access.lists import GuardedList
from navskole.access.views import TargetFormView

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict
    from django_stubs_ext import StrPromise

    from followup.differences import Change
    from followup.forms.measure_decision import AnswerForm
    from followup.models import MeasureDecision, MeasurePart

_ANSWERED = 20
"""How many of those answered Til godkjenning shows below what waits."""


class MeasureAnswerView(MeasureTargetMixin, TargetFormView):
    """One answer to what waits; bound to the version and digest on screen."""

    permission = "followup.decide_measure"
    outcome: ClassVar[str]

    def get_permission_subject(self) -> MeasurePart:
        """Ask the policy about the part that waits."""
        return self.part

    def get_initial(self) -> dict[str, Any]:
        """Return the version and digest of what waits, where anything does."""
        waiting = self.part.waiting_submission()
        if waiting is None:
            return {}
        return {"version": waiting.part_version, "digest": waiting.digest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads."""
        shown = super().get_context_data(**kwargs)
        return shown | {"back": shown["address"]}

    def perform(self, form: AnswerForm) -> MeasureDecision:
        """Decide."""
        return decide_measure(
            actor=self.actor, measure=self.target, outcome=self.outcome, **form.cleaned_data
        )

    def get_success_message(self, result: MeasureDecision) -> StrPromise | str:
        """Say which answer was given."""
        formal = self.target.type.needs_formal_decision
        return {
            DecisionOutcome.APPROVED: (
                _("Tiltaket er anbefalt.") if formal else _("Tiltaket er godkjent.")
            ),
            DecisionOutcome.RETURNED: _("Tiltaket er returnert til den som foreslo det."),
            DecisionOutcome.ON_HOLD: _("Tiltaket er satt på vent."),
            DecisionOutcome.REJECTED: (
                _("Tiltaket er ikke anbefalt.") if formal else _("Tiltaket er avslått.")
            ),
        }[DecisionOutcome(result.outcome)]

    def form_invalid(self, form: AnswerForm) -> HttpResponse:
        """Show what waits now and what changed, so that the next answer is about that."""
        waiting = self.part.waiting_submission()
        changes = self._changed_since_opened(form)
        if waiting is not None:
            data = cast("QueryDict", form.data).copy()
            data["version"], data["digest"] = str(waiting.part_version), waiting.digest
            form.data = data
        context = self.get_context_data(form=form)
        context["changes"] = changes or context["changes"]
        return self.render_to_response(context, status=422)

    def _changed_since_opened(self, form: AnswerForm) -> list[Change]:
        """Return what differs between what stood on the decider's page and what waits now."""
        waiting = self.part.waiting_submission()
        seen = self.part.submissions.filter(
            part_version=form.cleaned_data.get("version") or 0,
            deciding_organisation_id=self.part.deciding_organisation_id,
        ).first()
        if waiting is None or seen is None or seen.pk == waiting.pk:
            return []
        return content_changes(seen.content, waiting.content, self.target.type)


class MeasureApproveView(MeasureAnswerView):
    """Godkjenn, or recommend what needs a vedtak."""

    template_name = "followup/measure_approve.html"
    form_class = ApproveForm
    outcome = DecisionOutcome.APPROVED


class MeasureReturnView(MeasureAnswerView):
    """Returner with reasons."""

    template_name = "followup/measure_return.html"
    form_class = ReturnForm
    outcome = DecisionOutcome.RETURNED


class MeasureHoldView(MeasureAnswerView):
    """Sett på vent."""

    template_name = "followup/measure_hold.html"
    form_class = HoldForm
    outcome = DecisionOutcome.ON_HOLD


class MeasureRejectView(MeasureAnswerView):
    """Avslå, or do not recommend what needs a vedtak."""

    template_name = "followup/measure_reject.html"
    form_class = RejectForm
    outcome = DecisionOutcome.REJECTED


class MeasureUndoView(MeasureTargetMixin, TargetFormView):
    """Take an answer back until the measure starts."""

    permission = "followup.decide_measure"
    template_name = "followup/measure_undo.html"
    form_class = UndoForm
    success_message = _("Avgjørelsen er angret. Tiltaket venter på nytt.")

    def get_permission_subject(self) -> MeasurePart:
        """Ask the policy about the part that was decided."""
        return self.part

    def get_initial(self) -> dict[str, Any]:
        """Return the answer on screen."""
        standing = self.part.standing_decision()
        return {"decision": standing.pk} if standing else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads."""
        shown = super().get_context_data(**kwargs)
        return shown | {"back": shown["address"]}

    def perform(self, form: UndoForm) -> MeasurePart:
        """Undo."""
        return undo_decision(
            actor=self.actor, measure=self.target, decision_id=form.cleaned_data["decision"]
        )


class AwaitingListView(GuardedList):
    """Til godkjenning: what waits for the leader, and what was answered or fell away lately."""

    permission = "followup.list_awaiting"
    template_name = "followup/awaiting_list.html"

    def _measures(self) -> Any:
        return Measure.objects.visible_to(self.actor).with_ground(self.actor)

    def get_rows(self) -> QuerySet[Measure]:
        """Return the measures with a part that waits, the oldest first."""
        waiting = self._measures().awaiting(self.actor).for_list().select_related("pupil")
        return waiting.order_by("created_at", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what was answered or fell away lately."""
        answered = self._measures().answered(self.actor).for_list().select_related("pupil")
        shown = self.shown(answered[:_ANSWERED])
        own = own_decisions(self.actor)
        context = super().get_context_data(answered=shown, own_decisions=own, **kwargs)
        self.shown(tell_listed_combinations(self.actor, [*context["page"], *shown]))
        return context
