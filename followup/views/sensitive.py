"""The sensitive records of a case, opened by its NAV-leder one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.models import Goal, Measure, Note, Task
from followup.sensitive import closed_to_leader, shown
from followup.views.case import CasePage, case_address
from navskole.access.purpose_views import PurposeView
from pupils.models import RiskFlag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pupils.models import Case


class CaseSensitiveView(CasePage):
    """Which sensitive records there are, and nothing of what they say."""

    permission = "followup.open_sensitive"
    template_name = "followup/case_sensitive.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the closed records."""
        return super().get_context_data(closed=closed_to_leader(self.actor, self.case), **kwargs)


class SensitiveRecordView(PurposeView):
    """One sensitive record, after its reader has said what for."""

    permission = "followup.open_sensitive"
    asking_template = "followup/sensitive_ask.html"
    showing_template = "followup/sensitive_record.html"

    def get_target_queryset(self) -> QuerySet[Any]:
        """Return the records that are closed to the actor as leader, with their case."""
        records: Any = self.target_model.objects  # type: ignore[attr-defined]  # guarded
        return records.closed_to_leader(self.actor).select_related("pupil", "case", "owner")

    def get_permission_subject(self) -> Case:
        """Return the case: who leads it opens what stands in it."""
        case: Case = self.target.case
        return case

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what the record says, once it may be shown."""
        back = case_address(self.target.case, "case_sensitive")
        record = shown(self.target) if self.purpose else None
        return super().get_context_data(pupil=self.target.pupil, back=back, record=record, **kwargs)


class SensitiveNoteView(SensitiveRecordView):
    """A note."""

    target_model = Note
    target_kwarg = "note_id"


class SensitiveFlagView(SensitiveRecordView):
    """A flag."""

    target_model = RiskFlag
    target_kwarg = "flag_id"


class SensitiveGoalView(SensitiveRecordView):
    """A goal."""

    target_model = Goal
    target_kwarg = "goal_id"


class SensitiveTaskView(SensitiveRecordView):
    """A task."""

    target_model = Task
    target_kwarg = "task_id"


class SensitiveMeasureView(SensitiveRecordView):
    """A measure."""

    target_model = Measure
    target_kwarg = "measure_id"
