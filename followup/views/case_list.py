"""Mine saker and the office's cases."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from agreements.steering_tasks import own_decisions
from agreements.views.time_entry import week_address
from followup.forms.caseload import NOBODY, CaseFilterForm
from followup.querysets.caseload import Due, due, flagged, with_caseload_facts
from navskole.access.filtered import FilteredList, Tally
from navskole.access.visibility import Among
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role
from navskole.records.sorting import NorwegianOrder, fold
from navskole.records.week import Week
from pupils.models import Case, CaseStatus, FlagLevel, RiskFlag
from pupils.querysets.pupil import NameOrder
from pupils.views.counsellor import staffing_tabs

if TYPE_CHECKING:
    from navskole.access.filtered import CodedFilterForm
    from pupils.querysets.case import CaseQuerySet


class CaseListView(FilteredList):
    """A caseload with the facts one acts on, computed under the reader's own rules."""

    filter_form_class = CaseFilterForm
    tallies = (
        Tally(_("åpne saker")),
        Tally(_("over tiden"), "danger", {"due": Due.ANY}),
        Tally(_("haster"), "warning", {"flag": FlagLevel.URGENT}),
        Tally(_("uten planlagt kontakt"), "neutral", {"due": Due.UNPLANNED}),
        Tally(_("nye"), "info", {"status": CaseStatus.NEW}),
    )
    orders = {
        "navn": (NameOrder("pupil__sort_key"),),
        "skole": (NorwegianOrder("school_name"), NorwegianOrder("class_name")),
        "status": ("status_place",),
        "flagg": ("flag_rank",),
        "siste": ("latest_contact_at",),
        "neste": ("next_contact_on",),
        "oppgaver": ("overdue_tasks", "open_tasks"),
        "ansvarlig": ("responsible__sort_key",),
    }

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases the list is about."""
        raise NotImplementedError

    def get_records(self) -> CaseQuerySet:
        """Return the cases with what the list shows."""
        cases = with_caseload_facts(self.get_cases().with_ground(self.actor), self.actor)
        return cases.select_related("pupil", "office", "responsible")

    def add_choices(self, form: CodedFilterForm) -> None:
        """Add the schools of the list's pupils, and who is responsible."""
        rows = self.records.order_by().values_list("school_number", "school_name", "responsible")
        schools, people = set(), set()
        for number, name, person in rows.distinct():
            schools.add((number or NOBODY, name or _("Ikke i skole")))
            people.add(person)
        form.add_choices("school", sorted(schools, key=lambda row: fold(str(row[1]))))
        form.add_choices("responsible", self.get_people(people))

    def get_people(self, ids: set[int | None]) -> list[tuple[str, Any]]:
        """Return code and name of those responsible for a case of the list."""
        nobody = [(NOBODY, _("Uten ansvarlig"))] if None in ids else []
        people = User.objects.filter(pk__in=ids - {None}).by_name()
        return [(str(person.public_id), person) for person in people] + nobody

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows made ready for show."""
        context = super().get_context_data(**kwargs)
        self._add_row_facts(context["page"].object_list)
        return context

    def _add_row_facts(self, cases: list[Case]) -> None:
        """Give each case its flags, the most urgent first, the age, and what is overdue."""
        standing = RiskFlag.objects.visible_to(self.actor).standing(on=self.actor.on)
        flags = standing.filter(case__in=[case.pk for case in cases])
        by_urgency = sorted(flags, key=RiskFlag.urgency, reverse=True)
        for case in cases:
            case.flags = [flag for flag in by_urgency if flag.case_id == case.pk]
            case.age = case.pupil.age(on=self.actor.on)
            case.is_overdue = bool(case.next_contact_on and case.next_contact_on < self.actor.on)
            case.mark = "danger" if case.is_overdue or case.overdue_tasks else ""


class OwnCaseListView(CaseListView):
    """Mine saker: the open cases the veileder is put on."""

    permission = "pupils.list_own_cases"
    template_name = "followup/own_case_list.html"

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases of the veileder's own."""
        return Case.objects.open().on_team(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the way to this week's time, and what is decided for them."""
        return super().get_context_data(
            time_url=week_address(Week.of(self.actor.on)),
            own_decisions=own_decisions(self.actor),
            **kwargs,
        )


class OfficeCaseListView(CaseListView):
    """Veiledere: the open cases of the offices the leader leads, and who has how many."""

    permission = "pupils.list_office_cases"
    template_name = "followup/office_case_list.html"

    def get_cases(self) -> CaseQuerySet:
        """Return the open cases of the leader's offices."""
        return Case.objects.open().led_by(self.actor)

    @cached_property
    def loads(self) -> dict[int | None, dict[str, int]]:
        """How many cases each responsible veileder has, by the veileder's row number."""
        counted = {
            "cases": Count("pk"),
            "overdue": Count("pk", filter=due(Due.ANY, on=self.actor.on)),
            "urgent": Count("pk", filter=flagged(FlagLevel.URGENT)),
            "flagged": Count("pk", filter=flagged(FlagLevel.CONCERN)),
        }
        rows = self.records.order_by().values("responsible").annotate(**counted)
        return {row["responsible"]: row for row in rows}

    @cached_property
    def people(self) -> list[User]:
        """The veiledere of the offices, and whoever else is responsible for a case there."""
        employed = Membership.objects.in_force(on=self.actor.on).filter(
            organisation__in=self.actor.at(Role.NAV_MANAGER), role=Role.NAV_COUNSELLOR
        )
        answering = [person for person in self.loads if person is not None]
        found = User.objects.filter(Among("pk", employed.values("user")) | Q(pk__in=answering))
        return list(found.by_name())

    def get_people(self, ids: set[int | None]) -> list[tuple[str, Any]]:
        """Return code and name of every veileder of the offices, also those without a case."""
        nobody = [(NOBODY, _("Uten ansvarlig"))] if None in ids else []
        return [(str(person.public_id), person) for person in self.people] + nobody

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with a line for each veileder."""
        none = {"cases": 0, "overdue": 0, "urgent": 0, "flagged": 0}
        chosen = self.filters.chosen.get("responsible")
        lines = [
            {
                "who": name,
                "href": self.address({"responsible": code}, searched=False),
                "current": code == chosen,
                **self.loads.get(key, none),
            }
            for key, code, name in self._codes()
        ]
        tabs = staffing_tabs("followup:office_case_list")
        return super().get_context_data(loads=lines, tabs=tabs, **kwargs)

    def _codes(self) -> list[tuple[int | None, str, Any]]:
        known: list[tuple[int | None, str, Any]] = [
            (person.pk, str(person.public_id), person) for person in self.people
        ]
        return known + ([(None, NOBODY, _("Uten ansvarlig"))] if None in self.loads else [])
