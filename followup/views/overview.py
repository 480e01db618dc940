"""Oversikt and Historikk: where a case stands, what has happened, and every change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from followup.facts import contact_facts
from followup.history import history_visible_to
from followup.models import Note, Reminder, Task
from followup.timeline import MOST, timeline_of
from followup.views.case import CasePage
from navskole.access.grounds import Ground
from pupils.models import CaseGrant, Consent, ConsentLine, ContactDetails, RiskFlag, TeamRole

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CaseDetailView(CasePage):
    """Oversikt: flags, the timeline, and beside them tasks, slips and who is on the case."""

    template_name = "followup/case_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context as far as the reader's ground goes."""
        actor, case = self.actor, self.case
        notes = Note.objects.visible_to(actor).filter(case=case).for_timeline()
        flags = (
            RiskFlag.objects.visible_to(actor)
            .filter(case=case)
            .select_related("area", "raised_by", "resolved_by", "case")
            .newest_first()
        )
        lines = list(self._lines())
        events = timeline_of(actor, case, notes=notes[:MOST], flags=flags)
        return super().get_context_data(
            events=self.shown(events),
            flags=self.shown(flag for flag in flags if flag.is_standing(on=actor.on)),
            tasks=self.shown(Task.objects.visible_to(actor).filter(case=case).open().for_list()),
            reminders=self.shown(
                Reminder.objects.visible_to(actor).filter(case=case).standing().for_list()
            ),
            team=self._team(),
            today=actor.on,
            contact_facts=contact_facts(
                ContactDetails.objects.visible_to(actor)
                .filter(pupil=case.pupil, owner=case.office)
                .select_related("municipality_of_stay")
                .first()
            ),
            lines=lines,
            ending={line.consent: None for line in lines if line.is_ending},
            **kwargs,
        )

    def _lines(self) -> QuerySet[ConsentLine]:
        """Return the lines in force; with their areas for whoever is told what they open.

        `is_ending` says that the answer ends soon, to the side that may read answers.
        """
        answers = Consent.objects.visible_to(self.actor).ending(on=self.actor.on)
        rows: Any = ConsentLine.objects.visible_to(
            self.actor
        )  # the column is declared on the model
        lines: QuerySet[ConsentLine] = (
            rows.in_force(on=self.actor.on)
            .filter(consent__case=self.case)
            .annotate(is_ending=Exists(answers.filter(pk=OuterRef("consent_id"))))
            .select_related("consent__case", "receiver")
            .order_by("receiver", "service", "information", "pk")
        )
        by_consent = self.case.ground == Ground.CONSENT_FROM_NAV
        return lines.prefetch_related("areas") if by_consent else lines

    def _team(self) -> list[CaseGrant]:
        """Return who is on the case; through consent only the responsible is told, in the facts."""
        if self.case.ground == Ground.CONSENT_FROM_NAV:
            return []
        grants = CaseGrant.objects.letting_in(self.case.office_id, on=self.actor.on)
        found = grants.filter(content_object=self.case).for_team()
        return sorted(found, key=lambda grant: list(TeamRole.values).index(grant.team_role))


class CaseHistoryView(CasePage):
    """Historikk: every change in a sentence, with what stood there before and after."""

    permission = "followup.read_history"
    template_name = "followup/case_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of changes."""
        return super().get_context_data(
            page=self.paginated(history_visible_to(self.actor, self.case)), **kwargs
        )
