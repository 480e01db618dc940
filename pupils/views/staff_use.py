"""The own employees' use of the product, for the leader of a school or an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from navskole.access.lists import GuardedList
from navskole.access.views import GuardedPage
from pupils.forms.log import SumsFilter
from pupils.log_lines import OLDER_PARAM, read_lines
from pupils.models import Pupil
from pupils.use_reading import Use, staff_led_by, use_events, use_of, use_rows
from pupils.views.log import turns

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.accounts.models import User
    from pupils.log_lines import Lines


class StaffUseListView(GuardedList):
    """How much each employee looked up, of the own organisation's pupils, in numbers."""

    permission = "pupils.list_staff_use"
    template_name = "pupils/staff_use_list.html"

    def get_rows(self) -> QuerySet[User]:
        """Return the employees by name."""
        return staff_led_by(self.actor).by_name()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the numbers of each employee on the page."""
        context = super().get_context_data(**kwargs)
        filters = SumsFilter.asked(self.request.GET, on=self.actor.on)
        people = context["page"].object_list
        shown = staff_led_by(self.actor).filter(pk__in=[person.pk for person in people])
        counted = use_of(self.actor, shown, filters.period())
        for person in people:
            person.use = counted.get(person.pk, Use())
        return context | {
            "filter_form": filters,
            "is_filtered": bool(self.request.GET),
            "query": f"?{self.request.GET.urlencode()}" if self.request.GET else "",
        }


class StaffUseDetailView(GuardedPage):
    """What one employee looked up of the own organisation's pupils; itself a look at them."""

    permission = "pupils.read_staff_use"
    template_name = "pupils/staff_use_detail.html"

    def get_target(self) -> User:
        """Return the employee, or raise Http404."""
        return get_object_or_404(staff_led_by(self.actor), public_id=self.kwargs["user_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the period and one page of requests, the latest first."""
        filters = SumsFilter.asked(self.request.GET, on=self.actor.on)
        employee = staff_led_by(self.actor).filter(pk=self.target.pk)
        lines = read_lines(
            use_events(self.actor, employee).filter(**filters.period()),
            use_rows(self.actor),
            after=self.request.GET.get(OLDER_PARAM, ""),
        )
        self._name_pupils(lines)
        return super().get_context_data(
            employee=self.target,
            page=lines,
            turns=turns(self.request, lines),
            filter_form=filters,
            is_filtered=bool(self.request.GET),
            **kwargs,
        )

    def _name_pupils(self, lines: Lines) -> None:
        """Give each line the pupils it names; that is a look of its own."""
        ids = {row.pupil_id for line in lines.object_list for row in line.rows}
        pupils = Pupil.objects.visible_to(self.actor).with_ground(self.actor).filter(pk__in=ids)
        named = {pupil.pk: pupil for pupil in self.shown(pupils)}
        for line in lines.object_list:
            line.pupils = [named[row] for row in dict.fromkeys(r.pupil_id for r in line.rows)]
