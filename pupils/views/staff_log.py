"""The access log per employee of the own side, for the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from navskole.access.grounds import Ground
from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import GuardedPage
from navskole.audit.log import Access
from navskole.organisations.models import Membership, Role
from pupils.forms.log import StaffLogFilter
from pupils.log_lines import OLDER_PARAM, read_lines
from pupils.log_patterns import pattern_events
from pupils.log_reading import named_in_log, staff_events, staff_in_log, staff_rows
from pupils.views.log import turns

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.accounts.models import User, UserQuerySet
    from pupils.log_lines import Lines


class StaffLogListView(KeptSearchMixin, GuardedList):
    """Who works or has worked at the officer's organisations, by name."""

    permission = "pupils.list_log"
    template_name = "pupils/staff_log_list.html"

    def get_rows(self) -> QuerySet[User]:
        """Return the employees that match the search."""
        staff = staff_in_log(self.actor)
        return (staff.named(self.question) if self.question else staff).by_name()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each employee's memberships at the officer's organisations."""
        context = super().get_context_data(**kwargs)
        people = {person.pk: person for person in context["page"].object_list}
        for person in people.values():
            person.held = []
        organisations = self.actor.at(Role.PRIVACY_OFFICER)
        rows = Membership.objects.filter(
            user__in=list(people), organisation_id__in=organisations
        ).select_related("organisation")
        for membership in rows:
            in_force = membership.is_in_force(on=self.actor.on)
            people[membership.user_id].held.append((membership, in_force))
        return context | {"search_form": self.get_search_form(), "question": self.question}


class StaffLogDetailView(GuardedPage):
    """What one employee looked at, changed and was refused."""

    permission = "pupils.read_staff_log"
    template_name = "pupils/staff_log_detail.html"

    def get_target(self) -> User:
        """Return the employee, or raise Http404."""
        return get_object_or_404(staff_in_log(self.actor), public_id=self.kwargs["user_id"])

    @property
    def only_target(self) -> UserQuerySet:
        """The employee, to be asked about as one of a staff."""
        return staff_in_log(self.actor).filter(pk=self.target.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the filter and one page of requests, the latest first."""
        filters = StaffLogFilter.asked(self.request.GET, on=self.actor.on)
        events = staff_events(self.actor, self.target).filter(filters.condition())
        if filters.pattern:
            fits = pattern_events(
                self.actor, self.only_target, filters.period(), filters.pattern
            ).values("pk")
            events = events.filter(pk__in=fits)
        lines = read_lines(
            events, staff_rows(self.actor), after=self.request.GET.get(OLDER_PARAM, "")
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
        """Give each line the pupils it may name; showing the names is a look of its own."""
        named = named_in_log({row.pupil_id for line in lines.object_list for row in line.rows})
        for line in lines.object_list:
            ids = dict.fromkeys(row.pupil_id for row in line.rows if row.pupil_id in named)
            line.pupils = [named[pupil_id] for pupil_id in ids]
        self.note_access(
            [Access(pupil_id, ground=Ground.LOG_READER, classes="A") for pupil_id in named]
        )
