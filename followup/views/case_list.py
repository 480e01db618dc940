"""Mine saker and the office's cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.facts import standing_plan
from followup.models import Note
from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from pupils.models import Case, RiskFlag

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pupils.querysets.case import CaseQuerySet


class CaseListView(KeptSearchMixin, GuardedList):
    """A caseload with the facts one acts on, computed under the reader's own rules."""

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases the list is about."""
        raise NotImplementedError

    def get_rows(self) -> QuerySet[Case]:
        """Return the cases that match the search, by name, with contact dates."""
        notes = Note.objects.visible_to(self.actor)
        cases = (  # the columns are declared on the model for those who read them
            self.get_cases()  # type: ignore[no-redef]
            .with_ground(self.actor)
            .select_related("pupil", "office", "responsible")
            .with_enrolment(self.actor)
            .annotate(
                latest_contact_at=notes.latest_contact(), next_contact_on=notes.next_contact()
            )
            .by_name()
        )
        return cases.named(self.question) if self.question else cases

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows made ready for show."""
        context = super().get_context_data(**kwargs)
        self._add_row_facts(context["page"].object_list)
        return context | {"search_form": self.get_search_form(), "question": self.question}

    def _add_row_facts(self, cases: list[Case]) -> None:
        """Give each case its highest standing flag, the age, and whether a contact is overdue."""
        standing = RiskFlag.objects.visible_to(self.actor).standing(on=self.actor.on)
        flags = standing.filter(case__in=[case.pk for case in cases])
        highest = {flag.case_id: flag for flag in sorted(flags, key=RiskFlag.urgency)}
        for case in cases:
            case.flag = highest.get(case.pk)
            case.age = case.pupil.age(on=self.actor.on)
            case.next_contact_on = standing_plan(
                case.next_contact_on, latest_at=case.latest_contact_at
            )
            case.is_overdue = bool(case.next_contact_on and case.next_contact_on < self.actor.on)
            case.mark = "danger" if case.is_overdue else ""


class OwnCaseListView(CaseListView):
    """Mine saker: the open cases the veileder is put on."""

    permission = "pupils.list_own_cases"
    template_name = "followup/own_case_list.html"

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases of the veileder's own."""
        return Case.objects.open().on_team(self.actor)


class OfficeCaseListView(CaseListView):
    """Kontorets saker: the open cases of the offices the leader leads."""

    permission = "pupils.list_office_cases"
    template_name = "followup/office_case_list.html"

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases of the leader's offices."""
        return Case.objects.open().led_by(self.actor)
