"""The access log per pupil, for the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from navskole.access.grounds import Ground
from navskole.access.lists import PAGE_SIZE, GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import GuardedPage
from navskole.audit.events import Action
from navskole.audit.log import Access
from navskole.organisations.models import Role
from navskole.ui.pagination import with_query
from pupils.log_lines import OLDER_PARAM, read_lines
from pupils.log_reading import pupil_events, pupil_rows, pupils_in_log
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pupils.log_lines import Lines


PRINTED_LINES = 1000
"""How many looks a print holds; what is older comes on the next one."""


class LogListView(KeptSearchMixin, GuardedList):
    """Find the pupil whose log is to be read; nobody is listed before a search."""

    permission = "pupils.list_log"
    template_name = "pupils/log_list.html"
    list_action = Action.SEARCH

    def get_rows(self) -> QuerySet[Pupil]:
        """Return the pupils with log rows the actor may read that match the search."""
        found = pupils_in_log(self.actor).by_name()
        return found.named(self.question) if self.question else found.none()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the search form and the words searched for."""
        return super().get_context_data(
            search_form=self.get_search_form(), question=self.question, **kwargs
        )

    def note_rows(self, page: Page) -> None:
        """Say whose names were found, and why."""
        self.note_access(
            [row.access(Ground.LOG_READER) for row in page.object_list], action=self.list_action
        )


class LogDetailView(GuardedPage):
    """Who looked at the pupil's data, when, why, and who was refused."""

    permission = "pupils.read_log"
    template_name = "pupils/log_detail.html"
    size = PAGE_SIZE

    def get_target(self) -> Pupil:
        """Return the pupil by the log reader's own ground, or raise Http404."""
        pupil = get_object_or_404(pupils_in_log(self.actor), public_id=self.kwargs["pupil_id"])
        self.note_access([Access(pupil.pk, ground=Ground.LOG_READER, classes="A")])
        return pupil

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of requests, the latest first."""
        lines = read_lines(
            pupil_events(self.actor, self.target),
            pupil_rows(self.actor, self.target),
            after=self.request.GET.get(OLDER_PARAM, ""),
            size=self.size,
        )
        return super().get_context_data(
            pupil=self.target, page=lines, turns=turns(self.request, lines), **kwargs
        )


class LogPrintView(LogDetailView):
    """Who has seen the pupil's data, for the pupil: on paper, and logged as a print."""

    template_name = "pupils/log_print.html"
    size = PRINTED_LINES

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with whose log it is."""
        self.note_access([], action=Action.LOG_PRINTED)
        context = super().get_context_data(**kwargs)
        of_officer = {
            row.organisation_id: row.organisation
            for row in self.actor.memberships
            if row.role == Role.PRIVACY_OFFICER
        }
        lines = context["page"].object_list
        shown = {row.owner_id for line in lines for row in line.rows}
        told = [place for pk, place in of_officer.items() if pk in shown]
        return context | {"organisations": told or list(of_officer.values())}


def turns(request: HttpRequest, lines: Lines) -> dict[str, str]:
    """Return the addresses of the newest lines and of those that come after these."""
    asked = OLDER_PARAM in request.GET
    return {
        "newest": with_query(request, **{OLDER_PARAM: None}) if asked else "",
        "older": with_query(request, **{OLDER_PARAM: lines.older}) if lines.older else "",
    }
