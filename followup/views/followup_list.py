"""Oppfølging: rektor's caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.steering_tasks import own_decisions
from followup.caseload import caseload_pupils, caseload_rows, rest_at_first_of_month
from followup.forms.caseload import FollowupFilterForm
from followup.models import CaseloadReview
from followup.querysets.caseload import Due, with_followup_facts
from navskole.access.filtered import FilteredList, Tally
from navskole.organisations.models import Role
from navskole.records.sorting import NorwegianOrder
from pupils.models import FlagLevel
from pupils.naming import NamingNeed, naming_needs
from pupils.querysets.pupil import NameOrder

if TYPE_CHECKING:
    from django.core.paginator import Page


class FollowupListView(FilteredList):
    """The school's own follow-up, and the cases a consent line opens."""

    permission = "followup.list_followup"
    template_name = "followup/followup_list.html"
    filter_form_class = FollowupFilterForm
    tallies = (
        Tally(_("elever i oppfølging")),
        Tally(_("over tiden"), "danger", {"due": Due.ANY}),
        Tally(_("haster"), "warning", {"flag": FlagLevel.URGENT}),
        Tally(_("med sak du ser"), "info", {"case": "ja"}),
    )
    orders = {
        "navn": (NameOrder("sort_key"),),
        "klasse": (NorwegianOrder("class_name"),),
        "flagg": ("flag_rank",),
        "siste": ("latest_contact_at",),
        "neste": ("next_contact_on",),
        "oppgaver": ("overdue_tasks", "open_tasks"),
    }

    def get_records(self) -> Any:
        """Return the pupils on the list with what it is filtered and sorted by."""
        owners = self.actor.at(Role.PRINCIPAL)
        return with_followup_facts(caseload_pupils(self.actor), self.actor, owners=owners)

    def note_rows(self, page: Page) -> None:
        """Make the rows, and say whose data they show and on which grounds."""
        self.rows = caseload_rows(self.actor, page.object_list)
        cases = [each.case.access() for row in self.rows for each in row.cases]
        self.note_access([row.pupil.access() for row in self.rows] + cases, action=self.list_action)

    def _naming_needs(self) -> list[NamingNeed]:
        needs = naming_needs(self.actor)
        self.shown(need.pupil for need in needs if need.pupil)
        return needs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows, the coarse figure and the latest reviews."""
        context = super().get_context_data(**kwargs)
        reviews = CaseloadReview.objects.visible_to(self.actor).newest_first()
        return context | {
            "rows": self.rows,
            "naming_needs": self._naming_needs(),
            "rest": rest_at_first_of_month(self.actor),
            "reviews": reviews[:3],
            "own_decisions": own_decisions(self.actor),
        }
