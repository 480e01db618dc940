"""The whole case on one page, for paper; that it was made is logged as a printing."""

from __future__ import annotations

from typing import Any

from followup.combined import tell_listed_combinations
from followup.models import Measure, Note, Reminder
from followup.views.plan import CasePlanView
from navskole.audit.events import Action
from pupils.models import Consent, RiskFlag


class CasePrintView(CasePlanView):
    """Skriv ut: everything of the case that the reader may see."""

    permission = "followup.print_case"
    template_name = "followup/case_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with notes, flags, measures, consents and slips beside the plan."""
        actor, of_case = self.actor, {"case": self.case}
        flags = RiskFlag.objects.visible_to(actor).filter(**of_case).standing(on=actor.on)
        consents = Consent.objects.visible_to(actor).filter(**of_case)
        reminders = Reminder.objects.visible_to(actor).filter(**of_case).for_list()
        measures = self.shown(Measure.objects.listed_to(actor).filter(**of_case).for_list())
        self.shown(tell_listed_combinations(actor, measures))
        context = super().get_context_data(
            flags=self.shown(flags.select_related("area", "raised_by", "case").newest_first()),
            notes=self.shown(Note.objects.visible_to(actor).filter(**of_case).for_timeline()),
            measures=measures,
            consents=self.shown(consents.for_list()),
            reminders=self.shown(reminders),
            printed=True,
            **kwargs,
        )
        self.note_access([self.case.access()], action=Action.CASE_PRINTED)
        return context

    def from_school(self) -> dict[str, Any]:
        """Return nothing: what the school shows stays on the screen, as long as consent does."""
        return {}
